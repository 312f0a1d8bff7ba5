// The pure part of the ledger, by tables: attempts climb, positions follow.

import HostPayments
import HostTime
import OrkestaModel
import Testing

struct PositionTests {
    struct Climb: CustomTestStringConvertible {
        let from: Payment.State
        let report: AttemptReport
        let to: Payment.State
        let captured: Bool
        let refunded: Bool

        init(_ from: Payment.State, _ report: AttemptReport, _ to: Payment.State, _ booked: String = "") {
            (self.from, self.report, self.to) = (from, report, to)
            (captured, refunded) = (booked.contains("c"), booked.contains("r"))
        }

        var testDescription: String { "\(from) + \(report)" }
    }

    static let climbs = [
        Climb(.pending, .processing, .processing), Climb(.pending, .succeeded, .succeeded, "c"),
        Climb(.pending, .failed, .failed), Climb(.pending, .refunded, .refunded, "cr"),
        Climb(.processing, .processing, .processing), Climb(.processing, .succeeded, .succeeded, "c"),
        Climb(.processing, .failed, .failed), Climb(.processing, .refunded, .refunded, "cr"),
        Climb(.failed, .processing, .failed), Climb(.failed, .succeeded, .succeeded, "c"),
        Climb(.failed, .failed, .failed), Climb(.failed, .refunded, .refunded, "cr"),
        Climb(.succeeded, .processing, .succeeded), Climb(.succeeded, .succeeded, .succeeded),
        Climb(.succeeded, .failed, .succeeded), Climb(.succeeded, .refunded, .refunded, "r"),
        Climb(.refunded, .processing, .refunded), Climb(.refunded, .succeeded, .refunded),
        Climb(.refunded, .failed, .refunded), Climb(.refunded, .refunded, .refunded),
    ]

    @Test("an attempt only climbs, and books each thing once", arguments: climbs)
    func climb(_ row: Climb) {
        var machine = AttemptMachine(row.from)
        let change = machine.take(row.report)
        #expect(machine.state == row.to)
        #expect(change?.captured ?? false == row.captured)
        #expect(change?.refunded ?? false == row.refunded)
        #expect((change == nil) == (row.from == row.to))
    }

    struct Standing: CustomTestStringConvertible {
        let name: String
        var total: Int64 = 10_000
        var isVoid = false
        let attempts: [CountedAttempt]
        let status: Invoice.Status
        let balance: Int64
        let room: Int64
        var credit: Int64 = 0

        var testDescription: String { name }
    }

    private static func attempt(_ state: Payment.State, _ amount: Int64, back: Int64 = 0) -> CountedAttempt {
        CountedAttempt(state: state, amount: amount, refunded: back)
    }

    static let standings = [
        Standing(name: "nothing begun", attempts: [], status: .pending, balance: 10_000, room: 10_000),
        Standing(name: "free of charge", total: 0, attempts: [], status: .succeeded, balance: 0, room: 0),
        Standing(
            name: "a page is open",
            attempts: [attempt(.pending, 10_000)],
            status: .pending,
            balance: 10_000,
            room: 0
        ),
        Standing(
            name: "in the provider's hands",
            attempts: [attempt(.processing, 10_000)],
            status: .processing,
            balance: 10_000,
            room: 0
        ),
        Standing(
            name: "declined",
            attempts: [attempt(.failed, 10_000)],
            status: .failed,
            balance: 10_000,
            room: 10_000
        ),
        Standing(
            name: "declined, and tried again",
            attempts: [attempt(.failed, 10_000), attempt(.pending, 4_000)],
            status: .pending,
            balance: 10_000,
            room: 6_000
        ),
        Standing(name: "paid", attempts: [attempt(.succeeded, 10_000)], status: .succeeded, balance: 0, room: 0),
        Standing(
            name: "a part paid",
            attempts: [attempt(.succeeded, 2_500)],
            status: .partial,
            balance: 7_500,
            room: 7_500
        ),
        Standing(
            name: "a part paid, another on its way",
            attempts: [attempt(.succeeded, 2_500), attempt(.processing, 5_000)],
            status: .partial,
            balance: 7_500,
            room: 2_500
        ),
        Standing(
            name: "paid in two parts",
            attempts: [attempt(.succeeded, 2_500), attempt(.succeeded, 7_500)],
            status: .succeeded,
            balance: 0,
            room: 0
        ),
        Standing(
            name: "paid twice",
            attempts: [attempt(.succeeded, 10_000), attempt(.succeeded, 4_000)],
            status: .succeeded,
            balance: 0,
            room: 0,
            credit: 4_000
        ),
        Standing(
            name: "paid twice, one given back",
            attempts: [attempt(.succeeded, 10_000), attempt(.refunded, 4_000, back: 4_000)],
            status: .succeeded,
            balance: 0,
            room: 0
        ),
        Standing(
            name: "given back",
            attempts: [attempt(.refunded, 10_000, back: 10_000)],
            status: .refunded,
            balance: 0,
            room: 0
        ),
        Standing(name: "withdrawn", isVoid: true, attempts: [], status: .failed, balance: 0, room: 0),
        Standing(
            name: "paid after it was withdrawn",
            isVoid: true,
            attempts: [attempt(.succeeded, 10_000)],
            status: .failed,
            balance: 0,
            room: 0,
            credit: 10_000
        ),
    ]

    @Test("a position is derived from the attempts", arguments: standings)
    func standing(_ row: Standing) {
        let position = InvoicePosition(total: row.total, isVoid: row.isVoid, attempts: row.attempts)
        #expect(position.status == row.status)
        #expect(position.balance == row.balance)
        #expect(position.room == row.room)
        #expect(position.credit == row.credit)
        #expect(position.entries(since: .none).values.reduce(0, +) == 0, "debits and credits differ")
    }

    @Test("a hundred thousand random changes: debits equal credits, and together they are the position")
    func randomChanges() {
        let seed: UInt64 = 20_261_126
        let chance = SeededRandomness(seed: seed)
        func below(_ limit: Int64) -> Int64 { Int64(chance.next() % UInt64(max(1, limit))) }
        for round in 0..<1_000 {
            let total = below(100_000)
            var isVoid = false
            var attempts: [CountedAttempt] = []
            var position = InvoicePosition.none
            var books: [LedgerAccount: Int64] = [:]
            for step in 0..<100 {
                if below(50) == 0 { isVoid = true }
                if attempts.isEmpty || below(4) == 0 {
                    var attempt = Self.attempt(.pending, 1 + below(60_000))
                    attempt.isCredit = below(3) == 0
                    attempts.append(attempt)
                }
                Self.change(&attempts[Int(below(Int64(attempts.count)))], below)
                let next = InvoicePosition(total: total, isVoid: isVoid, attempts: attempts)
                let entries = next.entries(since: position)
                #expect(entries.values.reduce(0, +) == 0, "seed \(seed), round \(round), step \(step)")
                books.merge(entries) { $0 + $1 }
                position = next
            }
            let expected = position.entries(since: .none)
            #expect(books.filter { $0.value != 0 } == expected, "seed \(seed), round \(round)")
        }
    }

    /// What may happen to an attempt at all.
    private static func change(_ attempt: inout CountedAttempt, _ below: (Int64) -> Int64) {
        attempt.state = Payment.State.allCases[Int(below(Int64(Payment.State.allCases.count)))]
        attempt.refunded = below(attempt.amount + 1)
        attempt.credited = below(attempt.refunded + 1)
        attempt.withheld = below(attempt.amount - attempt.refunded + 1)
        attempt.lost = below(attempt.amount - attempt.refunded - attempt.withheld + 1)
    }

    @Test("an amount that does not fit saturates instead of trapping")
    func hugeAmounts() {
        let attempts = [Self.attempt(.succeeded, .max), Self.attempt(.processing, .max), Self.attempt(.pending, .max)]
        let position = InvoicePosition(total: 100, attempts: attempts)
        #expect(position.captured == .max)
        #expect(position.room == 0)
    }
}
