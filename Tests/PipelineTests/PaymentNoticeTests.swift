// Where a customer hears of a payment: where the reminder reached them that it answers,
// unless they have written since to who asked for the money.

import HostConversations
import HostCore
import HostOutbox
import HostPayments
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

@Suite struct PaymentNoticeTests {
    @Test(
        arguments: [
            // WhatsApp brought the reminder: by its link, by an older one, by none.
            (true, nil, false, "whatsapp"), (true, .whatsapp, false, "whatsapp"),
            // WhatsApp failed, and the SMS that took its place arrived.
            (false, nil, false, "sms"), (false, .whatsapp, false, "sms"), (false, .sms, false, "sms"),
            // The customer came back to WhatsApp.
            (false, .whatsapp, true, "whatsapp"),
        ] as [(Bool, PluginID?, Bool, String)]
    )
    func theNewsFollowTheReminder(
        _ arrives: Bool,
        _ linkedOn: PluginID?,
        _ writesLater: Bool,
        _ channel: String
    ) async throws {
        try await withDebtor(sends: false) { house in
            let invoice = try await house.bill(50_000, dueInDays: 2)
            let link = try await house.link(to: invoice, on: linkedOn)
            _ = try await house.advance(days: 1)
            if !arrives { try await house.settle(try await house.claim(), as: .ended(.dead, reason: "refused")) }
            let carried = try await house.claim()
            #expect(carried.count == 1, "no reminder goes out")
            try await house.settle(carried, as: .sent(providerMessageID: "message"))
            if writesLater { try await house.writeOnWhatsApp() }
            _ = try await house.payAtProvider(invoice, minor: 50_000, under: link)
            let news = try await house.texts(
                """
                SELECT channel || ' ' || address || ' ' || provider_message_id FROM inbox
                WHERE provider_message_id LIKE 'payment.%'
                """
            )
            #expect(news.count == 1, "\(news)")
            #expect(news.allSatisfy { $0.hasPrefix("\(channel) \(Buyer.ana.phone) payment.succeeded:") }, "\(news)")
        }
    }

    /// Of what nobody reminded of and nobody sold, nobody speaks.
    @Test func whatNobodyAskedForIsNotTold() async throws {
        try await withDebtor(sends: false) { house in
            let invoice = try await house.bill(50_000, dueInDays: 20)
            _ = try await house.payAtProvider(invoice, minor: 50_000)
            let news = "SELECT COUNT(*) FROM inbox WHERE provider_message_id LIKE 'payment.%'"
            #expect(try await house.host.count(news) == 0)
        }
    }
}

extension DebtorHouse {
    /// A link that the agent that collects made for the customer on a channel; nil: none.
    fileprivate func link(to invoice: InvoiceID, on channel: PluginID?) async throws -> String? {
        guard let channel else { return nil }
        return try await write { [tenant] connection, now, randomness in
            try PayLinks(tenant).create(
                token: "token",
                for: try required(Invoices(tenant).find(invoice, in: connection)),
                amountMinor: nil,
                addressee: PayLink.Addressee(agent: .dunning, channel: channel, address: Buyer.ana.phone),
                expiresAt: now.advanced(bySeconds: 30 * 86_400),
                id: PaymentLinkID(at: now, randomness: randomness),
                at: now,
                in: connection
            ).token
        }
    }

    fileprivate func writeOnWhatsApp() async throws {
        let conversation = try await conversation()
        try await write { [tenant] connection, now, randomness in
            let message = MessageDraft(
                id: MessageID(at: now, randomness: randomness),
                role: .user,
                content: .text("hola"),
                at: now
            )
            try Conversations(tenant).append([message], to: conversation.id, at: now, in: connection)
        }
    }
}
