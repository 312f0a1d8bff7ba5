// One request with its caller, as a handler sees it: parameters decoded,
// bodies bounded, and the tenant found once and for all.

import HTTPTypes
import HostAccess
import HostCore
import HostStorage
import Hummingbird
import NIOCore
import OrkestaModel

/// A request that has passed its route's access check.
struct Exchange: Sendable {
    let request: Request
    let context: GatewayContext
    let services: GatewayServices
    let caller: GatewayCaller
    /// Members that a JSON body may have; nil when any may be there.
    let bodyMembers: Set<String>?
    let bodyBytesMax: Int
    /// The operationId of its route.
    let operation: String
    /// The ports that the router serves.
    let ports: Route.Ports

    // MARK: Parameters

    /// A parameter of the path, percent-decoded. Throws a problem when it is
    /// no UTF-8 or could lead out of a folder; `mayHoldSlash` is for what is
    /// only compared.
    func path(_ name: String, mayHoldSlash: Bool = false) throws(Problem) -> String {
        guard let raw = context.parameters.get(name), let text = PercentEncoding.decoded(raw), !text.isEmpty,
            mayHoldSlash || !text.contains("/"), !text.contains("\0"), text != ".", text != ".."
        else {
            throw Problem(
                .invalid,
                "the path holds no valid \(name)",
                field: name,
                remedy: "Percent-encode the value as UTF-8; it may not hold a slash."
            )
        }
        return text
    }

    /// A parameter of the query, or nil. `+` stands for itself, so that a
    /// telephone number need not be encoded.
    func query(_ name: String) throws(Problem) -> String? {
        guard let query = request.uri.query else { return nil }
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.first.map({ PercentEncoding.decoded(String($0)) }) == name else { continue }
            guard parts.count == 2 else { return "" }
            guard let value = PercentEncoding.decoded(String(parts[1])) else {
                throw Problem(
                    .invalid,
                    "\(name) is not percent-encoded UTF-8",
                    field: name,
                    remedy: "Encode the value as UTF-8."
                )
            }
            return value
        }
        return nil
    }

    /// The parameters of the query, at most `max`; what is damaged is left out.
    func queryFields(max: Int) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in request.uri.query?.split(separator: "&").prefix(max) ?? [] {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let name = PercentEncoding.decoded(String(parts[0])),
                let value = PercentEncoding.decoded(String(parts[1]))
            else { continue }
            fields[name] = value
        }
        return fields
    }

    /// Throws a problem for a parameter of the query that the route does not
    /// have: a filter that is misspelt must not pass for one that found all.
    func requireQuery(of names: Set<String>) throws(Problem) {
        for pair in request.uri.query?.split(separator: "&") ?? [] {
            let name = PercentEncoding.decoded(String(pair.prefix { $0 != "=" })) ?? String(pair)
            guard !names.contains(name) else { continue }
            throw Problem(
                .invalid,
                "there is no such parameter",
                field: String(name.prefix(100)),
                remedy: names.isEmpty ? "Give none." : "Known are \(names.sorted().joined(separator: ", "))."
            )
        }
    }

    /// `limit`, from 1 to the largest page.
    func limit(default standard: Int = Limits.pageItemsDefault, max: Int = Limits.pageItemsMax) throws(Problem) -> Int {
        guard let text = try query("limit") else { return standard }
        guard let limit = Int(text), (1...max).contains(limit) else {
            throw Problem(
                .invalid,
                "the limit is no number from 1 to \(max)",
                field: "limit",
                remedy: "Give such a number, or none."
            )
        }
        return limit
    }

    /// `cursor` read by `parse`; nil when it was not given.
    func cursor<Cursor>(_ parse: (String) -> Cursor?) throws(Problem) -> Cursor? {
        guard let text = try query("cursor"), !text.isEmpty else { return nil }
        guard let cursor = parse(text) else {
            throw Problem(
                .invalid,
                "the cursor is not one of this list",
                field: "cursor",
                remedy: "Give `next_cursor` of the page before, or none for the first page."
            )
        }
        return cursor
    }

    /// A parameter of the query that is one of an enumeration's words, or nil.
    func word<Word: RawRepresentable & CaseIterable>(_ name: String) throws(Problem) -> Word?
    where Word.RawValue == String {
        guard let text = try query(name) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw Problem(
                .invalid,
                "there is no such \(name)",
                field: name,
                remedy: "Give one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
        return word
    }

    // MARK: The tenant

    /// The tenant that the request is about: the caller's, or the one that the
    /// platform names by `tenant_id`. Refuses one that gets no service.
    func servedTenant() async throws -> TenantHandle { try await servedAccess().handle }

    /// The same, with the tenant's row.
    func servedAccess() async throws -> TenantAccess {
        let access = try await tenant(named: try query("tenant_id"))
        try access.requireService()
        return access
    }

    /// The tenant named by `tenant_id` in the query; see ``tenant(named:)``.
    func tenant() async throws -> TenantAccess { try await tenant(named: try query("tenant_id")) }

    /// The tenant of this name, or the caller's own when there is none. A
    /// tenant's key sees no other tenant: it is told that there is none.
    func tenant(named name: String?) async throws -> TenantAccess {
        if let own = caller.tenant {
            guard name == nil || name == own.handle.id.rawValue else { throw Self.unknownTenant(name ?? "") }
            return own
        }
        guard let name, !name.isEmpty else {
            throw Problem(
                .invalid,
                "the platform's key does not say which tenant",
                field: "tenant_id",
                remedy: "Name the tenant by tenant_id, or use the tenant's own key."
            )
        }
        guard let id = TenantID(name), let access = try await services.credentials.tenant(id) else {
            throw Self.unknownTenant(name)
        }
        return access
    }

    static func unknownTenant(_ name: String) -> Problem {
        Problem(
            .notFound,
            "there is no such tenant",
            field: "tenant_id",
            remedy: "Check the id; GET /api/tenants lists those that you may see."
        )
    }

    // MARK: Writing

    /// Who asks, for ports that audit by themselves.
    var actor: RequestActor {
        RequestActor(id: caller.actor, ipAddress: context.remoteAddress?.ipAddress, userAgent: userAgent)
    }

    private var userAgent: String? { request.headers[.userAgent].map { String($0.prefix(300)) } }

    /// Who did it, for the audit log.
    func audit(
        _ action: String,
        _ entityType: String,
        _ entityID: String,
        tenant: TenantID?,
        before: JSON? = nil,
        after: JSON? = nil,
        at moment: Timestamp
    ) -> AuditRecord {
        AuditRecord(
            id: AuditRecordID(at: moment, randomness: services.randomness),
            tenant: tenant,
            actor: caller.actor,
            action: action,
            entityType: entityType,
            entityID: entityID,
            before: before,
            after: after,
            ipAddress: context.remoteAddress?.ipAddress,
            userAgent: userAgent,
            at: moment
        )
    }
}
