// What a webhook of the Cloud API holds: every message, every status, every decision on a
// template and what else is told, of every entry. One envelope may hold many, and of other
// numbers too.

public import OrkestaModel
public import OrkestaSDK

/// A webhook, read for one number.
public struct WebhookReading: Sendable {
    public private(set) var messages: [InboundMessage] = []
    /// Also failures of the number itself, which name no message.
    public private(set) var receipts: [DeliveryReceipt] = []
    public private(set) var templates: [TemplateDecision] = []
    public private(set) var contacts: [ContactNews] = []
    /// What Meta says of the account and its numbers, for the log: nothing of a person is in it.
    public private(set) var facts: [[String: JSON]] = []
    /// Entries of another number, or of a kind that is not read.
    public private(set) var skippedCount = 0

    /// Reads what belongs to `phoneNumberID`, and what is said of the account `accountID` (empty:
    /// of none); nothing else is anybody's business here.
    public init(_ document: JSON, phoneNumberID: String, accountID: String = "") {
        for entry in document["entry"]?.arrayValue ?? [] {
            let isOfAccount = !accountID.isEmpty && entry["id"]?.stringValue == accountID
            for change in entry["changes"]?.arrayValue ?? [] {
                let (field, value) = (change["field"]?.stringValue ?? "", change["value"] ?? .null)
                // What is the account's names no number.
                if field == "message_template_status_update" || AccountNews.fields.contains(field) {
                    if isOfAccount { readAccount(field, value, at: entry["time"]) } else { skippedCount += 1 }
                } else if value["metadata"]?["phone_number_id"]?.stringValue == phoneNumberID {
                    read(field, value)
                } else {
                    skippedCount += 1
                }
            }
        }
    }

    private mutating func readAccount(_ field: String, _ value: JSON, at time: JSON?) {
        let moment = Timestamp(whatsApp: time)
        if field == "message_template_status_update" {
            if let decision = TemplateDecision(whatsApp: value, at: moment) {
                templates.append(decision)
            } else {
                skippedCount += 1
            }
            return
        }
        let news = AccountNews(field, value)
        facts.append(news.facts)
        if let failure = news.failure { stop(failure, at: moment) }
    }

    private mutating func read(_ field: String, _ value: JSON) {
        switch field {
        case "messages": readMessages(value)
        case "smb_message_echoes":
            // A person answered from the phone app.
            for echo in value["message_echoes"]?.arrayValue ?? [] {
                if let read = InboundMessage(whatsAppEcho: echo) { messages.append(read) } else { skippedCount += 1 }
            }
        case "user_preferences":
            for preference in value["user_preferences"]?.arrayValue ?? [] {
                if let news = ContactNews(whatsAppPreference: preference) {
                    contacts.append(news)
                } else {
                    skippedCount += 1
                }
            }
        default: skippedCount += 1
        }
    }

    private mutating func readMessages(_ value: JSON) {
        let senders = WebhookContacts(of: value)
        for message in value["messages"]?.arrayValue ?? [] {
            if let read = InboundMessage(whatsApp: message, from: senders) {
                messages.append(read)
            } else if let news = ContactNews(whatsAppSystem: message) {
                contacts.append(news)
            } else {
                skippedCount += 1
            }
        }
        for status in value["statuses"]?.arrayValue ?? [] {
            if let read = DeliveryReceipt(whatsApp: status) { receipts.append(read) } else { skippedCount += 1 }
        }
        // Of the number, and of no message.
        for error in value["errors"]?.arrayValue ?? [] {
            guard let code = error["code"]?.integerValue else { continue }
            facts.append(["field": "messages", "code": .integer(code)])
            let failure = GraphFailure.error(code: code, recipient: nil)
            if failure.remedy == .stop || failure.remedy == .stopTemplates { stop(failure, at: nil) }
        }
    }

    /// The number sends nothing any more, or no template.
    private mutating func stop(_ failure: PluginError, at moment: Timestamp?) {
        let at = moment ?? Timestamp(milliseconds: 0)
        receipts.append(DeliveryReceipt(.failed(failure), providerMessageID: "", at: at))
    }
}

extension DeliveryReceipt {
    /// Nil for a status that this version does not know.
    init?(whatsApp status: JSON) {
        guard let id = status["id"]?.stringValue, let at = Timestamp(whatsApp: status["timestamp"]) else { return nil }
        let kind: Kind
        switch status["status"]?.stringValue {
        case "sent": kind = .sent
        case "delivered": kind = .delivered
        case "read", "played": kind = .read
        case "failed":
            let code = status["errors"]?.arrayValue?.first?["code"]?.integerValue ?? 131_000
            kind = .failed(GraphFailure.error(code: code, recipient: status["recipient_id"]?.stringValue))
        default: return nil
        }
        self.init(
            kind,
            providerMessageID: id,
            at: at,
            idempotencyKey: status["biz_opaque_callback_data"]?.stringValue
        )
    }
}

extension Timestamp {
    /// Unix seconds as a text; nil for anything else.
    init?(whatsApp value: JSON?) {
        guard let seconds = value?.stringValue.flatMap(Int64.init) ?? value?.integerValue, seconds >= 0 else {
            return nil
        }
        self = Timestamp(milliseconds: 0).advanced(bySeconds: seconds)
    }
}
