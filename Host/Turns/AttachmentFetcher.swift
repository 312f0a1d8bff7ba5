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
import Synchronization

/// Fetches what waits, in slots, until the host stops. Each file that is here, or is not to be
/// had now, makes room for the next.
public struct AttachmentFetcher: Service {
    private let database: any Database
    private let channels: any ChannelDirectory
    private let clock: any Clock
    private let log: Logger
    private let wakeUp = WakeUp()
    private let occupied = Occupied()

    private final class Occupied: Sendable {
        let slots = Mutex(FetchSlots())
    }

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
        await wakeUp.untilShutdown(every: Limits.pollIntervalMilliseconds) { await startWaiting(in: &$0) }
    }

    /// Fetches what waits now and has room; returns once each was tried.
    public func fetchRound() async {
        await withDiscardingTaskGroup { await startWaiting(in: &$0) }
    }

    private func startWaiting(in group: inout DiscardingTaskGroup) async {
        do {
            for job in try await take() {
                group.addTask {
                    await fetch(job)
                    occupied.slots.withLock { $0.leave(job) }
                    wakeUp.signal()
                }
            }
        } catch {
            log.error("files could not be looked for", metadata: ["error": "\(error)"])
        }
    }

    /// Those that have a slot now, and are ours.
    private func take() async throws -> [AttachmentJob] {
        let (isFull, tenants, channels) = occupied.slots.withLock { ($0.isFull, $0.fullTenants, $0.fullChannels) }
        guard !isFull else { return [] }
        let now = clock.now()
        let waiting = try await database.read { connection in
            try Attachments.waiting(
                limit: Limits.attachmentsLookedAtMax,
                except: tenants,
                channels,
                now: now,
                in: connection
            )
        }
        let chosen = occupied.slots.withLock { $0.take(waiting) }
        guard !chosen.isEmpty else { return [] }
        var taken: [AttachmentJob] = []
        defer {
            let left = Set(chosen).subtracting(taken)
            occupied.slots.withLock { slots in
                for job in left { slots.leave(job) }
            }
        }
        let until = now.advanced(byMilliseconds: Limits.fetchMilliseconds + Limits.leaseMilliseconds)
        taken = try await database.write { connection in
            try Attachments.take(chosen, until: until, now: now, in: connection)
        }
        // Those who were looked at may have hidden others, for whom there is room.
        wakeUp.signal()
        return taken
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
