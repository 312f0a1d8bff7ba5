// The life of an instance as a state machine: event in, whether it is allowed
// out. No I/O.

/// Where an instance is in its life.
enum InstanceLifecycle: Sendable, Equatable {
    case created
    case activating
    case active
    case draining
    case ended
    /// It broke a rule that cannot be repaired: never called again, its memory
    /// and its library stay.
    case condemned(reason: String)

    enum Event: Sendable, Equatable {
        case activate, activated, activationFailed, drain, end
        case condemn(reason: String)
    }

    /// Moves on; false when the event does not fit the present state.
    mutating func apply(_ event: Event) -> Bool {
        switch (self, event) {
        case (.ended, _), (.condemned, _): return false
        case (_, .condemn(let reason)): self = .condemned(reason: reason)
        case (.created, .activate): self = .activating
        case (.activating, .activated): self = .active
        case (.activating, .activationFailed): self = .draining
        case (.created, .drain), (.activating, .drain), (.active, .drain): self = .draining
        case (.draining, .end): self = .ended
        default: return false
        }
        return true
    }

    var acceptsWork: Bool { self == .active }

    /// Whether plugin functions may still be called.
    var mayBeCalled: Bool {
        switch self {
        case .created, .activating, .active, .draining: true
        case .ended, .condemned: false
        }
    }
}
