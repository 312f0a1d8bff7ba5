// The time of an emulated provider: the machine's, moved forward as somebody asks,
// so that a voucher is paid days later within a second.

internal import HostTime
internal import OrkestaModel
internal import Synchronization

/// Tells the emulator's time.
final class EmulatorTime: Sendable {
    private let aheadSeconds = Mutex<Int64>(0)

    func now() -> Timestamp { SystemClock().now().advanced(bySeconds: aheadSeconds.withLock { $0 }) }

    /// Seconds since the epoch.
    var seconds: Int64 { now().milliseconds / 1_000 }

    /// Moves forward by so many seconds, at most ten years in all.
    func advance(bySeconds seconds: Int64) {
        aheadSeconds.withLock { ahead in ahead = min(ahead + max(0, min(seconds, 315_360_000)), 315_360_000) }
    }

    /// Calls `look` every so often, until it is cancelled.
    func watch(_ look: @Sendable () -> Void) async {
        while !Task.isCancelled {
            look()
            do {
                try await Task.sleep(for: .milliseconds(500))
            } catch {
                // Cancelled: the emulator ends.
                return
            }
        }
    }
}
