// What Twilio posts: a customer's message, or a status of one of ours.

public import OrkestaModel
public import OrkestaSDK

/// A form, read.
public struct TwilioCallback: Sendable {
    /// The parameter in which a status brings back the key of its send.
    public static let keyName = "k"

    public let message: InboundMessage?
    public let receipt: DeliveryReceipt?

    /// Both are nil for a form that tells nothing new.
    public init(_ form: FormFields, query: String) {
        let status = form["MessageStatus"]
        guard let sid = form["MessageSid"], !sid.isEmpty else {
            (message, receipt) = (nil, nil)
            return
        }
        guard let status, status != "received", status != "receiving" else {
            message = Self.message(sid, form)
            receipt = nil
            return
        }
        message = nil
        let key = FormFields(parsing: query, countMax: 10)[Self.keyName]
        receipt = Self.kind(status, form).map {
            // A callback does not say when it happened: it is told as it happens.
            DeliveryReceipt($0, providerMessageID: sid, at: Timestamp(milliseconds: 0), idempotencyKey: key)
        }
    }

    private static func message(_ sid: String, _ form: FormFields) -> InboundMessage? {
        guard let from = form["From"], from.hasPrefix("+"), let text = form["Body"], !text.isEmpty else { return nil }
        return InboundMessage(messageID: sid, address: from, text: text, phone: from)
    }

    /// Nil while a message is on its way.
    private static func kind(_ status: String, _ form: FormFields) -> DeliveryReceipt.Kind? {
        switch status {
        case "sent": .sent
        case "delivered": .delivered
        case "read": .read
        case "undelivered", "failed":
            .failed(TwilioFailure.error(code: form["ErrorCode"].flatMap(Int64.init) ?? 30_008))
        default: nil
        }
    }
}
