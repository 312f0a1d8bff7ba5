// Messages that were not delivered in time go on by another channel: each for itself, so that one
// that cannot keeps no other waiting, of whatever tenant.

import HostCore
import HostStorage
import Logging
import OrkestaModel

extension OutboxDispatcher {
    /// Of tenants in real time; the time machine has those of others.
    func passOnUndelivered() async throws {
        let now = clock.now()
        while true {
            let due = try await database.read { try Fallback.due(by: now, in: $0) }
            guard !due.isEmpty else { return }
            let passed = await BatchWrite(due, on: database) { due, connection in
                for id in due { _ = try Fallback.passOn(id, now: now, in: connection) }
            }
            for (id, error) in passed.refused {
                log.error(
                    "an undelivered message could not go on; it is tried again later",
                    metadata: ["message": "\(id)", "error": "\(error)"]
                )
                let later = now.advanced(byMilliseconds: Limits.timerPutOffMilliseconds)
                try await database.write { try Fallback.putOff(id, to: later, in: $0) }
            }
            guard due.count == Limits.claimBatchMax, passed.untried.isEmpty else { return }
        }
    }
}
