// Compares each provider's own list with the ledger: when somebody asks, and every
// night. News that had been lost are booked; what cannot be explained goes to the
// review queue.

import HostCore
public import HostStorage
public import HostTime
public import Logging
public import OrkestaModel
public import ServiceLifecycle

/// Reconciles tenants' payments.
public struct Reconciler: Service {
    private let database: any Database
    private let providers: PaymentProviders
    private let clocks: TenantClocks
    private let work: any DueWork
    private let log: Logger

    /// `work` begins the turns in which customers are told of what had been lost.
    public init(
        database: any Database,
        providers: PaymentProviders,
        clocks: TenantClocks,
        work: any DueWork,
        log: Logger
    ) {
        self.database = database
        self.providers = providers
        self.clocks = clocks
        self.work = work
        self.log = log
    }

    /// Every tenant once in a day of its own time, until the host stops.
    public func run() async throws {
        await repeatUntilShutdown {
            await reconcileDue()
            return Limits.reconciliationLookMilliseconds
        }
    }

    /// The tenants whose last reconciliation was a day ago, or that had none.
    public func reconcileDue() async {
        var after: TenantID?
        do {
            while true {
                let last = after
                let tenants = try await database.read { try TenantDirectory().list(after: last, in: $0) }
                for tenant in tenants { await reconcileIfDue(tenant) }
                guard let end = tenants.last else { return }
                after = end.id
            }
        } catch {
            log.error("tenants cannot be reconciled", metadata: ["error": "\(error)"])
        }
    }

    private func reconcileIfDue(_ tenant: Tenant) async {
        do {
            let now = clocks.clock(for: tenant).now()
            let (handle, last) = try await database.read { connection in
                let handle = try TenantDirectory().handle(for: tenant.id, in: connection)
                return (handle, try Reconciliations(handle).lastMoment(in: connection))
            }
            guard last.map({ $0.advanced(bySeconds: 86_400) <= now }) ?? true,
                try await database.read({ try Reconciliations(handle).hasPayments(in: $0) })
            else { return }
            let from = now.advanced(byMilliseconds: -Limits.reconciliationMilliseconds)
            let report = try await reconcile(tenant, handle, from: from, until: now)
            guard !report.differences.isEmpty else { return }
            log.warning(
                "a provider's books differ from the ledger",
                metadata: ["tenant": "\(tenant.id)", "differences": "\(report.differences.count)"]
            )
        } catch {
            log.warning(
                "a tenant's payments cannot be reconciled",
                metadata: ["tenant": "\(tenant.id)", "error": "\(error)"]
            )
        }
    }

    /// Compares a stretch of the tenant's time: `from` is in it, `until` is not.
    /// Throws a conflict problem when the tenant has no provider.
    public func reconcile(
        _ tenant: Tenant,
        _ handle: TenantHandle,
        from: Timestamp,
        until: Timestamp
    ) async throws -> ReconciliationReport {
        let provider = try await database.read { [providers] in try providers.provider(for: tenant, in: $0) }
        let margin = Limits.reconciliationMarginMilliseconds
        // Its clock may differ: what lies at the edges is asked for, and not missed.
        let listed = try await provider.transactions(
            from: from.advanced(byMilliseconds: -margin),
            until: until.advanced(byMilliseconds: margin),
            of: handle
        )
        var pairs: [ReconciledPair] = []
        var corrected = 0
        for transaction in listed {
            let pair = try await pair(transaction, provider.id, handle)
            guard pair.isNews else {
                pairs.append(pair)
                continue
            }
            try await take(transaction.report, provider.id, tenant, handle)
            corrected += 1
            pairs.append(try await self.pair(transaction, provider.id, handle))
        }
        let known = Set(pairs.compactMap(\.attempt?.id))
        let missing = try await database.read { connection in
            try Payments(handle).arrived(at: provider.id, from: from, until: until, in: connection)
        }.filter { !known.contains($0.id) }
        let report = ReconciliationReport(
            provider: provider.id.rawValue,
            from: from,
            until: until,
            checked: pairs.count + missing.count,
            corrected: corrected,
            differences: pairs.compactMap(\.difference) + missing.map(\.missingThere)
        )
        let now = clocks.clock(for: tenant).now()
        try await database.write { try Reconciliations(handle).record(report, at: now, in: $0) }
        return report
    }

    private func pair(
        _ transaction: ProviderTransaction,
        _ provider: PluginID,
        _ handle: TenantHandle
    ) async throws -> ReconciledPair {
        let attempt = try await database.read {
            try Payments(handle).find(transaction.report.attempt, of: provider, in: $0)
        }
        return ReconciledPair(transaction: transaction, attempt: attempt)
    }

    private func take(
        _ report: ProviderReport,
        _ provider: PluginID,
        _ tenant: Tenant,
        _ handle: TenantHandle
    ) async throws {
        let thing = "reconciled \(report.reference?.rawValue ?? report.session ?? "")"
        let ledger = Ledger(
            handle,
            now: clocks.clock(for: tenant).now(),
            randomness: clocks.randomness(for: tenant, thing: thing)
        )
        let outcome = try await database.write { try ledger.take(report, of: provider, in: $0) }
        if let item = outcome?.work { work.begin(item) }
    }
}

extension PaymentRow {
    fileprivate var missingThere: ReconciliationDifference {
        ReconciliationDifference(
            .unknownThere,
            providerPaymentID ?? sessionID ?? id.rawValue,
            "the ledger has a payment of \(amount) that the provider does not list"
        )
    }
}

/// The reconciliations of one tenant, as rows.
public struct Reconciliations: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// When the tenant was last reconciled; nil: never. The tenant's time.
    func lastMoment(in connection: any DatabaseConnection) throws(DatabaseError) -> Timestamp? {
        try connection.row("SELECT MAX(at) FROM reconciliations WHERE tenant_id = ?", tenant.id)?.optionalTimestamp(0)
    }

    /// Whether there is anything to compare.
    func hasPayments(in connection: any DatabaseConnection) throws(DatabaseError) -> Bool {
        try connection.row("SELECT 1 FROM payments WHERE tenant_id = ? LIMIT 1", tenant.id) != nil
    }

    /// Keeps a report, and puts what differs into the review queue: each once.
    func record(_ report: ReconciliationReport, at moment: Timestamp, in connection: any DatabaseConnection) throws {
        let randomness = SystemRandomness()
        try connection.execute(
            """
            INSERT INTO reconciliations
                (id, tenant_id, provider, from_at, until_at, checked, corrected, differences, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            ReconciliationID(at: moment, randomness: randomness),
            tenant.id,
            report.provider,
            report.from,
            report.until,
            report.checked,
            report.corrected,
            JSON.array(report.differences.map(\.json)),
            moment
        )
        for difference in report.differences {
            try Reviews(tenant).open(
                .reconciliation,
                subject: "\(report.provider):\(difference.kind.rawValue):\(difference.subject)",
                difference.explanation,
                at: moment,
                randomness: randomness,
                in: connection
            )
        }
    }
}
