// The chance of late payment of one tenant's invoices: what was learnt, stored, and
// asked for.

public import HostCore
public import HostPayments
public import HostStorage
public import OrkestaModel

/// Stores and asks a tenant's model.
public struct LatePayments: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// What came of the latest training, for people: a model with its calibration, or
    /// how much of a past is missing; null before the first.
    public func status(in connection: any DatabaseConnection) throws -> JSON {
        guard let document = try stored(in: connection) else { return .null }
        guard let model = Self.model(document) else { return document }
        return [
            "trained_at": .string(model.trainedAt.description), "invoices": .integer(model.invoiceCount),
            "used": .bool(model.isUseful), "calibration": model.calibration.json,
            "influences": .object(Dictionary(model.influences.map { ($0.name, JSON.double($0.weight)) }) { $1 }),
        ]
    }

    /// How probable it is at `now`, from 0 to 1, that each open invoice is paid late; 1
    /// only of what is late already. Empty without a model that is better than the
    /// tenant's base rate.
    public func chances(
        of debts: [OpenDebt],
        customer: CustomerID? = nil,
        _ policy: DunningPolicy,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [InvoiceID: Double] {
        guard let model = try stored(in: connection).flatMap(Self.model), model.isUseful else { return [:] }
        let entries = try PaymentRecords(tenant: tenant, policy: policy).read(of: customer, in: connection)
        let pasts = Dictionary(grouping: entries.map(\.record), by: \.customer)
        let records = Dictionary(entries.map { ($0.invoice, $0.record) }) { first, _ in first }
        var chances: [InvoiceID: Double] = [:]
        for debt in debts {
            guard let record = records[debt.invoice.id] else { continue }
            let earlier = (pasts[record.customer] ?? []).prefix { $0.createdAt < record.createdAt }
            let isLate = record.wasLate(at: now) == true
            chances[debt.invoice.id] = isLate ? 1 : min(0.999, model.lateChance(of: record, earlier: earlier))
        }
        return chances
    }

    /// Reads the past, learns outside of any transaction, and stores what came of it.
    public func train(on database: any Database, now: Timestamp) async throws {
        let tenant = tenant
        let records = try await database.read { connection in
            let policy = try DunningRules(tenant).policy(in: connection)
            return try PaymentRecords(tenant: tenant, policy: policy).read(in: connection).map(\.record)
        }
        let document: JSON =
            switch LatePaymentModel.train(on: records, at: now) {
            case .trained(let model): ["model": model.json]
            case .tooLittle(let missing): ["missing": missing.json]
            }
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO late_payment_models (tenant_id, model, trained_at) VALUES (?, ?, ?)
                ON CONFLICT (tenant_id) DO UPDATE SET model = excluded.model, trained_at = excluded.trained_at
                """,
                tenant.id,
                document,
                now
            )
        }
    }

    private func stored(in connection: any DatabaseConnection) throws -> JSON? {
        try connection.row("SELECT model FROM late_payment_models WHERE tenant_id = ?", tenant.id)?.json(0)
    }

    /// Nil where there was too little to learn from, or another host's version learnt it.
    private static func model(_ document: JSON) -> LatePaymentModel? {
        document["model"].flatMap { try? LatePaymentModel(json: $0) }
    }
}
