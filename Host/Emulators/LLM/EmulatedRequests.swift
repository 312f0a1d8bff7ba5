// What the emulator was asked, and which faults each line still has to come.

public import OrkestaModel
internal import Synchronization

/// A request that the emulator got.
public struct EmulatedRequest: Sendable {
    /// From 1, by line.
    public var number: Int
    public var line: String
    public var model: String
    public var key: String?
    public var isStreamed: Bool
    public var fault: LLMFault?
    public var body: JSON
    /// Whether the client went away before it had its answer.
    public var isAbandoned = false
}

/// The log and the plans of all lines.
final class EmulatedRequests: Sendable {
    private struct State {
        var plans: [String: FaultPlan<LLMFault>] = [:]
        var counts: [String: Int] = [:]
        var log: [EmulatedRequest] = []
    }

    private let state = Mutex(State())

    /// Sets the faults of a line, whose requests are counted anew.
    func set(_ plan: FaultPlan<LLMFault>, for line: String) {
        state.withLock { state in
            state.plans[line] = plan
            state.counts[line] = 0
        }
    }

    /// Counts a request, and gives it back with its number and its fault: the one
    /// it asks for itself, else its plan's.
    func count(_ request: EmulatedRequest) -> EmulatedRequest {
        state.withLock { state in
            let number = (state.counts[request.line] ?? 0) + 1
            state.counts[request.line] = number
            var counted = request
            counted.number = number
            counted.fault = request.fault ?? state.plans[request.line]?.fault(ofRequest: number)
            let loggedMax = EmulatorLimits.modelRequestsLoggedMax
            if state.log.count >= loggedMax { state.log.removeFirst(loggedMax / 2) }
            state.log.append(counted)
            return counted
        }
    }

    /// The client of this request went away.
    func abandon(_ request: EmulatedRequest) {
        state.withLock { state in
            let place = state.log.lastIndex { $0.line == request.line && $0.number == request.number }
            if let place { state.log[place].isAbandoned = true }
        }
    }

    func count(of line: String) -> Int { state.withLock { $0.counts[line] ?? 0 } }

    var log: [EmulatedRequest] { state.withLock { $0.log } }
}
