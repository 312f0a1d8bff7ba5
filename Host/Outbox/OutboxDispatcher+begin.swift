// What comes before a send: the message's moment, the form in which it goes out, and, where
// sending twice is not sending once, a note that it began.

import HostCore
import HostInbox
import HostStorage
import HostTime
import OrkestaModel
import Synchronization

/// How a send begins.
enum SendBeginning: Sendable {
    /// As this template of the provider's; nil: as it is.
    case begun(template: JSON?)
    /// It does not: so the row goes on.
    case settled(Settlement.Outcome)
}

extension OutboxDispatcher {
    /// Waits for the message's moment, and decides in which form it goes out. `isLate` when it has
    /// begun before: its lease is that of a send by then.
    func begin(
        _ item: OutboxItem,
        isLate: Bool,
        _ capabilities: ChannelCapabilities,
        _ tenant: TenantHandle
    ) async -> SendBeginning {
        // What waited too long here takes no moment of its sender's.
        guard isLate || mayBegin(item) else { return .settled(givenBack) }
        if let waiting = await paced.wait(for: item, capabilities) { return .settled(waiting) }
        guard isLate || mayBegin(item), !Task.isCancelled else { return .settled(givenBack) }
        let form: MessageForm?
        do {
            form = try await begun(item, capabilities, tenant)
        } catch {
            return .settled(postponed(item, reason: "\(error)", counts: false, after: nil))
        }
        switch form {
        case .free: return .begun(template: nil)
        case .template(let document):
            if let rest = paced.templatesRest(of: item, capabilities) {
                let reason = "its provider lets no template through for now"
                return .settled(postponed(item, reason: reason, counts: false, after: rest))
            }
            return .begun(template: document)
        case .noTemplate:
            let reason = "the channel's window is closed, and no template is set for it that its provider lets through"
            return .settled(.ended(.dead, reason: reason, remedy: .template))
        case .advertisingRests:
            let reason = "its provider holds advertising back from this customer, for a day"
            return .settled(.ended(.dead, reason: reason, remedy: .otherChannel))
        case nil: return .settled(givenBack)
        }
    }

    /// The form in which the message goes out. Where sending twice is not sending once, it is a
    /// row that it begins, in the same transaction; nil when this node does not have the row any
    /// more.
    private func begun(
        _ item: OutboxItem,
        _ capabilities: ChannelCapabilities,
        _ tenant: TenantHandle
    ) async throws -> MessageForm? {
        let window = SessionWindow(tenant: tenant, milliseconds: capabilities.sessionWindowMilliseconds)
        let now = clock.now()
        guard capabilities.isIdempotent else {
            return try await database.write { [leases] connection -> MessageForm? in
                // Nearly all messages: whether they are free is asked as they begin.
                if let length = window.milliseconds, !item.isWindowClosed,
                    try leases.begin(item.id, withinMilliseconds: length, now: now, in: connection)
                {
                    return .free
                }
                let form = try window.form(of: item, now: now, in: connection)
                switch form {
                case .noTemplate, .advertisingRests: return form
                case .free, .template: return try leases.begin(item.id, now: now, in: connection) ? form : nil
                }
            }
        }
        guard window.milliseconds != nil || item.isWindowClosed else { return .free }
        return try await database.read { connection -> MessageForm? in
            try window.form(of: item, now: now, in: connection)
        }
    }

    /// Nothing was sent, and the row can be claimed again.
    private var givenBack: Settlement.Outcome { .later(until: clock.now(), reason: nil, countsAttempt: false) }

    /// False when it waited so long here that another host might claim it during the send.
    private func mayBegin(_ item: OutboxItem) -> Bool {
        state.withLock { $0.held.mayBegin(item.id, at: SystemClock.monotonicMilliseconds()) }
    }
}
