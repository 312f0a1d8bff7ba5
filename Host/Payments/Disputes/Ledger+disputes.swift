// Disputes, booked: what is held back leaves the cash account when one is opened,
// and comes back when it is won, or is a loss.

import HostCore
import HostStorage
import HostTime
import OrkestaModel

extension Ledger {
    /// Books what a provider reports of a dispute. Nil when it says nothing new: a
    /// dispute is decided once, and a late "open" changes nothing. Throws
    /// ``PaymentMismatch`` when it does not fit the attempt, and a notFound problem
    /// when there is no such attempt (yet).
    func take(
        _ report: DisputeReport,
        of provider: PluginID,
        in connection: any DatabaseConnection
    ) throws -> Outcome? {
        var books = try openArrived(report.attempt, of: provider, in: connection)
        guard report.amount.currency == books.payment.amount.currency, report.amount.minor > 0 else {
            throw PaymentMismatch(field: "amount of the dispute")
        }
        let known = try Disputes(tenant).disputes(of: books.payment.id, in: connection)
            .first { $0.providerDisputeID == report.id }
        guard known == nil || (known?.state == .open && report.state != .open) else { return nil }
        let before = books.position
        // Fees and exchange rates may make a dispute larger than the payment; those are not the invoice's.
        let amount = min(report.amount.minor, books.payment.amount.minor)
        let id = known?.id ?? DisputeID(at: now, randomness: randomness)
        try Disputes(tenant)
            .store(report, amountMinor: amount, of: books.payment, id: id, at: now, in: connection)
        books.payment = try sumUp(books.payment, in: connection)
        try book("dispute:\(id):\(report.state.rawValue)", books, since: before, in: connection)
        try follow(books, in: connection)
        return try tell(of: id, report, books, in: connection)
    }

    /// The invoice's row follows.
    private func follow(_ books: OpenBooks, in connection: any DatabaseConnection) throws(DatabaseError) {
        try connection.execute(
            "UPDATE invoices SET status = ? WHERE tenant_id = ? AND id = ?",
            books.position.status.rawValue,
            tenant.id,
            books.invoice.id
        )
    }

    /// The business hears of a dispute, in its queue and its events; the customer,
    /// who began it, does not.
    private func tell(
        of id: DisputeID,
        _ report: DisputeReport,
        _ books: OpenBooks,
        in connection: any DatabaseConnection
    ) throws -> Outcome {
        guard let invoice = try Invoices(tenant).find(books.invoice.id, in: connection),
            let dispute = try Disputes(tenant).disputes(of: books.payment.id, in: connection).first(where: {
                $0.id == id
            })
        else { throw vanished }
        let document = invoice.document(books.attempts)
        try record(
            report.state.news,
            entity: invoice.id.rawValue,
            [
                "dispute": dispute.json(invoice: invoice.shownNumber), "invoice": document.json,
                "payment": books.payment.document.json,
            ],
            in: connection
        )
        try DebtorTimer(tenant).lookNow(invoice.customerID, at: now, in: connection)
        let answer = report.answerBy.map { "; evidence counts until \($0)" } ?? ""
        try Reviews(tenant).open(
            .dispute,
            subject: report.id,
            "a payment of \(dispute.amount) for \(invoice.shownNumber) is disputed: "
                + "\(report.reason ?? "no reason given")\(answer)",
            invoice: invoice.id,
            at: now,
            randomness: randomness,
            in: connection
        )
        return Outcome(invoice: document, payment: books.payment.document, work: nil)
    }
}

extension DisputeRow.State {
    fileprivate var news: DomainEventType {
        switch self {
        case .open: .disputeOpened
        case .won: .disputeWon
        case .lost: .disputeLost
        }
    }
}
