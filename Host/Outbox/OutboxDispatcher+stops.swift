// Senders that their provider stops until somebody mends something: they rest, and their
// tenant is told, once until a send succeeds.

public import HostCore
public import HostInbox
public import HostStorage
import Logging
import OrkestaModel
import Synchronization

/// What of a tenant's channel does not go out.
struct SenderStop: Hashable, Sendable {
    let tenant: TenantID
    let channel: PluginID
    /// Only templates; else everything.
    let isOfTemplates: Bool

    var metadata: Logger.Metadata {
        ["tenant": "\(tenant)", "channel": "\(channel)", "stopped": isOfTemplates ? "templates" : "all"]
    }
}

extension OutboxDispatcher {
    /// A provider told of failures afterwards: those that stop their sender count as if it
    /// had told of them at once.
    public func heed(_ failures: [DeliveryReceipt], by channel: PluginID, of tenant: TenantHandle) async {
        guard let failure = failures.first(where: { $0.remedy == .stop || $0.remedy == .stopTemplates }),
            let capabilities = try? await channels.channel(channel, for: tenant).capabilities
        else { return }
        let stop = SenderStop(tenant: tenant.id, channel: channel, isOfTemplates: failure.remedy == .stopTemplates)
        await obey(stop, reason: failure.reason ?? "its provider says so", capabilities)
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
            lift(SenderStop(tenant: item.tenant, channel: item.channel, isOfTemplates: false))
            if asTemplate { lift(SenderStop(tenant: item.tenant, channel: item.channel, isOfTemplates: true)) }
        case .refused(let reason, let remedy), .retry(let reason, _, let remedy):
            guard remedy == .stop || remedy == .stopTemplates else { return }
            let isOfTemplates = remedy == .stopTemplates
            let stop = SenderStop(tenant: item.tenant, channel: item.channel, isOfTemplates: isOfTemplates)
            await obey(stop, reason: reason, capabilities)
        case .unknown: break
        }
    }

    /// Milliseconds until templates of an item's sender are tried again; nil: they may go out.
    func templatesRest(of item: OutboxItem, _ capabilities: ChannelCapabilities) -> Int64? {
        let (sender, now) = pacing(of: item.tenant, item.channel, capabilities)
        return pacer.withLock { $0.templatesRest(sender, now: now) }.map { $0 / 1_000 }
    }

    private func lift(_ stop: SenderStop) {
        guard stops.withLock({ $0.remove(stop) }) != nil else { return }
        log.notice("a channel's sender sends again", metadata: stop.metadata)
    }

    private func obey(_ stop: SenderStop, reason: String, _ capabilities: ChannelCapabilities) async {
        let (sender, now) = pacing(of: stop.tenant, stop.channel, capabilities)
        let until = now + Limits.senderRestMilliseconds * 1_000
        pacer.withLock { pacer in
            if stop.isOfTemplates {
                pacer.restTemplates(sender, until: until)
            } else {
                pacer.rest(sender, until: until)
            }
        }
        guard stops.withLock({ $0.insert(stop).inserted }) else { return }
        log.error(
            "a channel's sender has to be mended",
            metadata: stop.metadata.merging(["reason": "\(reason)"]) { $1 }
        )
        metrics.stopped(stop.channel)
        let moment = clock.now()
        do {
            try await database.write { connection in
                let tenant = try TenantDirectory().handle(for: stop.tenant, in: connection)
                try OutboxEvents(tenant).stopped(
                    stop.channel,
                    ofTemplates: stop.isOfTemplates,
                    reason,
                    now: moment,
                    in: connection
                )
            }
        } catch {
            // Told when it is stopped the next time.
            stops.withLock { _ = $0.remove(stop) }
            log.error("a stopped sender could not be told of", metadata: ["error": "\(error)"])
        }
    }
}
