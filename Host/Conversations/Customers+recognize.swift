// One person under several names: an address, the id that stays when the number is
// hidden, the telephone number. As the provider vouches for them, they are one customer.

import HostAccess
public import HostCore
public import HostInbox
public import HostStorage
public import OrkestaModel

extension Customers {
    /// Where numbers are kept that no channel has as an address.
    static let telephone = PluginID("phone")

    /// Whoever writes is one customer under all names that the provider tells of them:
    /// names that nobody has yet become theirs, and customers of whom one is another become
    /// the oldest of them.
    public func recognize(
        _ message: InboundMessage,
        channel: PluginID,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws {
        let names = Self.names(of: message, on: channel)
        guard let first = names.first, names.count > 1 else { return }
        let owners = try names.map { name in
            try find(channel: name.channel, address: name.address, in: connection)
        }
        // A number may be known through another channel alone.
        let elsewhere =
            try owners.contains(nil) ? names.compactMap { try findPhone($0.address, in: connection) } : []
        let known = owners.compactMap { $0 } + elsewhere
        let oldest = known.min { $0.number < $1.number }
        let customer =
            try oldest
            ?? resolve(
                channel: first.channel,
                address: first.address,
                at: moment,
                randomness: randomness,
                in: connection
            )
        _ = try complete(customer, name: message.name, locale: message.locale, at: moment, in: connection)
        for (name, owner) in zip(names, owners) where owner == nil {
            try link(customer.id, name.channel, name.address, at: moment, in: connection)
        }
        var joined: Set<CustomerID> = [customer.id]
        for other in known where joined.insert(other.id).inserted {
            let audit = { (action: String, after: JSON) in
                AuditRecord(
                    id: AuditRecordID(at: moment, randomness: randomness),
                    tenant: tenant.id,
                    actor: "channel:\(channel)",
                    action: action,
                    entityType: "customer",
                    entityID: other.id.rawValue,
                    after: after,
                    at: moment
                )
            }
            try merge(other.id, into: customer.id, at: moment, audit: audit, in: connection)
        }
    }

    /// The address comes first; a number is vouched for by itself.
    private static func names(
        of message: InboundMessage,
        on channel: PluginID
    ) -> [(channel: PluginID, address: String)] {
        var names = [(channel: channel, address: Address.canonical(message.address))]
        if let alias = message.alias { names.append((channel, Address.canonical(alias))) }
        if let number = message.phone.map(Address.canonical), Address.isPhone(number),
            let telephone = Self.telephone
        {
            names.append((telephone, number))
        }
        return names
    }
}
