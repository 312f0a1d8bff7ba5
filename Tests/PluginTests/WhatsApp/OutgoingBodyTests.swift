// Replies as the Cloud API takes them, and its failures as what to do.

import OrkestaABI
import OrkestaModel
import OrkestaSDK
import Testing
import WhatsAppWire

@Suite("Messages to WhatsApp")
struct OutgoingBodyTests {
    private func document(_ reply: Reply, locale: String? = "es-MX") -> JSON {
        OutgoingBody(reply, template: nil, locale: locale, idempotencyKey: "k-1").document(to: "+525512345678")
    }

    @Test func theEnvelopeNamesTheCustomerAndTheSend() {
        let body = document(.text("Buen día"))
        #expect(body["messaging_product"] == "whatsapp")
        #expect(body["to"] == "525512345678")
        #expect(body["biz_opaque_callback_data"] == "k-1")
        #expect(body["text"]?["body"] == "Buen día")
        let user = OutgoingBody(.text("a"), template: nil, locale: nil, idempotencyKey: "k").document(to: "MX.134")
        #expect(user["recipient"] == "MX.134")
        #expect(user["to"] == nil)
    }

    @Test func choicesThatFitAreTapped() {
        let buttons = document(.buttons(text: "¿Acepta?", [ReplyButton(id: "ok", title: "Aceptar")]))
        #expect(buttons["interactive"]?["type"] == "button")
        let items = [ReplyListItem(id: "1", title: "GP-47", description: String(repeating: "x", count: 80))]
        let list = document(.list(text: "Elija", items), locale: "en")
        #expect(list["interactive"]?["action"]?["button"] == "See options")
        let row = list["interactive"]?["action"]?["sections"]?.arrayValue?.first?["rows"]?.arrayValue?.first
        #expect(row?["description"]?.stringValue?.unicodeScalars.count == 72)
    }

    /// There are three buttons at most, and their titles are short.
    @Test(arguments: [
        (1...4).map { ReplyButton(id: "\($0)", title: "Opción \($0)") },
        [ReplyButton(id: "1", title: "Un título de más de veinte")],
    ])
    func whatIsNoButtonIsARow(_ buttons: [ReplyButton]) {
        let list = document(.buttons(text: "¿Cuál?", buttons))["interactive"]
        #expect(list?["type"] == "list" && list?["body"]?["text"] == "¿Cuál?", "\(list ?? .null)")
        let rows = list?["action"]?["sections"]?.arrayValue?.first?["rows"]?.arrayValue ?? []
        #expect(rows.count == buttons.count)
    }

    static let longNames: [(ReplyListItem, String, String)] = [
        (
            ReplyListItem(
                id: "B-1",
                title: "Balatas Del. D1324 Jetta A6 2.0 2011-2018 Brembo",
                description: "$1,029.00 MXN · JGO · 9 disponibles"
            ),
            "Balatas Del. D1324…", "…Jetta A6 2.0 2011-2018 Brembo · $1,029.00 MXN · JGO · 9 disponibles"
        ),
        // Products differ by the ends of their names; the price is never cut for them.
        (
            ReplyListItem(
                id: "B-2",
                title: "Balatas Delanteras Premium D1324 para Volkswagen Jetta A6 2.0 2011-2018 marca Brembo",
                description: "$1,029.00 MXN · JGO · 9 disponibles"
            ),
            "Balatas Delanteras…", "…tta A6 2.0 2011-2018 marca Brembo · $1,029.00 MXN · JGO · 9 disponibles"
        ),
        (ReplyListItem(id: "1", title: "Un título de más de veinticuatro"), "Un título de más de…", "…veinticuatro"),
        (
            ReplyListItem(
                id: "1",
                title: String(repeating: "x", count: 30),
                description: String(repeating: "y", count: 80)
            ),
            String(repeating: "x", count: 23) + "…", String(repeating: "y", count: 71) + "…"
        ),
    ]

    /// The tap brings back the whole name, as if it had been written.
    @Test(arguments: longNames)
    func aLongNameGoesOnBelowItsTitle(_ item: ReplyListItem, title: String, detail: String) throws {
        let row = try #require(ListRow(item))
        #expect(row.title == title && row.detail == detail, "\(row)")
        #expect(ListRow.said(id: row.id, title: row.title) == item.title)
        let body = document(.list(text: "Elija", [item]))
        let sent = body["interactive"]?["action"]?["sections"]?.arrayValue?.first?["rows"]?.arrayValue?.first
        #expect(sent == ["id": .string(row.id), "title": .string(title), "description": .string(detail)], "\(body)")
    }

    /// An id that only looks as if it held a title.
    @Test func anIDIsNotTakenForATitle() throws {
        let row = try #require(ListRow(ReplyListItem(id: "title:x", title: "GP-47")))
        #expect(ListRow.said(id: row.id, title: row.title) == "GP-47")
        #expect(ListRow.said(id: "MAR-16", title: "Martillo") == "Martillo")
    }

    @Test(arguments: [
        Reply.list(text: "Elija", (1...11).map { ReplyListItem(id: "\($0)", title: "\($0)") }),
        .list(text: "Elija", [ReplyListItem(id: "1", title: String(repeating: "x", count: 195))]),
        .buttons(text: String(repeating: "x", count: 1_025), [ReplyButton(id: "1", title: "Sí")]),
        .link(url: "http://127.0.0.1/q", title: "Cotización"), .link(url: "https://a.mx", title: nil),
    ])
    func whatDoesNotFitIsText(_ reply: Reply) {
        #expect(document(reply)["text"]?["body"] == .string(reply.plainText))
    }

    @Test func aLinkIsAButton() {
        let body = document(.link(url: "https://a.mx/pay/1", title: "Pague aquí"))
        let parameters = body["interactive"]?["action"]?["parameters"]
        #expect(parameters == ["display_text": "Abrir", "url": "https://a.mx/pay/1"])
    }

    /// A file that was uploaded needs no address that Meta can reach.
    @Test func aDocumentIsUploadedOrLinkedTo() {
        let reply = Reply.document(url: "http://127.0.0.1:8000/q/1.pdf", name: "COT-7.pdf", mime: "application/pdf")
        #expect(document(reply)["document"] == ["filename": "COT-7.pdf", "link": "http://127.0.0.1:8000/q/1.pdf"])
        let body = OutgoingBody(reply, template: nil, locale: nil, idempotencyKey: "k").uploaded(as: "42")
        #expect(body.document(to: "+525512345678")["document"] == ["filename": "COT-7.pdf", "id": "42"])
        let picture = Reply.image(url: "/api/media/7", caption: "El martillo")
        let shown = OutgoingBody(picture, template: nil, locale: nil, idempotencyKey: "k").uploaded(as: "43")
        #expect(shown.document(to: "+525512345678")["image"] == ["caption": "El martillo", "id": "43"])
    }

    @Test func longTextsAreCutToWhatIsTaken() {
        let text = document(.text(String(repeating: "á", count: 5_000)))["text"]?["body"]?.stringValue
        #expect(text?.unicodeScalars.count == 4_096)
        #expect(text?.hasSuffix("…") == true)
    }

    @Test func aTemplateHasAComponentForEachOfItsParts() throws {
        let filled: JSON = [
            "name": "pedido_listo", "language": "es_MX",
            "parameters": [["name": "1", "text": "Ana"], ["name": "monto", "text": "$10.00"]],
            "header": ["type": "document", "link": "https://a.mx/t.pdf", "name": "Condiciones.pdf"],
            "buttons": [["index": 1, "text": "tok_1"]],
        ]
        let body = OutgoingBody(
            .text("Hola"),
            template: try MessageTemplate(json: filled),
            locale: nil,
            idempotencyKey: "k"
        )
        func components(_ body: OutgoingBody) -> [JSON] {
            body.document(to: "+525512345678")["template"]?["components"]?.arrayValue ?? []
        }
        let file: JSON = ["link": "https://a.mx/t.pdf", "filename": "Condiciones.pdf"]
        let expected: [JSON] = [
            ["type": "header", "parameters": [["type": "document", "document": file]]],
            [
                "type": "body",
                "parameters": [
                    ["type": "text", "text": "Ana"], ["type": "text", "text": "$10.00", "parameter_name": "monto"],
                ],
            ],
            ["type": "button", "sub_type": "url", "index": 1, "parameters": [["type": "text", "text": "tok_1"]]],
        ]
        #expect(components(body) == expected)
        let uploaded = components(body.uploaded(as: "42")).first?["parameters"]?.arrayValue?.first?["document"]
        #expect(uploaded == ["id": "42", "filename": "Condiciones.pdf"])
        // Of a picture there is no name; and what has nothing to fill in has no components.
        let picture = filled.merging(["header": ["type": "image", "name": .null]])
        let pictured = OutgoingBody(
            .text("Hola"),
            template: try MessageTemplate(json: picture),
            locale: nil,
            idempotencyKey: "k"
        )
        let shown = components(pictured).first?["parameters"]?.arrayValue?.first
        #expect(shown == ["type": "image", "image": ["link": "https://a.mx/t.pdf"]])
        let bare = try MessageTemplate(json: ["name": "aviso", "language": "es_MX"])
        let plain = OutgoingBody(.text("Hola"), template: bare, locale: nil, idempotencyKey: "k")
        #expect(plain.document(to: "+525512345678")["template"]?["components"] == nil)
    }

    @Test func aReadMessageIsMarked() {
        let read: JSON = ["messaging_product": "whatsapp", "status": "read", "message_id": "wamid.1"]
        #expect(ReadMark("wamid.1", isTyping: false).document == read)
        let typing = read.merging(["typing_indicator": ["type": "text"]])
        #expect(ReadMark("wamid.1", isTyping: true).document == typing)
    }

    // MARK: Failures

    /// Meta's codes, all rows of them, as what the host does.
    static let deeds: [(codes: [Int64], status: ork_status, remedy: SendRemedy)] = [
        ([0, 190, 3, 10, 200, 250, 299, 131_005], ORK_E_DENIED, .stop),
        ([4, 80_007, 130_429], ORK_E_RATE_LIMITED, .waitForSender),
        ([131_056], ORK_E_RATE_LIMITED, .waitForCustomer),
        ([131_042, 131_048, 131_064], ORK_E_DENIED, .stopTemplates),
        ([131_050], ORK_E_REJECTED, .optOut),
        ([131_047], ORK_E_REJECTED, .template),
        ([131_026, 130_472, 131_062, 131_063], ORK_E_REJECTED, .otherChannel),
        ([131_049], ORK_E_REJECTED, .restAdvertising),
        ([132_015, 132_016], ORK_E_REJECTED, .otherTemplate),
        ([132_068, 132_069], ORK_E_REJECTED, .otherChannel),
        ([131_021, 131_030, 131_008, 131_009, 100, 131_051], ORK_E_INVALID, .none),
        ([132_000, 132_001, 132_005, 132_007, 132_008, 132_012], ORK_E_INVALID, .none),
        ([131_000, 131_016, 135_000, 131_052, 131_053, 137_000], ORK_E_UNAVAILABLE, .none),
        ([131_031, 368, 130_497, 131_045, 131_057, 133_016, 131_037], ORK_E_DENIED, .stop),
    ]

    @Test func codesSayWhatToDo() {
        for deed in Self.deeds {
            for code in deed.codes {
                let document: JSON = ["error": ["code": .integer(code), "message": .string("(#\(code)) x")]]
                // Whatever the HTTP status and the title say.
                for status in [400, 429, 500] {
                    let error = GraphFailure.error(document, status: status, attempt: 1)
                    #expect(error.status == deed.status, "\(code) with \(status)")
                    #expect(error.remedy == deed.remedy, "\(code) with \(status)")
                    #expect(error.providerCode == Int32(code))
                }
                // As a status says it, too.
                let told = GraphFailure.error(code: code, title: nil, attempt: 1)
                #expect(told.status == deed.status && told.remedy == deed.remedy, "\(code)")
                let passes = deed.status == ORK_E_UNAVAILABLE || deed.status == ORK_E_RATE_LIMITED
                #expect(told.isRetryable == passes, "\(code)")
            }
        }
    }

    @Test(
        arguments: [
            (1, 503, ORK_E_UNAVAILABLE, SendRemedy.none), (133_004, 500, ORK_E_UNAVAILABLE, .none),
            (999_999, 429, ORK_E_RATE_LIMITED, .waitForSender), (999_999, 400, ORK_E_INVALID, .none),
        ] as [(Int64, Int, ork_status, SendRemedy)]
    )
    func codesThatAreNotKnownGoByTheirStatus(
        _ code: Int64,
        _ status: Int,
        _ expected: ork_status,
        _ remedy: SendRemedy
    ) {
        let error = GraphFailure.error(["error": ["code": .integer(code)]], status: status, attempt: 1)
        #expect(error.status == expected && error.remedy == remedy)
    }

    @Test func someThingsAreTriedOnceMore() {
        for code: Int64 in [131_052, 131_053, 137_000] {
            #expect(GraphFailure.error(code: code, title: nil, attempt: 2).status == ORK_E_INVALID, "\(code)")
        }
    }

    @Test func pairsWaitLongerEachTime() {
        let waits = (1...8).map { GraphFailure.error(code: 131_056, title: nil, attempt: $0).retryAfterMilliseconds }
        #expect(waits == [4_000, 16_000, 64_000, 256_000, 1_024_000, 4_096_000, 4_096_000, 4_096_000])
    }

    @Test func anAnswerThatIsNotMetasLeavesItOpen() {
        #expect(GraphFailure.error(nil, status: 502, attempt: 1).status == ORK_E_UNKNOWN_OUTCOME)
        #expect(GraphFailure.error(nil, status: 404, attempt: 1).status == ORK_E_REJECTED)
        // What was taken, and has no id, is not sent again by another channel.
        let taken: JSON = ["messaging_product": "whatsapp", "messages": []]
        #expect(GraphFailure.error(taken, status: 200, attempt: 1).status == ORK_E_UNKNOWN_OUTCOME)
        // What a proxy did not let through is sent again.
        let slow = GraphFailure.error(nil, status: 408, attempt: 1)
        #expect(slow.status == ORK_E_UNAVAILABLE && slow.isRetryable && slow.remedy == .none)
        let tooMany = GraphFailure.error(nil, status: 429, attempt: 1)
        #expect(tooMany.status == ORK_E_RATE_LIMITED && tooMany.isRetryable && tooMany.remedy == .waitForSender)
    }

    @Test(arguments: [
        ("5215512345678", "+525512345678"), ("5491123456789", "+541123456789"), ("553191234567", "+5531991234567"),
        ("15551234567", "+15551234567"),
    ])
    func oneCustomerHasOneNumber(_ reported: String, _ address: String) {
        #expect(CustomerNumber.address(reported) == address)
        #expect(CustomerNumber.otherForm(address) == ("+\(reported)" == address ? nil : "+\(reported)"))
    }
}
