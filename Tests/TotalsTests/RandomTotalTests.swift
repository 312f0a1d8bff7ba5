// What a random basket costs, in the five places where a customer reads it: the
// chat, the quote's page, its PDF, its spreadsheet computed anew, and the page of
// its payment link. All five must be what the oracle says.

import AgentDialogue
import HostCommerce
import HostCore
import HostDocuments
import HostPayments
import HostStorage
import OrkestaModel
import PaperReading
import SaleOracle
import Testing

@testable import HostGateway

struct RandomTotalTests {
    @Test(
        "random baskets cost the same in chat, page, PDF, spreadsheet and payment link",
        arguments: [TotalsRun.chosen]
    )
    func totals(run: TotalsRun) async throws {
        let printer = DocumentPrinter()
        var baskets = RandomBaskets(seed: run.seed)
        var printed = 0
        try await Till.with { till in
            for first in stride(from: 0, to: run.baskets, by: TotalsRun.batch) {
                let numbers = first..<min(first + TotalsRun.batch, run.baskets)
                let sales = try numbers.map { try RandomSale(number: $0, of: run, &baskets) }
                let pages = try await till.bill(sales)
                for (sale, page) in zip(sales, pages) {
                    let isPrinted = sale.number.isMultiple(of: run.pdfEvery)
                    let shown = try await sale.shown(at: till, page, by: printer, printing: isPrinted)
                    printed += isPrinted ? 1 : 0
                    let faults = shown.faults(expecting: sale.total) + sale.faults
                    guard faults.isEmpty else {
                        Issue.record("\(sale): \(faults.joined(separator: "; "))")
                        return
                    }
                }
            }
            print("\(run): five totals agree, \(printed) of them read from a PDF too")
        }
    }
}

/// How many baskets are tried, and which.
struct TotalsRun: Sendable, CustomStringConvertible {
    /// Billed in one transaction.
    static let batch = 100

    /// `ORKESTA_TEST_BASKETS` and `ORKESTA_TEST_SEED`, else as many as a debug build reads in
    /// half a minute, of a seed of ours. Ten thousand take some minutes.
    static let chosen = TotalsRun(
        seed: setting("ORKESTA_TEST_SEED") ?? 20_261_126,
        baskets: setting("ORKESTA_TEST_BASKETS").map { Int(clamping: $0) } ?? 1_000
    )

    let seed: UInt64
    let baskets: Int
    /// Every so many are printed as PDF too, which other people's program reads.
    var pdfEvery: Int { 20 }

    var description: String { "\(baskets) baskets of seed \(seed)" }
}

/// One basket, priced, quoted, and shown.
struct RandomSale: CustomStringConvertible {
    let number: Int
    let quote: Quote
    /// In centavos, by the oracle.
    let total: Int64
    /// Lines whose figures are not the oracle's.
    let faults: [String]
    private let language: Language
    private let origin: String

    init(number: Int, of run: TotalsRun, _ baskets: inout RandomBaskets) throws {
        let (rules, basket) = baskets.next()
        let prices = try rules.price(basket)
        let lines = MoneyOracle(rules: rules).lines(of: basket)
        let languages = Language.allCases
        self.number = number
        language = languages[number % languages.count]
        total = MoneyOracle.total(of: lines)
        faults = zip(prices.lines.map(MoneyOracle.Line.init), lines).compactMap { found, expected in
            found == expected ? nil : "a line is \(found), the oracle has \(expected)"
        }
        origin = "basket \(number) of seed \(run.seed), \(rules), \(basket)"
        quote = Quote(
            id: "quote-\(number)",
            number: Int64(number),
            version: 1,
            state: .sent,
            customerID: "customer",
            conversationID: nil,
            agent: nil,
            language: language.rawValue,
            prices: prices,
            note: nil,
            createdAt: Till.noon,
            validUntil: Till.noon.advanced(bySeconds: 86_400),
            hash: "hash",
            token: "token",
            url: "https://orkesta.test/q/token"
        )
    }

    var description: String { origin }

    /// Every total that a customer reads.
    func shown(
        at till: Till,
        _ page: PayPage,
        by printer: DocumentPrinter,
        printing isPrinted: Bool
    ) async throws -> ShownTotals {
        let business = SalesSettings(for: till.tenant).profile
        let document = BusinessDocument(quote, of: till.tenant, business, customerName: "Ana")
        let spreadsheet = try Spreadsheet(try await printer.xlsx(document))
        let addressee = Addressee(customerName: "Ana", business: till.tenant.displayName)
        let chat = QuoteWording(language, addressee, LocalCalendar(language, offsetMinutes: -360)).text(quote)
        let paper = QuotePage(quote, of: till.tenant, business, language: language.rawValue)
        let payPage = PayPageView(page, language: language.rawValue, token: "token")
        return ShownTotals(
            chat: try ShownAmounts.total(inChat: chat),
            page: try ShownAmounts.total(inQuotePage: try paper.html),
            spreadsheet: try spreadsheet.recomputedTotal(),
            link: try ShownAmounts.asked(inPayPage: try payPage.html, isOpen: page.state == .open),
            pdf: isPrinted ? try ShownAmounts.total(inPDF: try await printer.pdf(document)) : nil,
            staleCells: try spreadsheet.staleCells()
        )
    }
}

/// What each place shows as what is to be paid, in centavos.
struct ShownTotals {
    let chat: Int64
    let page: Int64
    let spreadsheet: Int64
    let link: Int64
    /// Nil when it was not printed.
    let pdf: Int64?
    /// Formulas whose written result is not what they compute.
    let staleCells: [String]

    func faults(expecting total: Int64) -> [String] {
        let places = [
            ("chat", chat), ("page", page), ("spreadsheet", spreadsheet), ("payment link", link), ("PDF", pdf ?? total),
        ]
        return places.filter { $0.1 != total }.map { "the \($0.0) shows \($0.1), not \(total)" } + staleCells
    }
}
