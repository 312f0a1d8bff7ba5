// Gathers what a turn may say. Cheap things first: what the turn has in memory;
// the database only when a reply claims something that is not there.

import HostCommerce
import HostConversations
import HostCore
import HostInbox
import HostPayments
import HostStorage
import OrkestaModel

/// The sources of one turn's figures.
struct ProvenanceSource: Sendable {
    let item: InboxItem
    let snapshot: TurnSnapshot
    let draft: TurnDraft
    /// URL under which the world sees the host.
    let publicURL: String

    /// Papers and messages that are looked at, newest first.
    private static let papersMax = 10
    private static let messagesMax = 50
    private static let itemsMax = 200

    /// What is known without asking.
    func immediate() -> Provenance {
        var provenance = Provenance(currency: snapshot.tenant.currency)
        provenance.learn(link: "\(publicURL)/chat/\(snapshot.tenant.id)")
        // "Farmacia 24 Horas" promises nothing by saying who writes.
        provenance.learn(text: snapshot.tenant.displayName)
        switch item.body {
        case .message(let text, _, _), .question(let text): provenance.learn(written: text)
        // The host wrote it; a timer's payload is the plugin's own.
        case .event(_, _, let payload): provenance.learn(payload)
        case .timer: break
        }
        for fact in draft.facts {
            // The host wrote it a moment ago; one that is no JSON supports nothing.
            if let document = try? JSON(parsing: fact) { provenance.learn(document) }
        }
        return provenance
    }

    /// That, and the items that the conversation speaks of, as the catalog has them
    /// now: enough for most replies.
    func items(in connection: any DatabaseConnection) throws -> Provenance {
        var provenance = immediate()
        for item in try CatalogItems(snapshot.handle).items(withSKUs: itemNames, in: connection) where item.active {
            provenance.learn(item)
        }
        return provenance
    }

    /// That, and the rest of what the database knows: the customer's papers and
    /// words, the tenant's terms, and the settings of the agents that spoke.
    func complete(_ items: Provenance, in connection: any DatabaseConnection) throws -> Provenance {
        var provenance = items
        let tenant = snapshot.handle
        let messages = try Conversations(tenant).talk(in: snapshot.conversation, limit: Self.messagesMax, connection)
        for message in messages where message.role == .user {
            for text in message.content.texts { provenance.learn(written: text) }
        }
        let quotes = try Quotes(tenant).list(
            Quotes.Filter(customer: snapshot.customer.id),
            limit: Self.papersMax,
            at: item.receivedAt,
            in: connection
        )
        for quote in quotes.quotes { provenance.learn(quote.json) }
        let invoices = try Invoices(tenant).list(customer: snapshot.customer.id, limit: Self.papersMax, in: connection)
        for invoice in invoices.invoices { provenance.learn(invoice.json) }
        let payable = invoices.invoices.map(\.id)
        for token in try PayLinks(tenant).tokens(of: payable, limit: Self.papersMax, in: connection) {
            provenance.learn(link: "\(publicURL)/pay/\(token)")
        }
        if let terms = try SalesSettingsStore(tenant).get(in: connection).settings.profile.terms {
            provenance.learn(text: terms)
        }
        for agent in Set(draft.replies.compactMap(\.agent)) {
            if let settings = try TenantPlugins(tenant).find(agent, in: connection)?.settings {
                provenance.learn(textsOf: settings)
            }
        }
        return provenance
    }

    /// SKUs that the conversation's state, the turn's products and its replies name.
    private var itemNames: [String] {
        var names: Set<String> = []
        for product in draft.products { if let sku = product["sku"]?.stringValue { names.insert(sku) } }
        for staged in draft.replies {
            switch staged.reply {
            case .list(_, let items): names.formUnion(items.map(\.id))
            case .buttons(_, let buttons): names.formUnion(buttons.map(\.id))
            case .text, .image, .document, .link: break
            }
        }
        collect(draft.state, into: &names)
        return Array(names.filter { (1...100).contains($0.utf8.count) }.sorted().prefix(Self.itemsMax))
    }

    private func collect(_ json: JSON, into names: inout Set<String>) {
        guard names.count < Self.itemsMax * 4 else { return }
        switch json {
        case .string(let text): names.insert(text)
        case .array(let elements): for element in elements { collect(element, into: &names) }
        case .object(let members): for value in members.values { collect(value, into: &names) }
        case .null, .bool, .integer, .double: break
        }
    }
}
