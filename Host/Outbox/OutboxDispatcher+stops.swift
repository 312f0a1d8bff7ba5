// Channels that their provider stops until somebody mends something: senders rest, and the
// tenant is told, once until it goes again.

public import HostCore
public import HostInbox
public import HostStorage
import Logging
import OrkestaModel
import Synchronization

/// What of a tenant's channel does not go.
struct ChannelStop: Hashable, Sendable {
    enum Part: String, Sendable {
        /// Nothing goes out.
        case all
        /// No template goes out.
        case templates
        /// Nothing comes in: the provider cannot be asked for what is new.
        case incoming
    }

    let tenant: TenantID
    let channel: PluginID
    let part: Part

    var metadata: Logger.Metadata {
        ["tenant": "\(tenant)", "channel": "\(channel)", "stopped": "\(part.rawValue)"]
    }
}

extension OutboxDispatcher {
    /// A provider told of failures afterwards: those that stop their sender count as if it
    /// had told of them at once.
    public func heed(_ failures: [DeliveryReceipt], by channel: PluginID, of tenant: TenantHandle) async {
        guard let failure = failures.first(where: { $0.remedy == .stop || $0.remedy == .stopTemplates }),
            let capabilities = try? await channels.channel(channel, for: tenant).capabilities
        else { return }
        let part: ChannelStop.Part = failure.remedy == .stopTemplates ? .templates : .all
        let stop = ChannelStop(tenant: tenant.id, channel: channel, part: part)
        await obey(stop, reason: failure.reason ?? "its provider says so", capabilities)
    }

    /// Nothing comes in by a channel whose provider is asked for what is new, before somebody
    /// mends what `reason` says.
    public func incomingStopped(_ channel: PluginID, of tenant: TenantHandle, reason: String) async {
        await tell(ChannelStop(tenant: tenant.id, channel: channel, part: .incoming), reason: reason)
    }

    /// The provider answers, or is not asked any more.
    public func incomingGoesOn(_ channel: PluginID, of tenant: TenantHandle) {
        lift(ChannelStop(tenant: tenant.id, channel: channel, part: .incoming))
    }

    /// What somebody has to mend, as this host knows it, by channel.
    public func stopReasons(of tenant: TenantID) -> [PluginID: String] {
        let known = stops.withLock { $0.filter { $0.key.tenant == tenant } }
            .sorted { $0.key.part.rawValue < $1.key.part.rawValue }
        return Dictionary(known.map { ($0.key.channel, $0.value) }, uniquingKeysWith: { "\($0); \($1)" })
    }

    /// What the end of a send says of its sender.
    func heed(
        _ outcome: SendOutcome,
        of item: OutboxItem,
        _ capabilities: ChannelCapabilities,
        asTemplate: Bool
    ) async {
        switch outcome {
        case .sent:
            // What was stopped is tried again after each rest, and goes by now.
            lift(ChannelStop(tenant: item.tenant, channel: item.channel, part: .all))
            if asTemplate { lift(ChannelStop(tenant: item.tenant, channel: item.channel, part: .templates)) }
        case .refused(let reason, let remedy), .retry(let reason, _, let remedy):
            guard remedy == .stop || remedy == .stopTemplates else { return }
            let part: ChannelStop.Part = remedy == .stopTemplates ? .templates : .all
            let stop = ChannelStop(tenant: item.tenant, channel: item.channel, part: part)
            await obey(stop, reason: reason, capabilities)
        case .unknown: break
        }
    }

    /// Milliseconds until templates of an item's sender are tried again; nil: they may go out.
    func templatesRest(of item: OutboxItem, _ capabilities: ChannelCapabilities) -> Int64? {
        let (sender, now) = pacing(of: item.tenant, item.channel, capabilities)
        return pacer.withLock { $0.templatesRest(sender, now: now) }.map { $0 / 1_000 }
    }

    private func lift(_ stop: ChannelStop) {
        guard stops.withLock({ $0.removeValue(forKey: stop) }) != nil else { return }
        log.notice("a channel works again", metadata: stop.metadata)
    }

    /// The sender, or its templates, rest.
    private func obey(_ stop: ChannelStop, reason: String, _ capabilities: ChannelCapabilities) async {
        let (sender, now) = pacing(of: stop.tenant, stop.channel, capabilities)
        let until = now + Limits.senderRestMilliseconds * 1_000
        pacer.withLock { pacer in
            if stop.part == .templates {
                pacer.restTemplates(sender, until: until)
            } else {
                pacer.rest(sender, until: until)
            }
        }
        await tell(stop, reason: reason)
    }

    private func tell(_ stop: ChannelStop, reason: String) async {
        guard stops.withLock({ $0.updateValue(reason, forKey: stop) }) == nil else { return }
        log.error(
            "a channel has to be mended",
            metadata: stop.metadata.merging(["reason": "\(reason)"]) { $1 }
        )
        metrics.stopped(stop.channel)
        let moment = clock.now()
        do {
            try await database.write { connection in
                let tenant = try TenantDirectory().handle(for: stop.tenant, in: connection)
                try OutboxEvents(tenant).stopped(
                    stop.channel,
                    stop.part,
                    reason,
                    now: moment,
                    in: connection
                )
            }
        } catch {
            // Told when it is stopped the next time.
            stops.withLock { _ = $0.removeValue(forKey: stop) }
            log.error("a stopped channel could not be told of", metadata: ["error": "\(error)"])
        }
    }
}
