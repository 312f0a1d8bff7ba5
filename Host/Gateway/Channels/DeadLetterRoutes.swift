// Dead letters, many at once: what went wrong with them, and sending them again or
// throwing them away, because a person wants it.

import HTTPTypes
import HostAccess
import HostCore
import HostOutbox
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let deadLetterRoutes: [Route] = [
        Route(
            method: .post,
            path: "/api/outbox/replay",
            ports: .tower,
            access: .permission(Permission(.conversations, .write)),
            id: "replayDeadLetters",
            tag: "Channels",
            summary: "Sends messages again that could not be sent, oldest first",
            description: """
                Those of one state, and perhaps of one channel and reason. With `dry_run` nothing is sent, and the \
                answer says what would be. Reminders that are over are refused. Messages of unknown outcome may have \
                arrived: their customers then get them twice.
                """,
            parameters: [.tenant],
            body: .json(Schema.reference("DeadLetters")),
            responses: [.json(Schema.reference("DeadLetterReport"), "What was done.")],
            problems: [.notFound],
            handler: { try await DeadLetterRoutes.act(.replay, $0) }
        ),
        Route(
            method: .post,
            path: "/api/outbox/discard",
            ports: .tower,
            access: .permission(Permission(.conversations, .write)),
            id: "discardDeadLetters",
            tag: "Channels",
            summary: "Throws messages away that could not be sent, oldest first",
            description: "As `/api/outbox/replay`; they are `cancelled` then.",
            parameters: [.tenant],
            body: .json(Schema.reference("DeadLetters")),
            responses: [.json(Schema.reference("DeadLetterReport"), "What was done.")],
            problems: [.notFound],
            handler: { try await DeadLetterRoutes.act(.discard, $0) }
        ),
    ]
}

/// What a person has done with a message that did not go out.
enum DeadLetterAct: String, Sendable {
    case replay, discard

    /// Does it, and records it with what the message was and is. Returns what is on its way in
    /// its place, or what it is itself then. Throws a problem where it cannot be done.
    func carryOut(
        on id: OutboxItemID,
        of tenant: TenantHandle,
        for exchange: Exchange,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> OutboxEntry? {
        let outbox = Outbox(tenant)
        let before = try outbox.find(id, in: connection)
        var again: OutboxItemID?
        switch self {
        case .replay: again = try outbox.replay(id, now: moment, in: connection)
        case .discard: try outbox.discard(id, now: moment, in: connection)
        }
        let after = try outbox.find(id, in: connection)
        try AuditLog.record(
            exchange.audit(
                "outbox.\(rawValue)",
                "outbox",
                id.rawValue,
                tenant: tenant.id,
                before: before?.fate,
                after: after?.fate.merging(["sent_again_as": JSON(again?.rawValue)]),
                at: moment
            ),
            in: connection
        )
        guard let again else { return after }
        return try outbox.find(again, in: connection)
    }
}

private enum DeadLetterRoutes {
    /// What became of them so far.
    private struct Report {
        var done: Int64 = 0
        var refused: Int64 = 0
        var problems: [JSON] = []
        var last: OutboxItemID?
        /// Whether a batch was the last one.
        var isOver = false
    }

    static func act(_ act: DeadLetterAct, _ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.servedTenant()
        let json = try await exchange.object()
        let letters = try letters(json)
        let limit = try limit(json)
        let isDry = try json.flag("dry_run", default: false)
        let (matched, reasons) = try await exchange.services.database.read { connection in
            let outbox = Outbox(tenant)
            return (
                try outbox.count(letters, in: connection),
                try outbox.reasons(of: letters, limit: Limits.deadLetterReasonsMax, in: connection)
            )
        }
        let report = isDry ? Report() : try await each(of: letters, of: tenant, upTo: limit, act, exchange)
        if report.done > 0, act == .replay {
            exchange.services.dispatcher.wake()
            exchange.services.database.hint([.outboxWaits])
        }
        return .json([
            "dry_run": .bool(isDry), "matched": .integer(matched), "done": .integer(report.done),
            "refused": .integer(report.refused), "problems": .array(report.problems),
            "reasons": .array(reasons.map(\.json)),
        ])
    }

    /// A batch a transaction: whoever sends waits for none of them long. One that is refused is
    /// left as it is.
    private static func each(
        of letters: DeadLetters,
        of tenant: TenantHandle,
        upTo limit: Int,
        _ act: DeadLetterAct,
        _ exchange: Exchange
    ) async throws -> Report {
        var report = Report()
        var left = limit
        while left > 0, !report.isOver {
            let (begun, size) = (report, min(left, Limits.deadLetterBatchMax))
            let now = exchange.services.clock.now()
            report = try await exchange.services.database.write { connection in
                var report = begun
                let entries = try Outbox(tenant).list(letters, after: begun.last, limit: size, in: connection)
                for entry in entries {
                    do {
                        _ = try act.carryOut(on: entry.item.id, of: tenant, for: exchange, at: now, in: connection)
                        report.done += 1
                    } catch let problem as Problem {
                        report.refused += 1
                        guard report.problems.count < Limits.deadLetterReasonsMax else { continue }
                        let line: JSON = ["id": .string(entry.item.id.rawValue), "detail": .string(problem.detail)]
                        report.problems.append(line)
                    }
                }
                report.last = entries.last?.item.id
                report.isOver = entries.count < size
                return report
            }
            left -= size
        }
        return report
    }

    private static func letters(_ json: JSON) throws(DocumentError) -> DeadLetters {
        let word = try json.optionalText("state") ?? DeadLetters.State.dead.rawValue
        guard let state = DeadLetters.State(rawValue: word) else {
            let states = DeadLetters.State.allCases.map(\.rawValue).joined(separator: ", ")
            throw DocumentError(field: "state", reason: "one of \(states) is expected")
        }
        let channel = try json.optionalText("channel").map { text throws(DocumentError) -> PluginID in
            guard let id = PluginID(text) else {
                throw DocumentError(field: "channel", reason: "a channel's id is expected")
            }
            return id
        }
        let reason = try json.optionalText("reason")
        guard (1...Limits.deadLetterReasonCharactersMax).contains(reason?.count ?? 1) else {
            throw DocumentError(
                field: "reason",
                reason: "1 to \(Limits.deadLetterReasonCharactersMax) characters are expected"
            )
        }
        return DeadLetters(state, channel: channel, reason: reason)
    }

    private static func limit(_ json: JSON) throws(DocumentError) -> Int {
        let limit = try json.optionalInteger("limit") ?? Int64(Limits.deadLettersMax)
        guard (1...Int64(Limits.deadLettersMax)).contains(limit) else {
            throw DocumentError(field: "limit", reason: "a number from 1 to \(Limits.deadLettersMax) is expected")
        }
        return Int(limit)
    }
}

extension DeadLetterReason {
    fileprivate var json: JSON {
        ["channel": .string(channel), "reason": JSON(reason), "count": .integer(count)]
    }
}

extension OutboxEntry {
    /// What the audit log keeps of it: no words, and nobody's address.
    fileprivate var fate: JSON {
        [
            "state": .string(state.rawValue), "delivery": JSON(delivery.map(\.word)),
            "attempts": .integer(Int64(item.attempts)), "error": JSON(lastError),
        ]
    }
}
