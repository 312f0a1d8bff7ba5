// The way in for providers: verified over the raw bytes, stored once, and only
// then answered. Nothing is booked here.

public import HostCore
public import HostStorage
public import HostTime
import OrkestaModel
import Synchronization

/// Takes providers' deliveries.
public struct WebhookIntake: Sendable {
    /// How a delivery ended, for metrics: a bounded word.
    public enum Ending: String, Sendable, CaseIterable {
        case accepted
        /// Stored, to ask the provider about.
        case unverified
        case duplicate
        /// The signature is not the provider's.
        case refused
    }

    private let database: any Database
    private let providers: PaymentProviders
    private let clock: any Clock
    private let randomness: any Randomness
    private let wakeUp: WakeUp
    private let keys = RisingKeys<WebhookKind>()
    private let tenants = KnownTenants()
    private let count: @Sendable (PluginID, Ending) -> Void

    /// `clock` is the machine's; `wakeUp` wakes the processor.
    public init(
        database: any Database,
        providers: PaymentProviders,
        clock: any Clock,
        randomness: any Randomness,
        wakeUp: WakeUp,
        count: @escaping @Sendable (PluginID, Ending) -> Void
    ) {
        self.database = database
        self.providers = providers
        self.clock = clock
        self.randomness = randomness
        self.wakeUp = wakeUp
        self.count = count
    }

    /// Returns once the event is a row. `tenant` nil: the platform's address,
    /// where the delivery names its tenant. Throws a problem: notFound for an
    /// unknown provider, unauthorized for a signature that is not the provider's,
    /// invalid for a body that says nothing, rateLimited for too many of which
    /// nobody knows who sent them. Returns how it ended.
    @discardableResult
    public func receive(
        _ delivery: WebhookDelivery,
        provider name: String,
        tenant named: TenantID?
    ) async throws -> Ending {
        guard let provider = providers.provider(named: name) else {
            throw Problem(
                .notFound,
                "there is no such payment provider",
                field: "provider",
                remedy: "Check the address."
            )
        }
        let now = clock.now()
        let trusted = try await trust(in: delivery, of: provider, named, now)
        guard let (tenant, trust) = trusted, trust != .refused else {
            count(provider.id, .refused)
            throw Problem(.unauthorized, "the signature is not the provider's", remedy: "Sign the raw body as agreed.")
        }
        let event: ProviderEvent
        do {
            event = try provider.event(in: delivery, at: now)
        } catch {
            throw Problem(.invalid, "the event cannot be read: \(error)", field: "body", remedy: "Send a known event.")
        }
        let id = keys.next(at: now, randomness: randomness)
        let isNew = try await database.write { connection in
            let webhooks = Webhooks(tenant)
            if trust == .unverified { try webhooks.checkUnverifiedRate(at: now, in: connection) }
            return try webhooks.insert(event, of: provider.id, delivery, trust, id: id, at: now, in: connection)
        }
        let ending: Ending = !isNew ? .duplicate : trust == .verified ? .accepted : .unverified
        count(provider.id, ending)
        if isNew, event.isOfConcern { wakeUp.signal() }
        return ending
    }

    /// The tenant and how far the delivery can be believed; nil when it names no
    /// tenant that there is, which nobody outside is told.
    private func trust(
        in delivery: WebhookDelivery,
        of provider: any PaymentProvider,
        _ named: TenantID?,
        _ now: Timestamp
    ) async throws -> (TenantHandle, WebhookTrust)? {
        guard let tenant = try await tenant(of: delivery, provider, named) else { return nil }
        return (tenant, try await provider.trust(in: delivery, for: tenant, now: now))
    }

    private func tenant(
        of delivery: WebhookDelivery,
        _ provider: any PaymentProvider,
        _ named: TenantID?
    ) async throws -> TenantHandle? {
        if let named, let known = tenants.handle(of: named) { return known }
        let found = try await database.read { connection -> TenantHandle? in
            guard let id = try named ?? provider.tenant(of: delivery, in: connection) else { return nil }
            return try TenantDirectory().find(id, in: connection)?.handle
        }
        if let found { tenants.remember(found) }
        return found
    }
}

/// Tenants that were found once: none of them ever goes.
private final class KnownTenants: Sendable {
    private let handles = Mutex<[TenantID: TenantHandle]>([:])

    func handle(of tenant: TenantID) -> TenantHandle? { handles.withLock { $0[tenant] } }

    func remember(_ tenant: TenantHandle) { handles.withLock { $0[tenant.id] = tenant } }
}
