// Books what webhooks say, one by one: the row, the ledger and the agent's turn
// in one transaction, so that a crash repeats all of it or nothing.

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
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await wakeUp.tick(every: Limits.pollIntervalMilliseconds) }
                for await _ in wakeUp.signals { await processAll() }
                group.cancelAll()
            }
        }
    }

    /// Works off what waits, until nothing does.
    public func processAll() async {
        while !Task.isCancelled, await processNext() {}
    }

    /// False when nothing waits.
    private func processNext() async -> Bool {
        let now = clock.now()
        do {
            let processed = try await database.write { connection -> Processed? in
                guard let webhook = try Webhooks.next(at: now, in: connection) else { return nil }
                return try process(webhook, at: now, in: connection)
            }
            if let item = processed?.work { work.begin(item) }
            return processed != nil
        } catch let failure as WebhookFailure {
            await postpone(failure, at: now)
            return true
        } catch {
            log.error("webhooks cannot be processed", metadata: ["error": "\(error)"])
            return false
        }
    }

    private struct Processed: Sendable {
        let work: InboxItemID?
    }

    /// Which webhook failed is known outside its transaction, which is undone.
    private struct WebhookFailure: Error {
        let webhook: WebhookID
        let reason: String
    }

    private func process(
        _ webhook: WebhookRow,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Processed {
        do {
            let outcome = try book(webhook, in: connection)
            try Webhooks.finish(webhook.id, at: now, in: connection)
            return Processed(work: outcome?.work)
        } catch let mismatch as PaymentMismatch {
            // Not for the ledger: it stays visible with its error until a person looks.
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
            return Processed(work: nil)
        } catch let error as DatabaseError where error.isPassing {
            throw error
        } catch {
            throw WebhookFailure(webhook: webhook.id, reason: "\(error)")
        }
    }

    private func book(_ webhook: WebhookRow, in connection: any DatabaseConnection) throws -> Ledger.Outcome? {
        guard let provider = providers.provider(named: webhook.provider) else {
            throw Problem(.unavailable, "this program does not know the provider", remedy: "Start one that does.")
        }
        let delivery = WebhookDelivery(headers: [:], body: Array(webhook.body.utf8))
        guard let news = try provider.parse(delivery).news else { return nil }
        guard let (tenant, handle) = try TenantDirectory().find(webhook.tenant, in: connection) else {
            throw Problem(.notFound, "the tenant is gone", remedy: "Nothing is to be done.")
        }
        let ledger = Ledger(
            handle,
            now: clocks.clock(for: tenant).now(),
            randomness: clocks.randomness(for: tenant, thing: webhook.id.rawValue)
        )
        return try ledger.take(news, of: provider.id, in: connection)
    }

    private func postpone(_ failure: WebhookFailure, at now: Timestamp) async {
        log.warning(
            "a webhook could not be processed",
            metadata: ["webhook": "\(failure.webhook)", "error": "\(failure.reason)"]
        )
        do {
            try await database.write { try Webhooks.postpone(failure.webhook, error: failure.reason, at: now, in: $0) }
        } catch {
            // It waits with the count that it had; the next round finds it again.
            log.error("a webhook's failure could not be recorded", metadata: ["error": "\(error)"])
        }
    }
}

extension DatabaseError {
    /// The engine's trouble, not the webhook's: nothing is counted against it.
    fileprivate var isPassing: Bool {
        if case .unavailable = self { true } else { false }
    }
}
