// What agents staged, applied within the turn's transaction.

import HostCommerce
import HostConversations
import HostCore
import HostInbox
import HostPayments
import HostStorage
import HostTime
import OrkestaModel

/// Staged writes of one turn.
struct StagedWrites {
    let item: InboxItem
    let tenant: TenantHandle
    let conversation: Conversation
    let randomness: SeededRandomness

    /// In the order in which they were staged. Throws ``StagedConflict`` when a
    /// document has changed meanwhile, and the problem of a write that may not be.
    func apply(_ writes: [StagedWrite], in connection: any DatabaseConnection) throws {
        for write in writes { try apply(write, in: connection) }
    }

    private func apply(_ write: StagedWrite, in connection: any DatabaseConnection) throws {
        let now = item.receivedAt
        switch write {
        case .putDocument(let plugin, let key, let value):
            try PluginDocuments(tenant, plugin: plugin).put(key, value.description, at: now, in: connection)
        case .compareAndSetDocument(let plugin, let key, let expected, let value):
            let revision = try PluginDocuments(tenant, plugin: plugin).compareAndSet(
                key,
                value.description,
                expecting: expected,
                at: now,
                in: connection
            )
            guard revision != nil else { throw StagedConflict(key: key) }
        case .removeDocument(let plugin, let key):
            try PluginDocuments(tenant, plugin: plugin).delete(key, in: connection)
        case .scheduleTimer(let plugin, let name, let due, let payload):
            try Timers(tenant).schedule(
                plugin: plugin,
                channel: item.channel,
                address: item.address,
                name: name,
                due: due,
                payload: payload,
                id: TimerID(at: now, randomness: randomness),
                in: connection
            )
        case .cancelTimer(let plugin, let name):
            try Timers(tenant).cancel(
                plugin: plugin,
                channel: item.channel,
                address: item.address,
                name: name,
                in: connection
            )
        case .openCase(let kind, let summary):
            _ = try Cases(tenant).open(
                kind: kind,
                summary: summary,
                conversation: conversation,
                at: now,
                randomness: randomness,
                in: connection
            )
        case .sale(let write):
            try sell(write, in: connection)
        case .effect(let effect):
            let turn = CommittingTurn(tenant: tenant, conversation: conversation, now: now, randomness: randomness)
            try effect.apply(in: turn, connection)
        case .payLink(let staged):
            try staged.plan.create(
                in: Ledger(tenant, now: now, randomness: randomness),
                conversation: conversation.id,
                in: connection
            )
        }
    }

    /// Somebody outside this turn may have been faster: then it is redone, and
    /// its agent sees how things are now.
    private func sell(_ write: SaleWrite, in connection: any DatabaseConnection) throws {
        let now = item.receivedAt
        do {
            try write.apply(to: tenant, at: now, randomness: randomness, in: connection)
        } catch let conflict as SaleConflict {
            throw StagedConflict(key: conflict.thing)
        }
        guard let order = write.order else { return }
        try Ledger(tenant, now: now, randomness: randomness)
            .bill(order, conversation: conversation.id, in: connection)
    }
}

/// Something that an agent read has changed since: the turn must be redone.
public struct StagedConflict: Error {
    let key: String

    /// `key` names what has changed, for the log.
    public init(key: String) { self.key = key }
}
