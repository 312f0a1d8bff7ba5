// The pages of the emulated Mercado Pago on which a person pays. Plain forms, no
// script.

internal import OrkestaModel

/// Answers a browser.
struct MercadoPagoPages: Sendable {
    private let api: MercadoPagoAPI

    init(_ api: MercadoPagoAPI) { self.api = api }

    func answer(_ call: EmulatedCall) -> EmulatedReply {
        let preference = FormDocument.document(call.query)["pref_id"]?.stringValue ?? ""
        do throws(MercadoPagoRefusal) {
            switch (call.method, call.path.first) {
            case ("GET", "checkout"): return .page(try page(of: preference))
            case ("POST", "checkout"): return try pay(preference, call)
            case ("GET", "voucher"): return .page(try voucher(call.path.last ?? ""))
            default:
                let id = call.path.last ?? ""
                _ = try api.with { books, now, _ throws(MercadoPagoRefusal) in try books.approve(id, at: now) }
                return .page(EmulatorPage.html("Pagado", "<p>El voucher está pagado.</p>", provider: Self.name))
            }
        } catch {
            let body = "<p>\(EmulatorPage.escaped(error.message))</p>"
            return .page(EmulatorPage.html("No se pudo", body, provider: Self.name), status: error.status)
        }
    }

    private static let name = "Mercado Pago"

    private func page(of id: String) throws(MercadoPagoRefusal) -> String {
        let (preference, total) = try api.with { books, _, _ throws(MercadoPagoRefusal) in
            let preference = try books.preference(id)
            return (preference, books.total(of: preference))
        }
        let excluded = (preference["payment_methods"]?["excluded_payment_types"]?.arrayValue ?? [])
            .compactMap { $0["id"]?.stringValue }
        let choices = MercadoPagoCustomerAct.Method.allCases.filter { !excluded.contains($0.type) }
            .enumerated().map { place, method in
                """
                <label><input type="radio" name="method" value="\(method.rawValue)"\(place == 0 ? " checked" : "")> \
                \(method.rawValue)</label>
                """
            }
        let amount = total?.description ?? ""
        return EmulatorPage.html(
            "Pago de \(amount)",
            """
            <form method="post">\(choices.joined(separator: "<br>"))
            <p><label>Nombre en la tarjeta <input name="holder" value="APRO"></label></p>
            <p>APRO se acepta; FUND no tiene fondos; CONT queda en revisión.</p><button>Pagar \(amount)</button></form>
            """,
            provider: Self.name
        )
    }

    private func pay(_ id: String, _ call: EmulatedCall) throws(MercadoPagoRefusal) -> EmulatedReply {
        let form = FormDocument.document(String(decoding: call.body, as: UTF8.self))
        var act = MercadoPagoCustomerAct()
        act.method = form["method"]?.stringValue.flatMap(MercadoPagoCustomerAct.Method.init(rawValue:)) ?? .card
        act.holder = form["holder"]?.stringValue ?? act.holder
        let (payment, preference) = try api.with { [act] books, now, pages throws(MercadoPagoRefusal) in
            (try books.pay(id, act, pages: pages, at: now), try books.preference(id))
        }
        if let voucher = payment["transaction_details"]?["external_resource_url"]?.stringValue {
            return .redirect(to: voucher)
        }
        let isPaid = payment["status"] == "approved"
        let back = preference["back_urls"]?[isPaid ? "success" : "failure"]?.stringValue
        return .redirect(to: back ?? "/")
    }

    private func voucher(_ id: String) throws(MercadoPagoRefusal) -> String {
        let payment = try api.with { books, _, _ throws(MercadoPagoRefusal) in try books.payment(id) }
        guard payment["status"] == "pending" else {
            return EmulatorPage.html("Voucher", "<p>Este voucher ya no espera un pago.</p>", provider: Self.name)
        }
        let number = payment["transaction_details"]?["payment_method_reference_id"]?.stringValue ?? ""
        return EmulatorPage.html(
            "Voucher",
            """
            <p>Paga \(payment.amount("transaction_amount")?.description ?? "") en la tienda.</p>
            <p><strong>\(EmulatorPage.escaped(number))</strong></p>
            <form method="post"><button>Pagar en caja</button></form>
            """,
            provider: Self.name
        )
    }
}
