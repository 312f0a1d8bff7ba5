// The language of a page or a paper: what the visitor chose, or what he probably reads.

import HTTPTypes
import HostCore
import HostStorage
import Hummingbird

private let pageLanguages = ["es", "en", "pt"]

extension Route.Parameter {
    /// `lang`: one of the languages that pages are written in.
    static let language = Route.Parameter.query(
        "lang",
        "Of the page or the paper; else what the visitor or the quote prefers.",
        Schema.word("A language.", of: pageLanguages)
    )
}

extension Exchange {
    /// The language that the address names; nil when it names none of ours.
    func chosenLanguage() throws(Problem) -> String? { pageLanguage(try query("lang") ?? "") }

    /// The chosen one, else the first that the browser prefers, else the tenant's.
    func language(of tenant: Tenant) throws(Problem) -> String {
        if let chosen = try chosenLanguage() { return chosen }
        let preferred = (request.headers[.acceptLanguage] ?? "").split(separator: ",").prefix(10)
            .map { String($0.drop { $0 == " " }.prefix { $0 != ";" }) }
        return (preferred + [tenant.locale]).lazy.compactMap(pageLanguage).first ?? "es"
    }
}

/// Ours of a BCP 47 tag: `es` of `es-MX`; nil when there is none.
private func pageLanguage(_ tag: String) -> String? {
    let language = String(tag.lowercased().prefix { $0 != "-" })
    return pageLanguages.contains(language) ? language : nil
}
