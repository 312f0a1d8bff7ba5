// A tenant to and from its row.

import HostCore
import OrkestaModel

extension Tenant {
    static let columns = """
        id, display_name, status, environment, locale, currency, time_zone, default_agent, dunning_enabled, \
        simulated_now, random_seed, catalog_revision, last_import, created_at, updated_at
        """

    /// Reads a row of ``columns``.
    init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let id = TenantID(try row.text(0)), let status = Status(rawValue: try row.text(2)),
            let environment = Environment(rawValue: try row.text(3))
        else { throw .failed("a tenant's row is damaged") }
        self.init(
            id: id,
            displayName: try row.text(1),
            status: status,
            environment: environment,
            locale: try row.text(4),
            currency: try row.text(5),
            timeZone: try row.text(6),
            defaultAgent: row.optionalText(7).flatMap { PluginID($0) },
            dunningEnabled: try row.flag(8),
            simulatedNow: row.optionalTimestamp(9),
            randomSeed: try row.integer(10),
            createdAt: try row.timestamp(13)
        )
        catalogRevision = try row.integer(11)
        lastImport = row.optionalTimestamp(12)
        updatedAt = try row.timestamp(14)
    }

    /// The values of ``columns``.
    var values: [any DatabaseArgument] {
        [
            id, displayName, status.rawValue, environment.rawValue, locale, currency, timeZone, defaultAgent,
            dunningEnabled, simulatedNow, randomSeed, catalogRevision, lastImport, createdAt, updatedAt,
        ]
    }
}
