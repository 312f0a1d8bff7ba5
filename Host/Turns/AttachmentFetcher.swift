// Fetches the files that came with messages from their providers, which keep them
// only for so long.

import HostConversations
public import HostCore
public import HostInbox
import HostOutbox
public import HostStorage
public import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle

/// Fetches what waits, a few at a time, until the host stops.
public struct AttachmentFetcher: Service {
    private let database: any Database
    private let channels: any ChannelDirectory
    private let clock: any Clock
    private let log: Logger

    /// `clock` is the database's.
    public init(
        database: any Database,
        channels: any ChannelDirectory,
        clock: any Clock = SystemClock(),
        log: Logger
    ) {
        self.database = database
        self.channels = channels
        self.clock = clock
        self.log = log
    }

    public func run() async throws {
        await repeatUntilShutdown {
            do {
                // Where there was enough for a whole round, there may be more.
                if try await fetchRound() == Limits.attachmentsAtOnceMax { return 0 }
            } catch {
                log.error("files could not be looked for", metadata: ["error": "\(error)"])
            }
            return Limits.pollIntervalMilliseconds
        }
    }

    /// Fetches what waits now, at most ``Limits/attachmentsAtOnceMax``; returns how many it tried.
    @discardableResult public func fetchRound() async throws -> Int {
        let now = clock.now()
        let jobs = try await database.write { connection in
            try Attachments.claim(
                limit: Limits.attachmentsAtOnceMax,
                for: Limits.fetchMilliseconds + Limits.leaseMilliseconds,
                now: now,
                in: connection
            )
        }
        await withDiscardingTaskGroup { group in
            for job in jobs { group.addTask { await fetch(job) } }
        }
        return jobs.count
    }

    private func fetch(_ job: AttachmentJob) async {
        var media: MediaID?
        do {
            let tenant = try await database.read { try TenantDirectory().handle(for: job.tenant, in: $0) }
            let channel = try await channels.channel(job.channel, for: tenant)
            media = MediaID(try await channel.fetchMedia(job.reference))
        } catch {
            log.warning(
                "a file could not be fetched",
                metadata: ["tenant": "\(job.tenant)", "channel": "\(job.channel)", "error": "\(error)"]
            )
        }
        let again = clock.now().advanced(byMilliseconds: Limits.attachmentRetryMilliseconds)
        do {
            try await database.write { [media] connection in
                // A switch is no fault of the file's: it is fetched once the switch is lifted.
                let counts = try media != nil || !KillSwitches.hold(job.channel, of: job.tenant, in: connection)
                try Attachments.settle(job, media, again: again, counts: counts, in: connection)
            }
        } catch {
            log.error("it could not be recorded that a file was fetched", metadata: ["error": "\(error)"])
        }
    }
}
