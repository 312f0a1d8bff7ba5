// The public page under which an invoice is paid. It has no script: forms work on
// every phone and by keyboard.

import HTTPTypes
import HostCommerce
import HostCore
import HostPayments
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let payPageRoutes: [Route] = [
        Route(
            method: .get,
            path: "/pay/{token}",
            ports: .client,
            access: .everyone,
            id: "getPayPage",
            tag: "Payments",
            summary: "The page under which an invoice is paid",
            parameters: [
                tokenParameter, .language,
            ],
            responses: [
                Route.Answer(status: 200, description: "The page.", content: [("text/html", Schema.text("HTML."))])
            ],
            problems: [.notFound],
            handler: { exchange in
                try await PublicPage.found(exchange) {
                    try PayPageView(exchange, try await PayPageRoutes.page(exchange)).response()
                }
            }
        ),
        Route(
            method: .post,
            path: "/pay/{token}",
            ports: .client,
            access: .everyone,
            id: "payOnPage",
            tag: "Payments",
            summary: "Begins to pay, at the provider's page or, in the sandbox, here",
            parameters: [tokenParameter],
            body: Route.Body(
                content: [
                    (
                        "application/x-www-form-urlencoded",
                        Schema.object(
                            "The form.",
                            [
                                "action": Schema.word("The button.", of: PayPageRoutes.Action.allCases.map(\.rawValue)),
                                "amount": Schema.text("A part, as people write it.", example: "1,234.50"),
                            ],
                            optional: ["amount"]
                        )
                    )
                ]
            ),
            responses: [Route.Answer(status: 303, description: "To where it is paid, or back.", content: [])],
            problems: [.notFound],
            handler: { try await PayPageRoutes.pay($0) }
        ),
        Route(
            method: .get,
            path: "/pay/assets/pay.css",
            ports: .client,
            access: .everyone,
            id: "getPayStyle",
            tag: "Payments",
            summary: "The style of the page to pay",
            responses: [
                Route.Answer(status: 200, description: "The file.", content: [("text/css", Schema.text("CSS."))])
            ],
            handler: { _ in PayPageView.style }
        ),
    ]

    private static let tokenParameter = Route.Parameter.path("token", "Of the link.", Schema.text("Opaque."))
}

enum PayPageRoutes {
    /// The buttons of the page; the last two are the sandbox's.
    enum Action: String, CaseIterable {
        case pay
        /// All of what is left, where the next instalment is asked for.
        case all
        case part
        case decline
        case voucher
    }

    /// Why a press of a button led to nothing, as the page is told.
    enum Result: String, CaseIterable {
        /// It is no amount, or could be two.
        case unclear
        case amount
        case declined
        case changed
        case stopped
    }

    static func page(_ exchange: Exchange) async throws -> PayPage {
        guard let page = try await exchange.services.payments.checkout.page(try exchange.path("token")) else {
            throw Problem(.notFound, "there is no such link", field: "token", remedy: "Check the address.")
        }
        return page
    }

    /// Answers with where to go on: the provider's page, or this one as things
    /// stand now.
    static func pay(_ exchange: Exchange) async throws -> Response {
        let page = try await page(exchange)
        let form = try await exchange.form()
        guard let action = form["action"].flatMap(Action.init(rawValue:)) else {
            // Nobody pays by pressing nothing: a redirect that was repeated as a POST did.
            throw DocumentError(field: "action", reason: "the name of a button is expected")
        }
        guard let amount = amount(action, form, page) else { return try back(to: page, exchange, .unclear) }
        let result: Result?
        do {
            let begun = try await exchange.services.payments.checkout
                .begin(try exchange.path("token"), amount: amount)
            if let url = begun.payment.sessionURL { return redirect(to: url) }
            try await decide(begun, action, exchange)
            result = action == .decline ? .declined : nil
        } catch let problem as Problem {
            result = Self.result(of: problem)
        }
        return try back(to: page, exchange, result)
    }

    private static func back(to page: PayPage, _ exchange: Exchange, _ result: Result?) throws -> Response {
        let language = try exchange.language(of: page.tenant)
        let note = result.map { "&result=\($0.rawValue)" } ?? ""
        return redirect(to: "/pay/\(try exchange.path("token"))?lang=\(language)\(note)")
    }

    private static func result(of problem: Problem) -> Result {
        switch problem.kind {
        case .invalid: .amount
        case .unavailable: .stopped
        default: .changed
        }
    }

    /// All that is asked for, or the part that was typed; nil when that is no
    /// amount, or could be two: `1.000` is a thousand to one and one to another.
    private static func amount(_ action: Action, _ form: FormFields, _ page: PayPage) -> Money? {
        if action == .all { return page.left }
        guard action == .part else { return page.asked }
        return WrittenNumber.price(form["amount"] ?? "", currency: page.asked.currency)
    }

    // MARK: The sandbox

    /// How long the page waits for what it has just caused to be booked.
    private static let bookingPauses = 40
    private static let bookingPauseMilliseconds: Int64 = 25

    private static func decide(_ begun: Checkout.Begun, _ action: Action, _ exchange: Exchange) async throws {
        guard let session = begun.payment.sessionID else { return }
        let outcome: SandboxOutcome =
            switch action {
            case .decline: .failed
            case .voucher: .voucher
            case .pay, .all, .part: .succeeded
            }
        _ = try await SandboxDeliveries.send(outcome, of: session, begun.tenant, exchange.services)
        for _ in 0..<bookingPauses {
            let payment = try await exchange.services.database.read {
                try Payments(begun.tenant).find(begun.payment.id, in: $0)
            }
            let isBooked = payment?.state != .pending && (payment?.state != .processing || outcome == .voucher)
            guard !isBooked else { return }
            try await Task.sleep(for: .milliseconds(bookingPauseMilliseconds))
        }
    }

    private static func redirect(to location: String) -> Response {
        Response(status: .seeOther, headers: [.location: location, .cacheControl: "no-store"])
    }
}
