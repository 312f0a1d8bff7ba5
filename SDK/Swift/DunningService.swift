// ork.dunning/1: what the turn's customer owes, and what came of asking for it.

import OrkestaABI
public import OrkestaModel

/// How an agent collects. The host decides whether and when a customer is reminded,
/// and looks again before the reminder goes out; the agent decides how it is said.
public struct DunningService: Sendable {
    let table: ServiceTable<ork_dunning_service>
    let instance: ork_inst
    let turn: ork_turn

    /// What the customer owes, as committed, and whether something is to be said
    /// about it now. Its figures may be said in this turn.
    public func situation() async throws -> DebtSituation {
        let answer = try await serviceCall(turn: turn) { call, op in
            ork_dunning_situation(table.pointer, instance, call, op)
        }
        return try DebtSituation(json: try parsed(answer.json))
    }

    /// Makes this turn's messages the reminder that ``situation()`` asked for, and
    /// returns the invoices that they are about. Throws `ORK_E_WRONG_STATE` when
    /// nothing is due any more: then say nothing.
    @discardableResult
    public func contact() async throws -> [String] {
        let answer = try await serviceCall(turn: turn) { call, op in
            ork_dunning_contact(table.pointer, instance, call, op)
        }
        return try parsed(answer.json).texts("invoices")
    }

    /// Stages the customer's promise to pay on a day of the tenant's calendar.
    /// `amount` nil: all that is open; `invoices` nil: all that are due, else all that
    /// are open.
    public func promise(
        on day: CivilDate,
        amount: Money? = nil,
        invoices: [String]? = nil
    ) async throws -> PromiseAnswer {
        let request: JSON = [
            "on": .string(day.description), "amount": amount?.json ?? .null,
            "invoices": invoices.map { .array($0.map(JSON.string)) } ?? .null,
        ]
        let answer = try await serviceCall(turn: turn) { call, op in
            withBorrowed(request.description) { ork_dunning_promise(table.pointer, instance, call, $0, op) }
        }
        return try PromiseAnswer(json: try parsed(answer.json))
    }

    /// Stages that an invoice is paid in so many parts: one of its debt's plans.
    public func acceptPlan(of invoice: String, parts: Int64) async throws -> PlanAnswer {
        let request: JSON = ["invoice": .string(invoice), "parts": .integer(parts)]
        let answer = try await serviceCall(turn: turn) { call, op in
            withBorrowed(request.description) { ork_dunning_accept_plan(table.pointer, instance, call, $0, op) }
        }
        return try PlanAnswer(json: try parsed(answer.json))
    }

    /// Stages what the customer made of the latest reminder.
    public func note(_ outcome: DunningOutcome) async throws {
        _ = try await serviceCall(turn: turn) { call, op in
            withBorrowed(outcome.rawValue) { ork_dunning_outcome(table.pointer, instance, call, $0, op) }
        }
    }
}
