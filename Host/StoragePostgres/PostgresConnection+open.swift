// Opening a connection, and what every session of ours is set to.

import CPostgres
import HostCore
import HostStorage

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

extension PostgresConnection {
    /// Waits for the server until `deadline` (monotonic milliseconds) or until
    /// `isWanted` says no. Throws why it did not come to be.
    static func open(
        _ target: PostgresTarget,
        until deadline: Int64,
        while isWanted: () -> Bool
    ) throws(PostgresFailure) -> PostgresConnection {
        guard let handle = target.beginConnecting() else { throw .lost("there is no memory for a connection") }
        // libpq would write the server's notices to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        do throws(PostgresFailure) {
            try wait(for: handle, until: deadline, while: isWanted)
            try prepareSession(handle)
            return PostgresConnection(handle)
        } catch {
            PQfinish(handle)
            throw error
        }
    }

    private static func wait(
        for handle: OpaquePointer,
        until deadline: Int64,
        while isWanted: () -> Bool
    ) throws(PostgresFailure) {
        var state = PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            guard PQstatus(handle) != CONNECTION_BAD, state != PGRES_POLLING_FAILED else {
                throw .lost(reason(handle))
            }
            guard isWanted(), MonotonicClock.milliseconds() < deadline else {
                throw .lost("PostgreSQL does not answer")
            }
            let events = Int16(state == PGRES_POLLING_READING ? POLLIN : POLLOUT)
            var waited = pollfd(fd: PQsocket(handle), events: events, revents: 0)
            if poll(&waited, 1, Int32(Limits.databaseLookMilliseconds)) > 0 { state = PQconnectPoll(handle) }
        }
    }

    /// The server's answer to an attempt to connect. It names host, user and
    /// database; a password is never in it.
    private static func reason(_ handle: OpaquePointer) -> String {
        let text = String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " ")
        return text.isEmpty ? "PostgreSQL cannot be reached" : text
    }

    /// Durable commits, bounded statements, and no plan that compiles itself.
    private static func prepareSession(_ handle: OpaquePointer) throws(PostgresFailure) {
        guard PQserverVersion(handle) >= oldestServer else {
            throw .refused(.failed("the server is older than PostgreSQL 13"))
        }
        guard encoding(handle) == "UTF8" else {
            throw .refused(.failed("the database's encoding is not UTF8: create it with ENCODING 'UTF8'"))
        }
        let result = PQexec(
            handle,
            """
            SET standard_conforming_strings = on;
            SET statement_timeout = \(Limits.databaseStatementMilliseconds);
            SET idle_in_transaction_session_timeout = \(Limits.databaseStatementMilliseconds);
            SET jit = off;
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
            """
        )
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK else { throw failure(result, on: handle) }
        guard PQenterPipelineMode(handle) == 1 else { throw .lost(reason(handle)) }
    }

    /// The database's encoding: as reported at the beginning, else, behind a
    /// proxy that reports nothing, as the server says when it is asked.
    private static func encoding(_ handle: OpaquePointer) -> String? {
        if let reported = PQparameterStatus(handle, "server_encoding") { return String(cString: reported) }
        let result = PQexec(handle, "SHOW server_encoding")
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK, let value = PQgetvalue(result, 0, 0) else { return nil }
        return String(cString: value)
    }

    /// The oldest that its makers still kept when this was written.
    private static let oldestServer: Int32 = 130_000
}
