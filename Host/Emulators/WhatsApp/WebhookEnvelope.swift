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
    /// When it happened, of what concerns the whole account: that names no number.
    var accountTime: Timestamp?
}

enum WebhookEnvelope {
    /// The body for events of any numbers, batched: one entry for each account,
    /// one change for each event.
    static func body(_ events: [NumberEvent]) -> [UInt8] {
        var accounts: [String] = []
        for event in events where !accounts.contains(event.number.accountID) { accounts.append(event.number.accountID) }
        let entries = accounts.map { account -> JSON in
            let own = events.filter { $0.number.accountID == account }
            var entry: [String: JSON] = ["id": .string(account), "changes": .array(own.map(change))]
            entry["time"] = own.compactMap(\.accountTime).max().map { JSON.integer($0.milliseconds / 1_000) }
            return .object(entry)
        }
        return escaped(["object": "whatsapp_business_account", "entry": .array(entries)])
    }

    /// `X-Hub-Signature-256` of a body.
    static func signature(_ body: [UInt8], appSecret: String) -> String {
        "sha256=" + Digests.hex(SignatureHash.sha256.hmac(of: body, key: Array(appSecret.utf8)))
    }

    private static func change(_ event: NumberEvent) -> JSON {
        guard event.accountTime == nil else { return ["field": .string(event.field), "value": .object(event.value)] }
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

    /// That a customer wants advertising of the business no more (`stop`), or again (`resume`).
    static func preference(
        _ value: String,
        of phone: Phone,
        to number: WhatsAppNumber,
        at moment: Timestamp
    ) -> NumberEvent {
        var preference: [String: JSON] = [
            "user_id": .string(WhatsAppIdentity.userID(phone.id)), "category": "marketing_messages",
            "detail": .string("User requested to \(value) marketing messages"), "value": .string(value),
            "timestamp": .integer(moment.milliseconds / 1_000),
        ]
        if !phone.hidesNumber { preference["wa_id"] = .string(WhatsAppIdentity.reported(phone.id)) }
        return NumberEvent(
            number: number,
            value: ["contacts": [contact(phone)], "user_preferences": [.object(preference)]],
            field: "user_preferences"
        )
    }

    /// What Meta decided on a template, as the webhook of a number of its account is told.
    static func decision(_ decision: TemplateNews, to number: WhatsAppNumber, at moment: Timestamp) -> NumberEvent {
        var value: [String: JSON] = [
            "event": .string(decision.status), "message_template_id": .integer(Int64(decision.id) ?? 0),
            "message_template_name": .string(decision.name), "message_template_language": .string(decision.language),
            "message_template_category": .string(decision.category), "reason": "NONE",
        ]
        switch decision.status {
        case "REJECTED": value["reason"] = "INVALID_FORMAT"
        case "PAUSED":
            value["other_info"] = ["title": "FIRST_PAUSE", "description": "Customers gave it a low quality rating."]
        case "DISABLED": value["disable_info"] = ["disable_date": .integer(moment.milliseconds / 1_000)]
        default: break
        }
        return NumberEvent(
            number: number,
            value: value,
            field: "message_template_status_update",
            accountTime: moment
        )
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
