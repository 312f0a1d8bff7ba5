// What was spent on models, kept by tenant, day, provider and model. It is saved
// once a second: a host that dies forgets a second of it, and several hosts learn
// of each other's spending as late, which is how far a budget can be exceeded.

internal import HostCore
public import HostStorage
public import Logging
internal import OrkestaModel
public import ServiceLifecycle

/// Saves the spending of a chain for as long as the host runs.
public struct SpendingLedger: Service {
    private let database: any Database
    private let chain: LLMChain
    private let log: Logger

    public init(database: any Database, chain: LLMChain, log: Logger) {
        self.database = database
        self.chain = chain
        self.log = log
    }

    /// Reads what was spent today before the first request, and saves at the end
    /// what is left.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await prune()
            while !Task.isCancelled {
                await save()
                await chain.clock.pause(milliseconds: Limits.llmSpendingSaveMilliseconds)
            }
        }
        await save()
    }

    /// Saves what is not yet kept and learns what all hosts have spent today.
    public func save() async {
        let entries = chain.spending.takeUnsaved()
        let day = SpendingBook.day(of: chain.clock.now())
        do {
            let known = try await database.write { connection in
                for (account, entry) in entries.sorted(by: { $0.key < $1.key }) {
                    try Self.add(entry, to: account, in: connection)
                }
                return try Self.spending(of: day, in: connection)
            }
            chain.spending.take(known, saved: entries, of: day, at: chain.clock.now())
        } catch {
            chain.spending.putBack(entries)
            log.error("spending on language models could not be saved", metadata: ["error": "\(error)"])
        }
    }

    private func prune() async {
        let before = SpendingBook.day(of: chain.clock.now()) - Limits.llmSpendingDaysKept
        do {
            try await database.write { try $0.execute("DELETE FROM llm_spending WHERE day < ?", before) }
        } catch {
            log.error("old spending could not be removed", metadata: ["error": "\(error)"])
        }
    }

    /// A tenant that is no more has nothing to be told.
    private static func add(
        _ entry: SpendingEntry,
        to account: SpendingAccount,
        in connection: any DatabaseConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO llm_spending
                (tenant_id, day, provider, model, metered, requests, prompt_tokens, completion_tokens, cost_nanos)
            SELECT id, CAST(? AS BIGINT), ?, ?, CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BIGINT),
                CAST(? AS BIGINT), CAST(? AS BIGINT)
            FROM tenants WHERE id = ?
            ON CONFLICT (tenant_id, day, provider, model, metered) DO UPDATE SET
                requests = llm_spending.requests + excluded.requests,
                prompt_tokens = llm_spending.prompt_tokens + excluded.prompt_tokens,
                completion_tokens = llm_spending.completion_tokens + excluded.completion_tokens,
                cost_nanos = llm_spending.cost_nanos + excluded.cost_nanos
            """,
            account.day,
            account.provider,
            account.model,
            Int64(account.isMetered ? 1 : 0),
            entry.requests,
            entry.promptTokens,
            entry.completionTokens,
            entry.nanos,
            account.tenant
        )
    }

    private static func spending(
        of day: Int64,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [TenantID: Spending] {
        let rows = try connection.rows(
            """
            SELECT tenant_id, CAST(SUM(prompt_tokens + completion_tokens) AS BIGINT), CAST(SUM(cost_nanos) AS BIGINT)
            FROM llm_spending WHERE day = ? AND metered = 1 GROUP BY tenant_id
            """,
            day
        )
        var spending: [TenantID: Spending] = [:]
        for row in rows {
            guard let tenant = TenantID(try row.text(0)) else { continue }
            spending[tenant] = Spending(tokens: try row.integer(1), nanos: try row.integer(2))
        }
        return spending
    }
}

extension SpendingAccount: Comparable {
    /// An order that all hosts share, so that they lock rows in the same one.
    static func < (left: SpendingAccount, right: SpendingAccount) -> Bool {
        (left.tenant.rawValue, left.day, left.provider, left.model, left.isMetered ? 1 : 0)
            < (right.tenant.rawValue, right.day, right.provider, right.model, right.isMetered ? 1 : 0)
    }
}
