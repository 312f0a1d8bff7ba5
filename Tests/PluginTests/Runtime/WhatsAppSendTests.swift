// What becomes of messages and files that the real library sends: on the phone of an emulated
// customer, and on a bad day.

import HostInbox
import HostPlugins
import OrkestaModel
import Testing

@Suite(.timeLimit(.minutes(10)))
struct WhatsAppSendTests {
    /// Something in front of Meta lets nothing through: nothing of it is given up.
    @Test(arguments: [("error-408", SendRemedy.none), ("error-429", .waitForSender)])
    func whatAProxyHoldsBackIsSentAgain(_ fault: String, _ remedy: SendRemedy) async throws {
        let line = try await WhatsAppLine()
        try await line.set(faults: "\(fault)@1")
        let held = await line.channel.send(WhatsAppLine.message(.text("hola")))
        guard case .retry(_, let wait, remedy) = held else {
            Issue.record("it is not sent again: \(held)")
            return
        }
        #expect((wait == nil) == (remedy == .none))
        try await line.send(WhatsAppLine.message(.text("hola"), attempt: 2))
        #expect(try await line.lastShown()["text"] == "hola")
        await line.house.runtime.shutDown()
    }
}
