// Carries events to the tenants' own systems: signed, in order for each entity,
// again and again for days where they do not arrive. A slow endpoint holds up
// nobody but itself.

public import HostAccess
public import HostCore
import HostNet
public import HostStorage
public import HostTime
public import Logging
import OrkestaModel
public import ServiceLifecycle

/// Sends what waits for endpoints, at once when it is woken and every second
/// anyway: one task an endpoint, and so many endpoints at once.
public struct EndpointCourier: Service {
    private let database: any Database
    private let box: SecretBox
    private let clients: Clients
    private let clocks: TenantClocks
    private let clock: any Clock
    private let flights = SingleFlight<EndpointID>(limit: Limits.endpointsAtOnceMax)
    private let wakeUp: WakeUp
    private let log: Logger
    private let isStopped: Checkout.Stop
    private let count: @Sendable (DeliveryRow.State) -> Void

    /// By what endpoints are called.
    public struct Clients: Sendable {
        let real: HTTPClient
        let sandbox: HTTPClient

        /// `real` connects to the public internet only; `sandbox`, for tenants in the
        /// sandbox, to this machine too, where they are tried.
        public init() throws {
            real = try HTTPClient(reach: .publicAddresses)
            sandbox = try HTTPClient(reach: .publicAddressesAndThisMachine)
        }
    }

    /// `clock` is the machine's. `isStopped` is asked for real tenants, about
    /// ``PluginID/webhooks``. `count` hears how attempts ended: `pending` is one
    /// that is repeated.
    public init(
        database: any Database,
        box: SecretBox,
        clients: Clients,
        clocks: TenantClocks,
        clock: any Clock,
        wakeUp: WakeUp,
        log: Logger,
        isStopped: @escaping Checkout.Stop,
        count: @escaping @Sendable (DeliveryRow.State) -> Void
    ) {
        self.database = database
        self.box = box
        self.clients = clients
        self.clocks = clocks
        self.clock = clock
        self.wakeUp = wakeUp
        self.log = log
        self.isStopped = isStopped
        self.count = count
    }

    public func run() async throws {
        await wakeUp.untilShutdown(every: Limits.pollIntervalMilliseconds) { await startDue(in: &$0) }
    }

    /// Sends what is due now, and returns when all of it has been tried.
    public func sendDue() async {
        await withDiscardingTaskGroup { await startDue(in: &$0) }
    }

    private static let looks = 2_500
    private static let lookMilliseconds = 10

    /// Sees to it that a delivery which is due is tried, by this task or another.
    func send(_ id: DeliveryID, of tenant: TenantHandle, dueAt moment: Timestamp) async throws {
        for _ in 0..<Self.looks {
            await sendDue()
            if try await database.read({ try Deliveries(tenant).isTried(id, at: moment, in: $0) }) { return }
            try await Task.sleep(for: .milliseconds(Self.lookMilliseconds))
        }
    }

    private func startDue(in group: inout DiscardingTaskGroup) async {
        let now = clock.now()
        do {
            let due = try await database.read {
                try Deliveries.dueEndpoints(at: now, limit: Limits.endpointsAtOnceMax, in: $0)
            }
            for (tenant, endpoint) in due {
                flights.begin(endpoint, in: &group) { await serve(endpoint, of: tenant) }
            }
        } catch {
            log.error("webhooks that are due cannot be listed", metadata: ["error": "\(error)"])
        }
    }

    // MARK: One endpoint

    /// What of an endpoint is sent at once.
    private struct Batch: Sendable {
        let tenant: Tenant
        let handle: TenantHandle
        let endpoint: EndpointRow
        let signers: [WebhookSecret]
        let deliveries: [DeliveryRow]
    }

    private func serve(_ endpoint: EndpointID, of tenant: TenantID) async {
        do {
            while !Task.isCancelled, let batch = try await takeUp(endpoint, of: tenant) {
                await withDiscardingTaskGroup { group in
                    for delivery in batch.deliveries { group.addTask { await send(delivery, of: batch) } }
                }
            }
        } catch {
            log.warning("an endpoint cannot be served", metadata: ["endpoint": "\(endpoint)", "error": "\(error)"])
        }
    }

    /// Nil when nothing is due, the endpoint is off, or a kill switch stops it.
    private func takeUp(_ id: EndpointID, of owner: TenantID) async throws -> Batch? {
        let machineNow = clock.now()
        return try await database.write { connection in
            guard let (tenant, handle) = try TenantDirectory().find(owner, in: connection) else { return nil }
            let now = clocks.clock(for: tenant).now()
            if tenant.environment == .production, try isStopped(tenant.id, .webhooks, connection) { return nil }
            let endpoints = Endpoints(handle, box: box)
            let endpoint = try endpoints.get(id, in: connection)
            guard endpoint.isEnabled else { return nil }
            let deliveries = try Deliveries(handle).takeUp(
                for: id,
                at: now,
                until: now.advanced(byMilliseconds: Limits.deliveryLeaseMilliseconds),
                limit: Limits.deliveriesPerEndpointMax,
                in: connection
            )
            guard !deliveries.isEmpty else { return nil }
            let signers = try endpoints.signers(of: endpoint, at: machineNow, in: connection)
            return Batch(tenant: tenant, handle: handle, endpoint: endpoint, signers: signers, deliveries: deliveries)
        }
    }

    private func send(_ delivery: DeliveryRow, of batch: Batch) async {
        let attempt = await call(batch, delivery)
        let ending = DeliveryEnding(attempt.made, retryAfter: attempt.retryAfter, round: delivery.round)
        count(ending.state)
        do {
            try await database.write { connection in
                let thing = "attempt \(delivery.attempts) at \(delivery.id)"
                let chance = clocks.randomness(for: batch.tenant, thing: thing).next()
                let tenantNow = clocks.clock(for: batch.tenant).now()
                try Deliveries(batch.handle).settle(
                    delivery,
                    attempt.made,
                    as: ending.state,
                    nextAt: ending.pauseMilliseconds(chance).map { tenantNow.advanced(byMilliseconds: $0) },
                    in: connection
                )
                if let reason = ending.disables { try disable(batch, because: reason, in: connection) }
            }
        } catch {
            // Its lease ends, and it is sent again: receivers know it by its id.
            log.warning("a webhook's outcome is lost", metadata: ["delivery": "\(delivery.id)", "error": "\(error)"])
        }
    }

    private func call(
        _ batch: Batch,
        _ delivery: DeliveryRow
    ) async -> (made: DeliveryAttempt, retryAfter: String?) {
        let now = clock.now()
        let body = Array(delivery.body.utf8)
        let signatures = batch.signers.map { $0.signature(id: delivery.eventID, at: now, body: body) }
        let request = HTTPRequest(
            method: "POST",
            url: batch.endpoint.url,
            headers: [
                ("Content-Type", "application/json"), ("webhook-id", delivery.eventID),
                ("webhook-timestamp", String(now.milliseconds / 1_000)),
                ("webhook-signature", signatures.joined(separator: " ")),
            ],
            body: body,
            timeoutMilliseconds: Limits.deliveryTimeoutMilliseconds,
            bodyBytesMax: Limits.deliveryResponseBytesMax
        )
        let client = batch.tenant.environment == .sandbox ? clients.sandbox : clients.real
        let begun = SystemClock.monotonicMilliseconds()
        func attempt(status: Int?, error: String?, response: String?) -> DeliveryAttempt {
            DeliveryAttempt(
                at: now,
                milliseconds: SystemClock.monotonicMilliseconds() - begun,
                status: status,
                error: error,
                response: response
            )
        }
        do {
            let answer = try await client.send(request)
            let text = String(decoding: answer.body, as: UTF8.self).replacing("\0", with: "")
            let response = String(text.prefix(Limits.deliveryResponseCharactersMax))
            return (attempt(status: answer.status, error: nil, response: response), answer.header("retry-after"))
        } catch {
            return (attempt(status: nil, error: error.label, response: nil), nil)
        }
    }

    /// Switches the endpoint off, and tells: the tenant's other endpoints and
    /// whoever looks through the review queue.
    private func disable(_ batch: Batch, because reason: String, in connection: any DatabaseConnection) throws {
        let (now, randomness) = (clocks.clock(for: batch.tenant).now(), SystemRandomness())
        let isNew = try Endpoints(batch.handle, box: box)
            .disable(batch.endpoint.id, because: reason, at: clock.now(), in: connection)
        guard isNew else { return }
        let id = DomainEventID(at: now, randomness: randomness)
        try DomainEvents(batch.handle).record(
            .endpointDisabled,
            entity: batch.endpoint.id.rawValue,
            data: ["endpoint": .string(batch.endpoint.id.rawValue), "reason": .string(reason)],
            id: id,
            at: now,
            in: connection
        )
        try Reviews(batch.handle).open(
            .endpoint,
            subject: id.rawValue,
            "the endpoint \(batch.endpoint.id) for webhooks was switched off: \(reason)",
            at: now,
            randomness: randomness,
            in: connection
        )
    }
}
