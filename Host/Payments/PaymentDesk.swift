// Where links to pay are planned: what may be asked for, at which address. A plan
// is made real at once by the API, and with the commit by a turn.

public import HostAccess
import HostCommerce
import HostConversations
public import HostCore
public import HostStorage
public import OrkestaModel

/// Plans links for one tenant.
public struct PaymentDesk: Sendable {
    public let tenant: TenantHandle
    private let tokens: PublicTokens
    private let publicURL: String

    public init(_ tenant: TenantHandle, tokens: PublicTokens, publicURL: String) {
        self.tenant = tenant
        self.tokens = tokens
        self.publicURL = publicURL
    }

    /// Who asks, and when.
    public struct Request: Sendable {
        /// Whose invoice it must be; nil: anybody's.
        public var customer: CustomerID?
        /// Who is told of payments; nil: who answers in the invoice's conversation.
        public var addressee: PayLink.Addressee?
        /// Orders that the turn has staged.
        public var staged: [Order]
        /// Names the link: the same key has the same address.
        public var key: String
        /// The tenant's time.
        public var now: Timestamp

        public init(
            customer: CustomerID? = nil,
            addressee: PayLink.Addressee? = nil,
            staged: [Order] = [],
            key: String,
            now: Timestamp
        ) {
            self.customer = customer
            self.addressee = addressee
            self.staged = staged
            self.key = key
            self.now = now
        }
    }

    /// The address of a link's page.
    public func url(of token: String) -> String { "\(publicURL)/pay/\(token)" }

    /// Plans the link that `draft` asks for. Throws a problem: notFound, conflict
    /// when there is nothing (left) to pay, invalid for an amount beyond it.
    public func plan(
        _ draft: PayLinkDraft,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> PlannedPayLink {
        let debt = try debt(draft.subject, request, in: connection)
        let asked = draft.amount ?? debt.left
        guard asked.currency == debt.left.currency, asked.minor > 0, asked.minor <= debt.left.minor else {
            throw Problem(
                .invalid,
                "the amount is not within what is open, \(debt.left)",
                field: "amount",
                remedy: "Give an amount above zero and up to that, or none."
            )
        }
        let expiresAt = draft.expiresAt ?? request.now.advanced(byMilliseconds: Limits.paymentLinkMilliseconds)
        guard expiresAt > request.now else {
            throw Problem(
                .invalid,
                "the link would have expired already",
                field: "expires_at",
                remedy: "Give a moment that is to come, or none."
            )
        }
        let token = tokens.token(for: "pay", request.key)
        return PlannedPayLink(
            token: token,
            subject: debt.subject,
            amountMinor: draft.amount?.minor,
            addressee: request.addressee,
            link: PaymentLink(url: url(of: token), amount: asked, invoice: debt.invoice, expiresAt: expiresAt)
        )
    }

    private struct Debt {
        let subject: PlannedPayLink.Subject
        /// `INV-1001`; nil before it is issued.
        let invoice: String?
        let left: Money
    }

    private func debt(
        _ subject: PayLinkDraft.Subject,
        _ request: Request,
        in connection: any DatabaseConnection
    ) throws -> Debt {
        switch subject {
        case .invoice(let name):
            let invoice = try Invoices(tenant).find(name, in: connection)
            guard let invoice, request.mayPay(invoice.customerID) else { throw unknown("invoice", name) }
            return try debt(of: invoice, in: connection)
        case .order(let name):
            if let invoice = try Invoices(tenant).find(order: name, in: connection) {
                guard request.mayPay(invoice.customerID) else { throw unknown("order", name) }
                return try debt(of: invoice, in: connection)
            }
            let staged = request.staged.last { $0.id == name || $0.shownNumber == name.uppercased() }
            let order = try staged ?? Orders(tenant).find(name, in: connection)
            guard let order, request.mayPay(CustomerID(order.customerID)) else { throw unknown("order", name) }
            return Debt(subject: .order(order.id), invoice: nil, left: order.prices.total)
        }
    }

    private func debt(of invoice: InvoiceRow, in connection: any DatabaseConnection) throws -> Debt {
        let position = invoice.position(try Payments(tenant).attempts(of: invoice.id, in: connection))
        guard position.left > 0 else {
            throw Problem(
                .conflict,
                invoice.voidedAt == nil
                    ? "\(invoice.shownNumber) is paid or being paid" : "\(invoice.shownNumber) was withdrawn",
                field: "invoice",
                remedy: "There is nothing to ask for."
            )
        }
        return Debt(
            subject: .invoice(invoice.id),
            invoice: invoice.shownNumber,
            left: Money(minor: position.left, currency: invoice.total.currency)
        )
    }

    private func unknown(_ field: String, _ name: String) -> Problem {
        Problem(.notFound, "there is no such \(field)", field: field, remedy: "Give its number or its key.")
    }
}

extension PaymentDesk.Request {
    fileprivate func mayPay(_ owner: CustomerID) -> Bool { customer == nil || customer == owner }
}

/// What a link is wanted for: the request of ork.payments/1 and of the API.
public struct PayLinkDraft: Sendable, Hashable {
    /// What is to be paid, by number or key.
    public enum Subject: Sendable, Hashable {
        case order(String)
        case invoice(String)
    }

    public var subject: Subject
    /// Nil: all that is open.
    public var amount: Money?
    /// Nil: the default.
    public var expiresAt: Timestamp?

    /// `currency` is that of an amount that names none. Throws the field at fault.
    public init(json: JSON, currency: String) throws(DocumentError) {
        let (order, invoice) = (try json.optionalText("order"), try json.optionalText("invoice"))
        switch (order, invoice) {
        case (let order?, nil): subject = .order(order)
        case (nil, let invoice?): subject = .invoice(invoice)
        default: throw DocumentError(field: "invoice", reason: "either an order or an invoice is expected")
        }
        if let value = json["amount"], !value.isNull {
            guard let amount = Money(json: value, currency: currency) else {
                throw DocumentError(field: "amount", reason: "an amount is expected, such as \"500.00\"")
            }
            self.amount = amount
        }
        if let text = try json.optionalText("expires_at") {
            guard let moment = Timestamp(text) else {
                throw DocumentError(field: "expires_at", reason: "a time as in RFC 3339 is expected")
            }
            expiresAt = moment
        }
    }
}

/// A link that may be made.
public struct PlannedPayLink: Sendable, Hashable {
    /// An order is billed with the link when it has no invoice by then.
    enum Subject: Sendable, Hashable {
        case order(String)
        case invoice(InvoiceID)
    }

    let token: String
    let subject: Subject
    let amountMinor: Int64?
    let addressee: PayLink.Addressee?
    /// As it is answered.
    public let link: PaymentLink

    /// Makes it. `conversation` is where an order that is billed now was placed.
    @discardableResult
    public func create(
        in ledger: Ledger,
        conversation: ConversationID?,
        in connection: any DatabaseConnection
    ) throws -> PayLink {
        let invoice: InvoiceRow
        switch subject {
        case .invoice(let id):
            guard let found = try Invoices(ledger.tenant).find(id, in: connection) else {
                throw DatabaseError.failed("an invoice is gone")
            }
            invoice = found
        case .order(let id):
            guard let order = try Orders(ledger.tenant).find(id, in: connection) else {
                throw Problem(.conflict, "the order was not made", field: "order", remedy: "Begin again.")
            }
            invoice = try ledger.bill(order, conversation: conversation, in: connection)
        }
        return try PayLinks(ledger.tenant).create(
            token: token,
            for: invoice,
            amountMinor: amountMinor,
            addressee: addressee,
            expiresAt: link.expiresAt,
            id: PaymentLinkID(at: ledger.now, randomness: ledger.randomness),
            at: ledger.now,
            in: connection
        )
    }
}
