// Outbound mail, and mailboxes that are read: libcurl's SMTP and IMAP, over
// connections that are kept.

internal import CCurl

/// Talks to servers of mail. Safe to share; make one and keep it.
public final class MailClient: Sendable {
    private let loop: TransferLoop
    private let reach: NetReach
    /// False: a server that offers no TLS is talked to in the clear.
    let mustEncrypt: Bool

    /// Encryption is the client's: a connection that was kept in the clear is never used
    /// by somebody who wants more.
    /// - Throws: ``NetError/failed`` when the system has no room for its thread.
    public init(reach: NetReach = .anywhere, mustEncrypt: Bool = true) throws(NetError) {
        guard let loop = TransferLoop(maximumConnectionsPerHost: NetLimits.mailConnectionsPerHostMax) else {
            throw .failed(code: 0, message: "libcurl could not be started", .nothingSent)
        }
        self.loop = loop
        self.reach = reach
        self.mustEncrypt = mustEncrypt
    }

    deinit { loop.submit(.stop) }

    /// Hands one message over. `message` is as RFC 5322 has it, its lines ending with
    /// CRLF; addresses have no brackets. Cancelling the task cancels it.
    public func submit(
        _ message: [UInt8],
        from sender: String,
        to recipient: String,
        over server: MailServer
    ) async throws(MailError) {
        for address in [sender, recipient] where !isPlainAddress(address) { throw .malformed("address") }
        guard !recipient.isEmpty, !message.isEmpty else { throw .malformed("message") }
        // The path is what EHLO says; a server checks that it looks like a name.
        let name = sender.split(separator: "@").last.map(String.init) ?? "localhost"
        let request = MailRequest(
            url: server.url(name.utf8.allSatisfy(isHostByte) ? name : "localhost"),
            login: server.login,
            act: .submit(sender: sender, recipient: recipient),
            body: message,
            timeoutMilliseconds: server.timeoutMilliseconds,
            mustEncrypt: mustEncrypt
        )
        _ = try await send(request, bodyBytesMax: 0)
    }

    /// The answer to one question to a mailbox server.
    func ask(_ request: MailRequest, bodyBytesMax: Int) async throws(MailError) -> [UInt8] {
        try await send(request, bodyBytesMax: bodyBytesMax).body
    }

    private func send(_ request: MailRequest, bodyBytesMax: Int) async throws(MailError) -> CollectedAnswer {
        let exchange = CollectedExchange(bodyBytesMax: bodyBytesMax)
        let answer = await loop.run(
            Transfer(request, exchange, reach),
            { await exchange.answer() },
            cancelled: CollectedAnswer(failure: .cancelled(.nothingSent))
        )
        guard let failure = answer.failure else { return answer }
        throw MailError(failure, lastLine: answer.lastLine)
    }
}

extension MailError {
    /// What the server said last counts before what libcurl made of it.
    init(_ failure: NetError, lastLine: String) {
        let code = Int(lastLine.prefix(3)) ?? 0
        switch failure {
        case .failed(let curlCode, _, _) where curlCode == Int(CURLE_LOGIN_DENIED.rawValue): self = .login
        case _ where [530, 534, 535, 538].contains(code): self = .login
        case .failed where (400...599).contains(code):
            self = .refused(code: code, status: Self.enhancedStatus(lastLine.dropFirst(4)))
        // Only what is read can be too large: nothing is doubtful about it.
        case .tooLarge: self = .net(failure)
        case _ where failure.outcome == .unknown: self = .unknownOutcome
        default: self = .net(failure)
        }
    }

    /// libcurl's code for a message or mailbox that is not there.
    static let notFoundCode = Int(CURLE_REMOTE_FILE_NOT_FOUND.rawValue)

    /// `5.1.1`, when the text begins with one.
    private static func enhancedStatus(_ text: Substring) -> String {
        let word = text.prefix { $0 != " " }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3 && parts.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) }
            ? String(word) : ""
    }
}

/// Whether it stays within the brackets and the line that it is put into.
private func isPlainAddress(_ address: String) -> Bool {
    address.utf8.count <= 320 && address.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"<>".utf8.contains($0) }
}

private func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default: "-.".utf8.contains(byte)
    }
}
