// Channels whose provider does not call: the host asks it for what is new, one
// question after the other, on one host at a time.

public import HostCore
public import HostInbox
public import HostStorage
public import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle
import Synchronization

/// Asks, for every tenant's channel that wants it, until the host stops.
public struct ChannelPuller: Service {
    private struct Line: Hashable, Sendable {
        let tenant: TenantHandle
        let channel: PluginID
    }

    private let database: any Database
    private let channels: any ChannelDirectory
    private let engine: TurnEngine
    private let clock: any Clock
    private let owner: String
    private let log: Logger

    /// `owner` names the node, `clock` is the database's.
    public init(
        database: any Database,
        channels: any ChannelDirectory,
        engine: TurnEngine,
        owner: String,
        clock: any Clock = SystemClock(),
        log: Logger
    ) {
        self.database = database
        self.channels = channels
        self.engine = engine
        self.owner = owner
        self.clock = clock
        self.log = log
    }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            let busy = Busy()
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for line in await pulledLines() where busy.begin(line) {
                        group.addTask {
                            await follow(line)
                            busy.end(line)
                        }
                    }
                    do {
                        try await Task.sleep(for: .milliseconds(Limits.pullLookMilliseconds))
                    } catch {
                        return
                    }
                }
            }
        }
    }

    /// Which lines are being followed.
    private final class Busy: Sendable {
        private let lines = Mutex<Set<Line>>([])

        func begin(_ line: Line) -> Bool { lines.withLock { $0.insert(line).inserted } }
        func end(_ line: Line) { _ = lines.withLock { $0.remove(line) } }
    }

    /// Whoever wants to be asked, as the settings say: nobody is started to find out.
    private func pulledLines() async -> [Line] {
        var lines: [Line] = []
        for id in channels.channelIDs {
            do {
                lines += try await channels.register(of: id).pulled.map { Line(tenant: $0, channel: id) }
            } catch {
                log.error(
                    "it could not be read whose channel is to be asked",
                    metadata: ["channel": "\(id)", "error": "\(error)"]
                )
            }
        }
        return lines
    }

    /// Asks until the channel does not want it any more, or another host does it.
    private func follow(_ line: Line) async {
        var rest = Limits.pullRestMilliseconds.lowerBound
        while !Task.isCancelled {
            do {
                let channel = try await channels.channel(line.channel, for: line.tenant)
                guard channel.capabilities.pull, let lease = try await lease(line) else { return }
                let ingest = try await channel.pull(after: lease.cursor)
                guard ingest.response.status == 200 else { throw Unanswered(ingest.response) }
                let cursor = try Self.cursor(of: ingest)
                let now = clock.now()
                try await engine.take(ingest, channel: line.channel, tenant: line.tenant) { connection in
                    try keep(cursor, of: line, at: now, in: connection)
                }
                rest = Limits.pullRestMilliseconds.lowerBound
            } catch let problem as Problem where problem.kind == .conflict {
                return
            } catch {
                log.warning(
                    "a provider could not be asked for what is new",
                    metadata: ["tenant": "\(line.tenant.id)", "channel": "\(line.channel)", "error": "\(error)"]
                )
                let wait = (error as? Unanswered)?.retryAfterMilliseconds ?? rest
                try? await Task.sleep(for: .milliseconds(wait))
                rest = min(rest * 2, Limits.pullRestMilliseconds.upperBound)
            }
        }
    }

    /// The channel answered that it could not.
    private struct Unanswered: Error {
        let status: Int
        let retryAfterMilliseconds: Int64?

        init(_ response: ChannelResponse) {
            status = response.status
            let header = response.headers.first { $0.name.lowercased() == "retry-after" }
            retryAfterMilliseconds = header.flatMap { Int64($0.value) }
                .map { min(max(1, $0), 3_600) * 1_000 }
        }
    }

    /// This host may ask.
    private struct Lease: Sendable {
        let cursor: String?
    }

    /// Nil when another host asks.
    private func lease(_ line: Line) async throws -> Lease? {
        let now = clock.now()
        let until = now.advanced(byMilliseconds: Limits.pullMilliseconds + Limits.leaseMilliseconds)
        return try await database.write { [owner] connection in
            try connection.execute(
                """
                INSERT INTO channel_cursors (tenant_id, channel, updated_at) VALUES (?, ?, ?)
                ON CONFLICT (tenant_id, channel) DO NOTHING
                """,
                line.tenant.id,
                line.channel,
                now
            )
            let row = try connection.row(
                """
                UPDATE channel_cursors SET lease_owner = ?, lease_until = ?
                WHERE tenant_id = ? AND channel = ? AND (lease_owner = ? OR lease_until <= ?) RETURNING cursor
                """,
                owner,
                until,
                line.tenant.id,
                line.channel,
                owner,
                now
            )
            return row.map { Lease(cursor: $0.optionalText(0)) }
        }
    }

    private static func cursor(of ingest: ChannelIngest) throws(Problem) -> String {
        guard ingest.response.body.count <= Limits.pullCursorBytesMax else {
            throw Problem(
                .pluginFailure,
                "the cursor is longer than \(Limits.pullCursorBytesMax) bytes",
                remedy: "Update the plugin"
            )
        }
        return String(decoding: ingest.response.body, as: UTF8.self)
    }

    /// In the transaction that keeps the messages. Whoever has lost the lease meanwhile keeps
    /// neither: another host asks from the cursor that is there.
    private func keep(
        _ cursor: String,
        of line: Line,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let kept = try connection.execute(
            """
            UPDATE channel_cursors SET cursor = ?, updated_at = ?
            WHERE tenant_id = ? AND channel = ? AND lease_owner = ?
            """,
            cursor,
            now,
            line.tenant.id,
            line.channel,
            owner
        )
        guard kept == 1 else {
            throw Problem(.conflict, "another host asks this channel by now", remedy: "It takes what is new.")
        }
    }
}
