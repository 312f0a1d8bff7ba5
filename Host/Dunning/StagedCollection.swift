// What an agent stages when it collects, applied in its turn's commit.

import HostConversations
import HostCore
public import HostOutbox
import HostPayments
public import HostStorage
import HostTime
public import HostTurns
public import OrkestaModel

/// The turn's messages are the reminder that was due.
public struct StagedReminder: StagedEffect {
    let id: ReminderID
    let customer: CustomerID
    /// `INV-1001`.
    public let invoices: [String]
    let askedMinor: Int64

    public var sendGuard: OutboxGuard? { .reminder(id) }

    public func apply(in turn: CommittingTurn, _ connection: any DatabaseConnection) throws {
        let report = try DebtReport(of: customer, turn.tenant, now: turn.now, in: connection)
        guard let planned = report.planned, planned.askedMinor == askedMinor,
            planned.items.map(\.debt.invoice.shownNumber) == invoices
        else { throw StagedConflict(key: "what is due of \(customer)") }
        let new = NewReminder(
            id: id,
            planned: planned,
            tone: report.tone(of: planned),
            variant: report.account.variant,
            conversation: turn.conversation,
            fallbacks: try fallbacks(of: planned, report.policy, in: turn, connection),
            day: report.today,
            sendUntil: report.ladder.calendar.closing(of: report.today)
        )
        do {
            try Reminders(turn.tenant).insert(new, at: turn.now, in: connection)
        } catch {
            guard case .constraint = error else { throw error }
            throw StagedConflict(key: "the day's reminder of \(customer)")
        }
        for promise in planned.promises {
            try Promises(turn.tenant).followUp(promise.id, at: turn.now, in: connection)
        }
        try record(new, in: turn, connection)
        _ = try Collector(turn.tenant).plan(customer, report.policy, now: turn.now, in: connection)
    }

    /// By the rule's other channel, then by those of the tenant's delivery policy, as far
    /// as they are worth their cost.
    private func fallbacks(
        of planned: PlannedReminder,
        _ policy: DunningPolicy,
        in turn: CommittingTurn,
        _ connection: any DatabaseConnection
    ) throws -> [PluginID] {
        let channel = turn.conversation.channel
        let own = planned.rule.fallbackChannel.map { [$0] } ?? []
        let policed = try DeliveryPolicies(turn.tenant).find(channel, in: connection).fallback
        return (policy.worthwhile(own, toAsk: planned.asked) + policy.worthwhile(policed, toAsk: planned.asked))
            .filter { $0 != channel }
    }

    private func record(
        _ new: NewReminder,
        in turn: CommittingTurn,
        _ connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try DomainEvents(turn.tenant).record(
            .reminderPlanned,
            entity: customer.rawValue,
            data: [
                "reminder": .string(id.rawValue), "customer_id": .string(customer.rawValue),
                "reason": .string(new.planned.reason.rawValue), "stage": .string(new.planned.stage.rawValue),
                "channel": .string(new.conversation.channel.rawValue), "tone": .string(new.tone.rawValue),
                "invoices": .array(invoices.map(JSON.string)),
            ],
            id: DomainEventID(at: turn.now, randomness: turn.randomness),
            at: turn.now,
            in: connection
        )
    }
}

/// The customer's promise.
public struct StagedPromise: StagedEffect {
    let id: PromiseID
    let draft: PromiseDraft
    /// Who takes it.
    let actor: String

    public var sendGuard: OutboxGuard? { nil }

    /// As it will be.
    public var document: DebtPromise {
        DebtPromise(
            id: id.rawValue,
            on: draft.day,
            amount: draft.amount,
            invoices: draft.invoices.map { "INV-\($0.number)" },
            state: .open
        )
    }

    public func apply(in turn: CommittingTurn, _ connection: any DatabaseConnection) throws {
        try make(for: turn.tenant, at: turn.now, in: connection)
    }

    /// Makes it at once, for a person who took it.
    public func make(
        for tenant: TenantHandle,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        try Promises(tenant).make(draft, id: id, by: actor, at: moment, in: connection)
    }
}

/// The customer pays in parts.
public struct StagedPlan: StagedEffect {
    let invoice: InvoiceID
    let plan: PaymentPlan
    let balanceMinor: Int64

    public var sendGuard: OutboxGuard? { nil }

    public func apply(in turn: CommittingTurn, _ connection: any DatabaseConnection) throws {
        let debts = try Invoices(turn.tenant).open(of: turn.conversation.customerID, in: connection)
        guard let debt = debts.first(where: { $0.invoice.id == invoice }), debt.position.balance == balanceMinor else {
            throw StagedConflict(key: "the balance of \(invoice)")
        }
        try Ledger(turn.tenant, now: turn.now, randomness: turn.randomness)
            .setPlan(plan, of: invoice, in: connection)
    }
}

/// What the customer made of the latest reminder.
public struct StagedOutcome: StagedEffect {
    let customer: CustomerID
    let outcome: DunningOutcome

    public var sendGuard: OutboxGuard? { nil }

    public func apply(in turn: CommittingTurn, _ connection: any DatabaseConnection) throws {
        try Reminders(turn.tenant).note(outcome, of: customer, in: connection)
    }
}
