// A quote as something to send.

/// The forms in which a quote can be sent.
public enum QuoteFormat: String, Sendable, CaseIterable {
    case pdf
    case xlsx
    /// The public page, with a button to accept.
    case page

    /// Of ``xlsx``.
    public static let spreadsheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

extension Quote {
    /// The reply that carries this quote. The page's address must be known.
    public func reply(as format: QuoteFormat) -> Reply {
        let page = url ?? ""
        switch format {
        case .pdf: return .document(url: "\(page).pdf", name: "\(shownNumber).pdf", mime: "application/pdf")
        case .xlsx:
            return .document(
                url: "\(page).xlsx",
                name: "\(shownNumber).xlsx",
                mime: QuoteFormat.spreadsheetType
            )
        case .page: return .link(url: page, title: shownNumber)
        }
    }
}
