// What a provider allows, kept to before anything is sent: its rates, and the window
// after the customer's last message.

import HostCore
import HostInbox
import HostStorage
import HostTime
import OrkestaModel
import Synchronization

/// How a send begins.
enum SendBeginning: Sendable {
    /// As it is.
    case free
    /// As this template of the provider's.
    case template(JSON)
    /// Free text is not let through any more, and the tenant has no template for it.
    case windowIsClosed
    /// This node does not have the row any more.
    case lost
    /// The database is not to be had.
    case failed(reason: String)
}

extension OutboxDispatcher {
    /// Waits for the message's moment. Nil when it may go out now; else how it goes on.
    func pace(_ item: OutboxItem, _ capabilities: ChannelCapabilities) async -> Settlement.Outcome? {
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

    /// The provider said that it has to wait.
    func rest(_ item: OutboxItem, _ capabilities: ChannelCapabilities, milliseconds: Int64, ofSender: Bool) {
        let (sender, now) = pacing(of: item.tenant, item.channel, capabilities)
        let until = now + milliseconds * 1_000
        pacer.withLock { pacer in
            if ofSender {
                pacer.rest(sender, until: until)
            } else {
                pacer.rest(sender, item.address, capabilities.rates, until: until)
            }
        }
    }

    /// Whose rates a message counts for, and their present in microseconds. A tenant in
    /// simulated time has its own, in which what the time machine let pass has passed: no
    /// other tenant's moments compare with them.
    func pacing(
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

    /// Decides in which form the message goes out. Where sending twice is not sending
    /// once, it is a row that it begins, in the same transaction.
    func begin(_ item: OutboxItem, _ capabilities: ChannelCapabilities, _ tenant: TenantHandle) async -> SendBeginning {
        guard mayBegin(item), !Task.isCancelled else { return .lost }
        let now = clock.now()
        do {
            switch (capabilities.isIdempotent, capabilities.sessionWindowMilliseconds) {
            case (true, nil): return .free
            case (true, let window?):
                return try await database.read { try self.form(of: item, window, tenant, in: $0) }
            case (false, let window):
                return try await database.write { connection in
                    let form =
                        try window.map { try self.form(of: item, $0, tenant, in: connection) } ?? SendBeginning.free
                    if case .windowIsClosed = form { return form }
                    return try self.leases.begin(item.id, now: now, in: connection) ? form : .lost
                }
            }
        } catch {
            return .failed(reason: "\(error)")
        }
    }

    /// Free text within the window after the customer wrote last, which may be before it
    /// came; behind it, or where the provider says that it is, the tenant's template.
    private func form(
        of item: OutboxItem,
        _ window: Int64,
        _ tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> SendBeginning {
        if item.isWindowClosed { return try behindWindow(item, tenant, in: connection) }
        let row = try connection.row(
            """
            SELECT MAX((SELECT COALESCE(messages.written_at, messages.at) FROM messages
                WHERE messages.conversation_id = conversations.id AND messages.role = 'user'
                ORDER BY messages.sequence DESC LIMIT 1)),
                (SELECT tenants.simulated_now FROM tenants WHERE tenants.id = ?) FROM conversations
            WHERE conversations.tenant_id = ? AND conversations.channel = ? AND conversations.address = ?
            """,
            tenant.id,
            tenant.id,
            item.channel,
            item.address
        )
        // In the tenant's time, as its messages are.
        let now = row?.optionalTimestamp(1) ?? clock.now()
        if let heardAt = row?.optionalTimestamp(0), now < heardAt.advanced(byMilliseconds: window) { return .free }
        return try behindWindow(item, tenant, in: connection)
    }

    private func behindWindow(
        _ item: OutboxItem,
        _ tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> SendBeginning {
        try DeliveryPolicies(tenant).template(for: item, in: connection).map(SendBeginning.template) ?? .windowIsClosed
    }
}
