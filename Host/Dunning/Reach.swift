// Who can be reminded at all: somebody has to say it, on a channel on which the customer
// is known, and that is worth its cost.

import HostConversations
import HostCore
import HostPayments
import HostStorage
import OrkestaModel

/// Where a tenant's customers who owe are known, and what the tenant has enabled.
struct Reach {
    private let enabled: Set<PluginID>
    private let known: [CustomerID: [CustomerChannelAddress]]

    /// What a reminder needs and a customer lacks.
    static let remedy = """
        Enable the dunning agent, and a channel on which the customer is known; or raise fallback_cost_max_percent.
        """

    /// Reads one customer's addresses, or those of everybody who owes.
    init(_ tenant: TenantHandle, of customer: CustomerID? = nil, in connection: any DatabaseConnection) throws {
        enabled = Set(try TenantPlugins(tenant).enabled(in: connection).map(\.pluginID))
        let whoOwes = "SELECT customer_id FROM invoices WHERE tenant_id = ? AND \(InvoiceRow.isOpen)"
        let whose: any DatabaseArgument =
            customer.map { $0 as any DatabaseArgument } ?? (tenant.id as any DatabaseArgument)
        let rows = try connection.rows(
            """
            SELECT customer_id, channel, address FROM customer_addresses
            WHERE tenant_id = ? AND customer_id \(customer == nil ? "IN (\(whoOwes))" : "= ?")
            ORDER BY created_at, channel, address
            """,
            tenant.id,
            whose
        )
        var known: [CustomerID: [CustomerChannelAddress]] = [:]
        for row in rows {
            guard let channel = PluginID(try row.text(1)) else { continue }
            let address = CustomerChannelAddress(channel: channel, address: try row.text(2))
            known[try row.identifier(0), default: []].append(address)
        }
        self.known = known
    }

    /// Where the customer is reminded: by the rule's channel, else, as far as that is
    /// worth its cost, by its other one or where else they are known. A telephone number
    /// is theirs on every channel. Nil also where nobody would say it: the tenant has not
    /// enabled the agent.
    func address(
        of customer: CustomerID,
        by rule: DunningRule,
        toAsk asked: Money,
        _ policy: DunningPolicy
    ) -> CustomerChannelAddress? {
        guard enabled.contains(.dunning), let own = known[customer] else { return nil }
        let others = policy.worthwhile(rule.fallbackChannel.map { [$0] } ?? [], toAsk: asked)
        let elsewhere = policy.worthwhile(own.map(\.channel), toAsk: asked)
        for channel in [rule.channel] + others + elsewhere where enabled.contains(channel) && channel != .api {
            if let known = own.first(where: { $0.channel == channel }) { return known }
            if let phone = own.first(where: { Address.isPhone($0.address) }) {
                return CustomerChannelAddress(channel: channel, address: phone.address)
            }
        }
        return nil
    }
}
