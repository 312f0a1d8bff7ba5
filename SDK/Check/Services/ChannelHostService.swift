// ork.channel-host/1: where a channel puts what came in and how sends ended.

import OrkestaABI

/// What a provider told may be as long as it likes: the host keeps what fits.
private let anyLength = 0...(1 << 20)

extension FakeService {
    static let channelHost = FakeService(
        ORK_CHANNEL_HOST_1,
        firstSize: firstSize(\ork_channel_host_service.complete),
        ork_channel_host_service(
            size: 0,
            reserved: 0,
            deliver: { handle, op, message in
                FakeInstance.answerNow(handle, "channel.deliver") { arguments throws(Refused) in
                    guard let message = sized(message, firstSize: firstSize(\ork_inbound.text)) else {
                        throw arguments.wrongSize("ork_inbound")
                    }
                    try arguments.instance.checkIngest(op, "channel.deliver")
                    _ = try arguments.received(message.message_id, "message_id", in: 1...300)
                    _ = try arguments.received(message.address, "address", in: 1...300)
                    _ = try arguments.received(message.name, "name", in: anyLength)
                    _ = try arguments.received(message.locale, "locale", in: anyLength)
                    _ = try arguments.received(message.text, "text", in: anyLength)
                    _ = try arguments.received(message.phone, "phone", in: anyLength)
                    _ = try arguments.received(message.alias, "alias", in: anyLength)
                    _ = try arguments.received(message.conversation_id, "conversation_id", in: anyLength)
                    try arguments.attachments(of: message)
                }
            },
            receipt: { handle, op, receipt in
                FakeInstance.answerNow(handle, "channel.receipt") { arguments throws(Refused) in
                    guard let receipt = sized(receipt, firstSize: firstSize(\ork_receipt.at_ms)) else {
                        throw arguments.wrongSize("ork_receipt")
                    }
                    try arguments.instance.checkIngest(op, "channel.receipt")
                    guard (ORK_RECEIPT_SENT...ORK_RECEIPT_FAILED).contains(receipt.kind) else {
                        throw arguments.refuse("channel.receipt: there is no kind \(receipt.kind)")
                    }
                    arguments.number(receipt.kind, "kind")
                    _ = try arguments.received(receipt.provider_message_id, "provider_message_id", in: 1...300)
                    _ = try arguments.received(receipt.idempotency_key, "idempotency_key", in: anyLength)
                }
            },
            respond: { handle, op, code, headers, count, body in
                FakeInstance.answerNow(handle, "channel.respond", isCompared: false) { arguments throws(Refused) in
                    try arguments.instance.respond(op, code, headers, count, body, &arguments)
                }
            },
            complete: { handle, op, status, result in
                FakeInstance.answerNow(handle, "channel.complete", isCompared: false) { arguments throws(Refused) in
                    try arguments.instance.completeSend(op, status, result, &arguments)
                }
            },
            template_state: { handle, op, state in
                FakeInstance.answerNow(handle, "channel.template_state") { arguments throws(Refused) in
                    guard let state = sized(state, firstSize: firstSize(\ork_template_state.at_ms)) else {
                        throw arguments.wrongSize("ork_template_state")
                    }
                    try arguments.instance.checkIngest(op, "channel.template_state")
                    guard (ORK_APPROVAL_PENDING...ORK_APPROVAL_DISABLED).contains(state.approval) else {
                        throw arguments.refuse("channel.template_state: there is no approval \(state.approval)")
                    }
                    arguments.number(state.approval, "approval")
                    _ = try arguments.received(state.name, "name", in: 1...512)
                    _ = try arguments.received(state.language, "language", in: 2...20)
                    _ = try arguments.received(state.reason, "reason", in: 0...500)
                }
            }
        )
    )
}

extension Arguments {
    fileprivate func wrongSize(_ structure: String) -> Refused {
        instance.report.find(.tableSizes, "\(function) was called without \(structure), or with one of a wrong size")
        return Refused(status: ORK_E_INVALID)
    }

    fileprivate mutating func attachments(of message: ork_inbound) throws(Refused) {
        guard message.attachment_count > 0 else { return }
        guard message.attachment_count <= 10, let first = message.attachments,
            (firstSize(\ork_attachment.name)...1_024).contains(message.attachment_stride)
        else { throw refuse("channel.deliver: the attachments are too many, NULL, or of a wrong stride") }
        for index in 0..<message.attachment_count {
            let place = UnsafeRawPointer(first) + index * message.attachment_stride
            let file = sized(
                place.assumingMemoryBound(to: ork_attachment.self),
                firstSize: firstSize(\ork_attachment.name)
            )
            guard let file else { throw wrongSize("ork_attachment") }
            _ = try received(file.reference, "attachment reference", in: anyLength)
            _ = try received(file.mime, "attachment mime", in: anyLength)
            _ = try received(file.name, "attachment name", in: anyLength)
        }
    }
}

extension FakeInstance {
    /// Throws after a finding when the operation is no open ingest.
    fileprivate func checkIngest(_ op: ork_op, _ function: String) throws(Refused) {
        guard let operation = withState({ $0.operations[op] }), case .ingest = operation.kind else {
            report.find(.ownHandles, "\(function) was called with an operation that is no ingest")
            throw Refused(status: ORK_E_STALE)
        }
        guard operation.status == nil else {
            report.find(.answerOnce, "\(function) was called after the request had been responded to")
            throw Refused(status: ORK_E_STALE)
        }
    }

    fileprivate func respond(
        _ op: ork_op,
        _ code: UInt32,
        _ headers: UnsafePointer<ork_header>?,
        _ count: Int,
        _ body: ork_str,
        _ arguments: inout Arguments
    ) throws(Refused) {
        guard (100...599).contains(code), (0...64).contains(count), count == 0 || headers != nil else {
            throw arguments.refuse("channel.respond: the code is \(code), the number of headers \(count)")
        }
        arguments.number(code, "code")
        for header in UnsafeBufferPointer(start: headers, count: count) {
            _ = try arguments.text(header.name, "header name", in: 1...200)
            _ = try arguments.text(header.value, "header value", in: 0...8192)
        }
        guard body.len <= 16 << 20, body.len == 0 || body.ptr != nil else {
            throw arguments.refuse("channel.respond: the body is over 16 MiB, or NULL with a length")
        }
        arguments.number(String(copying: body), "body")
        let status = close(op, .ingest, "channel.respond", ORK_OK, noting: arguments.line)
        guard status == ORK_OK else { throw Refused(status: status) }
    }

    fileprivate func completeSend(
        _ op: ork_op,
        _ sent: ork_status,
        _ result: UnsafePointer<ork_send_result>?,
        _ arguments: inout Arguments
    ) throws(Refused) {
        arguments.number(sent, "status")
        if let result {
            guard let value = sized(result, firstSize: firstSize(\ork_send_result.error)) else {
                throw arguments.wrongSize("ork_send_result")
            }
            _ = try arguments.text(value.provider_message_id, "provider_message_id", in: 0...300)
        }
        noteRetry(op, sent, result)
        let status = close(op, .send, "channel.complete", sent, noting: arguments.line)
        guard status == ORK_OK else { throw Refused(status: status) }
    }

    /// Whether the host sends a message again that ended so.
    private func noteRetry(_ op: ork_op, _ sent: ork_status, _ result: UnsafePointer<ork_send_result>?) {
        let error = sized(
            sized(result, firstSize: firstSize(\ork_send_result.error))?.error,
            firstSize: firstSize(\ork_error.message)
        )
        let isTriedAgain =
            switch sent {
            case ORK_OK, ORK_E_UNKNOWN_OUTCOME: false
            case ORK_E_RATE_LIMITED, ORK_E_TIMEOUT, ORK_E_UNAVAILABLE, ORK_E_CANCELLED: true
            default: error?.retryable == 1
            }
        withState { state in
            guard state.operations[op]?.status == nil else { return }
            state.operations[op]?.isTriedAgain = isTriedAgain
        }
    }
}
