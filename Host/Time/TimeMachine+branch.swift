// Branches and snapshots: an earlier state is kept by copying it, not by going back.

import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// A tenant that a branch has made.
public struct BranchedTenant: Sendable {
    public let tenant: Tenant
    /// Its first key, which is shown once; nil for a snapshot, which nobody uses.
    public let key: String?
}

extension TimeMachine {
    /// Copies a sandbox tenant as it is now, or as it was at a snapshot, into the new
    /// tenant `name`, whose time stands still at that moment. Throws a problem for a tenant
    /// in production, a name that is taken and a snapshot that there is not.
    public func branch(
        _ tenant: TenantHandle,
        at label: String? = nil,
        to name: TenantID,
        by actor: TimeMachineActor
    ) async throws -> BranchedTenant {
        var source = tenant.id
        if let label {
            let labels = try await snapshots(of: tenant).map { $0.label }
            guard labels.contains(label) else { throw Self.noSnapshot(label, of: tenant.id, labels) }
            source = try Self.snapshotID(of: tenant.id, label)
        }
        return try await copy(source, to: name, status: .active, "time.branch", by: actor)
    }

    /// Keeps the tenant as it is now under a label: a copy that nobody serves.
    public func snapshot(
        _ tenant: TenantHandle,
        label: String,
        by actor: TimeMachineActor
    ) async throws -> BranchedTenant {
        let name = try Self.snapshotID(of: tenant.id, label)
        guard try await !snapshots(of: tenant).contains(where: { $0.label == label }) else {
            throw Problem(
                .conflict,
                "there is a snapshot \(label) of \(tenant.id) already",
                field: "label",
                remedy: "Choose another label: what is kept is not changed."
            )
        }
        return try await copy(tenant.id, to: name, status: .suspended, "time.snapshot", by: actor)
    }

    /// A tenant's snapshots, by label, with the moments at which they were taken.
    public func snapshots(of tenant: TenantHandle) async throws -> [(label: String, at: Timestamp)] {
        let prefix = "\(tenant.id)-at-"
        let rows = try await database.read { connection in
            try connection.rows(
                """
                SELECT id, simulated_now FROM tenants
                WHERE id >= ? AND id < ? AND environment = 'sandbox' AND status = 'suspended' ORDER BY id
                """,
                prefix,
                prefix + "~"
            )
        }
        return try rows.map { (String(try $0.text(0).dropFirst(prefix.count)), try $0.timestamp(1)) }
    }

    private static func snapshotID(of tenant: TenantID, _ label: String) throws(Problem) -> TenantID {
        guard !label.isEmpty, let id = TenantID("\(tenant)-at-\(label)") else {
            throw Problem(
                .invalid,
                "a label of a-z, 0-9 and - is expected, which is not longer than the tenant's id leaves room for",
                field: "label",
                remedy: "Choose a short one, such as before-christmas."
            )
        }
        return id
    }

    private static func noSnapshot(_ label: String, of tenant: TenantID, _ labels: [String]) -> Problem {
        Problem(
            .notFound,
            "there is no snapshot \(label.prefix(63)) of \(tenant)",
            field: "at",
            remedy: labels.isEmpty
                ? "Take one first: orkesta time snapshot \(tenant) LABEL."
                : "Give one of \(labels.joined(separator: ", "))."
        )
    }

    private func copy(
        _ source: TenantID,
        to target: TenantID,
        status: Tenant.Status,
        _ action: String,
        by actor: TimeMachineActor
    ) async throws -> BranchedTenant {
        let handle = try await database.read { try TenantDirectory().handle(for: source, in: $0) }
        return try await alone(with: handle) {
            try await calm(handle)
            let branched = try await database.write { [clocks] connection in
                let sandbox = try SandboxTenant(handle, in: connection)
                let now = clocks.clock(for: sandbox.tenant).now()
                let branch = try TenantBranch(of: sandbox, to: target, chance: SystemRandomness(), in: connection)
                let tenant = try branch.make(
                    named: sandbox.tenant.displayName,
                    status: status,
                    at: now,
                    in: connection
                )
                try AuditLog.record(actor.record(action, of: tenant, from: source, at: now), in: connection)
                guard status == .active, let own = try TenantDirectory().find(target, in: connection) else {
                    return BranchedTenant(tenant: tenant, key: nil)
                }
                let key = try APIKeys().issue(
                    to: .tenant(own.handle, .sandbox),
                    name: "branch",
                    permissions: .tenant,
                    id: APIKeyID(at: now, randomness: SystemRandomness()),
                    at: now,
                    in: connection
                )
                return BranchedTenant(tenant: tenant, key: key.text)
            }
            return branched
        }
    }
}

extension Tenant {
    /// It is kept to branch from, and nobody's shop: its time stands still, and nobody
    /// serves it.
    public var isSnapshot: Bool {
        environment == .sandbox && status == .suspended && simulatedNow != nil && id.rawValue.contains("-at-")
    }
}

extension TimeMachineActor {
    fileprivate func record(
        _ action: String,
        of tenant: Tenant,
        from source: TenantID,
        at moment: Timestamp
    ) -> AuditRecord {
        AuditRecord(
            id: AuditRecordID(at: moment, randomness: SystemRandomness()),
            tenant: tenant.id,
            actor: id,
            action: action,
            entityType: "tenant",
            entityID: tenant.id.rawValue,
            after: ["of": .string(source.rawValue)],
            ipAddress: ipAddress,
            userAgent: userAgent,
            at: moment
        )
    }
}
