// A telephone number that has another owner, for networks give numbers out again: how that
// is seen, and what becomes of what the number was known for.

import HostAccess
public import HostCore
import HostInbox
public import HostStorage
import HostTime
import OrkestaModel

/// A telephone number that is another customer's now. What is still meant for those who
/// had it must not be said there.
public struct PassedNumber: Sendable, Hashable {
    /// Canonical.
    public let number: String
    /// Who had it; without it, the number is none of theirs on any channel.
    public let former: [CustomerID]
}

extension Customers {
    /// Whether an address is known to be somebody else's than the customer's: what is the
    /// customer's business must not be said there.
    public func isAnothers(
        _ address: String,
        on channel: PluginID,
        than customer: CustomerID,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        let owner =
            try find(channel: channel, address: address, in: connection)
            ?? findPhone(Address.canonical(address), in: connection)
        guard let owner else { return false }
        return owner.id != customer
    }

    /// What a provider tells of a number.
    enum NumberNews {
        /// Nobody loses it.
        case nothing
        /// Who writes had the number before, and it is another one's since: what comes late
        /// says nothing of whose it is now.
        case outdated
        case passed(PassedNumber)
    }

    /// Gives the number of whoever writes to the customer with their id, who is made if there
    /// is none, where it was held by somebody with another id.
    ///
    /// The id that a provider knows somebody by stays as long as their account does: a number
    /// under another one is another account's, and so another person's. Who deleted an account
    /// and made a new one on the same number cannot be told from a stranger, and no stranger
    /// may be shown what somebody else bought and owes: a person of the business may merge them.
    func passOn(
        numberOf message: InboundMessage,
        channel: PluginID,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> NumberNews {
        guard let (number, id) = Self.numberAndID(of: message) else { return .nothing }
        let holders = NumberHolders(tenant)
        let holder = try holders.find(number, on: channel, in: connection)
        guard holder?.id != id else { return .nothing }
        let present = NumberHolders.Holder(id: id, since: message.at ?? moment)
        if let holder, present.since < holder.since { return .outdated }
        try holders.set(present, of: number, on: channel, in: connection)
        guard let owner = try findPhone(number, in: connection),
            try holder != nil || hasAnotherID(owner, besides: id, on: channel, in: connection)
        else { return .nothing }
        if let known = try find(channel: channel, address: id, in: connection) {
            // A person may have said whose is what.
            guard try known.id != owner.id && !wereParted(known, owner, in: connection) else { return .nothing }
        }
        let heir = try resolve(
            channel: channel,
            address: id,
            name: message.name,
            locale: message.locale,
            at: moment,
            randomness: randomness,
            in: connection
        )
        let passed = try pass(number, to: heir, at: moment, in: connection) { former, after in
            AuditRecord(
                id: AuditRecordID(at: moment, randomness: randomness),
                tenant: tenant.id,
                actor: "channel:\(channel)",
                action: "pass-number",
                entityType: "customer",
                entityID: former.rawValue,
                after: after,
                at: moment
            )
        }
        return .passed(passed)
    }

    /// The number that a provider tells of somebody, and the id that it tells with it; nil
    /// where it tells only one of them.
    private static func numberAndID(of message: InboundMessage) -> (number: String, id: String)? {
        let addresses = [message.address, message.alias].compactMap { $0.map(Address.canonical) }
        let numbers = [message.phone.map(Address.canonical)].compactMap { $0 } + addresses
        guard let number = numbers.first(where: Address.isPhone),
            let id = addresses.first(where: { !Address.isPhone($0) })
        else { return nil }
        return (number, id)
    }

    /// Of a number whose holder was not noted yet: whether its owner is known by another id
    /// on this channel, and not as the holder of another number.
    private func hasAnotherID(
        _ owner: Customer,
        besides id: String,
        on channel: PluginID,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        try addresses(of: owner.id, in: connection).contains { own in
            guard own.channel == channel, own.address != id, !Address.isPhone(own.address) else { return false }
            return try !NumberHolders(tenant).isHolder(own.address, on: channel, in: connection)
        }
    }

    private func wereParted(
        _ one: Customer,
        _ other: Customer,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        try CustomerPartings(tenant).exist(
            between: family(of: one.id, in: connection),
            family(of: other.id, in: connection),
            in: connection
        )
    }

    /// The number is the heir's on every channel. What was said there, and what came of it,
    /// stays with whoever it was said to: their conversations there are over, and nothing
    /// that was set for them there is done any more.
    private func pass(
        _ number: String,
        to heir: Customer,
        at moment: Timestamp,
        in connection: any DatabaseConnection,
        audit: (_ former: CustomerID, _ after: JSON) -> AuditRecord
    ) throws -> PassedNumber {
        let rows = try connection.rows(
            """
            SELECT DISTINCT customer_id FROM customer_addresses
            WHERE tenant_id = ? AND address = ? AND customer_id <> ? ORDER BY customer_id
            """,
            tenant.id,
            number,
            heir.id
        )
        let former = try rows.map { row -> CustomerID in try row.identifier(0) }
        try connection.execute(
            "UPDATE customer_addresses SET customer_id = ? WHERE tenant_id = ? AND address = ?",
            heir.id,
            tenant.id,
            number
        )
        try Conversations(tenant).endAll(under: number, besides: heir.id, at: moment, in: connection)
        try Timers(tenant).cancelAll(address: number, in: connection)
        for one in former {
            try DebtorTimer(tenant).lookNow(one, at: moment, in: connection)
            let after: JSON = ["number": .string(Masking.masked(number)), "to": .string(heir.shownNumber)]
            try AuditLog.record(audit(one, after), in: connection)
        }
        return PassedNumber(number: number, former: former)
    }
}
