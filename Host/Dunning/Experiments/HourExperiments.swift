// The tenant's tests of hours, as rows: at most one runs. It ends by its own stopping
// rule, looked at once a day, or when a person ends it.

import HostCore
import HostPayments
public import HostStorage
import HostTime
public import OrkestaModel

/// Starts, judges and ends the tests of one tenant.
public struct HourExperiments: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// A test as it is stored.
    struct Row {
        let experiment: HourExperiment
        let isRunning: Bool
        let startedAt: Timestamp
        let endedAt: Timestamp?
    }

    /// The one that runs; nil: none does.
    func running(in connection: any DatabaseConnection) throws -> HourExperiment? {
        try rows("AND state = 'running'", in: connection).first?.experiment
    }

    /// Starts a test. Throws the field at fault, and a conflict problem while another runs
    /// or when the name was used.
    public func start(_ json: JSON, at moment: Timestamp, in connection: any DatabaseConnection) throws -> JSON {
        let experiment = try HourExperiment(definition: json)
        let hours = try DunningRules(tenant).policy(in: connection).settings.hours
        guard experiment.hours.allSatisfy(hours.contains) else {
            throw DocumentError(
                field: "hours",
                reason: "hours from \(hours.from) to \(hours.until - 1) are expected, as the settings say"
            )
        }
        guard try running(in: connection) == nil else { throw otherRuns }
        guard try rows("", in: connection).allSatisfy({ $0.experiment.name != experiment.name }) else {
            throw Problem(.conflict, "there was a test of this name", field: "name", remedy: "Choose another name.")
        }
        do {
            try connection.execute(
                """
                INSERT INTO hour_experiments (id, tenant_id, name, definition, state, started_at)
                VALUES (?, ?, ?, ?, 'running', ?)
                """,
                "\(tenant.id):\(experiment.name)",
                tenant.id,
                experiment.name,
                experiment.definition,
                moment
            )
        } catch {
            // Another host has begun one at the same time.
            guard case .constraint = error else { throw error }
            throw otherRuns
        }
        try DunningRules(tenant).lookAtEverybody(at: moment, in: connection)
        return try report(of: experiment.name, at: moment, in: connection)
    }

    private var otherRuns: Problem {
        Problem(.conflict, "a test of hours is running", field: "name", remedy: "End it first.")
    }

    /// Ends a test: everybody is reminded at the rules' own hours again.
    public func end(_ name: String, at moment: Timestamp, in connection: any DatabaseConnection) throws -> JSON {
        let ended = try connection.execute(
            """
            UPDATE hour_experiments SET state = 'ended', ended_at = ?
            WHERE tenant_id = ? AND name = ? AND state = 'running'
            """,
            moment,
            tenant.id,
            name
        )
        guard ended == 1 else {
            throw Problem(.notFound, "no such test is running", field: "name", remedy: "Look at the list of tests.")
        }
        try DunningRules(tenant).lookAtEverybody(at: moment, in: connection)
        return try report(of: name, at: moment, in: connection)
    }

    /// Ends the test that runs when its stopping rule says so.
    func endIfDecided(at moment: Timestamp, in connection: any DatabaseConnection) throws {
        guard let row = try rows("AND state = 'running'", in: connection).first else { return }
        let (holdOut, outcomes) = try outcomes(of: row, at: moment, in: connection)
        guard row.experiment.verdict(holdOut: holdOut, outcomes: outcomes) != .running else { return }
        _ = try end(row.experiment.name, at: moment, in: connection)
    }

    /// Every test with its figures, the latest first.
    public func list(at now: Timestamp, in connection: any DatabaseConnection) throws -> [JSON] {
        try rows("", in: connection).map { try json($0, at: now, in: connection) }
    }

    private func report(of name: String, at now: Timestamp, in connection: any DatabaseConnection) throws -> JSON {
        guard let row = try rows("", in: connection).first(where: { $0.experiment.name == name }) else {
            throw DatabaseError.failed("a test's row did not come back")
        }
        return try json(row, at: now, in: connection)
    }

    private func json(_ row: Row, at now: Timestamp, in connection: any DatabaseConnection) throws -> JSON {
        let (holdOut, outcomes) = try outcomes(of: row, at: now, in: connection)
        let compared = row.experiment.comparisons(holdOut: holdOut, outcomes: outcomes)
        let verdict = row.experiment.verdict(holdOut: holdOut, outcomes: outcomes)
        return row.experiment.definition.merging([
            "state": .string(row.isRunning ? "running" : "ended"),
            "started_at": .string(row.startedAt.description),
            // A person may end it before it has its answer.
            "verdict": (row.isRunning || verdict != .running ? verdict : .undecided).json,
            "hold_out": holdOut.json,
            "arms": .array(
                compared.map { arm in
                    [
                        "hour": .integer(arm.hour), "outcome": arm.outcome.json,
                        "difference": .double(arm.reading.difference), "p_value": .double(arm.reading.pValue),
                        "interval": .array([.double(arm.interval.lowerBound), .double(arm.interval.upperBound)]),
                        "decided": .bool(arm.reading.isDecided),
                    ]
                }
            ),
        ])
    }

    /// Of the customers in each arm, those who paid in time after their first reminder of
    /// the test, once that time is over. One trial a customer: all reminders of somebody
    /// who pays, or never does, say the same, and counted one by one they would make
    /// chance look like certainty.
    private func outcomes(
        of row: Row,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> (holdOut: Proportion, hours: [Int64: Proportion]) {
        let window = Limits.reminderSuccessDays * 86_400_000
        let counted = try connection.rows(
            """
            SELECT variant, COUNT(*), SUM(CASE WHEN EXISTS (
                SELECT 1 FROM reminder_invoices JOIN payments ON payments.invoice_id = reminder_invoices.invoice_id
                WHERE reminder_invoices.reminder_id = reminders.id AND payments.\(PaymentRow.hasArrived)
                    AND payments.arrived_at BETWEEN reminders.created_at AND reminders.created_at + \(window)
                ) THEN 1 ELSE 0 END)
            FROM reminders WHERE tenant_id = ? AND state = 'sent' AND variant IS NOT NULL
                AND created_at BETWEEN ? AND ? AND NOT EXISTS (
                    SELECT 1 FROM reminders AS earlier WHERE earlier.tenant_id = reminders.tenant_id
                        AND earlier.customer_id = reminders.customer_id AND earlier.state = 'sent'
                        AND earlier.variant IS NOT NULL AND earlier.created_at >= ?
                        AND (earlier.created_at, earlier.id) < (reminders.created_at, reminders.id))
            GROUP BY variant
            """,
            tenant.id,
            row.startedAt,
            min(row.endedAt ?? now, now.advanced(byMilliseconds: -window)),
            row.startedAt
        )
        var (holdOut, hours) = (Proportion(successes: 0, trials: 0), [Int64: Proportion]())
        for found in counted {
            let outcome = Proportion(successes: try found.integer(2), trials: try found.integer(1))
            if let hour = Int64(try found.text(0)) { hours[hour] = outcome } else { holdOut = outcome }
        }
        return (holdOut, hours)
    }

    private func rows(_ condition: String, in connection: any DatabaseConnection) throws -> [Row] {
        try connection.rows(
            """
            SELECT definition, state, started_at, ended_at FROM hour_experiments
            WHERE tenant_id = ? \(condition) ORDER BY started_at DESC, id
            """,
            tenant.id
        ).map { row in
            Row(
                experiment: try HourExperiment(definition: try row.json(0)),
                isRunning: try row.text(1) == "running",
                startedAt: try row.timestamp(2),
                endedAt: row.optionalTimestamp(3)
            )
        }
    }
}

extension HourExperiment {
    var definition: JSON {
        [
            "name": .string(name), "hours": .array(hours.map(JSON.integer)),
            "hold_out_percent": .integer(holdOutPercent), "trials_max": .integer(trialsMax),
            "smallest_difference": .double(smallestDifference),
        ]
    }

    /// Reads ``definition``; what is left out is as usual.
    init(definition json: JSON) throws(DocumentError) {
        let hours = try json.elements("hours") { hour throws(DocumentError) -> Int64 in
            guard let hour = hour.integerValue else {
                throw DocumentError(field: "", reason: "an hour from 0 to 23 is expected")
            }
            return hour
        }
        let isUsual = json.present("smallest_difference") == nil
        try self.init(
            name: try json.requiredText("name"),
            hours: hours,
            holdOutPercent: try json.optionalInteger("hold_out_percent") ?? 50,
            trialsMax: try json.optionalInteger("trials_max") ?? 5_000,
            smallestDifference: try isUsual ? 0.02 : json.number("smallest_difference")
        )
    }
}

extension HourExperiment.Arm {
    /// At which hour; nil: the rules' own.
    var hour: Int64? {
        if case .hour(let hour) = self { hour } else { nil }
    }

    /// As a reminder's row keeps it.
    var variant: String { hour.map(String.init) ?? "hold-out" }
}

extension HourExperiment.Verdict {
    fileprivate var json: JSON {
        switch self {
        case .running: ["state": "running"]
        case .better(let hour): ["state": "better", "hour": .integer(hour)]
        case .keepOwn: ["state": "keep_own"]
        case .undecided: ["state": "undecided"]
        }
    }
}

extension Proportion {
    fileprivate var json: JSON {
        ["trials": .integer(trials), "successes": .integer(successes), "rate": rate.map(JSON.double) ?? .null]
    }
}
