// What Meta posts besides plain messages, read by the real library.

import HostInbox
import HostPlugins
import OrkestaModel
import Testing

@Suite(.timeLimit(.minutes(10)))
struct WhatsAppReadingTests {
    /// One change may hold several customers: a name that is told of one is nobody else's.
    @Test func nobodyIsCalledByAnotherOnesName() async throws {
        let line = try await WhatsAppLine()
        let ana: JSON = ["wa_id": "5215512345678", "profile": ["name": "Ana"]]
        func wrote(_ id: String, _ sender: JSON) -> JSON {
            let body: JSON = [
                "id": .string(id), "timestamp": "1700000000", "type": "text", "text": ["body": "hola"],
            ]
            return body.merging(sender)
        }
        let several: JSON = [
            "contacts": [ana, ["user_id": "MX.2", "profile": ["name": "Beto"]]],
            "messages": [
                wrote("1", ["from": "525512345678"]), wrote("2", ["from": "5218112345678", "from_user_id": "MX.2"]),
                wrote("3", ["from": "5218187654321"]),
            ],
        ]
        let two: JSON = [
            "contacts": [ana],
            "messages": [wrote("4", ["from": "5218187654321"]), wrote("5", ["from": "5215512345678"])],
        ]
        // Numbers are written in more ways than the house knows.
        let one: JSON = ["contacts": [ana], "messages": [wrote("6", ["from": "551187654321"])]]
        let read = try await line.read([several, two, one].map { WhatsAppLine.change($0) })
        let names = read.messages.map { "\($0.messageID) \($0.name ?? "-")" }
        #expect(names == ["1 Ana", "2 Beto", "3 -", "4 -", "5 Ana", "6 Ana"])
        await line.house.runtime.shutDown()
    }

    @Test func whatCustomersTellWhatsAppIsTold() async throws {
        let line = try await WhatsAppLine()
        let stop: JSON = ["wa_id": "5215512345678", "value": "stop", "timestamp": 1_700_000_000]
        let moved: JSON = [
            "from": "5215512345678", "id": "1", "timestamp": "1700000001", "type": "system",
            "system": ["type": "user_changed_number", "wa_id": "5218112345678"],
        ]
        let read = try await line.read([
            WhatsAppLine.change(["user_preferences": [stop]], field: "user_preferences"),
            WhatsAppLine.change(["messages": [moved]]),
        ])
        let at = Timestamp(milliseconds: 1_700_000_000_000)
        #expect(
            read.contacts == [
                ContactNews(.stopped, address: "+525512345678", at: at),
                ContactNews(.moved(to: "+528112345678"), address: "+525512345678", at: at.advanced(bySeconds: 1)),
            ]
        )
        await line.house.runtime.shutDown()
    }

    @Test func whatStopsTheAccountStopsItsSender() async throws {
        let line = try await WhatsAppLine()
        let update: JSON = [
            "field": "account_update",
            "value": ["event": "DISABLED_UPDATE", "ban_info": ["waba_ban_state": "DISABLE"]],
        ]
        let locked = WhatsAppLine.change(["errors": [["code": 131_031]]])
        let read = try await line.read([update, locked])
        #expect(read.receipts.map(\.isOfSender) == [true, true])
        #expect(read.receipts.map(\.remedy) == [.stop, .stop])
        #expect(read.receipts.first?.reason == "Meta says of the account: DISABLED_UPDATE, DISABLE")
        await line.house.runtime.shutDown()
    }

    @Test func whatIsHandedOnToNobodyComesAsSuch() async throws {
        let line = try await WhatsAppLine()
        #expect(line.channel.capabilities.rates.countsIncoming)
        let poll: JSON = [
            "from": "5215512345678", "id": "1", "timestamp": "1700000000", "type": "unsupported",
            "errors": [["code": 131_051]],
        ]
        let read = try await line.read([WhatsAppLine.change(["messages": [poll]])])
        #expect(read.messages.map(\.isUnreadable) == [true])
        #expect(read.messages.first?.address == "+525512345678")
        await line.house.runtime.shutDown()
    }
}
