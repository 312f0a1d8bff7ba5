// What a test may do to the emulated Mercado Pago from outside.

internal import OrkestaModel

/// Answers under `/control`.
struct MercadoPagoControl: Sendable {
    private let api: MercadoPagoAPI

    init(_ api: MercadoPagoAPI) { self.api = api }

    func answer(_ call: EmulatedCall) -> EmulatedReply {
        let body = (try? JSON(parsing: call.body)) ?? [:]
        do {
            return .json(try result(call, body))
        } catch let refusal as MercadoPagoRefusal {
            return .json(refusal.json, status: refusal.status)
        } catch {
            return .json(["message": .string("\(error)"), "status": 400], status: 400)
        }
    }

    private func result(_ call: EmulatedCall, _ body: JSON) throws -> JSON {
        let path = Array(call.path.dropFirst())
        switch (call.method, path.first ?? "", path.dropFirst().first ?? "", path.last ?? "") {
        case ("POST", "preferences", let id, "pay"):
            let act = try act(body)
            return .object(
                try api.with { books, now, pages throws(MercadoPagoRefusal) in
                    try books.pay(id, act, pages: pages, at: now)
                }
            )
        case ("POST", "payments", let id, "approve"):
            return .object(try api.with { books, now, _ throws(MercadoPagoRefusal) in try books.approve(id, at: now) })
        case ("POST", "payments", let id, "chargeback"):
            let detail = try body.optionalText("detail") ?? "in_process"
            return .object(
                try api.with { books, now, _ throws(MercadoPagoRefusal) in
                    try books.chargeBack(id, detail: detail, at: now)
                }
            )
        default:
            guard let result = try controls.result(call.method, path, body) else {
                throw MercadoPagoRefusal(status: 404, error: "not_found", message: "There is no such control.")
            }
            return result
        }
    }

    private var controls: EmulatorControls {
        EmulatorControls(time: api.time, faults: api.faults, courier: api.courier) { [api] in
            _ = try? api.with { books, now, _ in books.expireDue(at: now) }
        }
    }

    private func act(_ body: JSON) throws(DocumentError) -> MercadoPagoCustomerAct {
        var act = MercadoPagoCustomerAct()
        if let word = try body.optionalText("method") {
            guard let method = MercadoPagoCustomerAct.Method(rawValue: word) else {
                let known = MercadoPagoCustomerAct.Method.allCases.map(\.rawValue).joined(separator: ", ")
                throw DocumentError(field: "method", reason: "one of \(known) is expected")
            }
            act.method = method
        }
        act.holder = try body.optionalText("holder") ?? act.holder
        act.email = try body.optionalText("email")
        return act
    }
}
