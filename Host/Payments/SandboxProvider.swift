// The payment provider of tenants in the sandbox. The host plays it: it keeps
// sessions, decides them when somebody presses a button on the test page, and
// sends webhooks signed as a real provider's are. No money moves.

public import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// The sandbox. Serves no tenant in production, where its word would be money.
public struct SandboxProvider: PaymentProvider {
    private let database: any Database
    private let masterKey: MasterKey

    public init(database: any Database, masterKey: MasterKey) {
        self.database = database
        self.masterKey = masterKey
    }

    public var id: PluginID { .sandbox }

    public func serves(_ tenant: Tenant) -> Bool { tenant.environment == .sandbox }

    // MARK: What the host asks of it

    public func createSession(_ request: SessionRequest) async throws -> ProviderSession {
        let session = try await database.write { connection in
            try SandboxSessions(request.tenant).open(
                reference: request.reference.rawValue,
                amount: request.amount,
                at: request.now,
                in: connection
            )
        }
        return ProviderSession(id: session.id, url: nil)
    }

    public func sync(_ session: String, of tenant: TenantHandle) async throws -> ProviderReport? {
        let found = try await database.read { try SandboxSessions(tenant).find(session, in: $0) }
        guard let found, let report = found.state.report else { return nil }
        return found.report(report)
    }

    public func expire(_ session: String, of tenant: TenantHandle) async throws {
        try await database.write { try SandboxSessions(tenant).move(session, to: .expired, in: $0) }
    }

    // MARK: What somebody does on its page

    /// Decides a session, and returns the webhooks that tell of it, in the order
    /// in which they happened. Deciding the same again returns the same webhooks.
    /// Throws a problem when it was decided otherwise or is closed. `now` is the
    /// machine's time.
    public func decide(
        _ session: String,
        _ outcome: SandboxOutcome,
        of tenant: TenantHandle,
        now: Timestamp
    ) async throws -> [WebhookDelivery] {
        let decided = try await database.write { connection in
            try SandboxSessions(tenant).move(session, to: outcome.state, in: connection)
        }
        return outcome.reports.map { delivery(of: decided, $0, tenant.id, now) }
    }

    private func delivery(
        of session: SandboxSession,
        _ report: AttemptReport,
        _ tenant: TenantID,
        _ now: Timestamp
    ) -> WebhookDelivery {
        // Derived, so that a delivery that is repeated is known as one.
        let id = "evt_\(session.id)_\(report.rawValue)"
        let body = Self.body(id, session.report(report), tenant).utf8
        let secret = WebhookSecret(masterKey, for: "sandbox", of: tenant)
        return WebhookDelivery(
            headers: [
                "webhook-id": id,
                "webhook-timestamp": String(now.milliseconds / 1000),
                "webhook-signature": secret.signature(id: id, at: now, body: body),
            ],
            body: body
        )
    }

    // MARK: Its webhooks

    public func verify(_ delivery: WebhookDelivery, for tenant: TenantID, now: Timestamp) -> Bool {
        WebhookSecret(masterKey, for: "sandbox", of: tenant).verify(
            id: delivery.headers["webhook-id"] ?? "",
            timestamp: delivery.headers["webhook-timestamp"] ?? "",
            header: delivery.headers["webhook-signature"] ?? "",
            body: delivery.body,
            now: now
        )
    }

    public func tenant(of delivery: WebhookDelivery) -> TenantID? {
        (try? JSON(parsing: delivery.body))?["tenant"]?.stringValue.flatMap { TenantID($0) }
    }

    public func parse(_ delivery: WebhookDelivery) throws -> ProviderEvent {
        let json = try JSON(parsing: delivery.body)
        let (id, type) = (try json.requiredText("id"), try json.requiredText("type"))
        guard let report = Self.types.first(where: { $0.value == type })?.key else {
            return ProviderEvent(id: id, type: type, report: nil)
        }
        let data = json["data"] ?? .null
        let stated = ProviderReport(
            report,
            session: try data.requiredText("session"),
            reference: PaymentID(try data.requiredText("reference")),
            paymentID: try data.requiredText("payment"),
            amount: try data.requiredMoney("amount"),
            method: try data.optionalText("method"),
            failure: try data.optionalText("failure")
        )
        return ProviderEvent(id: id, type: type, report: stated)
    }

    private static func body(_ id: String, _ report: ProviderReport, _ tenant: TenantID) -> JSON {
        [
            "id": .string(id),
            "type": JSON(types[report.report]),
            "tenant": .string(tenant.rawValue),
            "data": [
                "session": JSON(report.session),
                "reference": JSON(report.reference?.rawValue),
                "payment": JSON(report.paymentID),
                "amount": report.amount.json,
                "method": JSON(report.method),
                "failure": JSON(report.failure),
            ],
        ]
    }

    private static let types: [AttemptReport: String] = [
        .processing: "payment.processing", .succeeded: "payment.succeeded", .failed: "payment.failed",
        .refunded: "payment.refunded",
    ]
}

/// What somebody who tries the sandbox lets happen.
public enum SandboxOutcome: String, Sendable, CaseIterable {
    /// The money arrives.
    case succeeded
    /// The card is declined.
    case failed
    /// The customer did their part; the outcome is left open.
    case processing
    /// The money arrived and goes back.
    case refunded

    fileprivate var state: SandboxSession.State {
        switch self {
        case .succeeded: .succeeded
        case .failed: .failed
        case .processing: .processing
        case .refunded: .refunded
        }
    }

    /// What is told, as a real provider tells it.
    fileprivate var reports: [AttemptReport] {
        switch self {
        case .succeeded: [.processing, .succeeded]
        case .failed: [.failed]
        case .processing: [.processing]
        case .refunded: [.refunded]
        }
    }
}
