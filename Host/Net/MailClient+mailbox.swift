// A mailbox that is read from where the last reading ended (IMAP4rev1, RFC 3501):
// by the numbers that its messages keep, whatever else is done to them.

/// How far a mailbox was read: UIDVALIDITY, under which numbers mean something, and
/// the highest UID seen.
public struct MailboxCursor: Sendable, Equatable, CustomStringConvertible {
    public let validity: UInt32
    public var last: UInt32

    public init(validity: UInt32, last: UInt32) {
        self.validity = validity
        self.last = last
    }

    /// Reads ``description``.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let validity = UInt32(parts[0]), let last = UInt32(parts[1]) else { return nil }
        self.init(validity: validity, last: last)
    }

    public var description: String { "\(validity):\(last)" }
}

/// What was new in a mailbox.
public struct MailboxReading: Sendable {
    /// As they were received, in the order in which they came.
    public var messages: [[UInt8]]
    /// Longer than the limit, and passed over but for their beginnings.
    public var tooLongCount: Int
    /// What those begin with, as far as the server tells: up to
    /// ``NetLimits/mailBeginningBytesMax`` each.
    public var beginnings: [[UInt8]] = []
    public var cursor: MailboxCursor
}

extension MailClient {
    /// What came after `cursor` (nil: nothing yet, only where the mailbox ends), up to
    /// `countMax` messages or `bytesMax` together. What is read counts as seen. A
    /// mailbox that was made anew since is begun at its end.
    public func read(
        _ mailbox: String,
        at server: MailServer,
        after cursor: MailboxCursor?,
        countMax: Int,
        bytesMax: Int
    ) async throws(MailError) -> MailboxReading {
        guard isPlainName(mailbox) else { throw .malformed("mailbox") }
        guard let cursor else { return try await end(of: mailbox, at: server) }
        let numbers: [UInt32]
        do throws(MailError) {
            numbers = try await self.numbers(after: cursor, in: mailbox, at: server)
        } catch  where error.isOtherMailbox {
            return try await end(of: mailbox, at: server)
        }
        var reading = MailboxReading(messages: [], tooLongCount: 0, cursor: cursor)
        var byteCount = 0
        for number in numbers.prefix(countMax) where byteCount < bytesMax {
            let path = "\(mailbox);UIDVALIDITY=\(cursor.validity)/;UID=\(number)"
            do throws(MailError) {
                let message = try await ask(request(path, nil, at: server), bodyBytesMax: NetLimits.mailBytesMax)
                byteCount += message.count
                reading.messages.append(message)
            } catch .net(.tooLarge) {
                reading.tooLongCount += 1
                if let beginning = await beginning(of: path, at: server) { reading.beginnings.append(beginning) }
            } catch  where error.isOtherMailbox {
                // Gone since it was looked for.
            }
            reading.cursor.last = number
        }
        return reading
    }

    /// What a message begins with; nil where the server does not tell.
    private func beginning(of path: String, at server: MailServer) async -> [UInt8]? {
        let bytesMax = NetLimits.mailBeginningBytesMax
        do throws(MailError) {
            return try await ask(request("\(path)/;PARTIAL=0.\(bytesMax)", nil, at: server), bodyBytesMax: bytesMax)
        } catch {
            // It is counted all the same, and the mailbox goes on.
            return nil
        }
    }

    /// Where the next message will be the first.
    private func end(of mailbox: String, at server: MailServer) async throws(MailError) -> MailboxReading {
        let command = "STATUS \"\(mailbox)\" (UIDNEXT UIDVALIDITY)"
        let answer = try await ask(request("", command, at: server), bodyBytesMax: NetLimits.mailAnswerBytesMax)
        let words = String(decoding: answer, as: UTF8.self).split { " ()\r\n".contains($0) }.map { $0.uppercased() }
        func number(after word: String) -> UInt32? {
            guard let place = words.firstIndex(of: word), place + 1 < words.count else { return nil }
            return UInt32(words[place + 1])
        }
        guard let next = number(after: "UIDNEXT"), let validity = number(after: "UIDVALIDITY"), next > 0 else {
            throw .net(.failed(code: 0, message: "the mailbox has no numbers", .nothingSent))
        }
        return MailboxReading(
            messages: [],
            tooLongCount: 0,
            cursor: MailboxCursor(validity: validity, last: next - 1)
        )
    }

    /// In rising order.
    private func numbers(
        after cursor: MailboxCursor,
        in mailbox: String,
        at server: MailServer
    ) async throws(MailError) -> [UInt32] {
        guard cursor.last < .max else { return [] }
        let question = request(
            "\(mailbox);UIDVALIDITY=\(cursor.validity)",
            "UID SEARCH UID \(cursor.last + 1):*",
            at: server
        )
        let answer = try await ask(question, bodyBytesMax: NetLimits.mailAnswerBytesMax)
        var found: Set<UInt32> = []
        for line in String(decoding: answer, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            guard words.count > 2, words[0] == "*", words[1].uppercased() == "SEARCH" else { continue }
            found.formUnion(words[2...].compactMap { UInt32($0) })
        }
        // `n:*` always names the last message, also when its number is below n.
        return found.filter { $0 > cursor.last }.sorted()
    }

    private func request(_ path: String, _ command: String?, at server: MailServer) -> MailRequest {
        MailRequest(
            url: server.url(path),
            login: server.login,
            act: .ask(command),
            timeoutMilliseconds: server.timeoutMilliseconds,
            mustEncrypt: mustEncrypt
        )
    }

    /// Letters, digits and what stands for itself in a URL and in quotes.
    private func isPlainName(_ mailbox: String) -> Bool {
        (1...100).contains(mailbox.utf8.count)
            && mailbox.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) }
    }
}

extension MailError {
    /// The mailbox was made anew, or the message is gone.
    fileprivate var isOtherMailbox: Bool {
        if case .net(.failed(let code, _, _)) = self { code == MailError.notFoundCode } else { false }
    }
}
