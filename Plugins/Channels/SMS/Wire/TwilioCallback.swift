// What Twilio posts: a customer's message, or a status of one of ours.

public import OrkestaModel
public import OrkestaSDK

/// The fields of one callback, read.
public struct TwilioCallback: Sendable {
    /// The parameter in which a status brings back the key of its send.
    public static let keyName = "k"

    public let message: InboundMessage?
    public let receipt: DeliveryReceipt?

    /// Both are nil for what tells nothing new.
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

    /// Nil for what neither says nor shows anything.
    private static func message(_ sid: String, _ form: FormFields) -> InboundMessage? {
        guard let from = form["From"], from.hasPrefix("+") else { return nil }
        let (text, files) = (form["Body"] ?? "", attachments(form))
        guard !text.isEmpty || !files.isEmpty else { return nil }
        return InboundMessage(messageID: sid, address: from, text: text, phone: from, attachments: files)
    }

    /// The pictures of an MMS. They are asked for at the account's own address, so that
    /// its token goes nowhere else: only the path is kept.
    private static func attachments(_ form: FormFields) -> [InboundMessage.Attachment] {
        let count = min(max(form["NumMedia"].flatMap { Int($0) } ?? 0, 0), mediaMax)
        return (0..<count).compactMap { place in
            guard let url = form["MediaUrl\(place)"], let path = url.firstRange(of: apiPath)?.lowerBound else {
                return nil
            }
            let mime = form["MediaContentType\(place)"].map { String($0.prefix { $0 != ";" }) }
            return InboundMessage.Attachment(reference: String(url[path...]), mime: mime)
        }
    }

    /// Where the paths of Twilio's API begin.
    public static let apiPath = "/2010-04-01/"
    /// Twilio sends no more in one message.
    private static let mediaMax = 10

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
