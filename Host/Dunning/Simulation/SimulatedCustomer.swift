// One made-up customer with the invoices that they get, and when they would pay those
// without hearing a word.

import Glibc
import HostCore
import HostPayments
import OrkestaModel

/// An invoice to come.
struct SimulatedInvoice: Sendable {
    let invoice: InvoiceRow
    /// When it is paid without any reminder; nil: never within the time looked at.
    let paysAt: Timestamp?
}

/// A customer, the same whoever writes to them.
struct SimulatedCustomer: Sendable {
    let id: CustomerID
    let kind: CustomerKind
    /// In the order in which they are made.
    let invoices: [SimulatedInvoice]

    init(
        _ place: Int64,
        _ count: Int64,
        firstNumber: Int64,
        _ simulation: CollectionSimulation,
        _ calendar: DunningCalendar
    ) {
        let behavior = simulation.behavior
        var chances = Chances(seed: simulation.seed, "customer \(place)")
        let customer = CustomerID("CUST-\(place)")
        id = customer
        let kind = Self.kind(behavior, chances.below(100))
        self.kind = kind
        let days = (0..<count).map { _ in chances.below(max(simulation.days, 1)) }.sorted()
        invoices = days.enumerated().map { offset, day in
            let number = firstNumber + Int64(offset)
            var own = Chances(seed: simulation.seed, "invoice \(number)")
            let made = simulation.start.advanced(bySeconds: day * 86_400 + 9 * 3_600 + own.below(9 * 3_600))
            let term = behavior.termDays[Int(own.below(Int64(behavior.termDays.count)))]
            let dueDay = calendar.day(of: made).advanced(byDays: term)
            let amount = exp(log(Double(behavior.amountMedianMinor)) + behavior.amountSpread * own.normal())
            let invoice = InvoiceRow(
                id: InvoiceID("invoice-\(number)"),
                number: number,
                customerID: customer,
                total: Money(minor: min(max(Int64(amount), 5_000), 100_000_000), currency: "MXN"),
                dueAt: calendar.moment(of: dueDay, hour: 12),
                createdAt: made
            )
            return SimulatedInvoice(
                invoice: invoice,
                paysAt: Self.paysAlone(kind, due: dueDay, made: made, calendar, &own)
            )
        }
    }

    private static func kind(_ behavior: CustomerBehavior, _ draw: Int64) -> CustomerKind {
        var left = draw
        for kind in behavior.kinds {
            if left < kind.percent { return kind }
            left -= kind.percent
        }
        return behavior.kinds[behavior.kinds.count - 1]
    }

    private static func paysAlone(
        _ kind: CustomerKind,
        due: CivilDate,
        made: Timestamp,
        _ calendar: DunningCalendar,
        _ chances: inout Chances
    ) -> Timestamp? {
        let hour = 9 + chances.below(12)
        if chances.happens(kind.paysByDue) {
            let day = due.advanced(byDays: -chances.below(6))
            return max(calendar.moment(of: day, hour: hour), made.advanced(bySeconds: 3_600))
        }
        var chance = kind.paysLate
        for late in 1...DunningStage.writeOff.days + 30 {
            if chances.happens(chance) { return calendar.moment(of: due.advanced(byDays: late), hour: hour) }
            chance *= kind.lateDecay
        }
        return nil
    }
}
