// The outcomes of a sale that are problems to a caller of the API.

import HostCore
import OrkestaModel

extension QuoteAnswer {
    /// The quote that was made. Throws the problem that kept it from being made.
    func made() throws(Problem) -> Quote {
        switch (outcome, quote) {
        case (.created, let quote?): return quote
        case (.changed, let latest): throw outdated(latest, field: "version")
        case (.accepted, let quote):
            throw Problem(
                .conflict,
                "\(quote?.shownNumber ?? "the quote") is accepted",
                field: "id",
                remedy: "An accepted quote stays as it is: make a new one."
            )
        default: throw refusal(problems)
        }
    }

    /// The same as the API answers it: with what would keep it from being accepted now.
    func madeJSON() throws(Problem) -> JSON {
        try made().json.merging(["problems": .array(problems.map(\.json))])
    }
}

extension OrderAnswer {
    /// The order that there is. Throws the problem that kept it from being made.
    func made() throws(Problem) -> Order {
        switch (outcome, order) {
        case (.accepted, let order?): return order
        case (.changed, _): throw outdated(quote, field: "hash")
        case (.expired, _):
            throw Problem(
                .conflict,
                "\(quote?.shownNumber ?? "the quote") expired on \(quote?.validUntil.description ?? "")",
                field: "id",
                remedy: "Make a new version: it has today's prices and a new validity."
            )
        case (.approval, _):
            throw Problem(
                .conflict,
                "the discounts are beyond the policy",
                field: "discount",
                remedy: "Make a quote: it asks a person for approval."
            )
        default: throw refusal(problems)
        }
    }
}

/// `field` is what the request named the version by.
private func outdated(_ latest: Quote?, field: String) -> Problem {
    let version = latest.map { "version \($0.version) of \($0.shownNumber)" } ?? "another version"
    return Problem(
        .conflict,
        "the latest is \(version), and this is not it",
        field: field,
        remedy: "Get the quote again, and use its version and hash."
    )
}

/// The first problem of a draft, in the API's terms.
private func refusal(_ problems: [DraftProblem]) -> Problem {
    guard let first = problems.first(where: { !$0.allowsQuote }) ?? problems.first else {
        return Problem(.conflict, "it cannot be sold", remedy: "Look at the products.")
    }
    let line = first.line.map { "lines[\($0)]" }
    switch first.kind {
    case .unknown: return problem(.invalid, line.map { "\($0).sku" }, "Give the SKU of a product of the catalog.")
    case .gone: return problem(.conflict, line.map { "\($0).sku" }, "Leave the product out, or offer another.")
    case .quantity: return problem(.invalid, line.map { "\($0).quantity" }, "Correct the quantity.")
    case .fraction: return problem(.invalid, line.map { "\($0).quantity" }, "Give a whole quantity.")
    case .stock: return problem(.conflict, line.map { "\($0).quantity" }, "Lower the quantity, or raise the stock.")
    case .currency: return problem(.conflict, line.map { "\($0).sku" }, "Price the product in the tenant's currency.")
    case .coupon: return problem(.invalid, "coupon", "Give a coupon that is good, or none.")
    case .size: return problem(.invalid, "lines", "Give 1 to \(Limits.quoteLinesMax) lines of a smaller total.")
    case .other: return problem(.conflict, line, "Look at the product.")
    }

    func problem(_ kind: Problem.Kind, _ field: String?, _ remedy: String) -> Problem {
        Problem(kind, first.detail, field: field, remedy: remedy)
    }
}
