// Webhooks to a tenant's own systems that are tried again, for the time machine: the
// ladder of three days is climbed in the tenant's time.

import HostCore
public import HostStorage
public import HostTime
public import OrkestaModel

/// The webhooks of a tenant that are due.
public struct DeliverySource: DueSource {
    private let courier: EndpointCourier

    public init(_ courier: EndpointCourier) { self.courier = courier }

    public var kind: String { "webhook" }

    public func first(
        of tenant: TenantHandle,
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueThing? {
        try Deliveries(tenant).next(by: moment, in: connection).map { delivery in
            DueThing(id: delivery.id.rawValue, due: delivery.due, name: delivery.type)
        }
    }

    public func take(
        _ thing: DueThing,
        of tenant: SandboxTenant,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueFinish? {
        { [courier] in
            try await courier.send(DeliveryID(thing.id), of: tenant.handle, dueAt: moment)
            return DueResult(agent: nil, conversationID: nil, result: "tried")
        }
    }
}
