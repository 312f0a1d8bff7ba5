// What a test may do to the emulated Stripe from outside: pay as a customer would,
// let time pass, break things, and look at what was sent.

internal import OrkestaModel

/// Answers under `/control`.
struct StripeControl: Sendable {
    private let api: StripeAPI

    init(_ api: StripeAPI) { self.api = api }

    func answer(_ call: EmulatedCall) -> EmulatedReply {
        let body = (try? JSON(parsing: call.body)) ?? [:]
        do {
            return .json(StripeAPI.shown(try result(call, body)))
        } catch let refusal as StripeRefusal {
            return .json(refusal.json, status: refusal.status)
        } catch {
            return .json(["error": ["message": .string("\(error)")]], status: 400)
        }
    }

    private func result(_ call: EmulatedCall, _ body: JSON) throws -> JSON {
        let path = Array(call.path.dropFirst())
        switch (call.method, path.first ?? "", path.dropFirst().first ?? "", path.last ?? "") {
        case ("POST", "sessions", let id, "pay"):
            return .object(try pay(id, body))
        case ("POST", "vouchers", let id, "pay"):
            try api.with { books, seconds, _ throws(StripeRefusal) in try books.payVoucher(id, at: seconds) }
            return [:]
        case ("POST", "payments", let id, "dispute"):
            let reason = body["reason"]?.stringValue ?? "fraudulent"
            return .object(
                try api.with { books, seconds, _ throws(StripeRefusal) in
                    try books.dispute(id, reason: reason, of: books.owners[id], at: seconds)
                }
            )
        case ("POST", "disputes", let id, "close"):
            let isWon = try body.requiredText("status") == "won"
            return .object(
                try api.with { books, seconds, _ throws(StripeRefusal) in
                    try books.closeDispute(id, won: isWon, at: seconds)
                }
            )
        default:
            guard let result = try controls.result(call.method, path, body) else {
                throw StripeRefusal(status: 404, message: "There is no such control.")
            }
            return result
        }
    }

    private func pay(_ id: String, _ body: JSON) throws -> StripeObject {
        var act = StripeCustomerAct()
        if let word = body["method"]?.stringValue {
            guard let method = StripeCustomerAct.Method(rawValue: word) else {
                throw DocumentError(field: "method", reason: "card or oxxo is expected")
            }
            act.method = method
        }
        act.card = body["card"]?.stringValue ?? act.card
        act.email = body["email"]?.stringValue
        return try api.with { [act] books, seconds, _ throws(StripeRefusal) in try books.pay(id, act, at: seconds) }
    }

    private var controls: EmulatorControls {
        EmulatorControls(time: api.time, faults: api.faults, courier: api.courier) { [api] in
            _ = try? api.with { books, seconds, _ in books.expireDue(at: seconds) }
        }
    }
}
