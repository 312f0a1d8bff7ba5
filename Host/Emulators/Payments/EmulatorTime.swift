// The time of an emulated provider: the machine's, moved forward as somebody asks,
// so that a voucher is paid days later within a second.

internal import HostTime
internal import OrkestaModel
internal import ServiceLifecycle
internal import Synchronization

/// Tells the emulator's time.
final class EmulatorTime: Sendable {
    /// Ten years.
    static let aheadSecondsMax: Int64 = 315_360_000

    private let aheadSeconds = Mutex<Int64>(0)

    func now() -> Timestamp { SystemClock().now().advanced(bySeconds: aheadSeconds.withLock { $0 }) }

    /// Seconds since the epoch.
    var seconds: Int64 { now().milliseconds / 1_000 }

    /// Moves forward by so many seconds, at most ten years in all.
    func advance(bySeconds seconds: Int64) {
        aheadSeconds.withLock { ahead in
            ahead = min(ahead + max(0, min(seconds, Self.aheadSecondsMax)), Self.aheadSecondsMax)
        }
    }
}

/// Lets expire what is due, twice a second, until the emulator ends.
struct ExpiryWatch: Service {
    let expireDue: @Sendable () -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                expireDue()
                // Cancelled: the emulator ends.
                guard (try? await Task.sleep(for: .milliseconds(500))) != nil else { return }
            }
        }
    }
}
