// What the page to pay shows: the invoice in the tenant's look, what is left of
// it, and what the customer can do now.

import HTTPTypes
import HostCommerce
import HostCore
import HostDocuments
import HostPayments
import HostStorage
import Hummingbird
import Mustache
import NIOCore
import OrkestaModel

/// The page of one link for one visitor.
struct PayPageView {
    private let page: PayPage
    private let words: PayPageWords
    private let papers: QuoteWords
    private let token: String
    private let result: PayPageRoutes.Result?

    init(_ exchange: Exchange, _ page: PayPage) throws {
        self.init(
            page,
            language: try exchange.language(of: page.tenant),
            token: try exchange.path("token"),
            result: try exchange.query("result").flatMap(PayPageRoutes.Result.init(rawValue:))
        )
    }

    init(_ page: PayPage, language: String, token: String, result: PayPageRoutes.Result? = nil) {
        self.page = page
        self.token = token
        self.result = result
        words = PayPageWords(language)
        papers = QuoteWords(language)
    }

    func response() throws(Problem) -> Response {
        var response = try PublicPage.response(html)
        // There the provider may be an emulator on this machine.
        if page.tenant.environment == .sandbox {
            let targets = "https: http://127.0.0.1:* http://localhost:*"
            response.headers[.contentSecurityPolicy] = PublicPage.policy(formsTo: targets)
        }
        // What is under way is looked at again by itself; a voucher takes days.
        if page.state == .processing, page.vouchers.isEmpty { response.headers[.refresh] = "3" }
        return response
    }

    /// Throws an internal problem when the embedded template is broken.
    var html: String {
        get throws(Problem) { try PublicPage.html(Self.template, context) }
    }

    private var context: [String: Any] {
        let color = page.profile.color.flatMap(Color.init(hex:)) ?? Brand().color
        return [
            "language": papers.language,
            "languages": PublicPage.languages(current: papers.language),
            "title": "\(words.title) \(page.invoice.number)",
            "issuer": page.tenant.displayName,
            "logo": page.profile.logoURL.map { [$0] } ?? [],
            "color": color.css,
            "onColor": color.needsDarkText ? "#14201d" : "#ffffff",
            "state": page.state.rawValue,
            "stateText": stateText,
            "notice": notice.map { [$0] } ?? [],
            "facts": facts.map { ["label": $0.0, "value": $0.1] },
            "history": history.isEmpty ? [] : [["title": words.payments, "payments": history]],
            "plan": page.plan.isEmpty ? [] : [["title": words.plan.title, "installments": page.plan.map(line)]],
            "vouchers": page.vouchers.map(line),
            "form": page.state == .open ? [form] : [],
            "path": "/pay/\(token)?lang=\(papers.language)",
        ]
    }

    private var stateText: String {
        if page.state == .processing, !page.vouchers.isEmpty { return words.plan.voucherWaits }
        if page.state == .open, page.invoice.paid.minor > 0 {
            return words.partlyPaid.replacing("{amount}", with: page.invoice.balance.description)
        }
        return words.states[page.state] ?? ""
    }

    /// Only what is still so: a payment that came through meanwhile says more.
    private var notice: String? {
        guard page.state == .open || page.state == .expired else { return nil }
        return result.flatMap { words.notices[$0] }
    }

    private var facts: [(String, String)] {
        let invoice = page.invoice
        var facts = [(words.total, invoice.total.description)]
        if invoice.paid.minor > 0, invoice.balance.minor > 0 {
            facts.append((words.paid, invoice.paid.description))
            facts.append((words.balance, invoice.balance.description))
        }
        if let description = invoice.description { facts.append((words.concept, description)) }
        if page.state == .open {
            facts.append((words.validUntil, papers.text(page.expiresAt, timeZone: page.tenant.timeZone)))
        }
        return facts
    }

    private var history: [[String: Any]] {
        page.invoice.payments.filter { $0.state == .succeeded || $0.state == .processing }.map(line)
    }

    private func line(_ payment: Payment) -> [String: Any] {
        [
            "amount": payment.amount.description,
            "when": papers.text(payment.at, timeZone: page.tenant.timeZone),
            "state": payment.state == .processing ? [words.underWay] : [],
        ]
    }

    private func line(_ standing: PaymentPlan.Standing) -> [String: Any] {
        [
            "amount": Money(minor: standing.installment.amountMinor, currency: page.left.currency).description,
            "when": papers.text(standing.installment.dueAt, timeZone: page.tenant.timeZone),
            "state": words.plan.states[standing.state] ?? "", "kind": standing.state.rawValue,
        ]
    }

    private func line(_ waiting: (voucher: PaymentVoucher, amount: Money)) -> [String: Any] {
        let until = papers.text(waiting.voucher.expiresAt, timeZone: page.tenant.timeZone)
        return [
            "title": words.plan.voucher, "number": waiting.voucher.number, "amount": waiting.amount.description,
            "until": words.plan.voucherUntil.replacing("{time}", with: until),
            "page": waiting.voucher.url.map { [["url": $0, "open": words.plan.voucherOpen]] } ?? [],
        ]
    }

    private var form: [String: Any] {
        [
            "pay": words.pay.replacing("{amount}", with: page.asked.description),
            "all": page.left.minor > page.asked.minor && !page.plan.isEmpty
                ? [words.plan.payAll.replacing("{amount}", with: page.left.description)] : [],
            "partTitle": words.partTitle, "partLabel": words.partLabel, "payPart": words.payPart,
            "hint": words.partHint.replacing("{amount}", with: page.left.description),
            "asked": page.asked.decimal,
            "sandbox": page.isSandbox ? [sandbox] : [],
        ]
    }

    private var sandbox: [String: Any] {
        ["note": words.sandbox, "decline": words.decline, "voucher": words.plan.tryVoucher]
    }

    /// Kept for as long as its address says.
    static let style = PublicPage.style(PackageResources.pay_css)

    /// Nil only when the embedded template is broken, which a test forbids.
    static let template = try? MustacheTemplate(
        string: String(decoding: PackageResources.pay_mustache, as: UTF8.self)
    )
}

extension HTTPField.Name {
    fileprivate static let refresh = HTTPField.Name.wellKnown("Refresh")
}
