// Attempts to pay as a table for spreadsheets, and the filters of that and of the
// list.

import HTTPTypes
import HostConversations
import HostCore
import HostPayments
import HostStorage
import Hummingbird
import NIOCore
import OrkestaModel

/// The filters of a request, by names that are looked up in the transaction.
struct TransactionQuery: Sendable {
    private var filter = TransactionFilter()
    private let invoice: String?
    private let customer: String?

    /// Throws the field at fault.
    init(_ exchange: Exchange) throws {
        filter.state = try exchange.word("state")
        invoice = try exchange.query("invoice")
        customer = try exchange.query("customer")
        filter.method = try exchange.query("method")
        filter.from = try exchange.moment("from")
        filter.until = try exchange.moment("until")
        guard let provider = try exchange.query("provider") else { return }
        guard let id = PluginID(provider) else {
            throw DocumentError(field: "provider", reason: "a provider's name is expected, such as stripe")
        }
        filter.provider = id
    }

    /// Throws a notFound problem for an invoice or a customer that there is not.
    func filter(of tenant: TenantHandle, in connection: any DatabaseConnection) throws -> TransactionFilter {
        var found = filter
        found.invoice = try invoice.map { try Exchange.invoice($0, of: tenant, in: connection).id }
        found.customer = try customer.map { try Exchange.customer($0, of: tenant, in: connection) }
        return found
    }
}

extension Exchange {
    /// A time of the query, or nil. Throws the field at fault.
    fileprivate func moment(_ name: String) throws -> Timestamp? {
        guard let text = try query(name) else { return nil }
        guard let moment = Timestamp(text) else {
            throw DocumentError(field: name, reason: "a time as in RFC 3339 is expected")
        }
        return moment
    }
}

/// The table, written page by page.
struct TransactionExport: Sendable {
    enum Format: String, CaseIterable {
        case json, csv
    }

    private static let header = [
        "payment", "invoice", "customer_id", "state", "amount", "refunded", "currency", "provider", "method",
        "provider_payment_id", "failure", "created_at", "updated_at",
    ]

    private let database: any HostStorage.Database
    private let tenant: TenantHandle
    private let query: TransactionQuery

    init(_ database: any HostStorage.Database, _ tenant: TenantHandle, _ query: TransactionQuery) {
        self.database = database
        self.tenant = tenant
        self.query = query
    }

    static func isWanted(_ exchange: Exchange) throws(Problem) -> Bool {
        if let format: Format = try exchange.word("format") { return format == .csv }
        return exchange.request.headers[.accept]?.contains("text/csv") ?? false
    }

    func response() async throws -> Response {
        // Looked up before the head is sent, so that a wrong name is a problem.
        let filter = try await database.read { [query, tenant] in try query.filter(of: tenant, in: $0) }
        let headers: HTTPFields = [
            .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
            .contentDisposition: "attachment; filename=\"transactions.csv\"",
        ]
        let body = ResponseBody { [self] writer in
            try await writer.write(ByteBuffer(string: CSVLine(Self.header).text))
            var (cursor, left) = (ActivityCursor?.none, Limits.transactionsExportedMax)
            repeat {
                let page = try await page(filter, before: cursor, limit: min(left, Limits.pageItemsMax))
                try await writer.write(ByteBuffer(string: page.lines.map(\.text).joined()))
                left -= page.lines.count
                cursor = page.next
            } while cursor != nil && left > 0
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }

    private func page(
        _ filter: TransactionFilter,
        before cursor: ActivityCursor?,
        limit: Int
    ) async throws -> (lines: [CSVLine], next: ActivityCursor?) {
        try await database.read { [tenant] connection in
            let (payments, next) = try Payments(tenant).list(filter, before: cursor, limit: limit, in: connection)
            let invoices = try Invoices(tenant).find(Set(payments.map(\.invoiceID)), in: connection)
            return (payments.map { Self.line($0, of: invoices[$0.invoiceID]) }, next)
        }
    }

    private static func line(_ payment: PaymentRow, of invoice: InvoiceRow?) -> CSVLine {
        let refunded = Money(minor: payment.refundedMinor, currency: payment.amount.currency)
        return CSVLine([
            payment.id.rawValue, invoice?.shownNumber ?? "", invoice?.customerID.rawValue ?? "",
            payment.state.rawValue, payment.amount.decimal, refunded.decimal, payment.amount.currency,
            payment.provider, payment.method ?? "", payment.providerPaymentID ?? "", payment.failure ?? "",
            payment.createdAt.description, payment.updatedAt.description,
        ])
    }
}

/// A line of a table as RFC 4180 has it.
struct CSVLine: Sendable {
    let text: String

    /// What a spreadsheet would take for a formula gets an apostrophe before it.
    init(_ cells: [String]) {
        text =
            cells.map { cell in
                let isFormula = cell.first.map { "=+-@\t\r".contains($0) } ?? false
                let safe = isFormula ? "'" + cell : cell
                let isQuoted = safe.contains { ",\"\r\n".contains($0) }
                return isQuoted ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
            }.joined(separator: ",") + "\r\n"
    }
}
