// A tenant's rules and settings, as rows.

public import HostCore
import HostPayments
public import HostStorage
import HostTime
public import OrkestaModel

/// Everything that a tenant has decided about collecting.
public struct DunningPolicy: Sendable {
    public var isEnabled: Bool
    public let currency: String
    public let timeZone: String
    public var settings: DunningSettings
    /// One of each stage.
    public var rules: [DunningStage: DunningRule]

    public init(
        isEnabled: Bool,
        currency: String,
        timeZone: String,
        settings: DunningSettings = DunningSettings(),
        rules: [DunningStage: DunningRule] = [:]
    ) {
        self.isEnabled = isEnabled
        self.currency = currency
        self.timeZone = timeZone
        self.settings = settings
        self.rules = DunningRule.standards.merging(rules) { _, own in own }
    }

    public func rule(of stage: DunningStage) -> DunningRule { rules[stage] ?? .standard(stage) }

    public var calendar: DunningCalendar { DunningCalendar(timeZone: timeZone, hours: settings.hours) }

    /// Those of the channels that are worth their cost to ask for so much, the cheapest
    /// first, and last those whose cost nobody set: these are never too dear. Costs are in
    /// the tenant's currency: in another one all of them are worth it, in their order.
    public func worthwhile(_ channels: [PluginID], toAsk asked: Money) -> [PluginID] {
        guard asked.currency == currency else { return channels }
        let most = Double(asked.minor) * Double(settings.fallbackCostMaxPercent) / 100
        return channels.enumerated()
            .filter { Double(settings.cost(of: $0.element)) <= most }
            .sorted {
                (settings.costs[$0.element] ?? .max, $0.offset) < (settings.costs[$1.element] ?? .max, $1.offset)
            }
            .map { $0.element }
    }

    public var json: JSON {
        [
            "enabled": .bool(isEnabled),
            "rules": .array(DunningStage.allCases.map { rule(of: $0).json }),
            "settings": settings.json(currency: currency),
        ]
    }
}

/// Reads and changes the policy of one tenant.
public struct DunningRules: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    public func policy(in connection: any DatabaseConnection) throws -> DunningPolicy {
        guard let found = try TenantDirectory().find(tenant.id, in: connection)?.tenant else {
            throw Problem(.notFound, "the tenant is gone", field: "tenant_id", remedy: "Check its id.")
        }
        return try policy(of: found, in: connection)
    }

    func policy(of row: Tenant, in connection: any DatabaseConnection) throws -> DunningPolicy {
        let stored = try connection.row("SELECT settings FROM dunning_settings WHERE tenant_id = ?", tenant.id)
        let document = try stored?.json(0) ?? .object([:])
        do throws(DocumentError) {
            return DunningPolicy(
                isEnabled: row.dunningEnabled,
                currency: row.currency,
                timeZone: row.timeZone,
                settings: try DunningSettings(stored: document),
                rules: try rules(in: connection)
            )
        } catch {
            throw DatabaseError.failed("the settings of collections are damaged: \(error)")
        }
    }

    private func rules(in connection: any DatabaseConnection) throws(DocumentError) -> [DunningStage: DunningRule] {
        let rows: [DatabaseRow]
        do {
            rows = try connection.rows(
                """
                SELECT stage, channel, template, hour, enabled, throttle_hours, fallback_channel FROM dunning_rules
                WHERE tenant_id = ? ORDER BY stage, channel
                """,
                tenant.id
            )
        } catch {
            throw DocumentError(field: "rules", reason: "\(error)")
        }
        var rules: [DunningStage: DunningRule] = [:]
        for row in rows {
            guard let rule = try? DunningRule(row) else {
                throw DocumentError(field: "rules", reason: "a rule's row is damaged")
            }
            rules[rule.stage] = rule
        }
        return rules
    }

    /// Changes what the document names: `enabled`, `rules` (each by its stage),
    /// `settings`. Everybody who owes is looked at anew. Throws the field at fault, and a
    /// problem for an hour at which nobody may be reminded.
    public func change(
        by json: JSON,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DunningPolicy {
        guard var row = try TenantDirectory().find(tenant.id, in: connection)?.tenant else {
            throw Problem(.notFound, "the tenant is gone", field: "tenant_id", remedy: "Check its id.")
        }
        var policy = try policy(of: row, in: connection)
        let before = policy
        let changed = try json.elements("rules") { rule throws(DocumentError) in
            try DunningRule(json: rule, over: before.rules)
        }
        for rule in changed { policy.rules[rule.stage] = rule }
        if let settings = json.present("settings") {
            policy.settings = try policy.settings.changed(by: settings, currency: policy.currency)
        }
        policy.isEnabled = try json.flag("enabled", default: policy.isEnabled)
        try policy.checkHours(since: before, changed, besides: HourExperiments(tenant).running(in: connection))
        row.dunningEnabled = policy.isEnabled
        try TenantDirectory().update(row, at: moment, in: connection)
        try store(changed, in: connection)
        try connection.execute(
            """
            INSERT INTO dunning_settings (tenant_id, settings, updated_at) VALUES (?, ?, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at
            """,
            tenant.id,
            policy.settings.stored,
            moment
        )
        try lookAtEverybody(at: moment, in: connection)
        return policy
    }

    private func store(_ rules: [DunningRule], in connection: any DatabaseConnection) throws(DatabaseError) {
        for rule in rules {
            try connection.execute(
                "DELETE FROM dunning_rules WHERE tenant_id = ? AND stage = ?",
                tenant.id,
                rule.stage.rawValue
            )
            try connection.execute(
                """
                INSERT INTO dunning_rules (id, tenant_id, stage, channel, template, hour, enabled, throttle_hours,
                    fallback_channel)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                "\(tenant.id):\(rule.stage.rawValue)",
                tenant.id,
                rule.stage.rawValue,
                rule.channel,
                rule.template,
                rule.hour,
                rule.isEnabled,
                rule.throttleHours,
                rule.fallbackChannel
            )
        }
    }

    /// Plans the reminders of all customers who owe anew, from `moment` on. For a
    /// change of the policy, and for a tenant that begins to collect.
    public func lookAtEverybody(at moment: Timestamp, in connection: any DatabaseConnection) throws {
        let rows = try connection.rows(
            """
            SELECT DISTINCT customer_id FROM invoices
            WHERE tenant_id = ? AND \(InvoiceRow.isOpen) ORDER BY customer_id
            """,
            tenant.id
        )
        for row in rows { try DebtorTimer(tenant).lookNow(try row.identifier(0), at: moment, in: connection) }
    }
}

extension DunningPolicy {
    /// Throws a problem for a rule, or a test of hours, that is newly outside of the
    /// contact hours: nobody would be reminded then. `changed` are the rules that were
    /// named, in their order.
    fileprivate func checkHours(
        since before: DunningPolicy,
        _ changed: [DunningRule],
        besides test: HourExperiment?
    ) throws(Problem) {
        let hours = settings.hours
        let haveMoved = hours.from != before.settings.hours.from || hours.until != before.settings.hours.until
        for stage in DunningStage.allCases {
            let rule = rule(of: stage)
            guard rule.isEnabled, !hours.contains(rule.hour), haveMoved || rule != before.rule(of: stage) else {
                continue
            }
            let place = changed.lastIndex { $0.stage == stage }
            throw outside(
                rule.hour,
                of: stage.rawValue,
                field: place.map { "rules[\($0)].hour" },
                remedy: "Give its rule an hour from \(hours.from) to \(hours.until - 1), or disable it, first."
            )
        }
        if haveMoved, let test, let hour = test.hours.first(where: { !hours.contains($0) }) {
            throw outside(hour, of: "the test \(test.name)", field: nil, remedy: "End the test first.")
        }
    }

    /// `field` nil: the setting that leaves the hour out.
    private func outside(_ hour: Int64, of what: String, field: String?, remedy: String) -> Problem {
        let hours = settings.hours
        return Problem(
            .invalid,
            "\(hour) is the hour of \(what), and customers are reminded from \(hours.from) to \(hours.until)",
            field: field ?? (hour < hours.from ? "contact_from" : "contact_until"),
            remedy: remedy
        )
    }
}

extension DunningRule {
    fileprivate init(_ row: DatabaseRow) throws {
        guard let stage = DunningStage(rawValue: try row.text(0)), let channel = PluginID(try row.text(1)) else {
            throw DatabaseError.failed("a rule's row is damaged")
        }
        self.init(
            stage: stage,
            isEnabled: try row.flag(4),
            channel: channel,
            fallbackChannel: row.optionalText(6).flatMap(PluginID.init),
            template: try row.text(2),
            hour: try row.integer(3),
            throttleHours: try row.integer(5)
        )
    }
}
