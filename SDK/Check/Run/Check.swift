// A check: what it looks at, and what it does in its own process.

/// One of the things that this program looks at.
struct Check: Sendable {
    /// Groups, in the order in which they run.
    enum Group: String, Sendable, CaseIterable {
        case binary, manifest, discovery, lifecycle, async, threads, memory, compatibility, faults, secrets, agent,
            channel
    }

    let group: Group
    /// `lifecycle.tenants`.
    let name: String
    /// One line for people: what holds when it passes.
    let purpose: String
    /// The rule that a crash, an exit or a hang of the whole process breaks, unless
    /// the check named another one for the step at hand.
    let crashRule: Rule
    /// Runs in two processes, whose records must be equal.
    var isRunTwice = false
    /// Finds what is wrong. Throws ``Skip`` when the check does not apply and
    /// ``Stop`` when a finding leaves nothing more to look at.
    let run: @Sendable (Subject, CheckReport) throws -> Void

    init(
        _ group: Group,
        _ name: String,
        _ purpose: String,
        crash: Rule,
        isRunTwice: Bool = false,
        run: @escaping @Sendable (Subject, CheckReport) throws -> Void
    ) {
        self.group = group
        self.name = "\(group.rawValue).\(name)"
        self.purpose = purpose
        crashRule = crash
        self.isRunTwice = isRunTwice
        self.run = run
    }

    /// Whether a person who writes this name means this check.
    func isNamed(_ text: String) -> Bool { text == name || text == group.rawValue }
}

/// What is checked.
struct Subject: Sendable {
    let path: String
    let seed: UInt64
}

/// The check does not apply to this plugin.
struct Skip: Error {
    let reason: String
}

/// A finding was reported after which the check cannot go on.
struct Stop: Error {}
