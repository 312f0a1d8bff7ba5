// One person under several names: an address, the id that stays when the number is
// hidden, the telephone number. As the provider vouches for them, they are one customer.

import HostAccess
public import HostCore
public import HostInbox
public import HostStorage
public import OrkestaModel

extension Customers {
    /// Where numbers are kept that no channel has as an address.
    private static let telephone = PluginID("phone")

    /// Whoever writes is one customer under all names that the provider tells of them:
    /// names that nobody has yet become theirs, and customers of whom one is another become
    /// the oldest of them; but for those whom a person parted, who keep what they have. A
    /// number that was somebody else's is passed on first: it is returned, for whoever keeps
    /// something that is meant for it.
    @discardableResult
    public func recognize(
        _ message: InboundMessage,
        channel: PluginID,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> PassedNumber? {
        let news = try passOn(
            numberOf: message,
            channel: channel,
            at: moment,
            randomness: randomness,
            in: connection
        )
        if case .outdated = news { return nil }
        try join(namesOf: message, channel: channel, at: moment, randomness: randomness, in: connection)
        guard case .passed(let passed) = news else { return nil }
        return passed
    }

    private func join(
        namesOf message: InboundMessage,
        channel: PluginID,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws {
        let names = try names(of: message, on: channel, in: connection)
        guard let first = names.first, names.count > 1 else { return }
        let same = try onePerson(among: names.compactMap(\.owner), in: connection)
        let customer =
            try same.min { $0.number < $1.number }
            ?? resolve(
                channel: first.channel,
                address: first.address,
                at: moment,
                randomness: randomness,
                in: connection
            )
        _ = try complete(customer, name: message.name, locale: message.locale, at: moment, in: connection)
        for name in names where !name.isLinked {
            // A number of whom is to stay apart is theirs on this channel, too.
            let apart = name.owner.flatMap { owner in same.contains { $0.id == owner.id } ? nil : owner }
            try link((apart ?? customer).id, name.channel, name.address, at: moment, in: connection)
        }
        for other in same where other.id != customer.id {
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

    /// Those of the owners of somebody's names who are that person, as they are now: all but
    /// whom a person parted from one that comes before.
    private func onePerson(among owners: [Customer], in connection: any DatabaseConnection) throws -> [Customer] {
        guard Set(owners.map(\.id)).count > 1 else { return Array(owners.prefix(1)) }
        var families: [CustomerFamily] = []
        for owner in owners {
            let family = try family(of: owner.id, in: connection)
            let isOther = try families.allSatisfy { known in
                guard known != family else { return false }
                return try !CustomerPartings(tenant).exist(between: known, family, in: connection)
            }
            if isOther { families.append(family) }
        }
        return try families.compactMap { try find($0.current.rawValue, in: connection) }
    }

    /// A name that a provider tells of somebody.
    private struct ProviderName {
        let channel: PluginID
        let address: String
        /// Whose it is: a number may be known through another channel alone.
        let owner: Customer?
        /// Whether it is kept as this channel's.
        let isLinked: Bool
    }

    /// The address comes first; a number is vouched for by itself.
    private func names(
        of message: InboundMessage,
        on channel: PluginID,
        in connection: any DatabaseConnection
    ) throws -> [ProviderName] {
        var told = [(channel: channel, address: Address.canonical(message.address))]
        if let alias = message.alias { told.append((channel, Address.canonical(alias))) }
        if let number = message.phone.map(Address.canonical), Address.isPhone(number),
            let telephone = Self.telephone
        {
            told.append((telephone, number))
        }
        return try told.map { channel, address in
            let own = try find(channel: channel, address: address, in: connection)
            return ProviderName(
                channel: channel,
                address: address,
                owner: try own ?? findPhone(address, in: connection),
                isLinked: own != nil
            )
        }
    }
}
