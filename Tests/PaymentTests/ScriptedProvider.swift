// A provider of tenants in production, to which happens what a test says.

import HostCore
import HostPayments
import HostStorage
import OrkestaModel
import Synchronization

/// Opens and closes pages in memory. A scene is played once, before the provider
/// answers: what it throws the provider throws.
final class ScriptedProvider: PaymentProvider {
    typealias Scene = @Sendable () async throws -> Void

    /// What the provider is asked for.
    enum Call {
        case open, close, ask, refund, hear
    }

    private struct State {
        var scenes: [Call: Scene] = [:]
        var asked: [String] = []
        var closed: [String] = []
        /// By idempotency key.
        var refunds: [String: RefundReport] = [:]
        var refundState = RefundRow.State.succeeded
    }

    private let state = Mutex(State())

    /// Plays `scene` in the next call of this kind.
    func next(_ call: Call, _ scene: @escaping Scene) { state.withLock { $0.scenes[call] = scene } }

    /// Sessions that were asked about, in order.
    var asked: [String] { state.withLock { $0.asked } }

    /// Sessions that were closed, in order.
    var closed: [String] { state.withLock { $0.closed } }

    /// What was given back, by idempotency key.
    var refunds: [String: RefundReport] { state.withLock { $0.refunds } }

    /// How refunds stand from now on.
    func refunds(stand refundState: RefundRow.State) { state.withLock { $0.refundState = refundState } }

    private func play(_ call: Call) async throws {
        try await state.withLock { $0.scenes.removeValue(forKey: call) }?()
    }

    var id: PluginID { PluginID("real") ?? .sandbox }
    func serves(_ tenant: Tenant, in connection: any DatabaseConnection) -> Bool { tenant.environment == .production }

    func identify(_ tenant: TenantHandle) async throws -> String { "scripted" }

    func createSession(_ request: SessionRequest) async throws -> ProviderSession {
        try await play(.open)
        let id = "cs_\(request.amount.minor)"
        return ProviderSession(id: id, url: "https://psp.example/\(id)")
    }

    func sync(_ attempt: ProviderAttempt, of tenant: TenantHandle) async throws -> [ProviderNews] {
        try await play(.ask)
        state.withLock { $0.asked.append(attempt.session) }
        return []
    }

    func expire(_ session: String, of tenant: TenantHandle) async throws {
        try await play(.close)
        state.withLock { $0.closed.append(session) }
    }

    func canRefund(method: String?) -> Bool { method != "oxxo" }

    /// Remembers the refund before the scene is played: the provider may have done
    /// it, and its answer got lost.
    func refund(_ request: RefundRequest) async throws -> RefundReport {
        let report = state.withLock { state in
            let key = request.idempotencyKey
            let known = state.refunds[key]
            let report = RefundReport(
                state.refundState,
                of: AttemptName(reference: request.payment.id),
                id: known?.id ?? "re_\(state.refunds.count + 1)",
                reference: request.reference,
                amount: request.amount
            )
            state.refunds[key] = report
            return report
        }
        try await play(.refund)
        return report
    }

    func sync(refund: String, of payment: PaymentRow, _ tenant: TenantHandle) async throws -> RefundReport? {
        state.withLock { state in
            state.refunds.values.first { $0.id == refund }.map { known in
                RefundReport(
                    state.refundState,
                    of: known.attempt,
                    id: known.id,
                    reference: known.reference,
                    amount: known.amount
                )
            }
        }
    }

    func transactions(
        from: Timestamp,
        until: Timestamp,
        of tenant: TenantHandle
    ) async throws -> [ProviderTransaction] { [] }

    func tenant(of delivery: WebhookDelivery, in connection: any DatabaseConnection) -> TenantID? { nil }

    func trust(in delivery: WebhookDelivery, for tenant: TenantHandle, now: Timestamp) async throws -> WebhookTrust {
        .verified
    }

    /// Whatever it says is the event's id.
    func event(in delivery: WebhookDelivery, at now: Timestamp) throws -> ProviderEvent {
        ProviderEvent(id: String(decoding: delivery.body, as: UTF8.self), type: "scripted")
    }

    func news(in delivery: WebhookDelivery, for tenant: TenantHandle) async throws -> [ProviderNews] {
        try await play(.hear)
        return []
    }
}
