// Who can be reminded at all: somebody has to say it, on a channel on which the customer
// is known.

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
    static let remedy = "Enable the dunning agent, and a channel on which the customer is known."

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

    /// Whether a reminder by the rule would go anywhere: by its channels, or where else
    /// the customer is known. A telephone number is theirs on every channel.
    func contains(_ customer: CustomerID, by rule: DunningRule) -> Bool {
        guard enabled.contains(.dunning), let own = known[customer] else { return false }
        let hasPhone = own.contains { Address.isPhone($0.address) }
        let channels = [rule.channel] + (rule.fallbackChannel.map { [$0] } ?? []) + own.map(\.channel)
        return channels.contains { channel in
            channel != .api && enabled.contains(channel) && (hasPhone || own.contains { $0.channel == channel })
        }
    }
}
