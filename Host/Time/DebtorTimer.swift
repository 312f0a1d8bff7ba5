// The one timer of a customer who owes: when it is due, collections look at what is
// open and decide. Whoever changes what is owed, in whichever stage, sets it to now in
// the same transaction, so that no change goes unseen.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Sets the timers of one tenant's debtors. A tenant that does not collect has none.
public struct DebtorTimer: Sendable {
    private static let name = "look"

    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Something that matters for reminders has changed at `moment`, the tenant's
    /// present: they are planned anew right after it, when all of it has happened.
    public func lookNow(
        _ customer: CustomerID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let collects = try connection.row("SELECT dunning_enabled FROM tenants WHERE id = ?", tenant.id)
        guard let collects, try collects.flag(0) else { return }
        try look(customer, at: moment.advanced(byMilliseconds: 1), in: connection)
    }

    /// Looks at what the customer owes at `moment`, in place of an earlier or later look.
    public func look(
        _ customer: CustomerID,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        var seed = StableHash()
        seed.combine(customer.rawValue)
        seed.combine(UInt64(bitPattern: moment.milliseconds))
        try Timers(tenant).schedule(
            plugin: .dunning,
            channel: .collections,
            address: customer.rawValue,
            name: Self.name,
            due: moment,
            payload: .object([:]),
            id: TimerID(at: moment, randomness: SeededRandomness(seed: seed.value)),
            in: connection
        )
    }

    /// Nothing is to be looked at any more.
    public func forget(_ customer: CustomerID, in connection: any DatabaseConnection) throws(DatabaseError) {
        try Timers(tenant).cancel(
            plugin: .dunning,
            channel: .collections,
            address: customer.rawValue,
            name: Self.name,
            in: connection
        )
    }

    /// The customer whom a timer is about; nil for a timer of a conversation.
    public static func customer(of timer: TenantTimer) -> CustomerID? {
        timer.channel == .collections ? CustomerID(timer.address) : nil
    }
}
