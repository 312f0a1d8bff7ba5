// Where a server of mail is, and how it is talked to.

/// A server of mail: `smtp`, `smtps`, `imap` or `imaps`. Without the final s the
/// connection begins in the clear, and is encrypted by STARTTLS before anybody logs in.
public struct MailServer: Sendable {
    public var scheme: String
    /// A name or an address, without brackets.
    public var host: String
    public var port: Int
    /// Nil: nobody logs in.
    public var login: MailLogin?
    /// How long one command may take.
    public var timeoutMilliseconds: Int64

    public init(
        scheme: String,
        host: String,
        port: Int,
        login: MailLogin?,
        timeoutMilliseconds: Int64 = NetLimits.mailMilliseconds
    ) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.login = login
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    func url(_ path: String) -> String {
        "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)/\(path)"
    }
}

/// Why mail was not handed over, or a mailbox not read.
public enum MailError: Error, Sendable, Equatable {
    /// An address, a mailbox or the message holds what would end its line early.
    case malformed(String)
    /// The server said no, with its code (400 to 599) and its enhanced one (RFC 3463),
    /// such as `5.1.1`; empty when it gave none.
    case refused(code: Int, status: String)
    /// User and password do not fit.
    case login
    /// The whole message left and nothing came back: the server may have it.
    case unknownOutcome
    /// Nothing was handed over.
    case net(NetError)

    /// A bounded name for metrics and logs.
    public var label: String {
        switch self {
        case .malformed: "malformed"
        case .refused(let code, _): "refused-\(code / 100)xx"
        case .login: "login"
        case .unknownOutcome: "unknown-outcome"
        case .net(let error): error.label
        }
    }
}
