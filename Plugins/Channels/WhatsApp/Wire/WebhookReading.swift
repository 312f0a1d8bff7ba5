// What a webhook of the Cloud API holds: every message and every status of every
// entry. One envelope may hold many, and of other numbers too.

public import OrkestaModel
public import OrkestaSDK

/// A webhook, read for one number.
public struct WebhookReading: Sendable {
    public private(set) var messages: [InboundMessage] = []
    public private(set) var receipts: [DeliveryReceipt] = []
    /// Entries of another number, or of a kind that is not read.
    public private(set) var skippedCount = 0

    /// Reads what belongs to `phoneNumberID`; nothing else is anybody's business here.
    public init(_ document: JSON, phoneNumberID: String) {
        for entry in document["entry"]?.arrayValue ?? [] {
            for change in entry["changes"]?.arrayValue ?? [] {
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

    private mutating func read(_ field: String, _ value: JSON) {
        switch field {
        case "messages":
            let contacts = value["contacts"]?.arrayValue ?? []
            for message in value["messages"]?.arrayValue ?? [] {
                if let read = InboundMessage(whatsApp: message, contacts: contacts) {
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
            let reason = status["errors"]?.arrayValue?.first ?? .null
            kind = .failed(GraphFailure.error(code: reason["code"]?.integerValue ?? 131_000, title: nil, attempt: 1))
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
