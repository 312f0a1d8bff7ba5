// The instance's lane as a Swift executor: jobs travel to the host as tokens of
// `post` and come back, in order, through `on_post`. No thread of its own.

import OrkestaABI

/// Runs Swift tasks on the lane that the host gave to an instance.
final class Lane: TaskExecutor {
    private let host: HostTable
    private let instance: ork_inst

    init(host: HostTable, instance: ork_inst) {
        self.host = host
        self.instance = instance
    }

    /// Hands a job to the host. After destroy the host refuses it: the job is
    /// then leaked, for there is no lane left to run it on.
    func enqueue(_ job: consuming ExecutorJob) {
        let token = UInt64(UInt(bitPattern: unsafeBitCast(UnownedJob(job), to: UnsafeRawPointer.self)))
        _ = host.pointer.pointee.post(instance, token)
    }

    /// Runs the job behind a token; called by the host on the lane, once each.
    func run(token: UInt64) {
        guard let pointer = UnsafeRawPointer(bitPattern: UInt(token)) else { return }
        unsafeBitCast(pointer, to: UnownedJob.self).runSynchronously(on: asUnownedTaskExecutor())
    }
}

/// The host's table.
///
/// Safe: the ABI promises that it is immutable and lives as long as the process.
struct HostTable: @unchecked Sendable {
    let pointer: UnsafePointer<ork_host>
}
