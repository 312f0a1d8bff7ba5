// Channels that their provider stops until somebody mends something: their senders rest. What
// waits goes out when a channel is changed.

public import HostCore
public import HostInbox
public import HostStorage
import Logging
import OrkestaModel

extension OutboxDispatcher {
    /// A provider told of failures after it had taken the messages: those that stop their sender
    /// count as if it had told of them at once.
    public func restSenders(after failures: [DeliveryReceipt], by channel: PluginID, of tenant: TenantHandle) async {
        guard let failure = failures.first(where: { $0.remedy == .stop || $0.remedy == .stopTemplates }),
            let capabilities = try? await channels.channel(channel, for: tenant).capabilities
        else { return }
        let part: ChannelStop.Part = failure.remedy == .stopTemplates ? .templates : .all
        let stop = ChannelStop(tenant: tenant.id, channel: channel, part: part)
        await restSender(stop, reason: failure.reason ?? "its provider says so", capabilities)
    }

    /// Nothing comes in by a channel whose provider is asked for what is new, before somebody
    /// mends what `reason` says.
    public func incomingStopped(_ channel: PluginID, of tenant: TenantHandle, reason: String) async {
        await stops.tell(ChannelStop(tenant: tenant.id, channel: channel, part: .incoming), reason: reason)
    }

    /// The provider answers, or is not asked any more.
    public func incomingGoesOn(_ channel: PluginID, of tenant: TenantHandle) {
        stops.lift(ChannelStop(tenant: tenant.id, channel: channel, part: .incoming))
    }

    /// A channel was enabled, set up or loaded anew: what waits to be sent by it is tried at once.
    public func channelChanged(_ channel: PluginID, of tenant: TenantID) async {
        do {
            let handle = try await handle(of: tenant)
            if stops.hold(channel, of: tenant),
                let capabilities = try? await channels.channel(channel, for: handle).capabilities
            {
                stops.present(channel, of: tenant)
                paced.endRests(of: tenant, channel, capabilities)
            }
            let now = clock.now()
            let count = try await database.write { connection in
                try Outbox(handle).bringForward(channel, to: now, in: connection)
            }
            if count > 0 { wake() }
        } catch {
            log.warning(
                "what waits for a channel that was changed is tried later",
                metadata: ["tenant": "\(tenant)", "channel": "\(channel)", "error": "\(error)"]
            )
        }
    }

    /// What somebody has to mend, as this host knows it, by channel.
    public func stopReasons(of tenant: TenantID) -> [PluginID: String] { stops.reasons(of: tenant) }

    /// The end of a send says that its sender works, or that it has to rest.
    func restSender(
        after outcome: SendOutcome,
        of item: OutboxItem,
        _ capabilities: ChannelCapabilities,
        asTemplate: Bool
    ) async {
        switch outcome {
        case .sent:
            // What was stopped is tried again after each rest, and goes by now.
            stops.lift(ChannelStop(tenant: item.tenant, channel: item.channel, part: .all))
            if asTemplate {
                stops.lift(ChannelStop(tenant: item.tenant, channel: item.channel, part: .templates))
            }
        case .refused(let reason, let remedy), .retry(let reason, _, let remedy):
            guard remedy == .stop || remedy == .stopTemplates else { return }
            let part: ChannelStop.Part = remedy == .stopTemplates ? .templates : .all
            let stop = ChannelStop(tenant: item.tenant, channel: item.channel, part: part)
            await restSender(stop, reason: reason, capabilities)
        case .unknown: break
        }
    }

    private func restSender(_ stop: ChannelStop, reason: String, _ capabilities: ChannelCapabilities) async {
        let rest = Limits.senderRestMilliseconds
        switch stop.part {
        case .templates: paced.restTemplates(of: stop.tenant, stop.channel, capabilities, milliseconds: rest)
        case .all, .incoming, .plugin: paced.restSender(of: stop.tenant, stop.channel, capabilities, milliseconds: rest)
        }
        await stops.tell(stop, reason: reason)
    }
}
