// Channels whose provider does not call: the host asks it for what is new, one
// question after the other, on one host at a time.

public import HostCore
public import HostInbox
public import HostOutbox
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
    private let dispatcher: OutboxDispatcher
    private let clock: any Clock
    private let owner: String
    private let log: Logger

    /// `owner` names the node, `clock` is the database's. `dispatcher` tells tenants of
    /// channels that have to be mended.
    public init(
        database: any Database,
        channels: any ChannelDirectory,
        engine: TurnEngine,
        dispatcher: OutboxDispatcher,
        owner: String,
        clock: any Clock = SystemClock(),
        log: Logger
    ) {
        self.database = database
        self.channels = channels
        self.engine = engine
        self.dispatcher = dispatcher
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
                            dispatcher.incomingGoesOn(line.channel, of: line.tenant)
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
        var failures = 0
        while !Task.isCancelled {
            var pause: Int64 = 0
            do {
                let channel = try await channels.channel(line.channel, for: line.tenant)
                guard channel.capabilities.pull, let lease = try await lease(line) else { return }
                let ingest = try await channel.pull(after: lease.cursor)
                switch ingest.response.status {
                case 200:
                    let (cursor, now) = (try Self.cursor(of: ingest), clock.now())
                    try await engine.take(ingest, channel: line.channel, tenant: line.tenant) { connection in
                        try keep(cursor, of: line, at: now, in: connection)
                    }
                case 204: pause = ingest.response.retryAfterMilliseconds ?? Limits.pullRestMilliseconds.upperBound
                default: throw Unanswered(ingest.response)
                }
                rest = Limits.pullRestMilliseconds.lowerBound
                failures = 0
                dispatcher.incomingGoesOn(line.channel, of: line.tenant)
            } catch let problem as Problem where problem.kind == .conflict {
                return
            } catch {
                log.warning(
                    "a provider could not be asked for what is new",
                    metadata: ["tenant": "\(line.tenant.id)", "channel": "\(line.channel)", "error": "\(error)"]
                )
                failures += 1
                let unanswered = error as? Unanswered
                if let complaint = unanswered?.complaint, failures >= Limits.pullComplaintsMin {
                    await dispatcher.incomingStopped(line.channel, of: line.tenant, reason: complaint)
                }
                pause = unanswered?.retryAfterMilliseconds ?? rest
                rest = min(rest * 2, Limits.pullRestMilliseconds.upperBound)
            }
            if pause > 0 { try? await Task.sleep(for: .milliseconds(pause)) }
        }
    }

    /// The channel answered that it could not.
    private struct Unanswered: Error {
        private static let reasonCharactersMax = 500
        /// Of answers that pass by themselves, although they blame whoever asks.
        private static let passing: Set = [408, 429]

        let status: Int
        /// What it says of it, and what helps; empty: nothing.
        let reason: String
        let retryAfterMilliseconds: Int64?

        /// What somebody has to mend; nil for what passes by itself.
        var complaint: String? {
            (400..<500).contains(status) && !Self.passing.contains(status) && !reason.isEmpty ? reason : nil
        }

        init(_ response: ChannelResponse) {
            status = response.status
            let problem = try? JSON(parsing: response.body)
            let said = [problem?["detail"], problem?["remedy"]].compactMap { $0?.stringValue }
            reason = String(said.joined(separator: " ").prefix(Self.reasonCharactersMax))
            retryAfterMilliseconds = response.retryAfterMilliseconds
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

extension ChannelResponse {
    /// When the channel wants to be asked again: in an hour at the latest. Nil: it does not say.
    fileprivate var retryAfterMilliseconds: Int64? {
        headers.first { $0.name.lowercased() == "retry-after" }.flatMap { Int64($0.value) }
            .map { min(max(1, $0), 3_600) * 1_000 }
    }
}
