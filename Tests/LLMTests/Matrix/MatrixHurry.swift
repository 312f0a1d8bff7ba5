// Slow faults without the waiting: time is pushed on while an attempt is under way
// that nothing but time can end. So no cell depends on how fast the machine is.

import HostEmulators
import HostLLM
import Synchronization

/// What is seen of a question's attempts, and the time that is pushed for it.
final class MatrixHurry: Sendable {
    private struct State: Equatable {
        var endedByProvider: [String: Int] = [:]
        /// Of the attempt under way.
        var characters = 0
    }

    private let cell: MatrixCell
    private let failing: [String]
    private let emulator: LLMEmulator
    private let clock: PushedClock
    private let state = Mutex(State())

    init(_ cell: MatrixCell, _ providers: [ProviderSettings], _ emulator: LLMEmulator, _ clock: PushedClock) {
        self.cell = cell
        failing = providers[cell.failing].map(\.name)
        self.emulator = emulator
        self.clock = clock
    }

    func ended(_ attempt: Attempt) {
        state.withLock { state in
            state.endedByProvider[attempt.provider, default: 0] += 1
            state.characters = 0
        }
    }

    func grew(to characters: Int) { state.withLock { $0.characters = characters } }

    /// Pushes until it is cancelled: whenever nothing has changed for a while.
    func run() async {
        guard cell.isSlow else { return }
        var last = State()
        while !Task.isCancelled {
            let now = state.withLock { $0 }
            if now == last, waits(now) { clock.push(milliseconds: MatrixCell.patience) }
            last = now
            // Cancelled: the loop ends.
            try? await Task.sleep(for: .milliseconds(150))
        }
    }

    /// Whether the attempt under way is a slow one, and all has come that will.
    private func waits(_ state: State) -> Bool {
        let isBegun = cell.fault != .drip || !cell.isStreamed || state.characters > 0
        return isBegun
            && failing.contains { line in
                let asked = emulator.requestCount(of: line)
                return asked > state.endedByProvider[line] ?? 0 && (!cell.isOnce || asked == 1)
            }
    }
}
