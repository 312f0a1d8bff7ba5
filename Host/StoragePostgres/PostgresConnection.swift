// One connection: batches of statements in libpq's pipeline mode, so that what
// can go together costs one trip to the server.

import CPostgres
import HostCore
import HostStorage

/// A session. It belongs to one thread.
final class PostgresConnection {
    /// What is sent together. Later steps are skipped when an earlier one fails.
    struct Step {
        let sql: String
        var arguments: [any DatabaseArgument] = []
    }

    private struct Prepared {
        let name: String
        let placeholders: Int
    }

    /// What a sent command's result is for.
    private enum Command {
        case prepare(sql: String, Prepared)
        case run
    }

    let handle: OpaquePointer
    private var prepared: [String: Prepared] = [:]
    private var namesGiven = 0

    /// Takes over an open session in pipeline mode.
    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQfinish(handle) }

    /// Runs steps in order and returns their results. Throws ``PostgresFailure``
    /// of the first that failed; after `.lost` the connection is of no use.
    func run(_ steps: [Step]) throws(PostgresFailure) -> [PostgresResult] {
        if prepared.count >= Limits.databaseStatementsMax { try forgetPrepared() }
        // Checked before anything is sent: what is sent must be read to its end.
        var plans: [Plan] = []
        for step in steps { plans.append(try plan(step)) }
        var commands: [Command] = []
        for (step, plan) in zip(steps, plans) { try send(step, plan, &commands) }
        return try synchronize(commands)
    }

    // MARK: Sending

    /// How a step goes to the server.
    private enum Plan {
        case known(Prepared)
        case new(Prepared, NumberedSQL)
        /// Bulk statements differ with every number of rows: none is worth keeping.
        case once(NumberedSQL)
    }

    private func plan(_ step: Step) throws(PostgresFailure) -> Plan {
        if let known = prepared[step.sql] {
            try check(step, known.placeholders)
            return .known(known)
        }
        let numbered = NumberedSQL(step.sql)
        try check(step, numbered.placeholders)
        guard numbered.placeholders <= Limits.databaseCachedPlaceholdersMax else { return .once(numbered) }
        namesGiven += 1
        return .new(Prepared(name: "s\(namesGiven)", placeholders: numbered.placeholders), numbered)
    }

    private func send(_ step: Step, _ plan: Plan, _ commands: inout [Command]) throws(PostgresFailure) {
        let parameters = PostgresParameters(step.arguments)
        switch plan {
        case .known(let statement): try sendPrepared(statement, parameters, &commands)
        case .new(let statement, let sql):
            guard PQsendPrepare(handle, statement.name, sql.text, 0, nil) == 1 else { throw lost() }
            commands.append(.prepare(sql: step.sql, statement))
            try sendPrepared(statement, parameters, &commands)
        case .once(let sql):
            let isSent = parameters.withPointers { values, lengths, formats in
                PQsendQueryParams(handle, sql.text, parameters.count, nil, values, lengths, formats, 0)
            }
            guard isSent == 1 else { throw lost() }
            commands.append(.run)
        }
    }

    private func check(_ step: Step, _ placeholders: Int) throws(PostgresFailure) {
        guard placeholders == step.arguments.count else {
            throw .refused(.failed("\(step.arguments.count) arguments for \(placeholders) placeholders"))
        }
        // libpq would refuse to send, which looks like a lost connection.
        guard placeholders <= Limits.databaseArgumentsMax else {
            throw .refused(.failed("\(placeholders) arguments: a statement takes \(Limits.databaseArgumentsMax)"))
        }
    }

    private func sendPrepared(
        _ statement: Prepared,
        _ parameters: PostgresParameters,
        _ commands: inout [Command]
    ) throws(PostgresFailure) {
        let isSent = parameters.withPointers { values, lengths, formats in
            PQsendQueryPrepared(handle, statement.name, parameters.count, values, lengths, formats, 0)
        }
        guard isSent == 1 else { throw lost() }
        commands.append(.run)
    }

    private func forgetPrepared() throws(PostgresFailure) {
        prepared = [:]
        guard PQsendQueryParams(handle, "DEALLOCATE ALL", 0, nil, nil, nil, nil, 0) == 1 else { throw lost() }
        _ = try synchronize([.run])
    }

    // MARK: Receiving

    /// Reads everything that answers what was sent, also after a failure, so
    /// that the next batch finds the connection clean.
    private func synchronize(_ commands: [Command]) throws(PostgresFailure) -> [PostgresResult] {
        guard PQpipelineSync(handle) == 1 else { throw lost() }
        var results: [PostgresResult] = []
        var failure: PostgresFailure?
        for command in commands {
            guard let result = PQgetResult(handle) else { throw lost() }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                switch command {
                case .prepare(let sql, let made): prepared[sql] = made
                case .run: results.append(PostgresResult(reading: result))
                }
            case PGRES_PIPELINE_ABORTED: break
            default: failure = failure ?? Self.failure(result, on: handle)
            }
            while let more = PQgetResult(handle) { PQclear(more) }
            if PQstatus(handle) == CONNECTION_BAD { throw lost() }
        }
        let end = PQgetResult(handle)
        defer { PQclear(end) }
        guard PQresultStatus(end) == PGRES_PIPELINE_SYNC else { throw lost() }
        if let failure { throw failure }
        return results
    }

    private func lost() -> PostgresFailure { .lost("the connection to PostgreSQL was lost") }

    /// What an error result says. Only the primary message is read.
    static func failure(_ result: OpaquePointer?, on handle: OpaquePointer) -> PostgresFailure {
        guard PQstatus(handle) != CONNECTION_BAD, let state = ork_pg_sqlstate(result) else {
            return .lost("the connection to PostgreSQL was lost")
        }
        let message = ork_pg_primary_message(result).map { String(cString: $0) } ?? ""
        return PostgresFailure(state: String(cString: state), message: message)
    }
}
