// How a fake host treats its plugin: on time or late, complete or wanting.

import OrkestaABI

/// The behaviour of the host towards one instance.
struct Behaviour: Sendable {
    /// When service calls are answered.
    enum Timing: Sendable {
        case prompt
        /// After this many milliseconds.
        case late(Int64)
        /// Once the lane is idle, the last call first.
        case reversed
        /// Not as long as ``FakeInstance/State/answersAreHeld``.
        case held
    }

    /// One function of a service that fails.
    struct Fault: Sendable {
        /// `storage.get`.
        let function: String
        let status: ork_status
        /// Through on_done; otherwise by the call itself.
        let isAsynchronous: Bool
    }

    /// A service whose table is cut short.
    struct Cut: Sendable {
        let service: String
        /// Bytes that are left.
        let size: Int
    }

    var edition = Edition.current
    var timing = Timing.prompt
    var provider = ProviderScript.takes
    var fault: Fault?
    var missingService: String?
    var cut: Cut?
    /// What is done, in words: for the reports of crashes.
    var circumstances = ""
    /// The rule that a crash under this behaviour breaks; nil: the check's.
    var crashRule: Rule?
}
