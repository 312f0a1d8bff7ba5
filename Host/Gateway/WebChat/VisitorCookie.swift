// The cookie of a visitor of the chat page: signed, for one tenant, out of
// reach of scripts.

import HTTPTypes
import HostAccess
import HostCore
import Hummingbird
import OrkestaModel

enum VisitorCookie {
    /// A visitor of two shops on one host keeps two cookies: the tenant's id follows.
    static let name = "orkesta_visitor_"
    private static let maximumAgeDays: Int64 = 180

    /// The visitor that the request's cookie names; nil when there is none or
    /// it is not valid any more.
    static func visitor(_ exchange: Exchange, of tenant: TenantID) -> String? {
        let wanted = name + tenant.rawValue
        for header in exchange.request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == wanted else { continue }
                let token = exchange.services.visitorTokens.verify(
                    String(parts[1]),
                    tenant: tenant,
                    at: exchange.services.now(of: tenant),
                    maximumAge: maximumAgeDays * 86_400_000
                )
                if let token { return token.visitor }
            }
        }
        return nil
    }

    /// As ``visitor(_:of:)``; throws a problem when there is none.
    static func requiredVisitor(_ exchange: Exchange, of tenant: TenantID) throws(Problem) -> String {
        guard let visitor = visitor(exchange, of: tenant) else {
            throw Problem(
                .unauthorized,
                "the request carries no valid visitor's cookie",
                field: "Cookie",
                remedy: "Open the chat page of the tenant; it sets the cookie."
            )
        }
        return visitor
    }

    /// `Set-Cookie` for the visitor who is known, or for a new one.
    static func header(_ exchange: Exchange, of tenant: TenantID) throws(Problem) -> String {
        let services = exchange.services
        let now = services.now(of: tenant)
        let known = visitor(exchange, of: tenant)
        let visitor = known ?? "v-" + MessageID(at: now, randomness: SystemRandomness()).rawValue
        guard let token = VisitorToken(tenant: tenant, visitor: visitor, issuedAt: now) else {
            throw Problem(.internal, "the visitor has no valid name", remedy: "Clear the cookies of this page.")
        }
        let secure = services.publicURL.hasPrefix("https://") ? "; Secure" : ""
        return "\(name)\(tenant)=\(services.visitorTokens.sign(token)); Path=/; "
            + "Max-Age=\(maximumAgeDays * 86_400); HttpOnly; SameSite=Lax\(secure)"
    }
}
