// ork.channel/1 and ork.channel-host/1 on the host's side.

import HostCore
import HostInbox
import OrkestaABI
import OrkestaModel
import Synchronization

extension PluginInstance {
    /// Gives a provider's request to the channel; `completion` runs exactly once.
    func ingest(_ request: ChannelRequest, completion: @escaping @Sendable (Result<ChannelIngest, Problem>) -> Void) {
        let empty = ChannelIngest(
            messages: [],
            receipts: [],
            response: ChannelResponse(status: 500, headers: [], body: [])
        )
        let limit = Limits.turnDeadlineMilliseconds
        guard let op = openWork(.ingest(empty, completion), withinMilliseconds: limit) else {
            return completion(.failure(changingOver))
        }
        onLane { [self] impl, tables in
            let status = withABI(request) { tables.channel?.pointee.ingest?(impl, op, $0) ?? ORK_E_UNSUPPORTED }
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
            let status = withABI(message) { tables.channel?.pointee.send?(impl, op, $0) ?? ORK_E_UNSUPPORTED }
            guard status != ORK_OK, close(op) != nil else { return }
            completion(sendOutcome(status, pluginProblem("it refused the message with status \(status)").detail, nil))
        } refused: { [self] in
            guard close(op) != nil else { return }
            completion(.retry(reason: "the channel is being changed over", afterMilliseconds: 1000))
        }
    }

    // MARK: What the plugin calls

    func deliver(_ op: ork_op, _ message: UnsafePointer<ork_inbound>?) -> ork_status {
        guard lane.isCurrent else { return refuse(ORK_E_WRONG_THREAD, "deliver: called off the lane") }
        guard let message, let value = sized(message) else { return refuse(ORK_E_INVALID, "deliver: no message") }
        do {
            let inbound = try inboundMessage(value)
            return changeIngest(op, "deliver") { $0.messages.append(inbound) }
        } catch {
            return refuse(error.status, "deliver: \(error.reason)")
        }
    }

    func receipt(_ op: ork_op, _ receipt: UnsafePointer<ork_receipt>?) -> ork_status {
        guard lane.isCurrent else { return refuse(ORK_E_WRONG_THREAD, "receipt: called off the lane") }
        guard let receipt, let value = sized(receipt), let kind = DeliveryReceipt.Kind(rawValue: Int(value.kind))
        else { return refuse(ORK_E_INVALID, "receipt: no receipt, or an unknown kind") }
        do {
            let identifier = try String(
                checking: value.provider_message_id,
                "receipt.provider_message_id",
                limit: Limits.messageIdentifierBytesMax
            )
            let made = DeliveryReceipt(kind: kind, providerMessageID: identifier, at: Timestamp(bounding: value.at_ms))
            return changeIngest(op, "receipt") { $0.receipts.append(made) }
        } catch {
            return refuse(error.status, "receipt: \(error.reason)")
        }
    }

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
            return refuse(ORK_E_STALE, "respond: the operation is not, or no longer, open")
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
            return refuse(ORK_E_STALE, "complete: the send is not, or no longer, open")
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
            completion(sendOutcome(status, error.map { message(of: $0) } ?? "status \(status)", error))
        }
        return ORK_OK
    }

    // MARK: Conversions

    private func changeIngest(_ op: ork_op, _ function: String, _ change: (inout ChannelIngest) -> Void) -> ork_status {
        let status = state.withLock { state -> ork_status in
            guard let open = state.operations[op], case .ingest(var ingest, let completion) = open.operation else {
                return ORK_E_STALE
            }
            guard ingest.messages.count + ingest.receipts.count < ingestEntriesMax else { return ORK_E_BUDGET }
            change(&ingest)
            state.operations[op]?.operation = .ingest(ingest, completion)
            return ORK_OK
        }
        switch status {
        case ORK_OK: return ORK_OK
        case ORK_E_BUDGET: return refuse(status, "\(function): more than \(ingestEntriesMax) entries in one request")
        default: return refuse(status, "\(function): the operation is not, or no longer, open")
        }
    }

    private func inboundMessage(_ value: ork_inbound) throws(Refusal) -> InboundMessage {
        let name = try String(
            checking: value.name,
            "inbound.name",
            limit: Limits.customerNameCharactersMax * 4
        )
        let locale = try String(checking: value.locale, "inbound.locale", limit: 35)
        return InboundMessage(
            messageID: try required(value.message_id, "inbound.message_id", Limits.messageIdentifierBytesMax),
            address: try required(value.address, "inbound.address", Limits.addressBytesMax),
            name: name.isEmpty ? nil : name,
            locale: locale.isEmpty ? nil : locale,
            text: try String(checking: value.text, "inbound.text", limit: Limits.messageBytesMax)
        )
    }

    private func required(_ borrowed: ork_str, _ field: String, _ limit: Int) throws(Refusal) -> String {
        let text = try String(checking: borrowed, field, limit: limit)
        guard !text.isEmpty else { throw Refusal(status: ORK_E_INVALID, reason: "\(field) is empty") }
        return text
    }

    /// Sorts a failed send: may it be tried again, never, or is it unknown?
    private func sendOutcome(_ status: ork_status, _ reason: String, _ error: ork_error?) -> SendOutcome {
        switch status {
        case ORK_E_UNKNOWN_OUTCOME: .unknown(reason: reason)
        case ORK_E_RATE_LIMITED, ORK_E_TIMEOUT, ORK_E_UNAVAILABLE, ORK_E_CANCELLED:
            .retry(reason: reason, afterMilliseconds: error.flatMap(retryAfter))
        default:
            error?.retryable == 1
                ? .retry(reason: reason, afterMilliseconds: error.flatMap(retryAfter)) : .refused(reason: reason)
        }
    }

    /// What the plugin suggests, at most a day; nil when it does not know.
    private func retryAfter(_ error: ork_error) -> Int64? {
        error.retry_after_ms > 0 ? min(error.retry_after_ms, 86_400_000) : nil
    }
}

/// Messages and receipts that one request of a provider may hold.
private let ingestEntriesMax = 1000

private func withABI(_ request: ChannelRequest, _ body: (UnsafePointer<ork_http_request>) -> ork_status) -> ork_status {
    let fixed = [request.method, request.path, request.query, request.verifiedSender ?? ""]
    return withBorrowed(fixed + request.headers.flatMap { [$0.name, $0.value] }) { strings in
        let headers = stride(from: fixed.count, to: strings.count, by: 2).map {
            ork_header(name: strings[$0], value: strings[$0 + 1])
        }
        return headers.withUnsafeBufferPointer { headers in
            request.body.withUnsafeBytes { bytes in
                var abi = ork_http_request()
                abi.size = UInt32(MemoryLayout<ork_http_request>.size)
                (abi.method, abi.path) = (strings[0], strings[1])
                (abi.query, abi.verified_sender) = (strings[2], strings[3])
                (abi.headers, abi.header_count) = (headers.baseAddress, headers.count)
                abi.body = ork_str(ptr: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), len: bytes.count)
                return body(&abi)
            }
        }
    }
}

private func withABI(_ message: OutboundMessage, _ body: (UnsafePointer<ork_outbound>) -> ork_status) -> ork_status {
    let strings = [
        message.idempotencyKey, message.address, message.conversationID.rawValue, message.messageID.rawValue,
        message.reply.description, message.locale ?? "",
    ]
    return withBorrowed(strings) { strings in
        var abi = ork_outbound()
        abi.size = UInt32(MemoryLayout<ork_outbound>.size)
        abi.attempt = UInt32(clamping: message.attempt)
        (abi.idempotency_key, abi.address, abi.conversation_id) = (strings[0], strings[1], strings[2])
        (abi.message_id, abi.reply_json, abi.locale) = (strings[3], strings[4], strings[5])
        return body(&abi)
    }
}
