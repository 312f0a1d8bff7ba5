// ork.channel/1 and ork.channel-host/1 on the host's side.

import HostCore
import HostInbox
import OrkestaABI
import OrkestaModel
import Synchronization

extension PluginInstance {
    /// Gives a provider's request to the channel; `completion` runs exactly once.
    func ingest(_ request: ChannelRequest, completion: @escaping @Sendable (Result<ChannelIngest, Problem>) -> Void) {
        read(withinMilliseconds: Limits.turnDeadlineMilliseconds, completion) { impl, tables, op in
            withABI(request) { tables.channel?.pointee.ingest?(impl, op, $0) ?? ORK_E_UNSUPPORTED }
        }
    }

    /// Has the channel ask its provider for what is new; `completion` runs exactly once.
    func pull(after cursor: String?, completion: @escaping @Sendable (Result<ChannelIngest, Problem>) -> Void) {
        read(withinMilliseconds: Limits.pullMilliseconds, bringsIn: true, completion) { impl, tables, op in
            guard let channel = tables.channel, has(channel, \ork_channel.pull) else { return ORK_E_UNSUPPORTED }
            return withBorrowed([cursor ?? ""]) { channel.pointee.pull?(impl, op, $0[0]) ?? ORK_E_UNSUPPORTED }
        }
    }

    /// Has the channel ask its provider for a page of templates; `completion` runs exactly once.
    func templates(after cursor: String?, completion: @escaping @Sendable (Result<ChannelIngest, Problem>) -> Void) {
        read(withinMilliseconds: Limits.egressMillisecondsMax, bringsIn: true, completion) { impl, tables, op in
            guard let channel = tables.channel, has(channel, \ork_channel.list_templates) else {
                return ORK_E_UNSUPPORTED
            }
            return withBorrowed([cursor ?? ""]) {
                channel.pointee.list_templates?(impl, op, $0[0]) ?? ORK_E_UNSUPPORTED
            }
        }
    }

    /// Has the channel fetch a file of its provider's; `completion` runs exactly once.
    func fetchMedia(_ reference: String, completion: @escaping @Sendable (Result<String, Problem>) -> Void) {
        ask("it fetched no file", withinMilliseconds: Limits.fetchMilliseconds, bringsIn: true, completion) {
            impl,
            tables,
            op in
            guard let channel = tables.channel, has(channel, \ork_channel.fetch_media) else { return ORK_E_UNSUPPORTED }
            return withBorrowed([reference]) { channel.pointee.fetch_media?(impl, op, $0[0]) ?? ORK_E_UNSUPPORTED }
        }
    }

    /// Has the channel show a customer that somebody is there; `completion` runs exactly once.
    func show(_ presence: Presence, completion: @escaping @Sendable (Result<String, Problem>) -> Void) {
        ask("it showed nothing", withinMilliseconds: Limits.presenceMilliseconds, completion) {
            [plugin] impl, tables, op in
            guard let channel = tables.channel, has(channel, \ork_channel.show_presence) else {
                return ORK_E_UNSUPPORTED
            }
            return withABI(presence, by: plugin) {
                channel.pointee.show_presence?(impl, op, $0) ?? ORK_E_UNSUPPORTED
            }
        }
    }

    /// Opens an operation that the plugin answers with a document, and has `call` begin it on
    /// the lane. `failure` says what came of it when it did not begin.
    private func ask(
        _ failure: String,
        withinMilliseconds limit: Int64,
        bringsIn: Bool = false,
        _ completion: @escaping @Sendable (Result<String, Problem>) -> Void,
        _ call: @escaping @Sendable (UnsafeMutableRawPointer?, PluginTables, ork_op) -> ork_status
    ) {
        guard let op = openWork(.given(completion), withinMilliseconds: limit, bringsIn: bringsIn) else {
            return completion(.failure(changingOver))
        }
        onLane { [self] impl, tables in
            // Given up while it waited for the lane: nothing to begin.
            guard isOpen(op) else { return }
            let status = call(impl, tables, op)
            guard status != ORK_OK else { return }
            close(op)?.fail(pluginProblem("\(failure): status \(status)"))
        } refused: { [self] in
            close(op)?.fail(changingOver)
        }
    }

    /// Opens an ingest and has `call` begin it on the lane.
    private func read(
        withinMilliseconds limit: Int64,
        bringsIn: Bool = false,
        _ completion: @escaping @Sendable (Result<ChannelIngest, Problem>) -> Void,
        _ call: @escaping @Sendable (UnsafeMutableRawPointer?, PluginTables, ork_op) -> ork_status
    ) {
        let empty = ChannelIngest(
            messages: [],
            receipts: [],
            response: ChannelResponse(status: 500, headers: [], body: [])
        )
        guard let op = openWork(.ingest(empty, completion), withinMilliseconds: limit, bringsIn: bringsIn) else {
            return completion(.failure(changingOver))
        }
        onLane { [self] impl, tables in
            guard isOpen(op) else { return }
            let status = call(impl, tables, op)
            guard status != ORK_OK else { return }
            close(op)?.fail(pluginProblem("it refused the request with status \(status)"))
        } refused: { [self] in
            close(op)?.fail(changingOver)
        }
    }

    /// Gives a message to the channel; `completion` runs exactly once.
    func send(_ message: OutboundMessage, completion: @escaping @Sendable (SendOutcome) -> Void) {
        let limit = Limits.outboxSendDeadlineMilliseconds
        guard let op = openWork(.send(completion), withinMilliseconds: limit) else {
            return completion(.retry(reason: "the channel is being changed over", afterMilliseconds: 1000))
        }
        onLane { [self] impl, tables in
            guard isOpen(op) else { return }
            let status = withABI(message, by: plugin) {
                tables.channel?.pointee.send?(impl, op, $0) ?? ORK_E_UNSUPPORTED
            }
            guard status != ORK_OK, close(op) != nil else { return }
            completion(
                sendOutcome(status, pluginProblem("it refused the message with status \(status)").detail, nil, .none)
            )
        } refused: { [self] in
            guard close(op) != nil else { return }
            completion(.retry(reason: "the channel is being changed over", afterMilliseconds: 1000))
        }
    }

    // MARK: What the plugin calls

    func respond(
        _ op: ork_op,
        _ code: UInt32,
        _ headers: UnsafePointer<ork_header>?,
        _ count: Int,
        _ body: ork_str
    ) -> ork_status {
        guard lane.isCurrent else { return refuse(ORK_E_WRONG_THREAD, "respond: called off the lane") }
        let closed = close(op) { if case .ingest = $0 { true } else { false } }
        guard case .ingest(var ingest, let completion)? = closed else {
            return refuseStale(op, "respond: the operation is not, or no longer, open")
        }
        do {
            ingest.response = try response(code, headers, count, body)
            completion(.success(ingest))
            return ORK_OK
        } catch {
            completion(.failure(pluginProblem(error.reason)))
            return refuse(error.status, "respond: \(error.reason)")
        }
    }

    private func response(
        _ code: UInt32,
        _ headers: UnsafePointer<ork_header>?,
        _ count: Int,
        _ body: ork_str
    ) throws(Refusal) -> ChannelResponse {
        guard (100...599).contains(code), (0...64).contains(count), count == 0 || headers != nil else {
            throw Refusal(status: ORK_E_INVALID, reason: "the code or the number of headers is out of range")
        }
        let bytes = try [UInt8](checking: body, "body", limit: Limits.requestBodyBytesMax)
        var copied: [(name: String, value: String)] = []
        for header in UnsafeBufferPointer(start: headers, count: count) {
            let name = try String(checking: header.name, "header.name", limit: 200)
            copied.append((name, try String(checking: header.value, "header.value", limit: 8192)))
        }
        return ChannelResponse(status: Int(code), headers: copied, body: bytes)
    }

    func completeSend(_ op: ork_op, _ status: ork_status, _ result: UnsafePointer<ork_send_result>?) -> ork_status {
        guard lane.isCurrent else { return refuse(ORK_E_WRONG_THREAD, "complete: called off the lane") }
        let closed = close(op) { if case .send = $0 { true } else { false } }
        guard case .send(let completion)? = closed else {
            return refuseStale(op, "complete: the send is not, or no longer, open")
        }
        let value = result.flatMap { sized($0) }
        if status == ORK_OK {
            let identifier = value.flatMap {
                try? String(
                    checking: $0.provider_message_id,
                    "result.provider_message_id",
                    limit: Limits.messageIdentifierBytesMax
                )
            }
            completion(.sent(providerMessageID: identifier ?? ""))
        } else {
            let error = value?.error.flatMap { sized($0) }
            let remedy = SendRemedy(abi: value?.remedy ?? 0)
            completion(sendOutcome(status, error.map(reason) ?? "status \(status)", error, remedy))
        }
        return ORK_OK
    }

    /// Sorts a failed send: may it be tried again, never, or is it unknown?
    private func sendOutcome(
        _ status: ork_status,
        _ reason: String,
        _ error: ork_error?,
        _ remedy: SendRemedy
    ) -> SendOutcome {
        let delay = error.flatMap(retryAfter)
        return switch status {
        case ORK_E_UNKNOWN_OUTCOME: .unknown(reason: reason)
        case ORK_E_RATE_LIMITED, ORK_E_TIMEOUT, ORK_E_UNAVAILABLE, ORK_E_CANCELLED:
            .retry(reason: reason, afterMilliseconds: delay, remedy: remedy)
        default:
            error?.retryable == 1
                ? .retry(reason: reason, afterMilliseconds: delay, remedy: remedy)
                : .refused(reason: reason, remedy: remedy)
        }
    }

    /// What the plugin suggests, at most a day; nil when it does not know.
    private func retryAfter(_ error: ork_error) -> Int64? {
        error.retry_after_ms > 0 ? min(error.retry_after_ms, 86_400_000) : nil
    }
}

private func withABI(_ request: ChannelRequest, _ body: (UnsafePointer<ork_http_request>) -> ork_status) -> ork_status {
    let fixed = [request.method, request.path, request.query, request.verifiedSender ?? ""]
    return withBorrowed(fixed + request.headers.flatMap { [$0.name, $0.value] }) { strings in
        let headers = stride(from: fixed.count, to: strings.count, by: 2).map {
            ork_header(name: strings[$0], value: strings[$0 + 1])
        }
        return headers.withUnsafeBufferPointer { headers in
            withBorrowed(request.body) { content in
                var abi = ork_http_request()
                abi.size = UInt32(MemoryLayout<ork_http_request>.size)
                (abi.method, abi.path) = (strings[0], strings[1])
                (abi.query, abi.verified_sender) = (strings[2], strings[3])
                (abi.headers, abi.header_count) = (headers.baseAddress, headers.count)
                abi.body = content
                return body(&abi)
            }
        }
    }
}

private func withABI(
    _ presence: Presence,
    by plugin: PluginID,
    _ body: (UnsafePointer<ork_presence>) -> ork_status
) -> ork_status {
    let address = ChannelAddress(stored: presence.address, by: plugin).delivered
    return withBorrowed([address, presence.messageID]) { strings in
        var abi = ork_presence()
        abi.size = UInt32(MemoryLayout<ork_presence>.size)
        abi.kind =
            switch presence.kind {
            case .read: ORK_PRESENCE_READ
            case .typing: ORK_PRESENCE_TYPING
            }
        (abi.address, abi.message_id) = (strings[0], strings[1])
        return body(&abi)
    }
}

private func withABI(
    _ message: OutboundMessage,
    by plugin: PluginID,
    _ body: (UnsafePointer<ork_outbound>) -> ork_status
) -> ork_status {
    let strings = [
        message.idempotencyKey, ChannelAddress(stored: message.address, by: plugin).delivered,
        message.conversationID.rawValue, message.messageID.rawValue,
        message.reply.description, message.locale ?? "", message.template?.description ?? "",
        message.more.isEmpty ? "" : JSON.array(message.more).description,
    ]
    return withBorrowed(strings) { strings in
        var abi = ork_outbound()
        abi.size = UInt32(MemoryLayout<ork_outbound>.size)
        abi.attempt = UInt32(clamping: message.attempt)
        (abi.idempotency_key, abi.address, abi.conversation_id) = (strings[0], strings[1], strings[2])
        (abi.message_id, abi.reply_json, abi.locale) = (strings[3], strings[4], strings[5])
        (abi.template_json, abi.more_json) = (strings[6], strings[7])
        abi.author = message.isByPerson ? ORK_AUTHOR_PERSON : ORK_AUTHOR_PROGRAM
        return body(&abi)
    }
}
