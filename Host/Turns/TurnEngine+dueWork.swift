// The engine behind time's port: due timers become turns.

public import HostCore
import HostInbox
public import HostStorage
public import HostTime
public import OrkestaModel
import Synchronization

extension TurnEngine: DueWork {
    /// How long the time machine waits for one piece of work.
    private static let finishMilliseconds: Int64 = 60_000

    public func enqueue(
        _ timer: TenantTimer,
        of tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> EnqueuedWork {
        let item = InboxItem(
            tenant: tenant.id,
            channel: timer.channel,
            address: timer.address,
            messageID: "\(timer.id):\(timer.due.milliseconds)",
            body: .timer(plugin: timer.plugin, name: timer.name, payload: timer.payload),
            receivedAt: moment
        )
        return EnqueuedWork(try Inbox(tenant).post(item, now: clock.now(), in: connection))
    }

    public func begin(_ work: InboxItemID) { begin() }

    /// Rows wait in the table: here they are looked for, and whoever has their
    /// conversation is told.
    func begin() {
        wakeUps.signal()
        database.hint([.inboxWaits])
    }

    /// The work is done here, now or by a claim that was faster, or by the host that has its
    /// conversation.
    public func finish(_ work: InboxItemID) async throws -> DueResult {
        let now = clock.now()
        let (found, isOurs) = try await database.write { [leases] connection -> (InboxItem?, Bool) in
            if let claimed = try leases.claim(work, now: now, in: connection) { return (claimed, true) }
            return (try InboxLeases.find(work, in: connection), false)
        }
        guard let item = found else {
            throw Problem(.notFound, "the work of a due timer is gone", field: "now", remedy: "Move the clock again.")
        }
        if isOurs {
            start(state.withLock { state in state.add(QueuedItem(item: item)).map { [$0] } ?? [] })
        } else {
            begin()
        }
        let receipt = TurnReceipt(
            tenant: try await handle(of: item.tenant),
            inboxID: item.id,
            turnID: item.turnID,
            isDuplicate: false
        )
        guard try await reply(for: receipt, waitMilliseconds: Self.finishMilliseconds) != nil else {
            throw Problem(
                .timeout,
                "the work of a due timer did not end in time",
                field: "now",
                remedy: "Look at the agent's log, then move the clock again."
            )
        }
        let turn = try await database.read { try Turns(receipt.tenant).find(receipt.turnID, in: $0) }
        return DueResult(
            agent: turn.flatMap { PluginID($0.agent) },
            conversationID: turn?.conversationID,
            result: turn?.status.rawValue ?? "unknown"
        )
    }
}
