// What the Cloud API posts: messages and statuses of numbers, in envelopes that
// hold one or many, escaped and signed as Meta does.

internal import HostAccess
internal import OrkestaModel

/// Something that a number's webhook is told.
struct NumberEvent: Sendable {
    let number: WhatsAppNumber
    /// `contacts`, with `messages`; or `statuses`.
    let value: [String: JSON]
    /// Of the webhook, as businesses subscribe to it.
    var field = "messages"
}

enum WebhookEnvelope {
    /// The body for events of any numbers, batched: one entry for each account,
    /// one change for each event.
    static func body(_ events: [NumberEvent]) -> [UInt8] {
        var accounts: [String] = []
        for event in events where !accounts.contains(event.number.accountID) { accounts.append(event.number.accountID) }
        let entries = accounts.map { account -> JSON in
            let changes = events.filter { $0.number.accountID == account }.map(change)
            return ["id": .string(account), "changes": .array(changes)]
        }
        return escaped(["object": "whatsapp_business_account", "entry": .array(entries)])
    }

    /// `X-Hub-Signature-256` of a body.
    static func signature(_ body: [UInt8], appSecret: String) -> String {
        "sha256=" + Digests.hex(SignatureHash.sha256.hmac(of: body, key: Array(appSecret.utf8)))
    }

    private static func change(_ event: NumberEvent) -> JSON {
        let metadata: JSON = [
            "display_phone_number": .string(event.number.display), "phone_number_id": .string(event.number.id),
        ]
        let value = event.value.merging(["messaging_product": "whatsapp", "metadata": metadata]) { own, _ in own }
        return ["field": .string(event.field), "value": .object(value)]
    }

    /// As Meta writes JSON: nothing but ASCII, slashes escaped too. Whoever parses
    /// and writes it again gets other bytes, and another signature.
    private static func escaped(_ document: JSON) -> [UInt8] {
        var bytes: [UInt8] = []
        for unit in document.description.utf16 {
            switch unit {
            case UInt16(UInt8(ascii: "/")): bytes += #"\/"#.utf8
            case 0x80...:
                let digits = String(unit, radix: 16)
                bytes += (#"\u"# + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
            default: bytes.append(UInt8(truncatingIfNeeded: unit))
            }
        }
        return bytes
    }
}

extension NumberEvent {
    /// A customer's message. `body` holds its type and what belongs to it.
    static func message(
        _ body: [String: JSON],
        id: String,
        from phone: Phone,
        to number: WhatsAppNumber,
        at moment: Timestamp
    ) -> NumberEvent {
        var message = body
        message["id"] = .string(id)
        message["timestamp"] = .string(String(moment.milliseconds / 1_000))
        message["from_user_id"] = .string(WhatsAppIdentity.userID(phone.id))
        if !phone.hidesNumber { message["from"] = .string(WhatsAppIdentity.reported(phone.id)) }
        return NumberEvent(number: number, value: ["contacts": [contact(phone)], "messages": [.object(message)]])
    }

    /// Who a customer is, as Meta tells beside messages and statuses.
    private static func contact(_ phone: Phone) -> JSON {
        var profile: [String: JSON] = ["name": .string(phone.name)]
        var contact: [String: JSON] = ["user_id": .string(WhatsAppIdentity.userID(phone.id))]
        if phone.hidesNumber {
            profile["username"] = .string(phone.name.lowercased().filter { $0.isASCII && $0.isLetter })
        } else {
            contact["wa_id"] = .string(WhatsAppIdentity.reported(phone.id))
        }
        contact["profile"] = .object(profile)
        return .object(contact)
    }

    /// What a person of the business wrote to a customer in the phone app. `body` holds
    /// its type and what belongs to it.
    static func echo(
        _ body: [String: JSON],
        id: String,
        from number: WhatsAppNumber,
        to phone: Phone,
        at moment: Timestamp
    ) -> NumberEvent {
        var message = body
        message["id"] = .string(id)
        message["timestamp"] = .string(String(moment.milliseconds / 1_000))
        message["from"] = .string(number.display)
        message["to_user_id"] = .string(WhatsAppIdentity.userID(phone.id))
        if !phone.hidesNumber { message["to"] = .string(WhatsAppIdentity.reported(phone.id)) }
        return NumberEvent(number: number, value: ["message_echoes": [.object(message)]], field: "smb_message_echoes")
    }

    /// What became of a message of the business.
    static func status(
        _ status: String,
        of id: String,
        to phone: Phone,
        from number: WhatsAppNumber,
        callbackData: String?,
        category: String,
        failure: GraphError?,
        at moment: Timestamp
    ) -> NumberEvent {
        var body: [String: JSON] = [
            "id": .string(id), "status": .string(status), "timestamp": .string(String(moment.milliseconds / 1_000)),
        ]
        let user = WhatsAppIdentity.userID(phone.id)
        if phone.hidesNumber {
            body["recipient_user_id"] = .string(user)
        } else {
            body["recipient_id"] = .string(WhatsAppIdentity.reported(phone.id))
        }
        body["biz_opaque_callback_data"] = callbackData.map(JSON.string)
        if let failure {
            body["errors"] = [failure.reason]
        } else if status != "read" {
            body["conversation"] = [
                "id": .string(user), "origin": ["type": .string(category)],
                "expiration_timestamp": .string(String(moment.milliseconds / 1_000 + 86_400)),
            ]
            body["pricing"] = [
                "billable": .bool(category != "service"), "pricing_model": "PMP", "type": "regular",
                "category": .string(category),
            ]
        }
        return NumberEvent(number: number, value: ["contacts": [contact(phone)], "statuses": [.object(body)]])
    }
}
