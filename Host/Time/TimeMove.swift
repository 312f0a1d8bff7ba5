// What a move of the time machine let happen.

import HostCore
public import OrkestaModel

/// A move that has ended.
public struct TimeMove: Sendable {
    /// The tenant's time now.
    public let now: Timestamp
    /// What happened on the way, in order; of very much the first.
    public private(set) var steps: [TimeStep] = []
    /// How much happened in all.
    public private(set) var stepCount = 0
    /// The same by kind and name.
    public private(set) var counts: [String: Int64] = [:]

    init(to now: Timestamp) { self.now = now }

    mutating func add(_ step: TimeStep) {
        stepCount += 1
        counts["\(step.kind) \(step.thing.name)", default: 0] += 1
        if steps.count < Limits.timeStepsToldMax { steps.append(step) }
    }
}

/// Something that fell due during a move.
public struct TimeStep: Sendable, Hashable {
    /// Of its source.
    public let kind: String
    public let thing: DueThing
    public let result: DueResult

    /// When it was due, in the tenant's time.
    public var at: Timestamp { thing.due }
    public var name: String { thing.name }

    public var json: JSON {
        [
            "at": .string(at.description),
            "kind": .string(kind),
            "name": .string(name),
            "agent": JSON(result.agent?.rawValue),
            "conversation_id": JSON(result.conversationID?.rawValue),
            "result": .string(result.result),
        ]
    }
}

extension TimeMove {
    /// For the API.
    public var json: JSON {
        [
            "now": .string(now.description), "simulated": true, "steps": .array(steps.map(\.json)),
            "step_count": .integer(Int64(stepCount)), "counts": .object(counts.mapValues(JSON.integer)),
        ]
    }
}
