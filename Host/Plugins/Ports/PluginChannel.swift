// A channel plugin's instance as the pipeline's port.

import HostAccess
import HostCore
import HostInbox
import OrkestaABI
import OrkestaModel
import Synchronization

/// Reads and sends through one instance.
struct PluginChannel: Channel {
    let instance: PluginInstance
    let capabilities: ChannelCapabilities

    /// Nil when the plugin offers no channel.
    init?(_ instance: PluginInstance) {
        let (isChannel, caps) = instance.state.withLock { ($0.tables.channel != nil, $0.capabilities) }
        guard isChannel else { return nil }
        self.instance = instance
        guard let caps else { return nil }
        capabilities = caps
    }

    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        let result = await withUnsafeContinuation { continuation in
            instance.ingest(request) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    func pull(after cursor: String?) async throws(Problem) -> ChannelIngest {
        let result = await withUnsafeContinuation { continuation in
            instance.pull(after: cursor) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    func templates(after cursor: String?) async throws(Problem) -> ChannelIngest {
        let result = await withUnsafeContinuation { continuation in
            instance.templates(after: cursor) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    func fetchMedia(_ reference: String) async throws(Problem) -> String {
        let result = await withUnsafeContinuation { continuation in
            instance.fetchMedia(reference) { continuation.resume(returning: $0) }
        }
        let answer = try result.get()
        guard let media = try? JSON(parsing: answer)["media"]?.stringValue else {
            throw instance.pluginProblem("it fetched a file and named no media")
        }
        return media
    }

    func show(_ presence: Presence) async throws(Problem) {
        let result = await withUnsafeContinuation { continuation in
            instance.show(presence) { continuation.resume(returning: $0) }
        }
        _ = try result.get()
    }

    func requestBytesMax(authorization: String?) -> Int? {
        guard let name = capabilities.bearerSecret, let most = capabilities.requestBytesMax else {
            return capabilities.requestBytesMax
        }
        let secret = instance.state.withLock { $0.secrets[name] } ?? ""
        let isKnown = !secret.isEmpty && Digests.areEqual(authorization ?? "", "Bearer \(secret)")
        return isKnown ? most : min(most, Limits.webhookBodyBytesMax)
    }

    func send(_ message: OutboundMessage) async -> SendOutcome {
        await withUnsafeContinuation { continuation in
            instance.send(message) { continuation.resume(returning: $0) }
        }
    }
}

extension ChannelCapabilities {
    init(_ caps: ork_channel_caps) throws(Refusal) {
        let sender = try String(checking: caps.sender, "sender", limit: Limits.addressBytesMax)
        let account = try String(checking: caps.account, "account", limit: Limits.addressBytesMax)
        let bearerSecret = try String(checking: caps.bearer_secret, "bearer_secret", limit: 100)
        self.init(
            media: caps.features & ORK_CAP_MEDIA != 0,
            buttons: caps.features & ORK_CAP_BUTTONS != 0,
            lists: caps.features & ORK_CAP_LISTS != 0,
            templates: caps.features & ORK_CAP_TEMPLATES != 0,
            documents: caps.features & ORK_CAP_DOCUMENTS != 0,
            textLengthMax: caps.text_length_max == 0 ? nil : Int(caps.text_length_max),
            buttonsMax: Int(caps.buttons_max),
            sessionWindowMilliseconds: bounded(caps.session_window_ms),
            pull: caps.features & ORK_CAP_PULL != 0,
            isIdempotent: caps.features & ORK_CAP_IDEMPOTENT != 0,
            isBilled: caps.features & ORK_CAP_BILLED != 0,
            presence: caps.features & ORK_CAP_PRESENCE != 0,
            isComposed: caps.features & ORK_CAP_COMPOSED != 0,
            tellsDelivery: caps.features & ORK_CAP_RECEIPTS != 0,
            sender: sender.isEmpty ? nil : sender,
            account: account.isEmpty ? nil : account,
            rates: SendRates(
                perSecond: caps.sends_per_second == 0 ? nil : Int(caps.sends_per_second),
                customerBurst: min(max(1, Int(caps.customer_burst)), Limits.customerBurstMax),
                customerIntervalMilliseconds: bounded(caps.customer_interval_ms),
                countsIncoming: caps.features & ORK_CAP_COUNTS_INCOMING != 0
            ),
            requestBytesMax: caps.request_bytes_max == 0 ? nil : min(Int(caps.request_bytes_max), Limits.mailBytesMax),
            retryMilliseconds: bounded(caps.retry_ms),
            bearerSecret: bearerSecret.isEmpty ? nil : bearerSecret
        )
    }
}

/// A duration that a plugin gave, brought to where arithmetic is safe; nil for none.
private func bounded(_ milliseconds: Int64) -> Int64? {
    milliseconds <= 0 ? nil : min(milliseconds, Limits.channelDurationMillisecondsMax)
}
