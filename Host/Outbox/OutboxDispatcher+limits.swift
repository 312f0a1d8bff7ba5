// What a provider allows, kept to before anything is sent: its rates, and the window
// after the customer's last message.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import OrkestaModel
import Synchronization

/// Free text is not let through any more, and the tenant has no template for it.
struct WindowIsClosed: Error {
    let reason = "the channel's window is closed, and no template is set for it"
}

extension OutboxDispatcher {
    /// Waits for the message's moment. Nil when it may go out now; else how it goes on.
    func pace(_ item: OutboxItem, _ capabilities: ChannelCapabilities) async -> Settlement.Outcome? {
        let rates = capabilities.rates
        let moment = pacer.withLock { pacer in
            pacer.reserve(
                sender(of: item, capabilities),
                item.address,
                rates,
                now: SystemClock.monotonicMilliseconds() * 1_000,
                patience: Limits.outboxPaceMilliseconds * 1_000
            )
        }
        switch moment {
        case .after(let microseconds):
            guard microseconds > 0 else { return nil }
            do {
                try await Task.sleep(for: .microseconds(microseconds))
                return nil
            } catch {
                // A kill switch: nothing was sent.
                return .later(until: clock.now(), reason: nil, countsAttempt: false)
            }
        case .notWithin(let microseconds):
            let until = clock.now().advanced(byMilliseconds: microseconds / 1_000)
            return .later(until: until, reason: nil, countsAttempt: false)
        }
    }

    /// The provider said that it has to wait.
    func rest(_ item: OutboxItem, _ capabilities: ChannelCapabilities, milliseconds: Int64, ofSender: Bool) {
        let until = (SystemClock.monotonicMilliseconds() + milliseconds) * 1_000
        let sender = sender(of: item, capabilities)
        pacer.withLock { pacer in
            if ofSender {
                pacer.rest(sender, until: until)
            } else {
                pacer.rest(sender, item.address, capabilities.rates, until: until)
            }
        }
    }

    private func sender(of item: OutboxItem, _ capabilities: ChannelCapabilities) -> SendPacer.Sender {
        SendPacer.Sender(channel: item.channel, name: capabilities.sender ?? "tenant \(item.tenant)")
    }

    /// Nil while free text may be sent; else the tenant's template for this message.
    /// Throws ``WindowIsClosed`` when there is none.
    func openWindow(_ item: OutboxItem, _ channel: any Channel, _ tenant: TenantHandle) async throws -> JSON? {
        guard let window = channel.capabilities.sessionWindowMilliseconds else { return nil }
        let (heardAt, known) = try await database.read { connection in
            let row = try connection.row(
                """
                SELECT MAX(messages.at) FROM messages
                JOIN conversations ON conversations.id = messages.conversation_id
                WHERE conversations.tenant_id = ? AND conversations.channel = ? AND conversations.address = ?
                    AND messages.role = 'user'
                """,
                tenant.id,
                item.channel,
                item.address
            )
            return (row?.optionalTimestamp(0), try TenantDirectory().find(tenant.id, in: connection)?.tenant)
        }
        // In the tenant's time, as its messages are.
        let now = known?.simulatedNow ?? clock.now()
        if let heardAt, now < heardAt.advanced(byMilliseconds: window) { return nil }
        guard let template = try await windowTemplate(for: item, tenant) else { throw WindowIsClosed() }
        return template
    }

    /// The message's own template, else the one that the tenant has for all, filled
    /// with it; nil when none is set.
    func windowTemplate(for item: OutboxItem, _ tenant: TenantHandle) async throws -> JSON? {
        if let own = item.template { return own }
        return try await database.read { connection in
            let policy = try DeliveryPolicies(tenant).find(item.channel, in: connection)
            guard let template = policy.template else { return nil }
            let customer = try Customers(tenant).find(
                channel: item.channel,
                address: item.address,
                in: connection
            )
            let text = (try? Reply(json: item.reply))?.plainText ?? ""
            return template.filled(text: text, customer: customer?.name)
        }
    }
}
