// ork.channel-host/1: what a channel read goes in, how its sends ended.

import OrkestaABI
import OrkestaModel

extension Host {
    /// Delivers every message of an ingest, then responds. The host holds the
    /// response back until the messages are durable. When it refuses one, the
    /// provider is told so: what it sends again, the host deduplicates.
    func respond(_ op: ork_op, _ ingest: ChannelIngest) {
        var ingest = ingest
        for message in ingest.messages {
            let status = deliver(op, message)
            guard status != ORK_OK else { continue }
            log(.warning, "The host refused a message of the request", ["status": .integer(Int64(status))])
            ingest = ChannelIngest(failure: PluginError(status, "a message of the request was refused"))
            break
        }
        let (status, body) = (ingest.status, ingest.body)
        let names = ingest.headers.flatMap { [$0.name, $0.value] }
        withBorrowed(names) { strings in
            let headers = stride(from: 0, to: strings.count, by: 2).map {
                ork_header(name: strings[$0], value: strings[$0 + 1])
            }
            body.withUnsafeBytes { bytes in
                let borrowed = ork_str(
                    ptr: bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                    len: bytes.count
                )
                _ = ork_channel_respond(
                    channelHost.pointer,
                    instance,
                    op,
                    UInt32(clamping: status),
                    headers,
                    headers.count,
                    borrowed
                )
            }
        }
    }

    private func deliver(_ op: ork_op, _ message: InboundMessage) -> ork_status {
        let texts = [message.messageID, message.address, message.name ?? "", message.locale ?? "", message.text]
        return withBorrowed(texts) { strings in
            var inbound = ork_inbound()
            inbound.size = UInt32(MemoryLayout<ork_inbound>.size)
            (inbound.message_id, inbound.address, inbound.name) = (strings[0], strings[1], strings[2])
            (inbound.locale, inbound.text) = (strings[3], strings[4])
            return ork_channel_deliver(channelHost.pointer, instance, op, &inbound)
        }
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
            _ = ork_channel_complete(channelHost.pointer, instance, op, failure.status, &result)
        }
    }
}
