// Notices between hosts: LISTEN and NOTIFY on a connection of their own, and
// the measure of the server's clock.

import CPostgres
import HostCore
import HostStorage
import OrkestaModel
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What goes out and comes in, and who reads it.
final class PostgresNotices: Sendable {
    private struct State {
        var outgoing: [DatabaseNotice] = []
        var reader: AsyncStream<DatabaseNotice>.Continuation?
        var isRunning = false
        /// Whether the server sends us what other hosts say.
        var isListening = false
        var isClosed = false
        /// The reader is to be told that it missed some.
        var hasMissed = false

        /// Tells the reader if it missed some. False when it has no room even for that.
        @discardableResult
        mutating func tellMissed() -> Bool {
            guard hasMissed, let reader else { return true }
            guard case .enqueued = reader.yield(.missed) else { return false }
            hasMissed = false
            return true
        }
    }

    /// Hosts meet on this channel: those that use the same schema.
    let channel: String
    /// Ahead of every text, so that this host knows its own.
    private let origin: String
    private let target: PostgresTarget
    private let state = Mutex(State())
    private let skew: Atomic<Int64>
    /// An eventfd: wakes the thread. -1 when the system has none left; then
    /// notices go out at the next look.
    private let bell = ork_bell()

    init(_ target: PostgresTarget, schema: String, skewMilliseconds: Int64) {
        self.target = target
        // A name of the server has 63 bytes. Schemas that share the first ones
        // wake each other up in vain, and no worse.
        channel = String(decoding: "orkesta \(schema)".utf8.prefix(60), as: UTF8.self)
        origin = String(UInt64.random(in: .min ... .max), radix: 36)
        skew = Atomic(skewMilliseconds)
    }

    deinit { if bell >= 0 { close(bell) } }

    var clockSkewMilliseconds: Int64 { skew.load(ordering: .relaxed) }

    /// Begins to listen. A second reader takes the first one's place.
    func listen() -> AsyncStream<DatabaseNotice> {
        let (stream, reader) = AsyncStream<DatabaseNotice>.makeStream(
            bufferingPolicy: .bufferingOldest(Limits.databaseNoticesMax)
        )
        let (former, isClosed) = state.withLock { state in
            let former = state.reader
            state.reader = reader
            // Else it is told once the server is reached.
            state.hasMissed = state.isListening
            state.tellMissed()
            return (former, state.isClosed)
        }
        former?.finish()
        if isClosed { reader.finish() } else { startOnce() }
        return stream
    }

    /// Queues hints. Too many at once become one: that something was missed.
    func send(_ notices: [DatabaseNotice]) {
        state.withLock { state in
            state.outgoing += notices
            if state.outgoing.count > Limits.databaseNoticesMax { state.outgoing = [.missed] }
        }
        startOnce()
        ring()
    }

    func finish() {
        state.withLock { $0.isClosed = true }
        ring()
    }

    /// The payload that tells these.
    func text(of notices: [DatabaseNotice]) -> String {
        "\(origin) \(JSON.array(notices.map(\.json)).description)"
    }

    private func ring() {
        var one: UInt64 = 1
        if bell >= 0 { _ = write(bell, &one, 8) }
    }

    private func startOnce() {
        let mustStart = state.withLock { state in
            guard !state.isRunning, !state.isClosed else { return false }
            state.isRunning = true
            return true
        }
        guard mustStart, !OwnThread.start({ self.run() }) else { return }
        state.withLock { $0.isRunning = false }
    }

    // MARK: On the thread

    private func run() {
        var backoff = PostgresBackoff()
        while isOpen {
            do throws(PostgresFailure) {
                let deadline = MonotonicClock.milliseconds() + Limits.databaseWaitMilliseconds
                let connection = try PostgresConnection.open(target, until: deadline) { isOpen }
                _ = try connection.run([
                    // Only hints commit here: losing some with the server is no loss.
                    PostgresConnection.Step(sql: "SET synchronous_commit = off"),
                    PostgresConnection.Step(sql: "LISTEN \"\(channel.replacing("\"", with: "\"\""))\""),
                ])
                backoff = PostgresBackoff()
                beginListening()
                try exchange(on: connection)
            } catch {
                state.withLock { $0.isListening = false }
                if isOpen { OwnThread.sleep(milliseconds: backoff.next()) }
            }
        }
        state.withLock { $0.reader }?.finish()
    }

    private var isOpen: Bool { state.withLock { !$0.isClosed } }

    /// Nobody knows what was said before.
    private func beginListening() {
        state.withLock { state in
            state.isListening = true
            state.hasMissed = true
            state.tellMissed()
        }
    }

    /// Until the connection is lost or the database closes.
    private func exchange(on connection: PostgresConnection) throws(PostgresFailure) {
        var nextMeasure = Int64.min
        var nextPrune = Int64.min
        while isOpen {
            try flush(on: connection)
            let now = MonotonicClock.milliseconds()
            if now >= nextMeasure {
                skew.store(try connection.clockSkew(), ordering: .relaxed)
                nextMeasure = now + Limits.databaseClockMilliseconds
            }
            if now >= nextPrune {
                try CommitToken.prune(on: connection)
                nextPrune = now + Limits.databaseTokenMilliseconds
            }
            // Last: with the answers above libpq has read notices off the socket,
            // and the wait would not see them.
            for payload in try connection.takeNotifications() { receive(payload) }
            _ = state.withLock { $0.tellMissed() }
            connection.wait(for: bell, milliseconds: Limits.pollIntervalMilliseconds)
        }
        try flush(on: connection)
    }

    private func flush(on connection: PostgresConnection) throws(PostgresFailure) {
        let outgoing = state.withLock { state in
            defer { state.outgoing = [] }
            return state.outgoing
        }
        var rest = outgoing[...]
        while !rest.isEmpty {
            let text = nextText(from: &rest)
            let step = PostgresConnection.Step(sql: "SELECT pg_notify(?, ?)", arguments: [channel, text])
            _ = try connection.run([step])
        }
    }

    /// As many notices as one payload takes.
    private func nextText(from rest: inout ArraySlice<DatabaseNotice>) -> String {
        var bytes = origin.utf8.count + 3
        var fitting: [DatabaseNotice] = []
        while let notice = rest.first {
            bytes += notice.json.description.utf8.count + 1
            guard bytes <= Limits.databaseNoticeBytesMax || fitting.isEmpty else { break }
            fitting.append(notice)
            rest.removeFirst()
        }
        return text(of: fitting)
    }

    private func receive(_ payload: String) {
        let parts = payload.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0] != origin, let json = try? JSON(parsing: String(parts[1])) else { return }
        for notice in json.arrayValue ?? [] {
            if let notice = DatabaseNotice(json: notice) { deliver(notice) }
        }
    }

    private func deliver(_ notice: DatabaseNotice) {
        state.withLock { state in
            guard state.tellMissed(), let reader = state.reader else { return }
            if case .dropped = reader.yield(notice) { state.hasMissed = true }
        }
    }
}

extension PostgresConnection {
    /// Payloads that have come. Throws when the connection is gone.
    func takeNotifications() throws(PostgresFailure) -> [String] {
        guard PQconsumeInput(handle) == 1, PQstatus(handle) != CONNECTION_BAD else {
            throw .lost("the connection to PostgreSQL was lost")
        }
        var payloads: [String] = []
        while let notification = PQnotifies(handle) {
            payloads.append(String(cString: notification.pointee.extra))
            PQfreemem(notification)
        }
        return payloads
    }

    /// Waits for the server or for the bell.
    func wait(for bell: Int32, milliseconds: Int64) {
        var waited = [
            pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0),
            pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&waited, 2, Int32(milliseconds)) > 0, waited[1].revents != 0 else { return }
        var rings: UInt64 = 0
        _ = read(bell, &rings, 8)
    }

    /// How far the server's clock is ahead, in milliseconds.
    func clockSkew() throws(PostgresFailure) -> Int64 {
        let before = MonotonicClock.machineTime()
        let sql = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)"
        let answer = try run([Step(sql: sql)]).first?.rows.first?.optionalInteger(0)
        let after = MonotonicClock.machineTime()
        return answer.map { Self.skew(of: $0, askedAt: before, answeredAt: after) } ?? 0
    }

    /// How far a clock is ahead that said `answer` between two looks at ours: the
    /// trip there counts half of both. All in milliseconds since the epoch.
    static func skew(of answer: Int64, askedAt before: Int64, answeredAt after: Int64) -> Int64 {
        answer - (before + (after - before) / 2)
    }
}
