// Whatever may happen to money, at random, by several hands at once, with news that
// get lost, come twice or come late.

import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import Synchronization
import Testing

/// One house's invoices and what was told of them.
final class LedgerDrill: Sendable {
    private struct State {
        var invoices: [InvoiceRow] = []
        var attempts: [PaymentRow] = []
        /// The latest ones, to be delivered again.
        var deliveries: [WebhookDelivery] = []
    }

    private let house: TestHouse
    private let invoicesMax: Int
    private let state = Mutex(State())

    /// At most one invoice for twenty operations.
    init(_ house: TestHouse, operations: Int) {
        self.house = house
        invoicesMax = max(10, operations / 20)
    }

    /// One thing that may happen. What the ledger refuses, and must, is no error.
    func step(_ chance: SeededRandomness) async throws {
        house.clock.advance(bySeconds: 2)
        do {
            switch chance.below(24) {
            case 0, 1: try await issue(chance)
            case 2..<8: try await pay(chance)
            case 8, 9: try await goOn(chance)
            case 10, 11: try await repeatDelivery(chance)
            case 12..<16: try await giveBack(chance)
            case 16: try await useCredit(chance)
            case 17: try await grantCredit(chance)
            case 18: try await payOutCredit(chance)
            case 19: try await void(chance)
            case 20: await house.refundSender.sendDue()
            case 21 where chance.below(10) == 0: await house.sweep.sweep(quietMilliseconds: 60_000)
            default: await house.processor.processAll()
            }
        } catch is Problem {
            // Refusals are what many of them must meet.
        }
    }

    /// Until everybody has heard of everything.
    func settle() async throws {
        house.clock.advance(bySeconds: 86_400)
        for _ in 0..<Limits.webhookAttemptsMax {
            await house.processor.processAll()
            house.clock.advance(bySeconds: 3_600)
        }
        while try await openAttempts() > 0 {
            house.clock.advance(bySeconds: 60)
            await house.sweep.sweep(quietMilliseconds: 0)
        }
        for _ in 0..<20 {
            house.clock.advance(bySeconds: 3_600)
            await house.refundSender.sendDue()
        }
    }

    /// Of those that go on by themselves: what is in the provider's hands stays there.
    private func openAttempts() async throws -> Int64 {
        try await house.database.read { connection in
            try connection.row(
                """
                SELECT COUNT(*) FROM payments LEFT JOIN sandbox_sessions ON sandbox_sessions.id = payments.session_id
                WHERE payments.state IN ('pending', 'processing') AND NOT
                    (payments.state = 'processing' AND sandbox_sessions.state = 'processing')
                """
            )?.integer(0) ?? 0
        }
    }

    // MARK: What happens

    private func issue(_ chance: SeededRandomness) async throws {
        guard state.withLock({ $0.invoices.count < invoicesMax }) else { return }
        let invoice = try await house.invoice(1 + chance.below(100_000))
        state.withLock { $0.invoices.append(invoice) }
    }

    private func pay(_ chance: SeededRandomness) async throws {
        guard let invoice = anyInvoice(chance) else { return }
        let amount = chance.below(3) == 0 ? nil : pesos(1 + chance.below(40_000))
        let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id, amount: amount).payment
        state.withLock { $0.attempts.append(begun) }
        try await decide(begun, Self.beginnings[Int(chance.below(Int64(Self.beginnings.count)))], chance)
    }

    private static let beginnings: [SandboxOutcome] = [
        .succeeded, .succeeded, .succeeded, .failed, .processing, .voucher,
    ]
    private static let continuations: [SandboxOutcome] = [
        .succeeded, .succeeded, .failed, .disputed, .disputeWon, .disputeLost,
    ]

    private func goOn(_ chance: SeededRandomness) async throws {
        let attempt = state.withLock { state in
            state.attempts.isEmpty ? nil : state.attempts[Int(chance.below(Int64(state.attempts.count)))]
        }
        guard let attempt else { return }
        try await decide(attempt, Self.continuations[Int(chance.below(Int64(Self.continuations.count)))], chance)
    }

    /// What the provider tells of it comes, comes twice, or is lost.
    private func decide(_ payment: PaymentRow, _ outcome: SandboxOutcome, _ chance: SeededRandomness) async throws {
        guard let session = payment.sessionID else { return }
        let told = try await house.sandbox.decide(session, outcome, of: house.tenant, now: house.clock.now())
        for delivery in told {
            for _ in 0..<chance.below(3) { try await deliver(delivery) }
            state.withLock { state in
                state.deliveries.append(delivery)
                state.deliveries = state.deliveries.suffix(50)
            }
        }
    }

    private func repeatDelivery(_ chance: SeededRandomness) async throws {
        let delivery = state.withLock { state in
            state.deliveries.isEmpty ? nil : state.deliveries[Int(chance.below(Int64(state.deliveries.count)))]
        }
        if let delivery { try await deliver(delivery) }
    }

    private func deliver(_ delivery: WebhookDelivery) async throws {
        try await house.intake.receive(delivery, provider: "sandbox", tenant: house.tenant.id)
    }

    private func giveBack(_ chance: SeededRandomness) async throws {
        guard let invoice = anyInvoice(chance) else { return }
        let wish = RefundWish(
            invoice: invoice.id,
            amount: chance.below(4) == 0 ? nil : pesos(1 + chance.below(20_000)),
            destination: chance.below(3) == 0 ? .credit : .original
        )
        _ = try await house.database.write { [ledger = house.ledger, providers = house.providers] connection in
            try ledger.refund(wish, canRefund: { providers.canRefund($0) }, in: connection)
        }
    }

    private func useCredit(_ chance: SeededRandomness) async throws {
        guard let invoice = anyInvoice(chance) else { return }
        let amount = chance.below(2) == 0 ? nil : pesos(1 + chance.below(5_000))
        _ = try await house.database.write { [ledger = house.ledger] connection in
            try ledger.applyCredit(to: invoice.id, amount: amount, in: connection)
        }
    }

    private func grantCredit(_ chance: SeededRandomness) async throws {
        let amount = pesos(1 + chance.below(3_000))
        try await house.database.write { [ledger = house.ledger, customer = house.customer] connection in
            try ledger.grantCredit(amount, to: customer, reason: "drill", in: connection)
        }
    }

    private func payOutCredit(_ chance: SeededRandomness) async throws {
        let amount = pesos(1 + chance.below(3_000))
        try await house.database.write { [ledger = house.ledger, customer = house.customer] connection in
            try ledger.payOutCredit(amount, of: customer, reason: "drill", in: connection)
        }
    }

    private func void(_ chance: SeededRandomness) async throws {
        guard chance.below(10) == 0, let invoice = anyInvoice(chance) else { return }
        _ = try await house.database.write { [ledger = house.ledger] in try ledger.void(invoice.id, in: $0) }
    }

    private func anyInvoice(_ chance: SeededRandomness) -> InvoiceRow? {
        state.withLock { state in
            state.invoices.isEmpty ? nil : state.invoices[Int(chance.below(Int64(state.invoices.count)))]
        }
    }
}

extension SeededRandomness {
    /// A number from 0, below `limit`, which is above 0.
    func below(_ limit: Int64) -> Int64 { Int64(next() % UInt64(limit)) }
}
