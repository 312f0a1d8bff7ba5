// The numbers that people see on invoices: INV-1001, INV-1002, ...

import HostCore
import HostStorage
import OrkestaModel

/// Numbers the invoices of one tenant.
struct InvoiceNumbers {
    /// The first invoice is 1001: a business does not show that it has just begun.
    private static let offset: Int64 = 1_000

    private let tenant: TenantHandle

    init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// The number of the invoice for `thing`, the same whenever it is asked for.
    func number(
        for thing: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Int64 {
        try ReservedNumbers(tenant).reserve("invoice", key: thing, at: moment, in: connection) + Self.offset
    }
}
