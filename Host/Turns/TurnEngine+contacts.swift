// What customers told their provider in its own app, recorded: whether they want messages that
// come unasked, and that they have another number.

import HostAccess
import HostConversations
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import OrkestaModel

extension TurnEngine {
    /// Again with the same news changes nothing.
    func record(_ news: [ContactNews], _ channel: PluginID, _ tenant: TenantHandle) async throws {
        guard !news.isEmpty else { return }
        let now = clock.now()
        try await database.write { [clocks] connection in
            let known = try TurnSnapshot.tenant(tenant, in: connection)
            let book = ContactBook(tenant: tenant, known: known, channel: channel, clocks: clocks, databaseNow: now)
            for one in news { try book.record(one, in: connection) }
        }
    }
}

/// The customers of one channel, as its provider tells of them.
private struct ContactBook {
    let tenant: TenantHandle
    let known: Tenant
    let channel: PluginID
    let clocks: TenantClocks
    let databaseNow: Timestamp

    func record(_ news: ContactNews, in connection: any DatabaseConnection) throws {
        let now = clocks.clock(for: known).now()
        switch news.kind {
        case .stopped, .resumed:
            let customer = try Customers(tenant).resolve(
                channel: channel,
                address: news.address,
                at: now,
                randomness: clocks.randomness(for: known, thing: "contact\u{1F}\(channel)\u{1F}\(news.address)"),
                in: connection
            )
            let wants = news.kind == .resumed
            let isNews = try Customers(tenant).hear(
                wantsMessages: wants,
                from: customer.id,
                said: said(news, at: now),
                at: now,
                in: connection
            )
            guard isNews else { return }
            let action = wants ? "opt-in" : "opt-out"
            try AuditLog.record(audit(action, customer.id, [:], at: now), in: connection)
        case .moved(let address): try move(news, to: address, at: now, in: connection)
        }
    }

    private func move(
        _ news: ContactNews,
        to address: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let moved = try Customers(tenant).move(
            channel: channel,
            from: news.address,
            to: address,
            said: said(news, at: moment),
            at: moment,
            audit: { former, after in audit("pass-number", former, after, at: moment) },
            in: connection
        )
        guard let moved else { return }
        if let passed = moved.passed { try Outbox(tenant).cancel(passed, now: databaseNow, in: connection) }
        let (old, new) = (Address.canonical(news.address), Address.canonical(address))
        try Outbox(tenant).redirect(channel, from: old, to: new, in: connection)
        let change: JSON = ["from": .string(Masking.masked(old)), "to": .string(Masking.masked(new))]
        try AuditLog.record(audit("move-number", moved.customer.id, change, at: moment), in: connection)
    }

    /// A provider's clock says nothing in a time of the tenant's own, and never what is to come.
    private func said(_ news: ContactNews, at now: Timestamp) -> Timestamp {
        known.simulatedNow == nil ? min(news.at ?? now, now) : now
    }

    private func audit(
        _ action: String,
        _ customer: CustomerID,
        _ change: JSON,
        at moment: Timestamp
    ) -> AuditRecord {
        AuditRecord(
            id: AuditRecordID(at: moment, randomness: SystemRandomness()),
            tenant: tenant.id,
            actor: "channel:\(channel)",
            action: action,
            entityType: "customer",
            entityID: customer.rawValue,
            after: change.merging(["channel": .string(channel.rawValue)]),
            at: moment
        )
    }
}
