// ork.mail/1: a server that takes every message, and a mailbox to which each reading
// brings one.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let mail = FakeService(
        ORK_MAIL_1,
        firstSize: firstSize(\ork_mail_service.read),
        ork_mail_service(
            size: 0,
            reserved: 0,
            submit: { handle, call, submission, op in
                FakeInstance.serve(handle, call, op, "mail.submit", isWrite: true) { arguments throws(Refused) in
                    try arguments.submission(submission)
                    return { _ in ServiceAnswer() }
                }
            },
            read: { handle, call, query, op in
                FakeInstance.serve(handle, call, op, "mail.read") { arguments throws(Refused) in
                    let cursor = try arguments.query(query)
                    return { store in
                        store.requestCount += 1
                        return batch(store.requestCount, isFirst: cursor.isEmpty)
                    }
                }
            }
        )
    )
}

extension Arguments {
    fileprivate mutating func submission(_ submission: UnsafePointer<ork_mail_submission>?) throws(Refused) {
        guard let mail = sized(submission, firstSize: firstSize(\ork_mail_submission.message)) else {
            instance.report.find(.tableSizes, "mail.submit was called without a message, or with one of a wrong size")
            throw Refused(status: ORK_E_INVALID)
        }
        try server(mail.server_url, mail.user, ["smtp", "smtps"])
        _ = try text(mail.sender, "sender", in: 0...320)
        _ = try text(mail.recipient, "recipient", in: 3...320)
        guard (1...25 << 20).contains(mail.message.len), mail.message.ptr != nil else {
            throw refuse("mail.submit: the message is 1 byte to 25 MiB")
        }
        // Its boundaries and its date may differ between two runs.
        number(mail.message.len > 0, "message")
    }

    /// Returns the cursor.
    fileprivate mutating func query(_ query: UnsafePointer<ork_mail_query>?) throws(Refused) -> String {
        guard let query = sized(query, firstSize: firstSize(\ork_mail_query.wait_ms)) else {
            instance.report.find(.tableSizes, "mail.read was called without a query, or with one of a wrong size")
            throw Refused(status: ORK_E_INVALID)
        }
        try server(query.server_url, query.user, ["imap", "imaps"])
        _ = try text(query.mailbox, "mailbox", in: 1...100)
        guard (1...50).contains(query.count_max) else { throw refuse("mail.read: count_max is \(query.count_max)") }
        return try text(query.cursor, "cursor", in: 0...100)
    }

    private mutating func server(_ url: ork_str, _ user: ork_str, _ schemes: [String]) throws(Refused) {
        guard turn == 0 else { throw refuse("\(function) was called in a turn") }
        let url = try text(url, "server_url", in: 8...500)
        guard schemes.contains(where: { url.hasPrefix("\($0)://") }) else {
            throw refuse("\(function): \(url) is no address of such a server")
        }
        _ = try text(user, "user", in: 0...320)
        guard instance.library.manifest.names(url) else {
            throw refuse("\(function) asked for \(url), which no setting marked `egress` names")
        }
    }
}

/// One message from Ana; none where a mailbox is only looked for its end.
private func batch(_ number: Int, isFirst: Bool) -> ServiceAnswer {
    let lines = [
        "From: Ana <ana@example.mx>", "To: shop@example.mx", "Subject: Hola", "Message-ID: <\(number)@example.mx>",
        "", "¿Tienen taquetes?",
    ]
    let source = lines.joined(separator: "\r\n") + "\r\n"
    var answer = ServiceAnswer(number: isFirst ? 0 : 1)
    answer.data = { loans in
        var batch = ork_mail_batch()
        batch.cursor = loans.text("1:\(number)", "cursor")
        if !isFirst {
            (batch.messages, batch.message_count) = (loans.array([loans.text(source, "message")], "messages"), 1)
        }
        let lent = loans.structure(batch, firstSize: firstSize(\ork_mail_batch.message_count), "batch")
        return lent.map { UnsafeRawPointer($0) }
    }
    return answer
}
