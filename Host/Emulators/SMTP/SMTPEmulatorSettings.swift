// How the emulated mail server behaves.

/// How the emulator behaves.
public struct SMTPEmulatorSettings: Sendable {
    /// The line of the fault plan.
    public static let line = "smtp"

    /// The page's port; 0: a free one.
    public var port: Int
    /// The mail server's port; 0: a free one.
    public var smtpPort: Int
    /// The mailbox server's port; 0: a free one.
    public var imapPort: Int
    /// Who must log in; nil: nobody.
    public var user: String?
    public var password: String?
    /// Where answers of customers are posted, as message/rfc822; nil: nowhere.
    public var webhook: String?
    /// Sent as `Authorization: Bearer TOKEN`.
    public var webhookToken: String?
    /// Of webhooks, and of messages on their way into a business's mailbox.
    public var weather: DeliveryWeather
    /// Messages a minute of one sender, the rest is put off (450 4.7.0); nil: no limit.
    public var messagesPerMinute: Int64?
    /// Messages over one connection, which is closed with the next (421 4.7.0); nil: no limit.
    public var messagesPerConnection: Int?
    public var plan: FaultPlan<SMTPFault>?

    /// Businesses that the page shows before they sent anything.
    public var shops: [(address: String, name: String)] = []

    /// A server on a good day.
    public init(port: Int = 0, smtpPort: Int = 0, imapPort: Int = 0) {
        self.port = port
        self.smtpPort = smtpPort
        self.imapPort = imapPort
        weather = DeliveryWeather()
    }

    /// Where it listens.
    public struct Ports: Sendable {
        public let page: Int
        public let smtp: Int
        public let imap: Int
    }

    var rules: SMTPRules { SMTPRules(user: user, password: password) }
}
