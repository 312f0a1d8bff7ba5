// Keys of the ledger's rows.

public import HostCore

/// Tags the keys of invoices.
public enum InvoiceKind {}
/// Tags the keys of payment attempts.
public enum PaymentKind {}
/// Tags the keys of links under which an invoice can be paid.
public enum PaymentLinkKind {}
/// Tags the keys of webhooks that came in.
public enum WebhookKind {}

public typealias InvoiceID = Identifier<InvoiceKind>
public typealias PaymentID = Identifier<PaymentKind>
public typealias PaymentLinkID = Identifier<PaymentLinkKind>
public typealias WebhookID = Identifier<WebhookKind>
