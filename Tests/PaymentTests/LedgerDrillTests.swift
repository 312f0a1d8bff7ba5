// A hundred thousand operations on a real database, and whether every cent is
// somewhere afterwards: in the ledger, in the rows it is derived from, and at the
// provider.

import HostCore
import HostPayments
import HostStorage
import HostTime
import OrkestaModel
import StorageHarness
import TestHarness
import Testing

struct LedgerDrillTests {
    /// `ORKESTA_LEDGER_OPERATIONS=100000` is the drill at length.
    static let operations = inheritedEnvironment()["ORKESTA_LEDGER_OPERATIONS"].flatMap(Int.init) ?? 2_000
    private static let hands = 8

    @Test("random operations by many hands: every cent is somewhere", arguments: [UInt64(20_261_126)])
    func randomOperations(seed: UInt64) async throws {
        try await TestHouse.with { house in
            let drill = LedgerDrill(house, operations: Self.operations)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for hand in 0..<Self.hands {
                    let chance = SeededRandomness(seed: seed &+ UInt64(hand) &* 7_919)
                    group.addTask {
                        for _ in 0..<(Self.operations / Self.hands) { try await drill.step(chance) }
                    }
                }
                try await group.waitForAll()
            }
            try await drill.settle()
            let books = try await BooksInRows(house)
            #expect(books.invoices.count > 5 && books.arrived > 0, "something happened")
            try await expectBalancedEffects(house)
            for invoice in books.invoices { invoice.expectDerived() }
            for payment in books.payments { payment.expectWithinItsAmount() }
            try await expectProviderAgrees(house, books)
            #expect(try await house.credit() >= 0)
            #expect(try await house.credit() == -(house.balances()["credit"] ?? 0))
        }
    }

    /// Debits equal credits, in each effect and so in all.
    private func expectBalancedEffects(_ house: TestHouse) async throws {
        let unbalanced = try await house.database.read { connection in
            try connection.rows(
                "SELECT effect FROM ledger_entries GROUP BY tenant_id, effect HAVING SUM(amount_minor) <> 0"
            ).map { try $0.text(0) }
        }
        #expect(unbalanced.isEmpty)
    }

    /// The provider's own books, which the ledger never reads, say the same.
    private func expectProviderAgrees(_ house: TestHouse, _ books: BooksInRows) async throws {
        let (came, back) = try await house.database.read { connection in
            (
                try connection.row(
                    """
                    SELECT CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT) FROM sandbox_sessions
                    WHERE state = 'succeeded'
                    """
                )?.integer(0) ?? 0,
                try connection.row("SELECT CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT) FROM sandbox_refunds")?
                    .integer(0) ?? 0
            )
        }
        let real = books.payments.filter { !$0.isCredit && $0.hasArrived }
        #expect(came == real.reduce(0) { $0 + $1.amount })
        #expect(back == real.reduce(0) { $0 + $1.refunded - $1.credited })
        #expect(back <= came)
    }
}

/// What stands in the rows, read without the host's own types.
private struct BooksInRows: Sendable {
    struct PaymentInRow: Sendable {
        let invoice: String
        let isCredit: Bool
        let state: Payment.State
        let amount, refunded, credited, refunding, withheld, lost: Int64

        var hasArrived: Bool { state == .succeeded || state == .refunded }

        var counted: CountedAttempt {
            var counted = CountedAttempt(state: state, amount: amount, refunded: refunded)
            (counted.isCredit, counted.credited) = (isCredit, credited)
            (counted.withheld, counted.lost) = (withheld, lost)
            return counted
        }

        func expectWithinItsAmount() {
            #expect(refunded + refunding <= amount, "\(self)")
            // A bank may take what was given back before: that is a loss, and seen as one.
            #expect(withheld + lost <= amount, "\(self)")
            #expect(credited <= refunded, "\(self)")
            #expect(refunding == 0, "every refund is decided: \(self)")
        }
    }

    struct InvoiceInRow: Sendable {
        let id: String
        let status: Invoice.Status
        let position: InvoicePosition
        let entries: [LedgerAccount: Int64]

        /// Its entries are those of its position, and its row says what the position does.
        func expectDerived() {
            #expect(entries == position.entries(since: .none), "\(id)")
            #expect(status == position.status, "\(id)")
            #expect(position.captured <= position.total, "\(id): nobody could pay too much")
        }
    }

    let payments: [PaymentInRow]
    let invoices: [InvoiceInRow]
    var arrived: Int { payments.count { $0.hasArrived } }

    init(_ house: TestHouse) async throws {
        (payments, invoices) = try await house.database.read { connection in
            let payments = try connection.rows(
                """
                SELECT invoice_id, provider, state, amount_minor, refunded_minor, credited_minor, refunding_minor,
                    withheld_minor, lost_minor FROM payments
                """
            ).map { row in
                PaymentInRow(
                    invoice: try row.text(0),
                    isCredit: try row.text(1) == PluginID.storeCredit.rawValue,
                    state: try required(Payment.State(rawValue: try row.text(2))),
                    amount: try row.integer(3),
                    refunded: try row.integer(4),
                    credited: try row.integer(5),
                    refunding: try row.integer(6),
                    withheld: try row.integer(7),
                    lost: try row.integer(8)
                )
            }
            var entries: [String: [LedgerAccount: Int64]] = [:]
            let sums = try connection.rows(
                """
                SELECT invoice_id, account, CAST(SUM(amount_minor) AS BIGINT) FROM ledger_entries
                WHERE invoice_id IS NOT NULL GROUP BY invoice_id, account HAVING SUM(amount_minor) <> 0
                """
            )
            for row in sums {
                let account = try required(LedgerAccount(rawValue: try row.text(1)))
                entries[try row.text(0), default: [:]][account] = try row.integer(2)
            }
            let byInvoice = Dictionary(grouping: payments, by: \.invoice)
            let invoices = try connection.rows("SELECT id, status, amount_minor, voided_at FROM invoices").map { row in
                let id = try row.text(0)
                return InvoiceInRow(
                    id: id,
                    status: try required(Invoice.Status(rawValue: try row.text(1))),
                    position: InvoicePosition(
                        total: try row.integer(2),
                        isVoid: row.optionalInteger(3) != nil,
                        attempts: byInvoice[id, default: []].map(\.counted)
                    ),
                    entries: entries[id, default: [:]]
                )
            }
            return (payments, invoices)
        }
    }
}
