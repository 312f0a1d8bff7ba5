// What a webhook of the Cloud API holds: every message, every status and every decision on
// a template of every entry. One envelope may hold many, and of other numbers too.

public import OrkestaModel
public import OrkestaSDK

/// A webhook, read for one number.
public struct WebhookReading: Sendable {
    public private(set) var messages: [InboundMessage] = []
    public private(set) var receipts: [DeliveryReceipt] = []
    public private(set) var templates: [TemplateDecision] = []
    /// Entries of another number, or of a kind that is not read.
    public private(set) var skippedCount = 0

    /// Reads what belongs to `phoneNumberID`, and what is decided on templates of the account
    /// `accountID` (empty: of none); nothing else is anybody's business here.
    public init(_ document: JSON, phoneNumberID: String, accountID: String = "") {
        for entry in document["entry"]?.arrayValue ?? [] {
            for change in entry["changes"]?.arrayValue ?? [] {
                // It is the account's, and names no number.
                if change["field"] == "message_template_status_update" {
                    readDecision(change["value"] ?? .null, of: entry, accountID)
                    continue
                }
                guard let value = change["value"],
                    value["metadata"]?["phone_number_id"]?.stringValue == phoneNumberID
                else {
                    skippedCount += 1
                    continue
                }
                read(change["field"]?.stringValue ?? "", value)
            }
        }
    }

    private mutating func readDecision(_ value: JSON, of entry: JSON, _ accountID: String) {
        guard !accountID.isEmpty, entry["id"]?.stringValue == accountID,
            let decision = TemplateDecision(whatsApp: value, at: Timestamp(whatsApp: entry["time"]))
        else {
            skippedCount += 1
            return
        }
        templates.append(decision)
    }

    private mutating func read(_ field: String, _ value: JSON) {
        switch field {
        case "messages":
            let contacts = WebhookContacts(of: value)
            for message in value["messages"]?.arrayValue ?? [] {
                if let read = InboundMessage(whatsApp: message, from: contacts) {
                    messages.append(read)
                } else {
                    skippedCount += 1
                }
            }
            for status in value["statuses"]?.arrayValue ?? [] {
                if let read = DeliveryReceipt(whatsApp: status) { receipts.append(read) } else { skippedCount += 1 }
            }
        case "smb_message_echoes":
            // A person answered from the phone app.
            for echo in value["message_echoes"]?.arrayValue ?? [] {
                if let read = InboundMessage(whatsAppEcho: echo) { messages.append(read) } else { skippedCount += 1 }
            }
        default: skippedCount += 1
        }
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
