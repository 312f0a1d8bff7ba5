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
        try await database.write { [clocks] connection in
            let known = try TurnSnapshot.tenant(tenant, in: connection)
            let book = ContactBook(tenant: tenant, known: known, channel: channel, clocks: clocks)
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
            try audit(wants ? "opt-in" : "opt-out", customer, [:], at: now, in: connection)
        case .moved(let address):
            let moved = try Customers(tenant).move(
                channel: channel,
                from: news.address,
                to: address,
                said: said(news, at: now),
                at: now,
                in: connection
            )
            guard let moved else { return }
            let (old, new) = (Address.canonical(news.address), Address.canonical(address))
            try Outbox(tenant).redirect(channel, from: old, to: new, in: connection)
            let change: JSON = ["from": .string(Masking.masked(old)), "to": .string(Masking.masked(new))]
            try audit("move-number", moved, change, at: now, in: connection)
        }
    }

    /// A provider's clock says nothing in a time of the tenant's own, and never what is to come.
    private func said(_ news: ContactNews, at now: Timestamp) -> Timestamp {
        known.simulatedNow == nil ? min(news.at ?? now, now) : now
    }

    private func audit(
        _ action: String,
        _ customer: Customer,
        _ change: JSON,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try AuditLog.record(
            AuditRecord(
                id: AuditRecordID(at: moment, randomness: SystemRandomness()),
                tenant: tenant.id,
                actor: "channel:\(channel)",
                action: action,
                entityType: "customer",
                entityID: customer.id.rawValue,
                after: change.merging(["channel": .string(channel.rawValue)]),
                at: moment
            ),
            in: connection
        )
    }
}
