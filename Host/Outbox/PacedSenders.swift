// Each message waits here for its moment, and senders and customers rest here when their
// provider says that they have to.

import HostCore
import HostInbox
import HostTime
import OrkestaModel
import Synchronization

/// The rates of all that this host sends: its part of them, where there are others.
final class PacedSenders: Sendable {
    private let pacer = Mutex(SendPacer())
    private let clock: any Clock
    /// In whose time rates count; nil: in the machine's.
    private let clocks: TenantClocks?
    private let shared: SharedRates

    init(clock: any Clock, clocks: TenantClocks?, shared: SharedRates) {
        self.clock = clock
        self.clocks = clocks
        self.shared = shared
    }

    /// Waits for the message's moment. Nil when it may go out now; else how it goes on.
    func wait(for item: OutboxItem, _ capabilities: ChannelCapabilities) async -> Settlement.Outcome? {
        while true {
            guard let part = shared.share(of: capabilities.rates) else {
                let until = clock.now().advanced(byMilliseconds: Limits.pollIntervalMilliseconds)
                return .later(until: until, reason: nil, countsAttempt: false)
            }
            let (sender, now) = pacing(of: item.tenant, item.channel, capabilities)
            let moment = pacer.withLock { pacer in
                pacer.part = part
                return pacer.reserve(
                    sender,
                    item.address,
                    capabilities.rates,
                    now: now,
                    patience: Limits.outboxPaceMilliseconds * 1_000
                )
            }
            do {
                switch moment {
                case .after(let microseconds):
                    if microseconds > 0 {
                        try await SystemClock.sleep(
                            microseconds: microseconds,
                            toGridOf: Limits.outboxPaceGridMicroseconds
                        )
                    }
                    return nil
                case .askAgain(let microseconds): try await Task.sleep(for: .microseconds(microseconds))
                case .notWithin(let microseconds):
                    let until = clock.now().advanced(byMilliseconds: microseconds / 1_000)
                    return .later(until: until, reason: nil, countsAttempt: false)
                }
            } catch {
                // A kill switch: nothing was sent.
                return .later(until: clock.now(), reason: nil, countsAttempt: false)
            }
        }
    }

    /// So many messages of customers came to a tenant's channel: they count for the sender's rate
    /// where its provider counts them.
    func heard(_ count: Int, of tenant: TenantID, _ channel: PluginID, _ capabilities: ChannelCapabilities) {
        let (sender, now) = pacing(of: tenant, channel, capabilities)
        pacer.withLock { $0.hear(sender, count, capabilities.rates, now: now) }
    }

    /// The provider said that the sender of a message has to wait.
    func restSender(of item: OutboxItem, _ capabilities: ChannelCapabilities, milliseconds: Int64) {
        restSender(of: item.tenant, item.channel, capabilities, milliseconds: milliseconds)
    }

    /// Nothing of a tenant's channel goes out for so long.
    func restSender(
        of tenant: TenantID,
        _ channel: PluginID,
        _ capabilities: ChannelCapabilities,
        milliseconds: Int64
    ) {
        let (sender, now) = pacing(of: tenant, channel, capabilities)
        pacer.withLock { $0.rest(sender, until: now + milliseconds * 1_000) }
    }

    /// The provider said that the customer of a message had too many.
    func restCustomer(of item: OutboxItem, _ capabilities: ChannelCapabilities, milliseconds: Int64) {
        let (sender, now) = pacing(of: item.tenant, item.channel, capabilities)
        pacer.withLock { $0.rest(sender, item.address, capabilities.rates, until: now + milliseconds * 1_000) }
    }

    /// No template of a tenant's channel goes out for so long.
    func restTemplates(
        of tenant: TenantID,
        _ channel: PluginID,
        _ capabilities: ChannelCapabilities,
        milliseconds: Int64
    ) {
        let (sender, now) = pacing(of: tenant, channel, capabilities)
        pacer.withLock { $0.restTemplates(sender, until: now + milliseconds * 1_000) }
    }

    /// Milliseconds until templates of an item's sender are tried again; nil: they may go out.
    func templatesRest(of item: OutboxItem, _ capabilities: ChannelCapabilities) -> Int64? {
        let (sender, now) = pacing(of: item.tenant, item.channel, capabilities)
        return pacer.withLock { $0.templatesRest(sender, now: now) }.map { $0 / 1_000 }
    }

    /// What a tenant's channel rests for may have been mended.
    func endRests(of tenant: TenantID, _ channel: PluginID, _ capabilities: ChannelCapabilities) {
        let (sender, _) = pacing(of: tenant, channel, capabilities)
        pacer.withLock { $0.endRests(of: sender) }
    }

    /// Whose rates a message counts for, and their present in microseconds. A tenant in
    /// simulated time has its own, in which what the time machine let pass has passed: no
    /// other tenant's moments compare with them.
    private func pacing(
        of tenant: TenantID,
        _ channel: PluginID,
        _ capabilities: ChannelCapabilities
    ) -> (sender: SendPacer.Sender, now: Int64) {
        let (name, now) = (capabilities.sender ?? "tenant \(tenant)", SystemClock.monotonicMilliseconds())
        guard let clock = clocks?.known(tenant), clock.simulatedNow != nil else {
            return (SendPacer.Sender(channel: channel, name: name), now * 1_000)
        }
        let sender = SendPacer.Sender(channel: channel, name: "\(name) in the time of \(tenant)")
        return (sender, (now + clock.passedMilliseconds) * 1_000)
    }
}
