// What nobody will pay, booked: the receivable becomes a loss. Should the money come
// after all, the loss shrinks by it.

public import HostCore
public import HostStorage
import HostTime
public import OrkestaModel

extension Ledger {
    /// Gives up what is open of an invoice, once. Who may decide that is for the
    /// caller to say. Throws a conflict problem when nothing is open, or something of
    /// it is being paid.
    public func writeOff(_ id: InvoiceID, in connection: any DatabaseConnection) throws -> Money {
        let (invoice, attempts) = try lock(id, in: connection)
        let before = invoice.position(attempts)
        guard before.balance > 0, before.open == 0 else {
            throw Problem(
                .conflict,
                before.balance > 0
                    ? "\(invoice.shownNumber) is being paid" : "nothing of \(invoice.shownNumber) is to be paid",
                field: "invoice",
                remedy: before.balance > 0 ? "Wait until its payment page is closed." : "There is nothing to give up."
            )
        }
        let lost = Money(minor: before.balance, currency: invoice.total.currency)
        let after = InvoicePosition(
            total: invoice.total.minor,
            writtenOff: lost.minor,
            attempts: attempts.map(\.counted)
        )
        try connection.execute(
            "UPDATE invoices SET written_off_minor = ?, written_off_at = ?, status = ? WHERE tenant_id = ? AND id = ?",
            lost.minor,
            now,
            after.status.rawValue,
            tenant.id,
            id
        )
        try book("invoice:\(id):written-off", after.entries(since: before), of: invoice, in: connection)
        guard let written = try Invoices(tenant).find(id, in: connection) else { throw vanished }
        try record(.invoiceWrittenOff, written, payment: nil, in: connection)
        try DebtorTimer(tenant).lookNow(invoice.customerID, at: now, in: connection)
        return lost
    }
}
