// The payment provider of tenants in the sandbox. The host plays it: it keeps
// sessions, decides them when somebody presses a button on the test page, and
// sends webhooks signed as a real provider's are. No money moves.

public import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// The sandbox. Serves no tenant in production, where its word would be money.
public struct SandboxProvider: PaymentProvider {
    /// How a voucher is paid: as at real providers, it cannot be given back.
    static let voucherMethod = "oxxo"

    let database: any Database
    private let masterKey: MasterKey

    public init(database: any Database, masterKey: MasterKey) {
        self.database = database
        self.masterKey = masterKey
    }

    public var id: PluginID { .sandbox }

    public func serves(_ tenant: Tenant, in connection: any DatabaseConnection) -> Bool { serves(tenant) }

    /// Whether the tenant's payments may be decided here at all.
    public func serves(_ tenant: Tenant) -> Bool { tenant.environment == .sandbox }

    // MARK: What the host asks of it

    public func identify(_ tenant: TenantHandle) async throws -> String { tenant.id.rawValue }

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

    public func sync(_ attempt: ProviderAttempt, of tenant: TenantHandle) async throws -> [ProviderNews] {
        let sessions = SandboxSessions(tenant)
        var found = try await database.read { try sessions.find(attempt.session, in: $0) }
        if let end = attempt.voucherEnds, end <= attempt.now, found?.waitsAtTheTill == true {
            found = try await database.write { connection in
                try sessions.endVoucher(attempt.session, in: connection)
                return try sessions.find(attempt.session, in: connection)
            }
        }
        guard let found, let report = found.state.report else { return [] }
        let voucher = found.waitsAtTheTill ? found.voucher(at: attempt.now) : nil
        return [.payment(found.report(report, voucher: voucher))]
    }

    public func expire(_ session: String, of tenant: TenantHandle) async throws {
        try await database.write { try SandboxSessions(tenant).move(session, to: .expired, in: $0) }
    }

    // MARK: What somebody does on its page

    /// Decides a session, and returns the webhooks that tell of it, in the order
    /// in which they happened. Deciding the same again returns the same webhooks.
    /// Throws a problem when it was decided otherwise or is closed. `now` is the
    /// machine's time, in which webhooks are signed; a voucher ends in the tenant's.
    public func decide(
        _ session: String,
        _ outcome: SandboxOutcome,
        of tenant: TenantHandle,
        now: Timestamp
    ) async throws -> [WebhookDelivery] {
        let (decided, simulatedNow) = try await database.write { connection in
            let sessions = SandboxSessions(tenant)
            if outcome.dispute != nil { try sessions.requirePaid(session, in: connection) }
            let decided = try sessions.move(session, to: outcome.state, method: outcome.method, in: connection)
            return (decided, try TenantDirectory().find(tenant.id, in: connection)?.tenant.simulatedNow)
        }
        if let dispute = outcome.dispute { return [delivery(of: decided, dispute, tenant.id, now)] }
        let voucher = decided.voucher(at: simulatedNow ?? now)
        return outcome.reports.map { report in
            let stated = decided.report(report, voucher: report == .processing ? voucher : nil)
            return delivery(Self.body(decided, stated, tenant.id), tenant.id, now)
        }
    }

    /// An event about nothing, signed as all are: it is stored, and books nothing.
    public func testDelivery(_ id: String, _ tenant: TenantID, now: Timestamp) -> WebhookDelivery {
        delivery(["id": .string(id), "type": "test", "tenant": .string(tenant.rawValue)], tenant, now)
    }

    /// Signs an event, whatever it says, as this provider does.
    func delivery(_ event: JSON, _ tenant: TenantID, _ now: Timestamp) -> WebhookDelivery {
        let (id, body) = (event["id"]?.stringValue ?? "", event.utf8)
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

    public func trust(
        in delivery: WebhookDelivery,
        for tenant: TenantHandle,
        now: Timestamp
    ) async throws -> WebhookTrust {
        let isSigned = WebhookSecret(masterKey, for: "sandbox", of: tenant.id).verify(
            id: delivery.headers["webhook-id"] ?? "",
            timestamp: delivery.headers["webhook-timestamp"] ?? "",
            header: delivery.headers["webhook-signature"] ?? "",
            body: delivery.body,
            now: now
        )
        return isSigned ? .verified : .refused
    }

    public func tenant(of delivery: WebhookDelivery, in connection: any DatabaseConnection) -> TenantID? {
        (try? JSON(parsing: delivery.body))?["tenant"]?.stringValue.flatMap { TenantID($0) }
    }

    public func event(in delivery: WebhookDelivery, at now: Timestamp) throws -> ProviderEvent {
        let json = try JSON(parsing: delivery.body)
        return ProviderEvent(id: try json.requiredText("id"), type: try json.requiredText("type"))
    }

    public func news(in delivery: WebhookDelivery, for tenant: TenantHandle) async throws -> [ProviderNews] {
        let json = try JSON(parsing: delivery.body)
        if let dispute = try Self.dispute(json) { return [.dispute(dispute)] }
        let type = try json.requiredText("type")
        guard let report = Self.types.first(where: { $0.value == type })?.key else { return [] }
        let data = json["data"] ?? .null
        let stated = ProviderReport(
            report,
            session: try data.requiredText("session"),
            reference: PaymentID(try data.requiredText("reference")),
            paymentID: try data.requiredText("payment"),
            amount: try data.requiredMoney("amount"),
            method: try data.optionalText("method"),
            failure: try data.optionalText("failure"),
            voucher: try Self.voucher(data)
        )
        return [.payment(stated)]
    }

    private static func voucher(_ data: JSON) throws -> PaymentVoucher? {
        guard let voucher = data.present("voucher") else { return nil }
        return PaymentVoucher(
            number: try voucher.requiredText("number"),
            url: nil,
            expiresAt: try voucher.moment("expires_at")
        )
    }

    private static func body(_ session: SandboxSession, _ report: ProviderReport, _ tenant: TenantID) -> JSON {
        [
            // Derived, so that a delivery that is repeated is known as one.
            "id": .string("evt_\(session.id)_\(report.report.rawValue)"),
            "type": JSON(types[report.report]),
            "tenant": .string(tenant.rawValue),
            "data": [
                "session": JSON(report.session),
                "reference": JSON(report.reference?.rawValue),
                "payment": JSON(report.paymentID),
                "amount": report.amount.json,
                "method": JSON(report.method),
                "failure": JSON(report.failure),
                "voucher": report.voucher?.event ?? .null,
            ],
        ]
    }

    private static let types: [AttemptReport: String] = [
        .processing: "payment.processing", .succeeded: "payment.succeeded", .failed: "payment.failed",
        .refunded: "payment.refunded",
    ]
}

extension PaymentVoucher {
    /// As the sandbox's events say it.
    fileprivate var event: JSON {
        ["number": .string(number), "expires_at": .string(expiresAt.description)]
    }
}
