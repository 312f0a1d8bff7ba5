// What providers tell of refunds, booked: those that were asked for here, those
// that somebody made on the provider's own pages, and "everything was given back".

import HostCore
import HostStorage
import OrkestaModel

extension Ledger {
    /// Books what a provider reports of a refund. Nil when it says nothing new.
    /// Throws ``PaymentMismatch`` when it does not fit the refund, and a notFound
    /// problem when there is no such attempt (yet).
    func take(
        _ report: RefundReport,
        of provider: PluginID,
        in connection: any DatabaseConnection
    ) throws -> Outcome? {
        var books = try openArrived(report.attempt, of: provider, in: connection)
        let known = try Refunds(tenant).refunds(of: books.payment.id, in: connection)
            .first { $0.id == report.reference || $0.providerRefundID == report.id }
        if let known {
            guard report.amount == known.amount else { throw PaymentMismatch(field: "amount of the refund") }
            guard known.state.climbs(to: report.state) else {
                try keepKey(report, of: known, in: connection)
                return nil
            }
            return try move(known, to: report.state, report, in: books, in: connection).outcome
        }
        guard report.amount.currency == books.payment.amount.currency else { throw PaymentMismatch(field: "currency") }
        let made = try adopt(report, &books, in: connection)
        guard report.state != .pending else { return nil }
        return try move(made, to: report.state, report, in: books, in: connection).outcome
    }

    /// The provider will never do it: the reserved amount is free again, and a
    /// person decides what becomes of it.
    func refuse(
        _ refund: RefundRow,
        because reason: String,
        in connection: any DatabaseConnection
    ) throws -> Outcome? {
        guard let payment = try Payments(tenant).find(refund.paymentID, in: connection) else { throw vanished }
        let books = try open(payment, in: connection)
        guard let stored = try Refunds(tenant).find(refund.id, in: connection), stored.state.climbs(to: .failed) else {
            return nil
        }
        return try move(stored, to: .failed, failure: reason, in: books, in: connection).outcome
    }

    /// A provider says of an attempt that everything was given back, and not by
    /// which refunds: what no refund is known of is one.
    func giveBackRest(
        of books: OpenBooks,
        since before: InvoicePosition,
        in connection: any DatabaseConnection
    ) throws -> Outcome? {
        let known = try Refunds(tenant).refunds(of: books.payment.id, in: connection)
        let rest = books.payment.amount.minor - known.reduce(0) { $0 + $1.amount.minor }
        guard rest > 0 else { return nil }
        let draft = Refunds.Draft(
            payment: books.payment,
            amountMinor: rest,
            destination: .provider,
            providerRefundID: RefundRow.rest
        )
        let refund = try Refunds(tenant)
            .insert(draft, id: RefundID(at: now, randomness: randomness), at: now, in: connection)
        return try move(refund, to: .succeeded, in: books, since: before, in: connection).outcome
    }

    // MARK: Steps

    /// The books of an attempt that something happens to which can only happen to
    /// money that came: where that is news too, it is booked first.
    func openArrived(
        _ name: AttemptName,
        of provider: PluginID,
        in connection: any DatabaseConnection
    ) throws -> OpenBooks {
        let books = try open(name, of: provider, in: connection)
        guard !books.payment.state.hasArrived else { return books }
        let arrival = ProviderReport(
            .succeeded,
            session: nil,
            reference: books.payment.id,
            paymentID: name.paymentID,
            amount: books.payment.amount,
            method: nil
        )
        _ = try take(arrival, of: provider, in: connection)
        return try open(books.payment, in: connection)
    }

    /// A refund that was made on the provider's own pages. Where the provider had
    /// said before that everything was given back, it is a part of that; and more
    /// than came cannot go back, so what is beyond it goes to a person.
    private func adopt(
        _ report: RefundReport,
        _ books: inout OpenBooks,
        in connection: any DatabaseConnection
    ) throws -> RefundRow {
        let known = try Refunds(tenant).refunds(of: books.payment.id, in: connection)
        let rest = known.first { $0.providerRefundID == RefundRow.rest }
        let before = books.position
        let fromRest = min(rest?.amount.minor ?? 0, report.amount.minor)
        if let rest { try Refunds(tenant).lessen(rest.id, byMinor: fromRest, in: connection) }
        let spoken = known.filter { $0.state != .failed }.reduce(0) { $0 + $1.amount.minor } - fromRest
        let amount = min(report.amount.minor, max(0, books.payment.amount.minor - spoken))
        if amount < report.amount.minor {
            let beyond = Money(minor: report.amount.minor - amount, currency: report.amount.currency)
            try Reviews(tenant).open(
                .refund,
                subject: report.id,
                "the provider gave back \(beyond) more of \(books.invoice.shownNumber) than was paid",
                invoice: books.invoice.id,
                at: now,
                randomness: randomness,
                in: connection
            )
        }
        let draft = Refunds.Draft(
            payment: books.payment,
            amountMinor: amount,
            destination: .provider,
            providerRefundID: report.id
        )
        let made = try Refunds(tenant)
            .insert(draft, id: RefundID(at: now, randomness: randomness), at: now, in: connection)
        books.payment = try sumUp(books.payment, in: connection)
        try book("refund:\(made.id):known", books, since: before, in: connection)
        return made
    }

    /// The provider's key of a refund is news even where its state is not.
    private func keepKey(
        _ report: RefundReport,
        of refund: RefundRow,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        guard refund.providerRefundID == nil else { return }
        _ = try Refunds(tenant).store(
            refund.state,
            of: refund.id,
            providerRefundID: report.id,
            failure: refund.failure,
            at: refund.updatedAt,
            in: connection
        )
    }

    /// Moves a refund, books what that changes, and tells who hears of it.
    func move(
        _ refund: RefundRow,
        to state: RefundRow.State,
        _ report: RefundReport? = nil,
        failure: String? = nil,
        in opened: OpenBooks,
        since before: InvoicePosition? = nil,
        in connection: any DatabaseConnection
    ) throws -> (refund: RefundRow, outcome: Outcome) {
        var books = opened
        let position = books.position
        let moved = try Refunds(tenant).store(
            state,
            of: refund.id,
            providerRefundID: report?.id,
            failure: report?.failure ?? failure,
            at: now,
            in: connection
        )
        books.payment = try sumUp(books.payment, in: connection)
        try book("refund:\(refund.id):\(state.rawValue)", books, since: position, in: connection)
        if state == .failed { try review(moved, of: books.invoice, in: connection) }
        let outcome = try settle(books, since: before ?? position, refund: moved, in: connection)
        return (moved, outcome)
    }

    /// The attempt with what its refunds and disputes come to.
    func sumUp(_ payment: PaymentRow, in connection: any DatabaseConnection) throws -> PaymentRow {
        try Payments(tenant).store(
            refunds: try Refunds(tenant).refunds(of: payment.id, in: connection),
            disputes: try Disputes(tenant).disputes(of: payment.id, in: connection),
            of: payment.id,
            at: now,
            in: connection
        )
    }

    private func review(
        _ refund: RefundRow,
        of invoice: InvoiceRow,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try Reviews(tenant).open(
            .refund,
            subject: refund.id.rawValue,
            "a refund of \(refund.amount) of \(invoice.shownNumber) failed: \(refund.failure ?? "no reason given")",
            invoice: invoice.id,
            at: now,
            randomness: randomness,
            in: connection
        )
    }
}
