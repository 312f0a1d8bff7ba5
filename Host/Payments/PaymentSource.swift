// Attempts to pay whose time ends, vouchers among them, for the time machine.

import HostCore
public import HostStorage
public import HostTime
public import OrkestaModel

/// The open attempts of a tenant.
public struct PaymentSource: DueSource {
    private let sweep: PaymentSweep

    public init(_ sweep: PaymentSweep) { self.sweep = sweep }

    public var kind: String { "payment" }

    public func first(
        of tenant: TenantHandle,
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueThing? {
        try Payments(tenant).firstEnding(by: moment, in: connection).map { attempt in
            DueThing(id: attempt.id.rawValue, due: attempt.expiresAt ?? moment, name: "ends")
        }
    }

    public func take(
        _ thing: DueThing,
        of tenant: SandboxTenant,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueFinish? {
        let payments = Payments(tenant.handle)
        let attempt = try payments.find(PaymentID(thing.id), in: connection)
        try payments.look(at: PaymentID(thing.id), now: moment, in: connection)
        return { [sweep] in
            if let attempt { try await sweep.lookAfter(attempt, tenant.tenant, tenant.handle, moment) }
            return DueResult(agent: nil, conversationID: nil, result: "looked_at")
        }
    }
}
