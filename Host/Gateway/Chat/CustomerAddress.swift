// How a request names a customer: by a telephone number or by an id of the
// caller's own.

import HostConversations
import HostCore
import HostStorage
import OrkestaModel

/// `{"phone": "+525512345678"}` or `{"id": "web-user-17"}`, with a name or not.
struct CustomerAddress: Sendable {
    /// Canonical where it is a telephone number.
    let address: String
    let name: String?

    /// Throws the field at fault, as a member of `customer`.
    init(_ customer: JSON?) throws(DocumentError) {
        guard let customer, customer.objectValue != nil else {
            throw DocumentError(field: "customer", reason: "an object with phone or id is expected")
        }
        name = try Self.optional(customer, "name")
        let phone = try Self.optional(customer, "phone")
        let id = try Self.optional(customer, "id")
        guard (phone == nil) != (id == nil), let given = phone ?? id, !given.isEmpty else {
            throw DocumentError(field: "customer", reason: "one of phone and id is expected")
        }
        let canonical = Address.canonical(given)
        guard phone == nil || Address.isPhone(canonical) else {
            throw DocumentError(
                field: "customer.phone",
                reason: "a telephone number is expected, such as +525512345678"
            )
        }
        address = phone == nil ? given : canonical
    }

    /// The customer with this key, number or address; made if there is none.
    func resolve(
        of tenant: TenantHandle,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> CustomerID {
        let customers = Customers(tenant)
        if let known = try customers.current(address, in: connection) { return known.id }
        return try customers.resolve(
            channel: .api,
            address: address,
            name: name,
            at: moment,
            randomness: randomness,
            in: connection
        ).id
    }

    private static func optional(_ json: JSON, _ key: String) throws(DocumentError) -> String? {
        do throws(DocumentError) {
            return try json.optionalText(key)
        } catch {
            throw DocumentError(field: "customer.\(error.field)", reason: error.reason)
        }
    }
}
