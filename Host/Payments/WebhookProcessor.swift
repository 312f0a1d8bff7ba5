// Books what webhooks lead to: the provider is asked first where it only hints,
// then the row, the ledger and the agent's turn change in one transaction, so that
// a crash repeats all of it or nothing.

public import HostCore
import HostInbox
public import HostStorage
public import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle

/// Works off stored webhooks, at once when one comes and every second anyway: one
/// task for each tenant and provider, so that neither a slow provider nor another
/// tenant's thousands hold up a payment.
public struct WebhookProcessor: Service {
    private let database: any Database
    private let providers: PaymentProviders
    private let clocks: TenantClocks
    private let clock: any Clock
    private let work: any DueWork
    private let wakeUp: WakeUp
    private let flights = SingleFlight<Webhooks.Line>(limit: Limits.webhookLinesAtOnceMax)
    private let log: Logger

    /// `clock` is the machine's; `wakeUp` is the intake's; `work` begins the
    /// turns in which customers are told.
    public init(
        database: any Database,
        providers: PaymentProviders,
        clocks: TenantClocks,
        clock: any Clock,
        work: any DueWork,
        wakeUp: WakeUp,
        log: Logger
    ) {
        self.database = database
        self.providers = providers
        self.clocks = clocks
        self.clock = clock
        self.work = work
        self.wakeUp = wakeUp
        self.log = log
    }

    public func run() async throws {
        await wakeUp.untilShutdown(every: Limits.pollIntervalMilliseconds) { await startDue(in: &$0) }
    }

    /// Works off what waits, until nothing does.
    public func processAll() async {
        await withDiscardingTaskGroup { await startDue(in: &$0) }
    }

    private func startDue(in group: inout DiscardingTaskGroup) async {
        let now = clock.now()
        do {
            for line in try await database.read({ try Webhooks.dueLines(at: now, in: $0) }) {
                flights.begin(line, in: &group) { await workOff(line) }
            }
        } catch {
            log.error("webhooks that wait cannot be listed", metadata: ["error": "\(error)"])
        }
    }

    // MARK: One line

    /// Webhooks of a line that are taken up together.
    private struct Batch: Sendable {
        let tenant: Tenant
        let handle: TenantHandle
        let webhooks: [WebhookRow]
    }

    /// In the order in which they came.
    private func workOff(_ line: Webhooks.Line) async {
        do {
            while !Task.isCancelled, let batch = try await takeUp(line) {
                for webhook in batch.webhooks { await process(webhook, of: batch) }
            }
        } catch {
            log.error(
                "webhooks cannot be processed",
                metadata: ["tenant": "\(line.tenant)", "provider": "\(line.provider)", "error": "\(error)"]
            )
        }
    }

    /// Nil when nothing waits.
    private func takeUp(_ line: Webhooks.Line) async throws -> Batch? {
        let now = clock.now()
        return try await database.write { connection in
            guard let (tenant, handle) = try TenantDirectory().find(line.tenant, in: connection) else { return nil }
            let webhooks = try Webhooks.claim(line, limit: Limits.webhooksAtOnce, at: now, in: connection)
            return webhooks.isEmpty ? nil : Batch(tenant: tenant, handle: handle, webhooks: webhooks)
        }
    }

    private func process(_ webhook: WebhookRow, of batch: Batch) async {
        do {
            let work = try await book(webhook, of: batch)
            for item in work { self.work.begin(item) }
        } catch let mismatch as PaymentMismatch {
            // Not for the ledger: it stays visible with its error until a person looks.
            let now = clock.now()
            await settle(webhook) { try Self.review(webhook, of: batch.handle, mismatch, at: now, in: $0) }
        } catch let refusal as ProviderRefusal where !webhook.isVerified {
            // What it points at is not there, and who sent it nobody knows.
            let now = clock.now()
            await settle(webhook) { try Webhooks.finish(webhook.id, error: refusal.reason, at: now, in: $0) }
        } catch {
            log.warning(
                "a webhook could not be processed",
                metadata: ["webhook": "\(webhook.id)", "error": "\(error)"]
            )
            let now = clock.now()
            await settle(webhook) { try Webhooks.postpone(webhook.id, error: "\(error)", at: now, in: $0) }
        }
    }

    /// Books all of it or nothing, and returns the turns in which customers are told.
    private func book(_ webhook: WebhookRow, of batch: Batch) async throws -> [InboxItemID] {
        guard let provider = providers.provider(named: webhook.provider) else {
            throw Problem(.unavailable, "this program does not know the provider", remedy: "Start one that does.")
        }
        let news = try await provider.news(in: webhook.delivery, for: batch.handle)
        let ledger = Ledger(
            batch.handle,
            now: clocks.clock(for: batch.tenant).now(),
            randomness: clocks.randomness(for: batch.tenant, thing: webhook.id.rawValue)
        )
        return try await database.write { connection in
            let outcomes = try news.map { try ledger.take($0, of: provider.id, in: connection) }
            try Webhooks.finish(webhook.id, at: clock.now(), in: connection)
            return outcomes.compactMap { $0?.work }
        }
    }

    private static func review(
        _ webhook: WebhookRow,
        of tenant: TenantHandle,
        _ mismatch: PaymentMismatch,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        try Webhooks.finish(webhook.id, error: "review: \(mismatch)", at: now, in: connection)
        try Reviews(tenant).open(
            .mismatch,
            subject: "\(webhook.provider):\(webhook.eventID)",
            "\(webhook.provider) reports \(webhook.type), and \(mismatch)",
            webhook: webhook.id,
            at: now,
            randomness: SystemRandomness(),
            in: connection
        )
    }

    private func settle(
        _ webhook: WebhookRow,
        _ change: @Sendable @escaping (any DatabaseConnection) throws -> Void
    ) async {
        do {
            try await database.write(change)
        } catch {
            // It was counted when it was taken up; a later round finds it again.
            log.error(
                "a webhook's failure could not be recorded",
                metadata: ["webhook": "\(webhook.id)", "error": "\(error)"]
            )
        }
    }
}
