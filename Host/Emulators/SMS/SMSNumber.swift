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
    public var account: TwilioAccount?
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
public struct TwilioAccount: Sendable, Equatable {
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

/// A failure that the emulator plays.
public struct SMSFault: EmulatedFault {
    enum Form: Sendable, Equatable {
        /// The request is refused with the code.
        case refused(Int)
        /// The message is accepted, and its status is `undelivered` with the code.
        case undelivered(Int)
        /// The connection is closed without a word; nothing was accepted.
        case hangUp
        /// Nothing comes, not even a status; nothing was accepted.
        case silence
        /// 503 and a page of HTML; nothing was accepted.
        case page
        /// The message is accepted and delivered, and the connection closed before
        /// that is said.
        case lostAnswer
    }

    public let rawValue: String
    let form: Form

    /// Nil for a name that is none of ``names``.
    public init?(rawValue: String) {
        self.rawValue = rawValue
        switch rawValue {
        case "hang-up": form = .hangUp
        case "silence": form = .silence
        case "error-503": form = .page
        case "lost-answer": form = .lostAnswer
        default:
            guard let code = Int(rawValue), TwilioError.codes.contains(code) else { return nil }
            form = (30_000..<40_000).contains(code) ? .undelivered(code) : .refused(code)
        }
    }

    public static let names: [String] =
        ["hang-up", "silence", "error-503", "lost-answer"] + TwilioError.codes.map(String.init)
}
