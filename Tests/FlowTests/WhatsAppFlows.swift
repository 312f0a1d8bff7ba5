// What WhatsApp tells beside messages, from the emulated provider to the host's doors.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct WhatsAppFlows {
    /// WhatsApp takes a message and tells later that nobody has the number: in the form in which
    /// it knows the number the customer gets it all the same.
    @Test func aNumberThatIsKnownInOneFormGetsItsAnswer() async throws {
        let town = try await ChannelTown("whatsapp", plugin: "whatsapp")
        try await town.turnWhatsApp()
        let ana = try await town.addCustomer(address: "+525511117777")
        try await town.control("one-form", of: ana)
        try await town.write("busco un martillo", on: ana, to: ChannelTown.whatsAppNumber)
        _ = try await town.answer(on: ana, status: "read") { $0.contains("Martillo de Uña") }
    }
}
