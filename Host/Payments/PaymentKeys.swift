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
/// Tags the keys of refunds.
public enum RefundKind {}
/// Tags the keys of disputes.
public enum DisputeKind {}
/// Tags the keys of what waits for a person's decision.
public enum ReviewKind {}
/// Tags the keys of endpoints in the tenants' own systems.
public enum EndpointKind {}
/// Tags the keys of webhooks that go out.
public enum DeliveryKind {}

public typealias InvoiceID = Identifier<InvoiceKind>
public typealias PaymentID = Identifier<PaymentKind>
public typealias PaymentLinkID = Identifier<PaymentLinkKind>
public typealias WebhookID = Identifier<WebhookKind>
public typealias RefundID = Identifier<RefundKind>
public typealias DisputeID = Identifier<DisputeKind>
public typealias ReviewID = Identifier<ReviewKind>
public typealias EndpointID = Identifier<EndpointKind>
public typealias DeliveryID = Identifier<DeliveryKind>
