// Webhooks that get lost, come twice and in any order: once the provider has been
// asked, the books are those of a provider that never failed.

import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import StorageHarness
import Testing

struct LostNewsTests {
    /// Lives of payments, as their customers and the provider make them.
    private static let lives: [[SandboxOutcome]] = [
        [], [.succeeded], [.failed], [.processing], [.voucher], [.processing, .succeeded], [.voucher, .succeeded],
        [.voucher, .failed], [.processing, .failed],
    ]

    @Test("losses, repetitions and disorder end in the same books", arguments: TestEngine.seeds(8))
    func losses(seed: UInt64) async throws {
        let chance = SeededRandomness(seed: seed &* 7_919 &+ 1)
        let lives = (0..<8).map { _ in Self.lives[Int(chance.next() % UInt64(Self.lives.count))] }
        let told = try await books(lives) { $0 }
        let lossy = try await books(lives) { deliveries in
            // A third of them never come, and another third come twice.
            deliveries.flatMap { Array(repeating: $0, count: Int(chance.next() % 3)) }.shuffled(by: chance)
        }
        #expect(lossy == told, "seed \(seed)")
        #expect(told.balances.values.reduce(0, +) == 0, "seed \(seed): debits and credits differ")
    }

    private struct Books: Equatable, Sendable {
        let statuses: [Invoice.Status]
        let balances: [String: Int64]
        let attempts: [String]
        /// What customers were told, each once.
        let notices: [String]
    }

    private func books(
        _ lives: [[SandboxOutcome]],
        _ arrive: ([WebhookDelivery]) -> [WebhookDelivery]
    ) async throws -> Books {
        var books: Books?
        try await TestHouse.with { house in
            var deliveries: [WebhookDelivery] = []
            var invoices: [InvoiceRow] = []
            for (place, life) in lives.enumerated() {
                let invoice = try await house.invoice(Int64(1_000 * (place + 1)))
                let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id).payment
                let session = try #require(begun.sessionID)
                for outcome in life {
                    deliveries += try await house.sandbox
                        .decide(session, outcome, of: house.tenant, now: house.clock.now())
                }
                invoices.append(invoice)
            }
            for delivery in arrive(deliveries) {
                try await house.intake.receive(delivery, provider: "sandbox", tenant: house.tenant.id)
            }
            await house.processor.processAll()
            await house.sweep.sweep(quietMilliseconds: 0)
            var documents: [Invoice] = []
            for invoice in invoices { documents.append(try await house.document(invoice.id)) }
            books = Books(
                statuses: documents.map(\.status),
                balances: try await house.balances(),
                attempts: documents.flatMap(\.payments).map { "\($0.state) by \($0.method ?? "nothing")" },
                notices: try await house.notices().sorted()
            )
        }
        return try #require(books)
    }
}
