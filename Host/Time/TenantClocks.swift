// Each tenant's time and chance: the machine's for real tenants, simulated and
// seeded for a sandbox tenant that the time machine has taken.

public import HostCore
public import HostStorage
public import OrkestaModel
import Synchronization

/// A tenant's clock. Whoever holds it sees every move of the time machine.
public struct TenantClock: Clock {
    fileprivate let cell: Cell
    private let real: any Clock

    fileprivate init(_ cell: Cell, real: any Clock) {
        self.cell = cell
        self.real = real
    }

    public func now() -> Timestamp { simulatedNow ?? real.now() }

    /// The time machine's moment; nil for a tenant in real time.
    public var simulatedNow: Timestamp? { cell.state.withLock { $0.moment } }

    /// Real time, which never stands still, and with it what the time machine let pass
    /// since the host's start: for rates.
    public var flowing: Timestamp { real.now().advanced(byMilliseconds: passedMilliseconds) }

    /// How much time the time machine let pass since the host's start. Never falls.
    public var passedMilliseconds: Int64 { cell.state.withLock { $0.passedMilliseconds } }

    fileprivate final class Cell: Sendable {
        struct State {
            var moment: Timestamp?
            var passedMilliseconds: Int64 = 0
        }

        let state: Mutex<State>

        init(_ moment: Timestamp?) { state = Mutex(State(moment: moment)) }

        /// Time only goes forward: what was read before a move does not undo it.
        func advance(to later: Timestamp) {
            state.withLock { state in
                let before = state.moment ?? later
                state.passedMilliseconds += max(0, later.milliseconds - before.milliseconds)
                state.moment = max(before, later)
            }
        }
    }
}

/// The clocks of all tenants of this process.
public final class TenantClocks: Sendable {
    private let database: any Database
    private let real: any Clock
    private let cells = Mutex<[TenantID: TenantClock.Cell]>([:])

    public init(database: any Database, real: any Clock = SystemClock()) {
        self.database = database
        self.real = real
    }

    /// The clock of a tenant whose row was just read. Where the row is ahead,
    /// another host has moved the clock, and it moves here too.
    public func clock(for tenant: Tenant) -> TenantClock {
        let cell = cells.withLock { cells in
            if let known = cells[tenant.id] { return known }
            let cell = TenantClock.Cell(tenant.simulatedNow)
            cells[tenant.id] = cell
            return cell
        }
        if let moment = tenant.simulatedNow { cell.advance(to: moment) }
        return TenantClock(cell, real: real)
    }

    /// Follows what another host did to a tenant that is known here.
    public func reload(_ tenant: TenantID) async throws {
        guard known(tenant) != nil else { return }
        let row = try await database.read { try TenantDirectory().find(tenant, in: $0)?.tenant }
        if let row { _ = clock(for: row) }
    }

    /// The tenants whose clocks are known.
    public var tenants: [TenantID] { cells.withLock { Array($0.keys) } }

    /// The clock of a tenant; reads its row when it is not known yet. Throws a
    /// notFound problem when the tenant is gone.
    public func clock(for tenant: TenantHandle) async throws -> TenantClock {
        if let known = cells.withLock({ $0[tenant.id] }) { return TenantClock(known, real: real) }
        let row = try await database.read { try TenantDirectory().find(tenant.id, in: $0)?.tenant }
        guard let row else {
            throw Problem(.notFound, "the tenant \(tenant.id) is gone", field: "tenant_id", remedy: "Check its id.")
        }
        return clock(for: row)
    }

    /// The clock of a tenant that has been asked for before, else nil.
    public func known(_ tenant: TenantID) -> TenantClock? {
        cells.withLock { $0[tenant] }.map { TenantClock($0, real: real) }
    }

    /// Chance for one thing of a tenant: seeded in simulated time, so that the
    /// same happens again; the system's otherwise. `thing` is its natural key,
    /// which keeps the numbers of different things apart without a counter
    /// that a restart would turn back.
    public func randomness(for tenant: Tenant, thing: String) -> any Randomness {
        guard clock(for: tenant).simulatedNow != nil else { return SystemRandomness() }
        var hash = StableHash()
        hash.combine(UInt64(bitPattern: tenant.randomSeed))
        hash.combine(thing)
        return SeededRandomness(seed: hash.value)
    }

    /// Follows a committed move of the time machine.
    func move(_ tenant: Tenant, to moment: Timestamp) {
        clock(for: tenant).cell.advance(to: moment)
    }
}
