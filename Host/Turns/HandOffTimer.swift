// Gives conversations back to the agents whose person has been silent for the time
// that was said.

import HostConversations
public import HostCore
public import HostStorage
public import HostTime
public import Logging
public import ServiceLifecycle

/// Looks every few seconds, until the host stops.
public struct HandOffTimer: Service {
    private let database: any Database
    private let engine: TurnEngine
    private let clock: any Clock
    private let log: Logger

    /// `clock` is the database's.
    public init(database: any Database, engine: TurnEngine, clock: any Clock = SystemClock(), log: Logger) {
        self.database = database
        self.engine = engine
        self.clock = clock
        self.log = log
    }

    public func run() async throws {
        await repeatUntilShutdown {
            do {
                try await giveBack()
            } catch {
                log.error("hand-offs could not be looked at", metadata: ["error": "\(error)"])
            }
            return Limits.handOffLookMilliseconds
        }
    }

    /// Gives back what is due now.
    public func giveBack() async throws {
        let now = clock.now()
        let due = try await database.read { try HandOffs.due(now: now, limit: Limits.claimBatchMax, in: $0) }
        for (tenant, conversation) in due {
            do {
                try await engine.giveBackAlone(conversation, of: tenant, at: now)
            } catch {
                // It is looked at again; those behind it need not wait for that.
                log.error(
                    "a conversation could not be given back",
                    metadata: ["tenant": "\(tenant.id)", "conversation": "\(conversation)", "error": "\(error)"]
                )
            }
        }
    }
}
