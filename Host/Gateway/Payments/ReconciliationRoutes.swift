// Reconciliation over the API: the provider's list against the ledger, now.

import HTTPTypes
import HostAccess
import HostCore
import HostPayments
import HostStorage
import HostTime
import Hummingbird
import Logging
import OrkestaModel

extension RouteTable {
    static let reconciliationRoutes: [Route] = [
        Route(
            method: .post,
            path: "/api/payments/reconcile",
            ports: .tower,
            access: .permission(Permission(.billing, .operate)),
            id: "reconcilePayments",
            tag: "Payments",
            summary: "Compares the provider's own list with the ledger",
            description: """
                News that had been lost are booked; what cannot be explained goes to the review queue. The host does \
                this every night for the two days before.
                """,
            parameters: [.tenant],
            body: .json(Schema.reference("ReconciliationRange")),
            responses: [.json(Schema.reference("Reconciliation"), "What was found.")],
            problems: [.notFound, .conflict],
            handler: { try await ReconciliationRoutes.reconcile($0) }
        )
    ]
}

private enum ReconciliationRoutes {
    static func reconcile(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant()
        let json = try await exchange.object()
        let now = exchange.services.clocks.clock(for: access.tenant).now()
        let until = try json.present("until") == nil ? now : json.moment("until")
        let from =
            try json.present("from") == nil
            ? until.advanced(byMilliseconds: -Limits.reconciliationMilliseconds) : json.moment("from")
        guard from < until, until <= from.advanced(bySeconds: Limits.reconciliationDaysMax * 86_400) else {
            throw DocumentError(
                field: "from",
                reason: "a time before `until`, by at most \(Limits.reconciliationDaysMax) days, is expected"
            )
        }
        let report: ReconciliationReport
        do {
            report = try await exchange.services.payments.reconciler
                .reconcile(access.tenant, access.handle, from: from, until: until)
        } catch let problem as Problem {
            throw problem
        } catch let error as DatabaseError {
            throw error
        } catch {
            exchange.services.logger.warning(
                "a provider's list could not be had",
                metadata: ["tenant": "\(access.handle.id)", "error": "\(error)"]
            )
            throw Problem(
                .unavailable,
                "the payment provider does not give its list at the moment",
                remedy: "Try again later."
            )
        }
        let audit = exchange.audit(
            "payments.reconcile",
            "tenant",
            access.handle.id.rawValue,
            tenant: access.handle.id,
            after: ["checked": .integer(Int64(report.checked)), "corrected": .integer(Int64(report.corrected))],
            at: now
        )
        try await exchange.services.database.write { try AuditLog.record(audit, in: $0) }
        return .json(report.json)
    }
}
