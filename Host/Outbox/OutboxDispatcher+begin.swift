// What comes before a send: the message's moment, the form in which it goes out, and, where
// sending twice is not sending once, a note that it began.

import HostCore
import HostInbox
import HostStorage
import HostTime
import Synchronization

/// How a send begins.
enum SendBeginning: Sendable {
    /// In this form.
    case begun(MessageForm)
    /// This node does not have the row any more.
    case lost
    /// The database is not to be had.
    case failed(reason: String)
}

extension OutboxDispatcher {
    /// Decides in which form the message goes out. Where sending twice is not sending
    /// once, it is a row that it begins, in the same transaction.
    func begin(_ item: OutboxItem, _ capabilities: ChannelCapabilities, _ tenant: TenantHandle) async -> SendBeginning {
        guard mayBegin(item), !Task.isCancelled else { return .lost }
        let window = SessionWindow(tenant: tenant, milliseconds: capabilities.sessionWindowMilliseconds)
        let now = clock.now()
        do {
            guard capabilities.isIdempotent else {
                return try await database.write { [leases] connection -> SendBeginning in
                    let form = try window.form(of: item, now: now, in: connection)
                    if case .noTemplate = form { return .begun(form) }
                    return try leases.begin(item.id, now: now, in: connection) ? .begun(form) : .lost
                }
            }
            guard window.milliseconds != nil else { return .begun(.free) }
            return .begun(try await database.read { try window.form(of: item, now: now, in: $0) })
        } catch {
            return .failed(reason: "\(error)")
        }
    }

    /// False when it waited so long here that another host might claim it during the send.
    func mayBegin(_ item: OutboxItem) -> Bool {
        state.withLock { $0.held.mayBegin(item.id, at: SystemClock.monotonicMilliseconds()) }
    }
}
