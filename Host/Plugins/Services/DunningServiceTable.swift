// ork.dunning/1: what the turn's customer owes, read; reminders, promises and plans,
// staged with the turn.

import HostCore
import HostDunning
import HostStorage
import HostTurns
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let dunning = ImmortalTable(
        ork_dunning_service(
            size: UInt32(MemoryLayout<ork_dunning_service>.size),
            reserved: 0,
            situation: { handle, envelope, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    call.readSituation()
                }
            },
            contact: { handle, envelope, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    call.planReminder()
                }
            },
            promise: { handle, envelope, request, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let request = try requiredObject(request, "request_json")
                    let actor = call.instance.plugin.rawValue
                    call.planCollection { desk, connection in
                        let (answer, effect) = try desk.promise(request, by: actor, in: connection)
                        return PlannedCollection(answer: answer.json, effect: effect)
                    }
                }
            },
            accept_plan: { handle, envelope, request, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let request = try requiredObject(request, "request_json")
                    call.planCollection { desk, connection in
                        let (answer, effect) = try desk.acceptPlan(request, in: connection)
                        return PlannedCollection(answer: answer.json, effect: effect)
                    }
                }
            },
            outcome: { handle, envelope, outcome, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let word = try String(checking: outcome, "outcome", limit: 50)
                    guard let outcome = DunningOutcome(rawValue: word) else {
                        throw Refusal(status: ORK_E_INVALID, reason: "outcome is none of ext/dunning.h")
                    }
                    guard let desk = call.dunningDesk else {
                        throw Refusal(status: ORK_E_INVALID, reason: "a turn is needed")
                    }
                    try call.stage(.effect(desk.outcome(outcome)))
                }
            }
        )
    )
}

/// What is answered to an agent, and what it stages.
private struct PlannedCollection: Sendable {
    let answer: JSON
    /// Nil: nothing comes of it.
    let effect: (any StagedEffect)?
}

extension ServiceCall {
    /// Of the turn's customer, and of nobody else; nil outside a turn.
    fileprivate var dunningDesk: DunningDesk? {
        turn.map { turn in
            DunningDesk(instance.tenant, customer: turn.customerID, now: turn.now, key: turn.inboxID.rawValue)
        }
    }

    fileprivate func readSituation() {
        guard let desk = dunningDesk else { return fail(ORK_E_INVALID, "a turn is needed") }
        read {
            try desk.situation(in: $0)
        } then: { call, situation in
            call.succeed(fact: situation.json.description)
        }
    }

    /// Once a turn: its messages are one reminder.
    fileprivate func planReminder() {
        guard let turn, let desk = dunningDesk else { return fail(ORK_E_INVALID, "a turn is needed") }
        read {
            try desk.reminder(in: $0)
        } then: { call, reminder in
            guard let reminder, !turn.stagedWrites.contains(where: \.isReminder) else {
                return call.fail(ORK_E_WRONG_STATE, "nothing is due, or it is reminded of in this turn already")
            }
            guard turn.stage(.effect(reminder)) else { return call.fail(ORK_E_BUDGET, "a turn staged too many writes") }
            call.succeed(json: JSON.object(["invoices": .array(reminder.invoices.map(JSON.string))]).description)
        }
    }

    fileprivate func planCollection(
        _ plan: @escaping @Sendable (DunningDesk, any DatabaseConnection) throws -> PlannedCollection
    ) {
        guard let turn, let desk = dunningDesk else { return fail(ORK_E_INVALID, "a turn is needed") }
        read {
            try plan(desk, $0)
        } then: { call, planned in
            if let effect = planned.effect, !turn.stage(.effect(effect)) {
                return call.fail(ORK_E_BUDGET, "a turn staged too many writes")
            }
            call.succeed(fact: planned.answer.description)
        }
    }
}

extension StagedWrite {
    fileprivate var isReminder: Bool {
        if case .effect(let effect) = self { effect is StagedReminder } else { false }
    }
}
