// One customer's life with reminders: the ladder says what is due, the customer's
// assumed behaviour says what comes of it, and whichever comes first happens.

import HostCore
import HostPayments
import OrkestaModel

/// How an invoice ended.
struct InvoiceEnd: Sendable {
    private(set) var payments: [(at: Timestamp, minor: Int64)] = []

    mutating func add(_ minor: Int64, at moment: Timestamp) { payments.append((moment, minor)) }

    var paidMinor: Int64 { payments.reduce(0) { $0 + $1.minor } }

    /// What had arrived before a moment.
    func paidMinor(before moment: Timestamp) -> Int64 {
        payments.reduce(0) { $0 + ($1.at < moment ? $1.minor : 0) }
    }
}

/// What was done to a customer.
struct RunTally: Sendable {
    var reminders: [DunningStage: Int64] = [:]
    /// Reminders after which an invoice of theirs was paid within three days.
    var worked: [DunningStage: Int64] = [:]
    var texts: Int64 = 0
    var promises: Int64 = 0
    var kept: Int64 = 0
    var disputes: Int64 = 0
    var optOuts: Int64 = 0
}

/// Follows one customer until nothing more can happen.
struct CustomerRun {
    private enum Event {
        case made(Int)
        /// Pays so many minor units of an invoice, nil: all that is open.
        case pays(Int, Int64?)
        case promiseEnds(Int)
        case disputeEnds(Int)
    }

    private let customer: SimulatedCustomer
    private let ladder: DunningLadder
    private let behavior: CustomerBehavior
    private let log: ((String) -> Void)?
    private var chances: Chances
    private var account: DebtorAccount
    /// By the customer's place of the invoice.
    private(set) var ends: [InvoiceEnd]
    private(set) var tally = RunTally()
    private var due: [(at: Timestamp, order: Int, event: Event)] = []
    private var eventCount = 0
    private var heard: [Int64] = []
    private var lastReminder: (at: Timestamp, stage: DunningStage, hasWorked: Bool)?
    private static let workedSeconds: Int64 = 3 * 86_400
    private static let stepsMax = 20_000

    init(
        _ customer: SimulatedCustomer,
        _ ladder: DunningLadder,
        _ simulation: CollectionSimulation,
        log: ((String) -> Void)?
    ) {
        (self.customer, self.ladder, self.log) = (customer, ladder, log)
        behavior = simulation.behavior
        chances = Chances(seed: simulation.seed, "reactions of \(customer.id.rawValue)")
        account = DebtorAccount(customer: customer.id, debts: [])
        ends = customer.invoices.map { _ in InvoiceEnd() }
        heard = customer.invoices.map { _ in 0 }
        for (place, invoice) in customer.invoices.enumerated() {
            plan(.made(place), at: invoice.invoice.createdAt)
            if let paysAt = invoice.paysAt { plan(.pays(place, nil), at: paysAt) }
        }
    }

    mutating func run() {
        var now = due.first?.at ?? Timestamp(milliseconds: 0)
        for _ in 0..<Self.stepsMax {
            let step = ladder.next(account, at: now)
            if case .remind(let planned) = step {
                remind(planned, at: now)
                continue
            }
            var next: Timestamp? = due.first?.at
            if case .wait(let until) = step { next = min(next ?? until, until) }
            guard let next else { return }
            now = max(now, next)
            while let first = due.first, first.at <= now {
                due.removeFirst()
                take(first.event, at: first.at)
            }
            giveUp(at: now)
        }
    }

    private mutating func plan(_ event: Event, at moment: Timestamp) {
        eventCount += 1
        let entry = (at: moment, order: eventCount, event: event)
        let place = due.firstIndex { ($0.at, $0.order) > (entry.at, entry.order) } ?? due.endIndex
        due.insert(entry, at: place)
    }

    private func write(_ what: String, at moment: Timestamp) {
        log?("\(moment) \(customer.id.rawValue) \(what)")
    }

    // MARK: The ladder's side

    private mutating func remind(_ planned: PlannedReminder, at now: Timestamp) {
        let names = planned.items.map(\.debt.invoice.shownNumber).joined(separator: " ")
        write("reminded \(planned.stage.rawValue) \(names)", at: now)
        tally.reminders[planned.stage, default: 0] += 1
        account.remember(planned, at: now)
        lastReminder = (now, planned.stage, false)
        let isText = chances.happens(behavior.whatsAppFails)
        if isText { tally.texts += 1 }
        guard chances.happens(isText ? behavior.seesText : behavior.seesWhatsApp) else { return }
        react(to: planned, at: now)
    }

    /// Invoices whose time is over wait for a person.
    private mutating func giveUp(at now: Timestamp) { account.giveUp(ladder.losses(account, at: now)) }

    // MARK: The customer's side

    private mutating func react(to planned: PlannedReminder, at now: Timestamp) {
        let kind = customer.kind
        if chances.happens(kind.optsOut) {
            tally.optOuts += 1
            write("opts out", at: now)
            account.hold = .optedOut
        }
        let places = planned.items.compactMap { item in
            customer.invoices.firstIndex { $0.invoice.id == item.debt.invoice.id }
        }
        guard let first = places.first else { return }
        if heard[first] == 0, chances.happens(kind.disputes) { return dispute(first, at: now) }
        var chance = kind.paysWhenReminded
        for _ in 0..<heard[first] { chance *= kind.fatigue }
        chance *= factor(at: now)
        for place in places { heard[place] += 1 }
        if chances.happens(min(chance, 1)) { return pay(places, at: now) }
        if chances.happens(kind.promises) { promise(places, at: now) }
    }

    private func factor(at now: Timestamp) -> Double {
        let day = ladder.calendar.day(of: now)
        let isPayday = [15, 16, 1, day.daysInMonth].contains(day.day)
        let isEvening = now >= ladder.calendar.moment(of: day, hour: 18)
        let isMorning = now < ladder.calendar.moment(of: day, hour: 12)
        let hour = isEvening ? behavior.eveningFactor : isMorning ? behavior.morningFactor : 1
        return hour * (isPayday ? customer.kind.paydayFactor : 1)
    }

    private mutating func pay(_ places: [Int], at now: Timestamp) {
        // Within the day, as people come to it.
        let at = now.advanced(bySeconds: 300 + chances.below(20 * 3_600))
        for place in places {
            let open = openMinor(place)
            let isPart = chances.happens(customer.kind.paysPart)
            let share = 30 + chances.below(41)
            plan(.pays(place, isPart ? max(1, open * share / 100) : nil), at: at)
        }
    }

    private mutating func promise(_ places: [Int], at now: Timestamp) {
        tally.promises += 1
        let calendar = ladder.calendar
        let day = calendar.day(of: now).advanced(byDays: 1 + chances.below(7))
        let overAt = calendar.end(of: day)
        write("promises \(day)", at: now)
        let subjects = places.map { place in
            PromiseRow.Subject(id: customer.invoices[place].invoice.id, number: customer.invoices[place].invoice.number)
        }
        let amount = Money(minor: places.reduce(0) { $0 + openMinor($1) }, currency: ladder.policy.currency)
        let row = PromiseRow(
            id: PromiseID("promise-\(customer.id.rawValue)-\(tally.promises)"),
            customerID: customer.id,
            amount: amount,
            day: day,
            overAt: overAt,
            at: now,
            about: subjects
        )
        let isKept = chances.happens(customer.kind.keepsPromise)
        if isKept { tally.kept += 1 }
        for place in places {
            change(place) { $0.promise = row }
            plan(.promiseEnds(place), at: overAt)
            if isKept { plan(.pays(place, nil), at: calendar.moment(of: day, hour: 9 + chances.below(10))) }
        }
    }

    private mutating func dispute(_ place: Int, at now: Timestamp) {
        tally.disputes += 1
        write("disputes \(customer.invoices[place].invoice.shownNumber)", at: now)
        // Who opted out stays so when the dispute is over.
        if account.hold == nil { account.hold = .openCase }
        plan(.disputeEnds(place), at: now.advanced(bySeconds: behavior.disputeDays * 86_400))
    }

    // MARK: Events

    private mutating func take(_ event: Event, at now: Timestamp) {
        switch event {
        case .made(let place): open(place)
        case .pays(let place, let amount): settle(place, amount, at: now)
        case .promiseEnds(let place):
            change(place) { debt in
                if debt.promise?.state == .open { debt.promise?.state = .broken }
            }
        case .disputeEnds(let place):
            if account.hold == .openCase { account.hold = nil }
            // A dispute that stands is never asked for again.
            if chances.happens(behavior.disputeStands) { change(place) { $0.isWrittenOff = true } }
        }
    }

    private func openMinor(_ place: Int) -> Int64 {
        max(0, customer.invoices[place].invoice.total.minor - ends[place].paidMinor)
    }

    private mutating func open(_ place: Int) {
        account.debts.append(OpenDebt(open: standing(place)))
        account.debts.sort { ($0.invoice.dueAt, $0.invoice.number) < ($1.invoice.dueAt, $1.invoice.number) }
    }

    private func standing(_ place: Int) -> OpenInvoice {
        let invoice = customer.invoices[place].invoice
        let paid = ends[place].paidMinor
        let attempts = paid > 0 ? [CountedAttempt(state: .succeeded, amount: paid)] : []
        return OpenInvoice(
            invoice: invoice,
            position: InvoicePosition(total: invoice.total.minor, attempts: attempts),
            arrivals: ends[place].payments.map { OpenInvoice.Arrival(amountMinor: $0.minor, at: $0.at) }
        )
    }

    private mutating func settle(_ place: Int, _ amount: Int64?, at now: Timestamp) {
        let open = openMinor(place)
        guard open > 0 else { return }
        let paid = min(amount ?? open, open)
        ends[place].add(paid, at: now)
        let ending = paid == open ? " settled" : ""
        write("pays \(paid) of \(customer.invoices[place].invoice.shownNumber)\(ending)", at: now)
        countAsWorked(at: now)
        guard let index = account.debts.firstIndex(where: { $0.invoice.id == customer.invoices[place].invoice.id })
        else {
            return
        }
        if openMinor(place) == 0 {
            account.debts.remove(at: index)
        } else {
            let before = account.debts[index]
            var debt = OpenDebt(open: standing(place))
            (debt.reminded, debt.reminderCount, debt.promise) = (before.reminded, before.reminderCount, before.promise)
            debt.isWrittenOff = before.isWrittenOff
            account.debts[index] = debt
        }
    }

    private mutating func countAsWorked(at now: Timestamp) {
        guard let last = lastReminder, !last.hasWorked, now <= last.at.advanced(bySeconds: Self.workedSeconds) else {
            return
        }
        lastReminder?.hasWorked = true
        tally.worked[last.stage, default: 0] += 1
    }

    private mutating func change(_ place: Int, _ change: (inout OpenDebt) -> Void) {
        let id = customer.invoices[place].invoice.id
        guard let index = account.debts.firstIndex(where: { $0.invoice.id == id }) else { return }
        change(&account.debts[index])
    }
}
