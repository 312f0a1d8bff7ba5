// What waits for a person at the till: disputes, and the review queue.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostPayments
import HostStorage
import HostTime
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let disputeRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/disputes",
            ports: .tower,
            access: .permission(Permission(.billing, .read)),
            id: "listDisputes",
            tag: "Payments",
            summary: "Payments that were disputed with the payer's bank, the latest opened first",
            parameters: [
                .tenant,
                .query(
                    "state",
                    "Only those that stand so.",
                    Schema.word("A state.", of: DisputeRow.State.allCases.map(\.rawValue))
                ),
                .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Dispute")), "A page of disputes.")],
            problems: [.notFound],
            handler: { try await ReviewRoutes.disputes($0) }
        )
    ]

    static let reviewRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/payments/reviews",
            ports: .tower,
            access: .permission(Permission(.billing, .read)),
            id: "listReviews",
            tag: "Payments",
            summary: "What only a person can decide about payments, the latest first",
            description: """
                News of a provider that do not fit (nothing was booked), disputes, refunds that failed, and differences \
                that a reconciliation found.
                """,
            parameters: [
                .tenant,
                .query(
                    "state",
                    "Only those that stand so.",
                    Schema.word("A state.", of: ReviewRoutes.State.allCases.map(\.rawValue))
                ),
                .limit, .cursor,
            ],
            responses: [.json(Schema.page(of: Schema.reference("Review")), "A page of the queue.")],
            problems: [.notFound],
            handler: { try await ReviewRoutes.list($0) }
        ),
        Route(
            method: .post,
            path: "/api/payments/reviews/{id}/resolve",
            ports: .tower,
            access: .permission(Permission(.billing, .write)),
            id: "resolveReview",
            tag: "Payments",
            summary: "Takes something out of the queue, with what was decided",
            parameters: [.path("id", "A review's key.", Schema.text("A key.")), .tenant],
            body: .json(
                Schema.object(
                    "What was decided.",
                    ["resolution": Schema.text("In words.", minLength: 1, maxLength: Limits.reviewTextCharactersMax)],
                    example: ["resolution": "Paid by transfer on the phone."]
                )
            ),
            responses: [.json(Schema.reference("Review"), "The review.")],
            problems: [.notFound, .conflict],
            handler: { try await ReviewRoutes.resolve($0) }
        ),
    ]
}

enum ReviewRoutes {
    /// How a review stands.
    enum State: String, CaseIterable {
        case open, resolved
    }

    fileprivate static func disputes(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let state: DisputeRow.State? = try exchange.word("state")
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let page = try await exchange.services.database.read { connection in
            let (disputes, next) = try Disputes(tenant).list(state: state, before: cursor, limit: limit, in: connection)
            let invoices = try Invoices(tenant).find(Set(disputes.map(\.invoiceID)), in: connection)
            return (disputes.map { $0.json(invoice: invoices[$0.invoiceID]?.shownNumber) }, next)
        }
        return .page(page.0, next: page.1?.description)
    }

    fileprivate static func list(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let state: State? = try exchange.word("state")
        let limit = try exchange.limit()
        let cursor = try exchange.cursor { ActivityCursor($0) }
        let page = try await exchange.services.database.read { connection in
            let (reviews, next) = try Reviews(tenant)
                .list(isOpen: state.map { $0 == .open }, before: cursor, limit: limit, in: connection)
            let invoices = try Invoices(tenant).find(Set(reviews.compactMap(\.invoiceID)), in: connection)
            return (reviews.map { $0.json(invoice: $0.invoiceID.flatMap { invoices[$0]?.shownNumber }) }, next)
        }
        return .page(page.0, next: page.1?.description)
    }

    fileprivate static func resolve(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let (tenant, id) = (access.handle, ReviewID(try exchange.path("id")))
        let resolution = try await exchange.object().requiredText("resolution")
        guard (1...Limits.reviewTextCharactersMax).contains(resolution.count) else {
            throw DocumentError(
                field: "resolution",
                reason: "1 to \(Limits.reviewTextCharactersMax) characters are expected"
            )
        }
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let document = try await exchange.services.database.write { connection in
            let review = try Reviews(tenant)
                .resolve(id, resolution, by: exchange.caller.actor, at: now, in: connection)
            let invoice = try review.invoiceID.flatMap { try Invoices(tenant).find($0, in: connection)?.shownNumber }
            let document = review.json(invoice: invoice)
            let audit = exchange.audit(
                "review.resolve",
                "review",
                id.rawValue,
                tenant: tenant.id,
                after: document,
                at: now
            )
            try AuditLog.record(audit, in: connection)
            return document
        }
        return .json(document)
    }
}
