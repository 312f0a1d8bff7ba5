// What Meta tells beside messages: of the account, of the number, of customers' wishes.

import OrkestaABI
import OrkestaModel
import OrkestaSDK
import Testing
import WhatsAppWire

@Suite("News of WhatsApp")
struct AccountNewsTests {
    private static let number = "106540352242922"

    private func read(_ field: String, _ value: JSON, isOfNumber: Bool = false) -> WebhookReading {
        let metadata: JSON = ["metadata": ["phone_number_id": .string(Self.number)]]
        let change: JSON = ["field": .string(field), "value": isOfNumber ? metadata.merging(value) : value]
        let document: JSON = ["entry": [["id": "1", "time": 1_700_000_000, "changes": [change]]]]
        return WebhookReading(document, phoneNumberID: Self.number, accountID: "1")
    }

    /// The one failure of the sender, if there is one.
    private func failure(_ reading: WebhookReading) -> PluginError? {
        guard let receipt = reading.receipts.first, case .failed(let error) = receipt.kind else { return nil }
        #expect(reading.receipts.count == 1 && receipt.providerMessageID.isEmpty && receipt.idempotencyKey == nil)
        return error
    }

    @Test(
        arguments: [
            (["event": "DISABLED_UPDATE", "ban_info": ["waba_ban_state": "DISABLE"]], .stop),
            (["event": "DISABLED_UPDATE", "ban_info": ["waba_ban_state": ["DISABLE"]]], .stop),
            (["event": "DISABLED_UPDATE", "ban_info": ["waba_ban_state": "SCHEDULE_FOR_DISABLE"]], nil),
            (["event": "DISABLED_UPDATE", "ban_info": ["waba_ban_state": "REINSTATE"]], nil),
            (["event": "PARTNER_REMOVED"], .stop), (["event": "VERIFIED_ACCOUNT"], nil), ([:], nil),
            (
                [
                    "event": "ACCOUNT_RESTRICTION",
                    "restriction_info": [["restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": 1]],
                ], .stopTemplates
            ),
            (
                [
                    "event": "ACCOUNT_RESTRICTION",
                    "restriction_info": [
                        ["restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING"],
                        ["restriction_type": "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"],
                    ],
                ], .stop
            ),
            (["event": "ACCOUNT_RESTRICTION", "restriction_info": [["restriction_type": "OTHER"]]], nil),
        ] as [(JSON, SendRemedy?)]
    )
    func whatStopsTheSenderStopsIt(_ value: JSON, _ remedy: SendRemedy?) {
        let reading = read("account_update", value)
        #expect(failure(reading)?.remedy == remedy)
        #expect(reading.facts.count == 1 && reading.skippedCount == 0)
        // Another account's are nobody's business.
        let change: JSON = ["field": "account_update", "value": value]
        let document: JSON = ["entry": [["id": "2", "changes": [change]]]]
        let others = WebhookReading(document, phoneNumberID: Self.number, accountID: "1")
        #expect(others.receipts.isEmpty && others.facts.isEmpty && others.skippedCount == 1)
    }

    @Test func whatIsLoggedHoldsMetasWordsAlone() {
        let quality = read(
            "phone_number_quality_update",
            ["display_phone_number": "525500000000", "event": "FLAGGED", "current_limit": "TIER_1K"]
        )
        let flagged: JSON = ["field": "phone_number_quality_update", "event": "FLAGGED", "current_limit": "TIER_1K"]
        #expect(quality.facts.map(JSON.object) == [flagged])
        #expect(quality.receipts.isEmpty)
        let odd = read("account_update", ["event": "de Ana, +52 55 1234 5678", "phone_number": "525512345678"])
        #expect(odd.facts == [["field": "account_update"]])
    }

    @Test func anErrorOfTheNumberStopsItWhereItsCodeDoes() {
        let errors: JSON = [["code": 131_031, "title": "Account locked"], ["code": 130_429], ["title": "none"]]
        let reading = read("messages", ["errors": errors], isOfNumber: true)
        let error = failure(reading)
        #expect(error?.remedy == .stop && error?.providerCode == 131_031)
        #expect(reading.facts.compactMap { $0["code"]?.integerValue } == [131_031, 130_429])
    }

    @Test func whatCustomersWantIsRead() {
        let preferences: JSON = [
            ["wa_id": "5215512345678", "category": "marketing_messages", "value": "stop", "timestamp": 1_700_000_000],
            ["user_id": "MX.134", "value": "resume", "timestamp": "1700000001"],
            ["wa_id": "5215512345678", "value": "ponder"], ["value": "stop"],
        ]
        let reading = read("user_preferences", ["user_preferences": preferences], isOfNumber: true)
        let at = Timestamp(milliseconds: 1_700_000_000_000)
        #expect(
            reading.contacts == [
                ContactNews(.stopped, address: "+525512345678", at: at),
                ContactNews(.resumed, address: "MX.134", at: at.advanced(bySeconds: 1)),
            ]
        )
        #expect(reading.skippedCount == 2)
    }

    @Test(
        arguments: [
            (["type": "user_changed_number", "wa_id": "5218112345678"], "+528112345678"),
            (["type": "user_changed_number", "new_wa_id": "12025550100"], "+12025550100"),
            (["type": "user_changed_number"], nil), (["type": "customer_identity_changed", "wa_id": "1"], nil),
        ] as [(JSON, String?)]
    )
    func anotherNumberIsRead(_ told: JSON, _ number: String?) {
        let message: JSON = [
            "from": "5215512345678", "id": "wamid.1", "timestamp": "1700000000", "type": "system", "system": told,
        ]
        let reading = read("messages", ["messages": [message]], isOfNumber: true)
        let at = Timestamp(milliseconds: 1_700_000_000_000)
        let expected = number.map { [ContactNews(.moved(to: $0), address: "+525512345678", at: at)] } ?? []
        #expect(reading.contacts == expected && reading.messages.isEmpty)
        #expect(reading.skippedCount == (number == nil ? 1 : 0))
    }
}
