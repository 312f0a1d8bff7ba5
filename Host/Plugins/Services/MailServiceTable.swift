// ork.mail/1: mail handed over to servers, and mailboxes read.

import HostCore
import HostNet
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let mail = ImmortalTable(
        ork_mail_service(
            size: UInt32(MemoryLayout<ork_mail_service>.size),
            reserved: 0,
            submit: { handle, envelope, submission, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    try call.mustBeOutsideTurn("mail.submit")
                    guard let submission = submission.flatMap({ sized($0) }) else {
                        throw Refusal(status: ORK_E_INVALID, reason: "submit: no submission")
                    }
                    call.submit(try Submission(checking: submission, for: call))
                }
            },
            read: { handle, envelope, query, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    try call.mustBeOutsideTurn("mail.read")
                    guard let query = query.flatMap({ sized($0) }) else {
                        throw Refusal(status: ORK_E_INVALID, reason: "read: no query")
                    }
                    call.read(try MailboxQuery(checking: query, for: call))
                }
            }
        )
    )
}

/// A message to hand over, checked.
private struct Submission: Sendable {
    let server: EgressGate.MailAddress
    let sender: String
    let recipient: String
    let message: [UInt8]

    init(checking given: ork_mail_submission, for call: ServiceCall) throws(Refusal) {
        server = try EgressGate.MailAddress(given.server_url, given.user, given.secret_name, for: call)
        sender = try String(checking: given.sender, "sender", limit: addressBytesMax)
        recipient = try String(checking: given.recipient, "recipient", limit: addressBytesMax)
        message = try [UInt8](checking: given.message, "message", limit: Limits.mailBytesMax)
    }
}

/// What to read, checked.
private struct MailboxQuery: Sendable {
    let server: EgressGate.MailAddress
    let mailbox: String
    let cursor: MailboxCursor?
    let countMax: Int
    let waitMilliseconds: Int64

    init(checking given: ork_mail_query, for call: ServiceCall) throws(Refusal) {
        server = try EgressGate.MailAddress(given.server_url, given.user, given.secret_name, for: call)
        mailbox = try String(checking: given.mailbox, "mailbox", limit: 100)
        let text = try String(checking: given.cursor, "cursor", limit: 100)
        cursor = MailboxCursor(text)
        guard cursor != nil || text.isEmpty else {
            throw Refusal(status: ORK_E_INVALID, reason: "the cursor is none that a batch had")
        }
        guard (1...UInt32(Limits.mailsPerReadingMax)).contains(given.count_max) else {
            throw Refusal(status: ORK_E_INVALID, reason: "count_max is not 1 to \(Limits.mailsPerReadingMax)")
        }
        countMax = Int(given.count_max)
        waitMilliseconds = min(max(0, given.wait_ms), Limits.mailWaitMillisecondsMax)
    }
}

/// Of an address in an envelope (RFC 5321, 4.5.3.1).
private let addressBytesMax = 320

extension EgressGate.MailAddress {
    fileprivate init(
        _ url: ork_str,
        _ user: ork_str,
        _ secretName: ork_str,
        for call: ServiceCall
    ) throws(Refusal) {
        self.url = try String(checking: url, "server_url", limit: 500)
        let user = try String(checking: user, "user", limit: addressBytesMax)
        let password = user.isEmpty ? nil : try secretSetting(secretName, of: call.instance)
        login = user.isEmpty ? nil : MailLogin(user: user, password: password ?? "")
        timeoutMilliseconds = min(call.milliseconds ?? NetLimits.mailMilliseconds, Limits.egressMillisecondsMax)
    }
}

extension ServiceCall {
    /// Sends beside the lane; ends with the client's own deadline.
    fileprivate func submit(_ mail: Submission) {
        guard let gate = instance.services.egress else {
            return fail(ORK_E_DENIED, "this host lets no plugin reach a server")
        }
        let caller = instance.egressCaller
        let sending = Task { [self] in
            do throws(EgressGate.Failure) {
                try await gate.submit(
                    mail.message,
                    from: mail.sender,
                    to: mail.recipient,
                    over: mail.server,
                    for: caller
                )
                countRequest("mail-sent")
                succeed()
            } catch {
                fail(error)
            }
        }
        beginWrite()
        untilCancelled { sending.cancel() }
    }

    /// Looks now and then, until there is something or the wait is over.
    fileprivate func read(_ query: MailboxQuery) {
        guard let gate = instance.services.egress else {
            return fail(ORK_E_DENIED, "this host lets no plugin reach a server")
        }
        let caller = instance.egressCaller
        let reading = Task { [self] in
            let end = monotonicMilliseconds() + query.waitMilliseconds
            var cursor = query.cursor
            while true {
                do throws(EgressGate.Failure) {
                    let found = try await gate.read(
                        query.mailbox,
                        after: cursor,
                        countMax: query.countMax,
                        at: query.server,
                        for: caller
                    )
                    let rest = end - monotonicMilliseconds()
                    guard found.isEmpty, rest > 0 else {
                        countRequest("mailbox-read")
                        return succeed(number: Int64(found.messages.count)) { body in found.withABI(body) }
                    }
                    cursor = found.cursor
                    try? await Task.sleep(for: .milliseconds(min(rest, Limits.mailLookMilliseconds)))
                    if Task.isCancelled { throw .net(.cancelled(.nothingSent)) }
                } catch {
                    return fail(error)
                }
            }
        }
        untilCancelled { reading.cancel() }
    }

    private func fail(_ error: EgressGate.Failure) {
        countRequest(error.label)
        let reply = error.mailReply
        fail(
            error.status(mayBeRepeated: false),
            error.reason,
            retryable: error.isRetryable,
            providerCode: Int32(clamping: reply?.code ?? 0),
            json: JSON.object(["status": .string(reply?.status ?? "")]).description
        )
    }
}

extension MailboxReading {
    fileprivate var isEmpty: Bool { messages.isEmpty && tooLongCount == 0 }

    /// Lends the batch for the duration of `body`.
    fileprivate func withABI(_ body: (UnsafeRawPointer) -> Void) {
        withBorrowed([cursor.description]) { strings in
            withBorrowed(blocks: messages + beginnings) { sources in
                sources.withUnsafeBufferPointer { sources in
                    var batch = ork_mail_batch()
                    batch.size = UInt32(MemoryLayout<ork_mail_batch>.size)
                    batch.too_long_count = UInt32(clamping: tooLongCount)
                    batch.cursor = strings[0]
                    (batch.messages, batch.message_count) = (sources.baseAddress, messages.count)
                    batch.beginnings = sources.baseAddress.map { $0 + messages.count }
                    batch.beginning_count = beginnings.count
                    withUnsafePointer(to: &batch) { body(UnsafeRawPointer($0)) }
                }
            }
        }
    }
}
