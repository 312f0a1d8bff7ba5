// One command to a server of mail, as libcurl is told it.

internal import CCurl

/// A message to hand over (SMTP), or a question to a mailbox (IMAP).
struct MailRequest: TransferRequest {
    enum Act: Sendable {
        /// From and to addresses of the envelope, without brackets.
        case submit(sender: String, recipient: String)
        /// A command that libcurl has no word of its own for; nil: the message that the
        /// URL names.
        case ask(String?)
    }

    let url: String
    let login: MailLogin?
    let act: Act
    var body: [UInt8] = []
    let timeoutMilliseconds: Int64
    /// False: a server without TLS is talked to as well.
    let mustEncrypt: Bool

    /// What was handed over twice comes twice.
    var isIdempotent: Bool { false }
    var isHTTP: Bool { false }
    var isOverdue: (@Sendable () -> Bool)? { nil }

    func tell(_ options: inout TransferOptions) throws(NetError) {
        try options.set(CURLOPT_USE_SSL, Int((mustEncrypt ? CURLUSESSL_ALL : CURLUSESSL_TRY).rawValue))
        if let login {
            try options.set(CURLOPT_USERNAME, login.user)
            try options.set(CURLOPT_PASSWORD, login.password)
        }
        switch act {
        case .submit(let sender, let recipient):
            try options.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
            try options.set(CURLOPT_MAIL_FROM, "<\(sender)>")
            try options.set(CURLOPT_MAIL_RCPT, ["<\(recipient)>"])
            try options.set(CURLOPT_UPLOAD, 1)
            try options.set(CURLOPT_INFILESIZE_LARGE, size: body.count)
        case .ask(let command):
            try options.set(CURLOPT_PROTOCOLS_STR, "imap,imaps")
            if let command { try options.set(CURLOPT_CUSTOMREQUEST, command) }
        }
    }
}

/// Who logs in at a server of mail.
public struct MailLogin: Sendable {
    public var user: String
    public var password: String

    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}
