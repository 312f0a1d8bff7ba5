// Webhooks as Meta posts them, read into messages and receipts.

import OrkestaABI
import OrkestaModel
import OrkestaSDK
import Testing
import WhatsAppWire

@Suite("Webhooks of WhatsApp")
struct WebhookReadingTests {
    private static let number = "106540352242922"

    private func envelope(_ values: [JSON], field: String = "messages") -> JSON {
        let changes = values.map { value -> JSON in
            let metadata: JSON = ["metadata": ["phone_number_id": .string(Self.number)]]
            return ["field": .string(field), "value": metadata.merging(value)]
        }
        return ["object": "whatsapp_business_account", "entry": [["id": "1", "changes": .array(changes)]]]
    }

    private func message(_ body: JSON) -> JSON {
        let head: JSON = ["from": "5215512345678", "id": "wamid.1", "timestamp": "1700000000"]
        let contact: JSON = ["wa_id": "5215512345678", "profile": ["name": "Ana"]]
        return ["contacts": [contact], "messages": [head.merging(body)]]
    }

    private func read(_ document: JSON) -> WebhookReading { WebhookReading(document, phoneNumberID: Self.number) }

    @Test(
        arguments: [
            (["event": "PAUSED", "other_info": ["title": "FIRST_PAUSE", "description": "low quality"]], .paused),
            (["event": "REJECTED", "reason": "INVALID_FORMAT"], .rejected), (["event": "APPROVED"], .approved),
            (["event": "DISABLED", "reason": .string(String(repeating: "👩‍💻", count: 200))], .disabled),
            (["event": "REINSTATED", "reason": "NONE"], .approved), (["event": "PENDING_DELETION"], .disabled),
            (["event": "FLAGGED"], nil), (["event": "APPROVED", "message_template_name": .null], nil),
        ] as [(JSON, TemplateDecision.Approval?)]
    )
    func whatMetaDecidesOnTheAccountsTemplatesIsRead(_ change: JSON, _ approval: TemplateDecision.Approval?) throws {
        let value: JSON = [
            "message_template_id": 7, "message_template_name": "aviso", "message_template_language": "es_MX",
        ]
        let event: JSON = ["field": "message_template_status_update", "value": value.merging(change)]
        let document: JSON = ["entry": [["id": "1", "time": 1_700_000_000, "changes": [event]]]]
        let decision = WebhookReading(document, phoneNumberID: Self.number, accountID: "1").templates.first
        #expect(decision?.approval == approval)
        guard let decision else { return }
        #expect(decision.name == "aviso" && decision.language == "es_MX")
        #expect(decision.at == Timestamp(milliseconds: 1_700_000_000_000))
        #expect(decision.reason != "NONE" && decision.reason?.utf8.count ?? 0 <= 500)
        // Another account's template is called alike.
        let others = WebhookReading(document, phoneNumberID: Self.number, accountID: "2")
        #expect(others.templates.isEmpty && others.skippedCount == 1)
        #expect(WebhookReading(document, phoneNumberID: Self.number).templates.isEmpty)
    }

    /// The account's list says in other words what its webhooks say.
    @Test func theAccountsListIsReadPageByPage() throws {
        let statuses = ["APPROVED", "FLAGGED", "PENDING", "REJECTED", "PAUSED", "DISABLED", "LIMIT_EXCEEDED"]
        let listed = statuses.map { status -> JSON in
            [
                "id": "7", "name": .string(status.lowercased()), "language": "es_MX", "status": .string(status),
                "rejected_reason": status == "REJECTED" ? "INVALID_FORMAT" : "NONE",
            ]
        }
        let cursors: JSON = ["before": "x", "after": "y"]
        let document: JSON = ["data": .array(listed), "paging": ["cursors": cursors, "next": "https://graph.example"]]
        let page = try #require(TemplatePage(whatsApp: document))
        let approvals: [TemplateDecision.Approval] = [.approved, .approved, .pending, .rejected, .paused, .disabled]
        #expect(page.templates.map(\.approval) == approvals)
        #expect(page.templates.map(\.reason) == [nil, nil, nil, "INVALID_FORMAT", nil, nil])
        #expect(page.next == "y")
        // The last page has cursors, too.
        #expect(TemplatePage(whatsApp: ["data": [], "paging": ["cursors": cursors]])?.next == nil)
        #expect(TemplatePage(whatsApp: ["error": ["code": 190]]) == nil)
    }

    @Test(arguments: [132_015, 132_016] as [Int64])
    func aTemplateThatIsHeldBackIsSaidSo(_ code: Int64) {
        #expect(GraphFailure.error(code: code, title: nil, attempt: 1).remedy == .otherTemplate)
    }

    @Test func everyEntryIsRead() {
        let one = message(["type": "text", "text": ["body": "¿Tienes filtro de aceite?"]])
        let two = message(["id": "wamid.2", "type": "text", "text": ["body": "el de Tsuru"]])
        let other: JSON = ["metadata": ["phone_number_id": "7"]]
        let reading = read(envelope([one, two, two.merging(other)]))
        #expect(reading.messages.map(\.text) == ["¿Tienes filtro de aceite?", "el de Tsuru"])
        #expect(reading.skippedCount == 1, "another number's entry is not this tenant's")
        #expect(reading.messages.first?.address == "+525512345678")
        #expect(reading.messages.first?.phone == "+525512345678")
        #expect(reading.messages.first?.name == "Ana")
        #expect(reading.messages.first?.at == Timestamp(milliseconds: 1_700_000_000_000))
    }

    @Test(
        arguments: [
            (["type": "button", "button": ["payload": "p", "text": "Pagar"]], "Pagar"),
            (
                [
                    "type": "interactive",
                    "interactive": ["type": "button_reply", "button_reply": ["id": "1", "title": "Sí"]],
                ],
                "Sí"
            ),
            (
                [
                    "type": "interactive",
                    "interactive": ["type": "list_reply", "list_reply": ["id": "1", "title": "GP-47"]],
                ],
                "GP-47"
            ),
            (
                [
                    "type": "interactive",
                    "interactive": [
                        "type": "list_reply",
                        "list_reply": ["id": "title:Filtro de aceite GP-47", "title": "Filtro de aceite…"],
                    ],
                ],
                "Filtro de aceite GP-47"
            ),
            (
                ["type": "location", "location": ["latitude": 19.43, "longitude": -99.13, "name": "Obra"]],
                "Obra\n19.43, -99.13"
            ),
            (
                [
                    "type": "contacts",
                    "contacts": [["name": ["formatted_name": "Luis"], "phones": [["phone": "+52 55"]]]],
                ],
                "Luis +52 55"
            ),
            (
                [
                    "type": "order",
                    "order": ["product_items": [["product_retailer_id": "SKU-1", "quantity": 3, "item_price": 30]]],
                ],
                "3 SKU-1"
            ),
            (["type": "edit", "edit": ["message": ["type": "text", "text": ["body": "mejor dos"]]]], "mejor dos"),
        ] as [(JSON, String)]
    )
    func everyTypeThatSaysSomethingIsText(_ body: JSON, _ text: String) {
        #expect(read(envelope([message(body)])).messages.map(\.text) == [text])
    }

    @Test(
        arguments: [
            ["type": "reaction", "reaction": ["message_id": "wamid.0", "emoji": "👍"]],
            ["type": "revoke", "revoke": ["original_message_id": "wamid.0"]],
            ["type": "hologram", "hologram": [:]], ["type": "text"], ["type": "text", "text": ["body": ""]],
        ] as [JSON]
    )
    func whatSaysNothingIsPassedOver(_ body: JSON) {
        let reading = read(envelope([message(body)]))
        #expect(reading.messages.isEmpty)
        #expect(reading.skippedCount == 1)
    }

    /// The host asks for words instead.
    @Test(
        arguments: [
            ["type": "unsupported", "errors": [["code": 131_051, "title": "Message type unknown"]]],
            ["type": "unsupported"], ["type": "poll", "errors": [["code": 131_051]]],
        ] as [JSON]
    )
    func whatIsHandedOnToNobodyIsAMessageAllTheSame(_ body: JSON) {
        let messages = read(envelope([message(body)])).messages
        #expect(messages.map(\.isUnreadable) == [true])
        #expect(messages.first?.text == "" && messages.first?.name == "Ana")
        // What is there is read.
        let text = message(["type": "text", "text": ["body": "hola"], "errors": [["code": 131_051]]])
        #expect(read(envelope([text])).messages.map(\.isUnreadable) == [false])
    }

    @Test func filesAreNamedToBeFetched() {
        let document: JSON = [
            "id": "77", "filename": "lista.pdf", "mime_type": "application/pdf", "caption": "mi lista",
        ]
        let messages = read(envelope([message(["type": "document", "document": document])])).messages
        #expect(messages.first?.text == "mi lista")
        #expect(messages.first?.attachments.first?.reference == "77")
        #expect(messages.first?.attachments.first?.name == "lista.pdf")
        let voice: JSON = ["id": "78", "mime_type": "audio/ogg; codecs=opus", "voice": true]
        let heard = read(envelope([message(["type": "audio", "audio": voice])])).messages
        #expect(heard.first?.attachments.first?.mime == "audio/ogg")
    }

    @Test func aCustomerWithoutANumberIsKnownByTheId() {
        let contact: JSON = ["user_id": "MX.134", "profile": ["name": "Ana", "username": "ana.mx"]]
        let body: JSON = [
            "id": "wamid.1", "timestamp": "1700000000", "from_user_id": "MX.134", "type": "text",
            "text": ["body": "hola"],
        ]
        let message = read(envelope([["contacts": [contact], "messages": [body]]])).messages.first
        #expect(message?.address == "MX.134")
        #expect(message?.phone == nil && message?.alias == nil)
        #expect(message?.name == "Ana")
        // With a number, the id is told beside it: the number may be hidden tomorrow.
        let shown = read(envelope([["messages": [body.merging(["from": "5215512345678"])]]])).messages.first
        #expect(shown?.address == "+525512345678" && shown?.alias == "MX.134")
    }

    @Test func anAnswerFromThePhoneAppIsAnEcho() {
        let echo: JSON = [
            "from": "525500000000", "to": "5215512345678", "id": "wamid.9", "timestamp": "1700000000", "type": "text",
            "text": ["body": "Yo lo atiendo"],
        ]
        let message = read(envelope([["message_echoes": [echo]]], field: "smb_message_echoes")).messages.first
        #expect(message?.isEcho == true)
        #expect(message?.address == "+525512345678")
        let hidden = echo.merging(["to": .null, "to_user_id": "MX.134"])
        let other = read(envelope([["message_echoes": [hidden]]], field: "smb_message_echoes")).messages.first
        #expect(other?.isEcho == true && other?.address == "MX.134")
    }

    @Test func statusesTellWhatToDo() throws {
        let statuses: JSON = [
            [
                "id": "wamid.1", "status": "delivered", "timestamp": "1698266945", "recipient_id": "5215512345678",
                "biz_opaque_callback_data": "turn-1/reply-0",
            ],
            ["id": "wamid.2", "status": "failed", "timestamp": "1698266945", "errors": [["code": 131_047]]],
            ["id": "wamid.3", "status": "pondered", "timestamp": "1698266945"],
        ]
        let reading = read(envelope([["statuses": statuses]]))
        #expect(reading.receipts.map(\.providerMessageID) == ["wamid.1", "wamid.2"])
        #expect(reading.receipts.first?.idempotencyKey == "turn-1/reply-0")
        guard case .failed(let failure)? = reading.receipts.last?.kind else {
            Issue.record("a failure was expected")
            return
        }
        #expect(failure.remedy == .template)
        #expect(failure.providerCode == 131_047)
        #expect(reading.skippedCount == 1)
    }

    /// 52 and 521 are one mobile; a number of one form is not there at all.
    @Test(
        arguments: [
            ("5215512345678", SendRemedy.otherForm), ("5491123456789", .otherForm), ("15551234567", .otherChannel),
            (nil, .otherChannel),
        ] as [(String?, SendRemedy)]
    )
    func aNumberThatIsNotThereMayBeThereInItsOtherForm(_ recipient: String?, _ remedy: SendRemedy) {
        let status: JSON = [
            "id": "wamid.1", "status": "failed", "timestamp": "1698266945", "recipient_id": JSON(recipient),
            "errors": [["code": 131_026]],
        ]
        let receipt = read(envelope([["statuses": [status]]])).receipts.first
        guard case .failed(let failure)? = receipt?.kind else {
            Issue.record("a failure was expected")
            return
        }
        #expect(failure.remedy == remedy && failure.providerCode == 131_026 && !failure.isRetryable)
    }

    @Test(arguments: [
        ("hub.mode=subscribe&hub.verify_token=a%20b%2Bc&hub.challenge=123", "a b+c"),
        ("hub.challenge=123&hub.verify_token=t&hub.mode=subscribe", "t"),
    ])
    func challengesAreRead(_ query: String, _ token: String) {
        #expect(WebhookChallenge(query: query)?.token == token)
        #expect(WebhookChallenge(query: query)?.answer == "123")
    }

    @Test(arguments: ["", "hub.mode=subscribe", "hub.mode=unsubscribe&hub.verify_token=t&hub.challenge=1", "a=%zz&=&&"])
    func otherQueriesAreNone(_ query: String) {
        #expect(WebhookChallenge(query: query) == nil)
    }
}
