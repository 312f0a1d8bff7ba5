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

    /// In WhatsApp's own app a customer ends a business's advertising, and wants it again.
    @Test func advertisingThatIsNotWantedIsAnOptOut() async throws {
        let town = try await ChannelTown("whatsapp", plugin: "whatsapp")
        try await town.turnWhatsApp()
        let ana = try await town.addCustomer(address: "+525511118888")
        for (value, isOptedOut) in [("stop", true), ("resume", false)] {
            try await town.control("preference", of: ana, ["value": .string(value)])
            try await town.webhooksAreDelivered()
            let customers = try await town.tenant.client.get("/api/customers").json["items"]?.arrayValue ?? []
            #expect(customers.map { $0["opted_out_at"] != .null } == [isOptedOut], "\(value): \(customers)")
        }
    }

    /// Who has another number stays who they are: what was begun goes on there.
    @Test func aCustomerKeepsTheConversationUnderAnotherNumber() async throws {
        let town = try await ChannelTown("whatsapp", plugin: "whatsapp")
        try await town.turnWhatsApp()
        let old = try await town.addCustomer(address: "+525511119999")
        try await town.write("busco un martillo", on: old, to: ChannelTown.whatsAppNumber)
        _ = try await town.answer(on: old) { $0.contains("Martillo de Uña") }
        try await town.control("renumber", of: old, ["number": "+525522229999"])
        try await town.webhooksAreDelivered()
        let new = "525522229999"
        try await town.write("busco un tornillo", on: new, to: ChannelTown.whatsAppNumber)
        _ = try await town.answer(on: new) { $0.contains("Tornillo") }
        let said = try await town.history(of: new, untilLast: "busco un tornillo").map { $0["reply"]?["text"] }
        #expect(said.contains("busco un martillo"), "\(said)")
        let customers = try await town.tenant.client.get("/api/customers").json["items"]?.arrayValue ?? []
        let known = customers.flatMap { $0["addresses"]?.arrayValue ?? [] }
        let addresses = known.compactMap { $0["address"]?.stringValue }
        #expect(customers.count == 1, "\(customers)")
        #expect(addresses.contains("+\(new)") && !addresses.contains("+\(old)"), "\(addresses)")
    }

    /// An account that Meta disables is told of before anything fails.
    @Test func anAccountThatMetaDisablesIsToldOf() async throws {
        let town = try await ChannelTown("whatsapp", plugin: "whatsapp")
        // A number that stops, stops for every tenant of it.
        let number = "106540352249999"
        try await town.turnWhatsApp(number)
        let news: JSON = [
            "shop": .string(number), "field": "account_update",
            "value": ["event": "DISABLED_UPDATE", "ban_info": ["waba_ban_state": "DISABLE"]],
        ]
        let told = try await town.provider.post("/control/news", news)
        try #require(told.status == 202, "\(told.text)")
        var shown: JSON = .null
        let isShown = try await eventually(every: 40) {
            shown = try await town.tenant.plugin("whatsapp")
            return shown["detail"]?.stringValue?.contains("DISABLED_UPDATE") == true
        }
        #expect(isShown, "\(shown)")
    }
}
