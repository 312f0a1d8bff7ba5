// The papers of quotes, from their rows: for downloads, and for channels that carry
// files.

import HostConversations
import HostCore
public import HostDocuments
public import HostStorage
public import OrkestaModel

extension SaleDesk {
    /// A file of a quote that its public address names.
    public struct PaperAddress: Sendable {
        /// The quote's.
        let token: String
        public let format: QuoteFormat
    }

    /// Reads `PUBLIC-URL/q/TOKEN.pdf` and its likes; nil for every other address.
    public func paperAddress(_ url: String) -> PaperAddress? {
        let prefix = "\(publicURL)/q/"
        guard url.hasPrefix(prefix) else { return nil }
        let name = url.dropFirst(prefix.count).prefix { $0 != "?" && $0 != "#" }
        guard let dot = name.lastIndex(of: "."),
            let format = QuoteFormat(rawValue: String(name[name.index(after: dot)...])),
            format != .page
        else { return nil }
        return PaperAddress(token: String(name[..<dot]), format: format)
    }

    /// The paper at an address; nil when this tenant has no such quote.
    public func paper(
        at address: PaperAddress,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> BusinessDocument? {
        guard let found = try Quotes.find(token: address.token, in: connection), found.tenant.id == tenant.id,
            let quote = try Quotes(tenant).find(found.name, at: now, in: connection)
        else { return nil }
        return try paper(of: shown(quote), in: connection)
    }

    /// The paper of a quote that has its public address. `paper` and `language` nil are
    /// the tenant's and the quote's.
    public func paper(
        of quote: Quote,
        language: String? = nil,
        paper: Paper? = nil,
        in connection: any DatabaseConnection
    ) throws -> BusinessDocument {
        let (known, settings) = try SalesSettingsStore(tenant).get(in: connection)
        let customer = try Customers(tenant).find(quote.customerID, in: connection)
        return BusinessDocument(
            quote,
            of: known,
            settings.profile,
            customerName: customer?.name,
            language: language,
            paper: paper
        )
    }
}
