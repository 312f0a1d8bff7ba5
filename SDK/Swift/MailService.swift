// ork.mail/1: mail handed over to servers, and mailboxes read.

import OrkestaABI
import OrkestaModel

/// Talks to the servers of mail that settings marked `egress` name.
public struct MailService: Sendable {
    let table: ServiceTable<ork_mail_service>
    let instance: ork_inst

    /// Hands a message over, once. `message` is as RFC 5322 and MIME have it, its lines
    /// ending with CRLF, up to 25 MiB; the addresses are the envelope's.
    ///
    /// Throws ``MailRefusal`` when the server says no, `ORK_E_UNKNOWN_OUTCOME` when all
    /// of it was sent and there is no answer, and `ORK_E_DENIED` for a server that the
    /// plugin may not reach or that does not let it in.
    public func submit(
        _ message: [UInt8],
        from sender: String,
        to recipient: String,
        over server: MailServer
    ) async throws {
        do {
            _ = try await serviceCall { call, op in
                withBorrowed([server.url, server.user, server.secretName, sender, recipient]) { strings in
                    withBorrowed(message) { message in
                        var submission = ork_mail_submission()
                        submission.size = UInt32(MemoryLayout<ork_mail_submission>.size)
                        (submission.server_url, submission.user) = (strings[0], strings[1])
                        submission.secret_name = strings[2]
                        (submission.sender, submission.recipient) = (strings[3], strings[4])
                        submission.message = message
                        return ork_mail_submit(table.pointer, instance, call, &submission, op)
                    }
                }
            }
        } catch let error as PluginError {
            throw MailRefusal(error) ?? error
        }
    }

    /// What came into a mailbox after `cursor` (nil: nothing, only where it ends), up to
    /// `countMax` messages of at most 50; waits up to `waitMilliseconds`, at most 50,000.
    public func read(
        _ mailbox: String,
        after cursor: String?,
        countMax: Int,
        waitMilliseconds: Int64,
        at server: MailServer
    ) async throws -> MailBatch {
        let received = Collected<MailBatch>()
        _ = try await serviceCall(
            onDone: { completion in
                guard let lent = completion.data?.assumingMemoryBound(to: ork_mail_batch.self) else { return }
                received.append(MailBatch(sized(lent)))
            },
            { call, op in
                withBorrowed([server.url, server.user, server.secretName, mailbox, cursor ?? ""]) { strings in
                    var query = ork_mail_query()
                    query.size = UInt32(MemoryLayout<ork_mail_query>.size)
                    query.count_max = UInt32(clamping: countMax)
                    (query.server_url, query.user, query.secret_name) = (strings[0], strings[1], strings[2])
                    (query.mailbox, query.cursor) = (strings[3], strings[4])
                    query.wait_ms = waitMilliseconds
                    return ork_mail_read(table.pointer, instance, call, &query, op)
                }
            }
        )
        guard let batch = received.all().first else {
            throw PluginError(ORK_E_CORRUPT, "the host's answer holds no batch")
        }
        return batch
    }
}

/// A server of mail, and who logs in there.
public struct MailServer: Sendable {
    /// `smtps://HOST`, `smtp://HOST`, `imaps://HOST` or `imap://HOST`, with `:PORT`
    /// where it is not the usual one.
    public var url: String
    /// Empty: nobody logs in.
    public var user: String
    /// The setting, marked `secret`, that is the password.
    public var secretName: String

    public init(url: String, user: String, secretName: String) {
        self.url = url
        self.user = user
        self.secretName = secretName
    }
}

/// A server's no to a message: nothing was taken.
public struct MailRefusal: Error, Sendable {
    /// 400 to 499: for now; 500 to 599: for good.
    public let code: Int
    /// RFC 3463, such as `5.1.1`; or empty.
    public let status: String
    /// As the host sorts it.
    public let error: PluginError

    /// Nil unless a server answered.
    fileprivate init?(_ error: PluginError) {
        guard error.providerCode >= 400 else { return nil }
        code = Int(error.providerCode)
        status = (try? JSON(parsing: error.document))?["status"]?.stringValue ?? ""
        self.error = error
    }
}

/// What was new in a mailbox.
public struct MailBatch: Sendable {
    /// As they were received, in the order in which they came.
    public let messages: [[UInt8]]
    /// Behind these messages.
    public let cursor: String
    /// Messages over 25 MiB, which were passed over but for their beginnings.
    public let tooLongCount: Int
    /// What those begin with, where the server tells: up to 256 KiB each.
    public let beginnings: [[UInt8]]

    fileprivate init(_ batch: ork_mail_batch) {
        cursor = String(batch.cursor)
        tooLongCount = Int(batch.too_long_count)
        messages = Self.copies(batch.messages, batch.message_count)
        beginnings = Self.copies(batch.beginnings, batch.beginning_count)
    }

    private static func copies(_ borrowed: UnsafePointer<ork_str>?, _ count: Int) -> [[UInt8]] {
        UnsafeBufferPointer(start: borrowed, count: count).map {
            Array(UnsafeRawBufferPointer(start: $0.ptr, count: $0.len))
        }
    }
}
