// ork.channel-host/1: what a channel read goes in, how its sends ended.

import OrkestaABI
import OrkestaModel

extension Host {
    /// Delivers every message and receipt of an ingest, then responds. The host
    /// holds the response back until they are durable. An entry that can never be kept
    /// is passed over: the provider would send it for ever, and the rest with it. When
    /// the host takes no more for another reason, the provider is told so: what it sends
    /// again, the host deduplicates.
    func respond(_ op: ork_op, _ ingest: ChannelIngest) {
        var ingest = ingest
        if let status = firstRefusal(op, ingest) {
            log(.warning, "The host refused an entry of the request", ["status": .integer(Int64(status))])
            ingest = ChannelIngest(failure: PluginError(status, "an entry of the request was refused"))
        }
        let (status, body) = (ingest.status, ingest.body)
        let names = ingest.headers.flatMap { [$0.name, $0.value] }
        withBorrowed(names) { strings in
            let headers = stride(from: 0, to: strings.count, by: 2).map {
                ork_header(name: strings[$0], value: strings[$0 + 1])
            }
            withBorrowed(body) { body in
                _ = ork_channel_respond(
                    channelHost.pointer,
                    instance,
                    op,
                    UInt32(clamping: status),
                    headers,
                    headers.count,
                    body
                )
            }
        }
    }

    private func firstRefusal(_ op: ork_op, _ ingest: ChannelIngest) -> ork_status? {
        for message in ingest.messages {
            let status = message.withABI { ork_channel_deliver(channelHost.pointer, instance, op, $0) }
            if isRefusal(status) { return status }
        }
        for receipt in ingest.receipts {
            let status = receipt.withABI { ork_channel_receipt(channelHost.pointer, instance, op, $0) }
            if isRefusal(status) { return status }
        }
        for template in ingest.templates {
            let status = template.withABI { ork_channel_template_state(channelHost.pointer, instance, op, $0) }
            // A host of before this keeps what people record by hand.
            if isRefusal(status), status != ORK_E_UNSUPPORTED { return status }
        }
        for news in ingest.contacts {
            let status = news.withABI { ork_channel_contact_news(channelHost.pointer, instance, op, $0) }
            // A host of before this hears nothing of it.
            if isRefusal(status), status != ORK_E_UNSUPPORTED { return status }
        }
        return nil
    }

    /// Whether the host can take no more; an invalid entry is only logged.
    private func isRefusal(_ status: ork_status) -> Bool {
        if status == ORK_E_INVALID { log(.warning, "The host cannot keep an entry of the request") }
        return status != ORK_OK && status != ORK_E_INVALID
    }

    func complete(_ op: ork_op, providerMessageID: String) {
        withBorrowed(providerMessageID) { identifier in
            var result = ork_send_result()
            result.size = UInt32(MemoryLayout<ork_send_result>.size)
            result.provider_message_id = identifier
            _ = ork_channel_complete(channelHost.pointer, instance, op, ORK_OK, &result)
        }
    }

    func complete(_ op: ork_op, failure: PluginError) {
        var error = failure.abi
        withUnsafePointer(to: &error) { error in
            var result = ork_send_result()
            result.size = UInt32(MemoryLayout<ork_send_result>.size)
            result.error = error
            result.remedy = failure.remedy.rawValue
            _ = ork_channel_complete(channelHost.pointer, instance, op, failure.status, &result)
        }
    }
}
