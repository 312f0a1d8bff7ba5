// What became of a flow: every step with its time, and, where it failed, what was
// expected, what came, and what had been said until then.

public import OrkestaModel

/// How one flow went.
public struct FlowReport: Sendable {
    /// A step that was begun.
    public struct Step: Sendable {
        public let line: Int
        public let text: String
        /// Ours, from its beginning to its end.
        public let milliseconds: Int64
        /// What the step let pass of the tenant's time.
        public let passedMilliseconds: Int64
    }

    /// Why a step failed.
    public struct Failure: Sendable {
        public let line: Int
        public let step: String
        public let expected: [String]
        public let came: [String]
        /// The conversation so far, and what happened to it: one line each.
        public let transcript: [String]
    }

    /// A time that somebody promised.
    public struct Timing: Sendable {
        public let title: String
        public let milliseconds: Int64
        public let limitMilliseconds: Int64
        public var isKept: Bool { milliseconds <= limitMilliseconds }
    }

    public let name: String
    public let file: String
    public let number: Int
    public let title: String
    public let stepCount: Int
    public internal(set) var steps: [Step] = []
    public internal(set) var timings: [Timing] = []
    public internal(set) var failure: Failure?
    /// Why it was not played: a plugin that this host does not have; nil: it was.
    public internal(set) var skipped: String?
    /// Its shop included.
    public internal(set) var milliseconds: Int64 = 0

    public var hasPassed: Bool { failure == nil && skipped == nil && timings.allSatisfy(\.isKept) }
    public var hasFailed: Bool { skipped == nil && !hasPassed }

    init(_ flow: GoldenFlow) {
        (name, file) = (flow.name, flow.file)
        number = flow.number
        title = flow.title
        stepCount = flow.steps.count
    }
}

extension FlowReport {
    /// For the API.
    public var json: JSON {
        [
            "name": .string(name), "file": .string(file), "number": .integer(Int64(number)), "title": .string(title),
            "passed": .bool(hasPassed), "milliseconds": .integer(milliseconds),
            "steps": .array(steps.map(\.json)), "steps_planned": .integer(Int64(stepCount)),
            "timings": .array(timings.map(\.json)), "failure": failure?.json ?? .null,
            "skipped": JSON(skipped),
        ]
    }
}

extension FlowReport.Step {
    fileprivate var json: JSON {
        [
            "line": .integer(Int64(line)), "step": .string(text), "milliseconds": .integer(milliseconds),
            "passed_milliseconds": .integer(passedMilliseconds),
        ]
    }
}

extension FlowReport.Timing {
    fileprivate var json: JSON {
        [
            "title": .string(title), "milliseconds": .integer(milliseconds), "limit": .integer(limitMilliseconds),
            "kept": .bool(isKept),
        ]
    }
}

extension FlowReport.Failure {
    fileprivate var json: JSON {
        [
            "line": .integer(Int64(line)), "step": .string(step), "expected": JSON(expected), "came": JSON(came),
            "transcript": JSON(transcript),
        ]
    }
}
