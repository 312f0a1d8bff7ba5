// The numbers of businesses at an SMS provider that speaks as Twilio does, and
// how the emulator treats them.

internal import OrkestaModel

/// A number that a business rents.
public struct SMSNumber: Sendable, Equatable {
    /// E.164: `+12025550100`.
    public var number: String
    public var name: String
    /// Where what customers write is posted; nil: nowhere.
    public var webhook: String?
    /// Whose it is; nil: the emulator's own account.
    public var account: EmulatedTwilioAccount?
    /// Where the business reaches the API, and with it the files that customers send;
    /// nil: at the emulator's own address.
    public var apiURL: String?

    public init(number: String, name: String = "Orkesta", webhook: String? = nil) {
        self.number = number
        self.name = name
        self.webhook = webhook
    }
}

/// Who may send, and whose callbacks are signed.
public struct EmulatedTwilioAccount: Sendable, Equatable {
    public var sid: String
    public var authToken: String

    public init(sid: String, authToken: String) {
        self.sid = sid
        self.authToken = authToken
    }
}

/// How the emulator behaves.
public struct SMSEmulatorSettings: Sendable {
    /// 0: a free port.
    public var port: Int
    public var accountSID: String
    /// Opens the API, and signs every callback.
    public var authToken: String
    public var numbers: [SMSNumber]
    /// Messages a second that one number may send, the rest is refused (20429); nil: no limit.
    public var messagesPerSecond: Int64?
    public var weather: DeliveryWeather
    /// How long after the other `sent` and `delivered` come, in milliseconds.
    public var statusMilliseconds: Int64
    /// By number.
    public var plans: [String: FaultPlan<SMSFault>]

    /// A provider on a good day, with one number.
    public init(port: Int = 0, numbers: [SMSNumber] = [SMSNumber(number: "+12025550100")]) {
        self.port = port
        self.numbers = numbers
        accountSID = "AC00000000000000000000000000000001"
        authToken = "emulated-auth-token"
        messagesPerSecond = 100
        weather = DeliveryWeather()
        statusMilliseconds = 300
        plans = [:]
    }
}
