// Where the tests' sales are billed: a real database with one tenant, whose ledger
// issues the invoices and whose checkout opens the pages to pay them.

import HostAccess
import HostCommerce
import HostConversations
import HostCore
import HostPayments
import HostStorage
import HostTime
import Logging
import OrkestaModel
import StorageHarness
import TestHarness
import Testing

struct Till: Sendable {
    static let noon = Timestamp(milliseconds: 1_764_000_000_000)

    let tenant: Tenant
    private let handle: TenantHandle
    private let customer: CustomerID
    private let database: any Database
    private let checkout: Checkout

    /// Runs `body` with a till on a database of its own.
    static func with(_ body: (Till) async throws -> Void) async throws {
        try await TestEngine.selected.withSchema { database in
            try await body(try await Till(database))
        }
    }

    private init(_ database: any Database) async throws {
        let id = try #require(TenantID("la-central"))
        let key = try #require(MasterKey(String(repeating: "0123456789abcdef", count: 4)))
        let tenant = Tenant(id: id, displayName: "La Central", randomSeed: 1, createdAt: Self.noon)
        (handle, customer) = try await database.write { connection in
            let handle = try TenantDirectory().create(tenant, in: connection)
            let customer = try Customers(handle).resolve(
                channel: .api,
                address: "+525511112222",
                at: Self.noon,
                randomness: SystemRandomness(),
                in: connection
            )
            return (handle, customer.id)
        }
        self.tenant = tenant
        self.database = database
        checkout = Checkout(
            database: database,
            providers: PaymentProviders([SandboxProvider(database: database, masterKey: key)]),
            clocks: TenantClocks(database: database, real: StoppedClock()),
            publicURL: "https://orkesta.test",
            log: Logger(label: "till") { _ in SwiftLogNoOpLogHandler() },
            isStopped: { _, _, _ in false }
        )
    }

    /// Orders what was quoted, bills it, and opens the page of a link to pay it.
    func bill(_ sales: [RandomSale]) async throws -> [PayPage] {
        let orders = sales.map { sale in
            Order(
                id: "order-\(sale.number)",
                number: Int64(sale.number),
                customerID: customer.rawValue,
                prices: sale.quote.prices,
                createdAt: Self.noon
            )
        }
        let tokens = try await database.write { [handle] connection in
            try orders.map { try Self.link(toPay: $0, of: handle, in: connection) }
        }
        var pages: [PayPage] = []
        for token in tokens { pages.append(try #require(try await checkout.page(token))) }
        return pages
    }

    private static func link(
        toPay order: Order,
        of tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> String {
        let randomness = SystemRandomness()
        try SaleWrite.placeOrder(order, accepting: nil, hold: nil, endsHoldsOf: nil)
            .apply(to: tenant, at: noon, randomness: randomness, in: connection)
        let invoice = try Ledger(tenant, now: noon, randomness: randomness)
            .bill(order, conversation: nil, in: connection)
        return try PayLinks(tenant).create(
            token: order.id,
            for: invoice,
            amountMinor: nil,
            addressee: nil,
            expiresAt: noon.advanced(bySeconds: 86_400),
            id: PaymentLinkID(at: noon, randomness: randomness),
            at: noon,
            in: connection
        ).token
    }
}

/// A clock at which it is always noon.
private struct StoppedClock: Clock {
    func now() -> Timestamp { Till.noon }
}

/// A number in the environment; nil when there is none.
func setting(_ name: String) -> UInt64? { inheritedEnvironment()[name].flatMap { UInt64($0) } }
