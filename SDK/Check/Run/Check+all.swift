// Every check, in the order in which they run.

extension Check {
    static let all: [Check] = [
        binary, manifest, discovery, lifecycle, async, threads, memory, compatibility, faults, secrets, agent, channel,
    ].flatMap { $0 }
}
