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

/// Works off stored webhooks, at once when one comes and every second anyway.
public struct WebhookProcessor: Service {
    private let database: any Database
    private let providers: PaymentProviders
    private let clocks: TenantClocks
    private let clock: any Clock
    private let work: any DueWork
    private let wakeUp: WakeUp
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
        await wakeUp.untilShutdown(every: Limits.pollIntervalMilliseconds) { await processAll() }
    }

    /// Works off what waits, until nothing does.
    public func processAll() async {
        while !Task.isCancelled, await processSome() {}
    }

    /// False when nothing waits.
    private func processSome() async -> Bool {
        do {
            let now = clock.now()
            let claimed = try await database.write { connection in
                try Webhooks.claim(limit: Limits.webhooksAtOnce, at: now, in: connection)
            }
            // A tenant's in the order in which they came; nobody waits for another's provider.
            let lines = Dictionary(grouping: claimed) { "\($0.provider) \($0.tenant)" }
            await withTaskGroup(of: Void.self) { group in
                for line in lines.values {
                    group.addTask { for webhook in line { await process(webhook) } }
                }
            }
            return !claimed.isEmpty
        } catch {
            log.error("webhooks cannot be processed", metadata: ["error": "\(error)"])
            return false
        }
    }

    private func process(_ webhook: WebhookRow) async {
        do {
            let work = try await book(webhook)
            for item in work { self.work.begin(item) }
        } catch let mismatch as PaymentMismatch {
            // Not for the ledger: it stays visible with its error until a person looks.
            let now = clock.now()
            await settle(webhook) { try Self.review(webhook, mismatch, at: now, in: $0) }
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
    private func book(_ webhook: WebhookRow) async throws -> [InboxItemID] {
        guard let provider = providers.provider(named: webhook.provider) else {
            throw Problem(.unavailable, "this program does not know the provider", remedy: "Start one that does.")
        }
        let found = try await database.read { try TenantDirectory().find(webhook.tenant, in: $0) }
        guard let (tenant, handle) = found else {
            throw Problem(.notFound, "the tenant is gone", remedy: "Nothing is to be done.")
        }
        let news = try await provider.news(in: webhook.delivery, for: handle)
        let ledger = Ledger(
            handle,
            now: clocks.clock(for: tenant).now(),
            randomness: clocks.randomness(for: tenant, thing: webhook.id.rawValue)
        )
        return try await database.write { connection in
            let outcomes = try news.map { try ledger.take($0, of: provider.id, in: connection) }
            try Webhooks.finish(webhook.id, at: clock.now(), in: connection)
            return outcomes.compactMap { $0?.work }
        }
    }

    private static func review(
        _ webhook: WebhookRow,
        _ mismatch: PaymentMismatch,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        try Webhooks.finish(webhook.id, error: "review: \(mismatch)", at: now, in: connection)
        try Reviews(try TenantDirectory().handle(for: webhook.tenant, in: connection)).open(
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
