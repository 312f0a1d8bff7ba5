// The numbers of businesses, and how the emulator treats them.

internal import OrkestaModel

/// A business's number at the Cloud API.
public struct WhatsAppNumber: Sendable, Equatable {
    /// The phone number id: in the path of what it sends, and in every webhook.
    public var id: String
    /// The WhatsApp Business Account that it belongs to.
    public var accountID: String
    /// The number itself, digits with the country's code.
    public var display: String
    public var name: String
    /// Where its messages and statuses are posted; nil: nowhere.
    public var webhook: String?
    /// Signs its webhooks; nil: the emulator's own.
    public var appSecret: String?

    public init(
        id: String,
        accountID: String = "102290129340398",
        display: String = "525500000000",
        name: String = "Orkesta",
        webhook: String? = nil
    ) {
        self.id = id
        self.accountID = accountID
        self.display = display
        self.name = name
        self.webhook = webhook
    }
}

/// How the emulator behaves.
public struct WhatsAppEmulatorSettings: Sendable {
    /// 0: a free port.
    public var port: Int
    public var numbers: [WhatsAppNumber]
    /// Signs every webhook.
    public var appSecret: String
    /// Sent when a webhook is verified.
    public var verifyToken: String
    /// Other tokens are refused; nil: all are taken.
    public var token: String?
    public var weather: DeliveryWeather
    /// Events of this long, in milliseconds, are posted together; 0: each alone.
    public var batchMilliseconds: Int64
    /// Messages a second of one number, in and out; nil: no limit.
    public var messagesPerSecond: Int64?
    /// About one message in six seconds to the same customer, after a burst of 45.
    public var keepsPairLimit: Bool
    /// Outside 24 hours after the customer's last message only templates arrive.
    public var keepsWindow: Bool
    /// A number that nobody has used yet joins when it is written to; otherwise
    /// what is sent to it fails (131026).
    public var numbersJoin: Bool
    /// How long after the other `sent`, `delivered` and `read` come, in milliseconds.
    public var statusMilliseconds: Int64
    /// Phones that are on read what they get.
    public var readsMessages: Bool
    /// How long a new template is reviewed before it is approved, in milliseconds; 0: it is
    /// approved at once.
    public var reviewMilliseconds: Int64
    /// By phone number id.
    public var plans: [String: FaultPlan<WhatsAppFault>]
    /// Webhooks under way at once.
    public var connectionsMax: Int
    /// The longest wait before a webhook that was not taken comes again, in milliseconds.
    public var longestRetryMilliseconds: Int64

    /// A provider on a good day, with one number.
    public init(port: Int = 0, numbers: [WhatsAppNumber] = [WhatsAppNumber(id: "106540352242922")]) {
        self.port = port
        self.numbers = numbers
        appSecret = "emulated-app-secret"
        verifyToken = "emulated-verify-token"
        token = nil
        weather = DeliveryWeather()
        batchMilliseconds = 0
        messagesPerSecond = 80
        keepsPairLimit = true
        keepsWindow = true
        numbersJoin = true
        statusMilliseconds = 300
        readsMessages = true
        reviewMilliseconds = 0
        plans = [:]
        connectionsMax = 40
        longestRetryMilliseconds = 600_000
    }
}
