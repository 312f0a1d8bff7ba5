// The endpoints of one tenant, as rows, with their secrets.

public import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// Makes, finds, changes and removes endpoints. A secret is shown once, when it
/// is made.
public struct Endpoints: Sendable {
    private let tenant: TenantHandle
    private let secrets: Secrets

    public init(_ tenant: TenantHandle, box: SecretBox) {
        self.tenant = tenant
        secrets = Secrets(tenant, box: box)
    }

    /// Every endpoint, in the order in which they were made.
    public func list(in connection: any DatabaseConnection) throws(DatabaseError) -> [EndpointRow] {
        let rows = try connection.rows(
            """
            SELECT \(EndpointRow.columns) FROM webhook_endpoints
            WHERE tenant_id = ? AND state <> 'deleted' ORDER BY created_at, id
            """,
            tenant.id
        )
        var found: [EndpointRow] = []
        for row in rows {
            found.append(try EndpointRow(row, filters: try filters(of: row.identifier(0), in: connection)))
        }
        return found
    }

    /// The endpoint with this key. Throws a notFound problem.
    public func get(_ id: EndpointID, in connection: any DatabaseConnection) throws -> EndpointRow {
        let row = try connection.row(
            "SELECT \(EndpointRow.columns) FROM webhook_endpoints WHERE tenant_id = ? AND id = ? AND state <> 'deleted'",
            tenant.id,
            id
        )
        guard let row else { throw unknown }
        return try EndpointRow(row, filters: try filters(of: id, in: connection))
    }

    /// Makes an endpoint. Returns it with its secret. Throws a problem: invalid
    /// without a URL, conflict when the tenant has as many as it may.
    public func create(
        _ draft: EndpointDraft,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> (endpoint: EndpointRow, secret: String) {
        guard let url = draft.url else {
            throw Problem(.invalid, "there is no address", field: "url", remedy: "Give the address to call.")
        }
        guard try list(in: connection).count < Limits.endpointsPerTenantMax else {
            throw Problem(
                .conflict,
                "the tenant has \(Limits.endpointsPerTenantMax) endpoints",
                field: "url",
                remedy: "Remove one that is not needed any more."
            )
        }
        let id = EndpointID(at: moment, randomness: randomness)
        try connection.execute(
            """
            INSERT INTO webhook_endpoints (id, tenant_id, url, description, state, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            id,
            tenant.id,
            url,
            draft.description,
            draft.isEnabled ?? true ? "enabled" : "disabled",
            moment,
            moment
        )
        try replaceFilters(of: id, with: draft.filters ?? [], in: connection)
        let secret = WebhookSecret.makeText(randomness)
        try secrets.set(Self.secretName(id), to: secret, at: moment, in: connection)
        return (try get(id, in: connection), secret)
    }

    /// Changes what the draft names. Switching an endpoint on takes up what waits.
    public func update(
        _ id: EndpointID,
        _ draft: EndpointDraft,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> EndpointRow {
        let known = try get(id, in: connection)
        let isEnabled = draft.isEnabled ?? known.isEnabled
        try connection.execute(
            """
            UPDATE webhook_endpoints SET url = ?, description = ?, state = ?, disabled_because = ?, updated_at = ?
            WHERE tenant_id = ? AND id = ?
            """,
            draft.url ?? known.url,
            draft.description ?? known.description,
            isEnabled ? "enabled" : "disabled",
            isEnabled ? nil : known.disabledBecause,
            moment,
            tenant.id,
            id
        )
        if let filters = draft.filters { try replaceFilters(of: id, with: filters, in: connection) }
        return try get(id, in: connection)
    }

    /// Removes an endpoint; what waits for it is cancelled, what was sent stays in
    /// the log. Throws a notFound problem.
    public func delete(_ id: EndpointID, at moment: Timestamp, in connection: any DatabaseConnection) throws {
        _ = try get(id, in: connection)
        try connection.execute(
            "UPDATE webhook_endpoints SET state = 'deleted', updated_at = ? WHERE tenant_id = ? AND id = ?",
            moment,
            tenant.id,
            id
        )
        try connection.execute(
            """
            UPDATE webhook_deliveries SET state = 'cancelled', settled_at = ?
            WHERE tenant_id = ? AND endpoint_id = ? AND state = 'pending'
            """,
            moment,
            tenant.id,
            id
        )
        try secrets.delete(Self.secretName(id), in: connection)
        try secrets.delete(Self.previousSecretName(id), in: connection)
    }

    /// A new secret, which is returned; for a day both sign. Machine time.
    public func rotate(
        _ id: EndpointID,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> String {
        _ = try get(id, in: connection)
        if let previous = try secrets.open(Self.secretName(id), in: connection) {
            try secrets.set(Self.previousSecretName(id), to: previous, at: moment, in: connection)
        }
        let secret = WebhookSecret.makeText(randomness)
        try secrets.set(Self.secretName(id), to: secret, at: moment, in: connection)
        try connection.execute(
            "UPDATE webhook_endpoints SET previous_secret_until = ?, updated_at = ? WHERE tenant_id = ? AND id = ?",
            moment.advanced(byMilliseconds: Limits.endpointSecretOverlapMilliseconds),
            moment,
            tenant.id,
            id
        )
        return secret
    }

    /// The host switches an endpoint off that fails; false when it is off already.
    func disable(
        _ id: EndpointID,
        because reason: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        try connection.execute(
            """
            UPDATE webhook_endpoints SET state = 'disabled', disabled_because = ?, updated_at = ?
            WHERE tenant_id = ? AND id = ? AND state = 'enabled'
            """,
            reason,
            moment,
            tenant.id,
            id
        ) == 1
    }

    /// What signs now: the secret, and for a day after a rotation the one before.
    func signers(
        of endpoint: EndpointRow,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [WebhookSecret] {
        var names = [Self.secretName(endpoint.id)]
        if let until = endpoint.previousSecretUntil, until > now { names.append(Self.previousSecretName(endpoint.id)) }
        return try names.compactMap { try secrets.open($0, in: connection).flatMap(WebhookSecret.init) }
    }

    private func filters(
        of endpoint: EndpointID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [String] {
        let rows = try connection.rows(
            "SELECT filter FROM webhook_filters WHERE endpoint_id = ? ORDER BY filter",
            endpoint
        )
        var filters: [String] = []
        for row in rows { filters.append(try row.text(0)) }
        return filters
    }

    private func replaceFilters(
        of endpoint: EndpointID,
        with filters: [String],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute("DELETE FROM webhook_filters WHERE endpoint_id = ?", endpoint)
        for filter in Set(filters).sorted() {
            try connection.execute(
                "INSERT INTO webhook_filters (endpoint_id, filter) VALUES (?, ?)",
                endpoint,
                filter
            )
        }
    }

    private static func secretName(_ id: EndpointID) -> String { "webhook endpoint \(id)" }
    private static func previousSecretName(_ id: EndpointID) -> String { "webhook endpoint \(id) before" }

    private var unknown: Problem {
        Problem(
            .notFound,
            "there is no such endpoint",
            field: "id",
            remedy: "GET /api/webhooks/endpoints lists the tenant's."
        )
    }
}
