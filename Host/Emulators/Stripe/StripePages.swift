// The pages of the emulated Stripe on which a person pays: a session's, a link's,
// and a voucher's. Plain forms, no script.

internal import OrkestaModel

/// Answers a browser.
struct StripePages: Sendable {
    private let api: StripeAPI

    init(_ api: StripeAPI) { self.api = api }

    func answer(_ call: EmulatedCall) -> EmulatedReply {
        do throws(StripeRefusal) {
            switch (call.method, call.path.prefix(2), call.path.last ?? "") {
            case (_, ["c", "link"], let id): return try open(link: id)
            case ("GET", ["c", "pay"], let id): return .page(try page(of: id))
            case ("POST", ["c", "pay"], let id): return try pay(id, call)
            case ("GET", _, let id) where call.path.first == "voucher": return .page(try voucher(id))
            case ("POST", _, let id) where call.path.first == "voucher":
                try api.with { books, seconds, _ throws(StripeRefusal) in try books.payVoucher(id, at: seconds) }
                return .page(Self.html("Pagado", "<p>El voucher está pagado.</p>"))
            default: return .page(Self.html("No existe", "<p>Aquí no hay nada.</p>"), status: 404)
            }
        } catch {
            return .page(Self.html("No se pudo", "<p>\(EmulatorPage.escaped(error.message))</p>"), status: error.status)
        }
    }

    private func open(link id: String) throws(StripeRefusal) -> EmulatedReply {
        let session = try api.with { books, seconds, pages throws(StripeRefusal) in
            try books.openLink(id, pages: pages, at: seconds)
        }
        guard let url = session?.text("url") else {
            return .page(Self.html("Cerrado", "<p>Este enlace ya no está activo.</p>"), status: 410)
        }
        return .redirect(to: url)
    }

    private func find(_ id: String) throws(StripeRefusal) -> StripeObject {
        try api.with { books, _, _ throws(StripeRefusal) in
            try books.find(id, "checkout.session", of: books.owners[id])
        }
    }

    private func page(of id: String) throws(StripeRefusal) -> String {
        let session = try find(id)
        let amount = StripeAmountText.text(session)
        guard session.text("status") == "open" else {
            return Self.html("Pago de \(amount)", "<p>Esta página ya no se puede pagar.</p>")
        }
        let methods = (session["payment_method_types"]?.arrayValue ?? []).compactMap(\.stringValue)
        let choices = methods.enumerated().map { place, method in
            """
            <label><input type="radio" name="method" value="\(method)"\(place == 0 ? " checked" : "")> \
            \(method == "oxxo" ? "OXXO" : "Tarjeta")</label>
            """
        }
        return Self.html(
            "Pago de \(amount)",
            """
            <p>\(EmulatorPage.escaped(session.text(StripeBooks.title) ?? ""))</p>
            <form method="post">\(choices.joined(separator: "<br>"))
            <p><label>Tarjeta <input name="card" inputmode="numeric" value="4242424242424242"></label></p>
            <p><label>Correo <input name="email" type="email"></label></p>
            <p>4242… se acepta; 4000000000009995 no tiene fondos; 4000000000000259 se disputa.</p>
            <button>Pagar \(amount)</button></form>
            """
        )
    }

    private func pay(_ id: String, _ call: EmulatedCall) throws(StripeRefusal) -> EmulatedReply {
        let form = FormDocument.document(String(decoding: call.body, as: UTF8.self))
        var act = StripeCustomerAct()
        act.method = form["method"]?.stringValue.flatMap(StripeCustomerAct.Method.init(rawValue:)) ?? .card
        act.card = form["card"]?.stringValue?.filter(\.isNumber) ?? act.card
        act.email = form["email"]?.stringValue
        let session = try api.with { [act] books, seconds, _ throws(StripeRefusal) in
            try books.pay(id, act, at: seconds)
        }
        if act.method == .oxxo, let intent = session.text("payment_intent") {
            return .redirect(to: "/voucher/\(intent)")
        }
        return .redirect(to: session.text("success_url") ?? "/")
    }

    private func voucher(_ id: String) throws(StripeRefusal) -> String {
        let intent = try api.with { books, _, _ throws(StripeRefusal) in
            try books.find(id, "payment_intent", of: books.owners[id])
        }
        guard let details = intent["next_action"]?["oxxo_display_details"], let number = details["number"]?.stringValue
        else { return Self.html("Voucher", "<p>Este voucher ya no espera un pago.</p>") }
        return Self.html(
            "Voucher de OXXO",
            """
            <p>Paga \(StripeAmountText.text(intent)) en cualquier OXXO.</p><p><strong>\(number)</strong></p>
            <form method="post"><button>Pagar en caja</button></form>
            """
        )
    }

    private static func html(_ title: String, _ body: String) -> String {
        EmulatorPage.html(title, body, provider: "Stripe")
    }
}

/// Amounts on the emulator's pages.
private enum StripeAmountText {
    static func text(_ object: StripeObject) -> String {
        let minor = object["amount_total"]?.integerValue ?? object["amount"]?.integerValue ?? 0
        return Money(minor: minor, currency: object.text("currency")?.uppercased() ?? "").description
    }
}
