// The time that hosts on one database agree on: leases, and everything that is
// compared with a row of another host, are in it.

public import HostCore
public import HostStorage
public import OrkestaModel

/// This machine's time, set right by the database's. Hosts whose own clocks
/// are minutes apart tell the same time to within a trip to the server.
public struct DatabaseClock: Clock {
    private let database: any Database

    public init(_ database: any Database) { self.database = database }

    public func now() -> Timestamp {
        SystemClock().now().advanced(byMilliseconds: database.clockSkewMilliseconds)
    }
}
