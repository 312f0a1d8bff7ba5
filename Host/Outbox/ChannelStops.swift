// What of channels does not go, as this host knows it: tenants are told of it once, until it
// goes again.

import HostCore
import HostStorage
import HostTime
import Logging
import OrkestaModel
import Synchronization

/// The stops of all tenants' channels.
final class ChannelStops: Sendable {
    private let database: any Database
    private let clock: any Clock
    private let metrics: OutboxMetrics
    private let log: Logger
    /// Of which the tenant was told, with why.
    private let told = Mutex<[ChannelStop: String]>([:])
    /// Channels that cannot be had, and since when (monotonic milliseconds).
    private let absences = Mutex<[ChannelStop: Int64]>([:])

    init(database: any Database, clock: any Clock, metrics: OutboxMetrics, log: Logger) {
        self.database = database
        self.clock = clock
        self.metrics = metrics
        self.log = log
    }

    /// What somebody has to mend, by channel.
    func reasons(of tenant: TenantID) -> [PluginID: String] {
        let known = told.withLock { $0.filter { $0.key.tenant == tenant } }
            .sorted { $0.key.part.rawValue < $1.key.part.rawValue }
        return Dictionary(known.map { ($0.key.channel, $0.value) }, uniquingKeysWith: { "\($0); \($1)" })
    }

    /// Tells the tenant, its operator and the metrics, unless they know.
    func tell(_ stop: ChannelStop, reason: String) async {
        guard told.withLock({ $0.updateValue(reason, forKey: stop) }) == nil else { return }
        log.error(
            "a channel has to be mended",
            metadata: stop.metadata.merging(["reason": "\(reason)"]) { $1 }
        )
        metrics.stopped(stop.channel)
        let moment = clock.now()
        do {
            try await database.write { connection in
                let tenant = try TenantDirectory().handle(for: stop.tenant, in: connection)
                try OutboxEvents(tenant).stopped(
                    stop.channel,
                    stop.part,
                    reason,
                    now: moment,
                    in: connection
                )
            }
        } catch {
            // Told when it is stopped the next time.
            told.withLock { _ = $0.removeValue(forKey: stop) }
            log.error("a stopped channel could not be told of", metadata: ["error": "\(error)"])
        }
    }

    /// Whether something of a channel does not go out, as far as this host knows.
    func hold(_ channel: PluginID, of tenant: TenantID) -> Bool {
        told.withLock { told in
            told.keys.contains { $0.tenant == tenant && $0.channel == channel && $0.part != .incoming }
        }
    }

    // MARK: Channels that cannot be had

    /// A channel is off, missing, or does not work: how many milliseconds what waits for it rests
    /// before it is tried again. As long as that has lasted already, so that attempts become fewer,
    /// down to one in ``Limits/senderRestMilliseconds``. The tenant is told; of one that only changes
    /// over, or may, once that lasts too long.
    func absent(_ channel: PluginID, of tenant: TenantID, because problem: Problem) async -> Int64 {
        let stop = ChannelStop(tenant: tenant, channel: channel, part: .plugin)
        let now = SystemClock.monotonicMilliseconds()
        let lasted = absences.withLock { absences in
            let since = absences[stop] ?? now
            absences[stop] = since
            return now - since
        }
        if problem.kind != .unavailable || lasted >= Limits.channelChangeOverMilliseconds {
            await tell(stop, reason: problem.reason)
        }
        return min(max(lasted, Limits.pollIntervalMilliseconds), Limits.senderRestMilliseconds)
    }

    /// The channel can be had.
    func present(_ channel: PluginID, of tenant: TenantID) {
        let stop = ChannelStop(tenant: tenant, channel: channel, part: .plugin)
        // Asked with each message, and hardly ever there.
        guard absences.withLock({ $0.isEmpty ? nil : $0.removeValue(forKey: stop) }) != nil else { return }
        lift(stop)
    }

    /// It goes again.
    func lift(_ stop: ChannelStop) {
        guard told.withLock({ $0.isEmpty ? nil : $0.removeValue(forKey: stop) }) != nil else { return }
        log.notice("a channel works again", metadata: stop.metadata)
    }
}

extension Problem {
    /// What is wrong and what helps, for people.
    var reason: String { "\(detail). \(remedy)" }
}
