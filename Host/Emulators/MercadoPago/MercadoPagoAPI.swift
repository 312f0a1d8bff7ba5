// The emulated Mercado Pago's HTTP API: tokens, idempotency, errors, and which path
// does what; and its signed notifications.

internal import Foundation
internal import HostPayments
internal import HostTime
internal import OrkestaModel
internal import Synchronization

/// Answers what is asked of api.mercadopago.com, and keeps the books.
final class MercadoPagoAPI: Sendable {
    let time = EmulatorTime()
    let faults = FaultSchedule<PaymentFault>([:])
    let courier: WebhookCourier
    private let kept = KeptReplies()
    private let settings: MercadoPagoEmulatorSettings
    private let books: Mutex<MercadoPagoBooks>
    /// Where pages are; known once the server listens.
    private let pages = Mutex("")

    init(_ settings: MercadoPagoEmulatorSettings) {
        self.settings = settings
        courier = WebhookCourier(
            weather: settings.weather,
            schedule: .ofPaymentProviders,
            connectionsMax: 40
        )
        let firstNumber = EmulatorTime().now().milliseconds * 1_000
        books = Mutex(MercadoPagoBooks(collector: settings.collector, firstNumber: firstNumber))
    }

    func show(pagesAt url: String) { pages.withLock { $0 = url } }

    // MARK: The books

    /// Looks into the books or changes them; what changed is told.
    func with<Value: Sendable>(
        _ body: (inout MercadoPagoBooks, _ now: Timestamp, _ pages: String) throws(MercadoPagoRefusal) -> Value
    ) throws(MercadoPagoRefusal) -> Value {
        let (now, pages) = (time.now(), pages.withLock { $0 })
        let (result, changes) = books.withLock {
            books -> (Result<Value, MercadoPagoRefusal>, [(MercadoPagoChange, Int64)]) in
            let result: Result<Value, MercadoPagoRefusal>
            do throws(MercadoPagoRefusal) {
                result = .success(try body(&books, now, pages))
            } catch {
                result = .failure(error)
            }
            return (result, books.takeChanges().map { ($0, books.newNumber()) })
        }
        for (change, number) in changes { tell(change, number, at: now) }
        return try result.get()
    }

    /// The notification says that a payment changed, and nothing of how.
    private func tell(_ change: MercadoPagoChange, _ number: Int64, at now: Timestamp) {
        guard let url = settings.webhookURL ?? change.url else { return }
        let topic = change.isChargeback ? "topic_chargebacks_wh" : "payment"
        let action = change.isNew ? "payment.created" : "payment.updated"
        let body: JSON = [
            "id": .integer(number), "live_mode": false, "type": .string(topic), "action": .string(action),
            "date_created": .string(MercadoPagoBooks.date(now)), "user_id": .integer(settings.collector),
            "api_version": "v1", "data": ["id": .string(change.payment)],
        ]
        let (secret, payment) = (settings.webhookSecret, change.payment)
        courier.send(
            Parcel(
                name: "\(action) \(number)",
                address: { "\(url)\(url.contains("?") ? "&" : "?")data.id=\(payment)&type=\(topic)" },
                headers: { isForged in
                    let request = UUID().uuidString.lowercased()
                    let signature = MercadoPagoSignature(secret: isForged ? "forged" : secret)
                    let time = String(SystemClock().now().milliseconds / 1_000)
                    let header = signature.header(dataID: payment, requestID: request, time: time)
                    return [("Content-Type", "application/json"), ("x-signature", header), ("x-request-id", request)]
                },
                body: body.utf8
            )
        )
    }

    // MARK: Requests

    func answer(_ call: EmulatedCall) -> EmulatedReply {
        let fault = faults.next(for: PaymentFault.line)
        switch fault {
        case .hangUp: return EmulatedReply(status: 0, body: "", isLost: true)
        case .rateLimit:
            return refused(MercadoPagoRefusal(status: 429, error: "too_many_requests", message: "slow down"))
        case .error500: return refused(MercadoPagoRefusal(status: 500, error: "internal_error", message: "it broke"))
        case .lostAnswer, nil: break
        }
        var answer = idempotent(call)
        answer.isLost = fault == .lostAnswer
        return answer
    }

    private func refused(_ refusal: MercadoPagoRefusal) -> EmulatedReply { .json(refusal.json, status: refusal.status) }

    private func idempotent(_ call: EmulatedCall) -> EmulatedReply {
        guard let key = call.key, settings.key == nil || settings.key == key else {
            return refused(MercadoPagoRefusal(status: 401, error: "unauthorized", message: "invalid access token"))
        }
        guard call.method != "GET", let place = call.headers["x-idempotency-key"] else { return execute(call) }
        let asked = "\(call.method) \(call.path.joined(separator: "/"))?\(String(decoding: call.body, as: UTF8.self))"
        switch kept.begin(place, asked: asked) {
        case .same(let again): return again
        case .other, .running:
            let message = "another request has this key"
            return refused(
                MercadoPagoRefusal(status: 409, error: "idempotency_key_already_used", message: message)
            )
        case .new: break
        }
        let answer = execute(call)
        if answer.status < 400 {
            kept.keep(answer, under: place, asked: asked)
        } else {
            kept.forget(place)
        }
        return answer
    }

    private func execute(_ call: EmulatedCall) -> EmulatedReply {
        let body: JSON? = call.body.isEmpty ? .object([:]) : try? JSON(parsing: call.body)
        guard let body else { return refused(MercadoPagoRefusal(message: "the body is no JSON")) }
        do throws(MercadoPagoRefusal) {
            let isMade = call.method == "POST"
            return .json(try result(call, body), status: isMade ? 201 : 200)
        } catch {
            return refused(error)
        }
    }

    private func result(_ call: EmulatedCall, _ body: JSON) throws(MercadoPagoRefusal) -> JSON {
        let id = call.path.count > 2 ? call.path[2] : ""
        let collector = settings.collector
        return try with { books, now, pages throws(MercadoPagoRefusal) in
            switch (call.method, call.path.first ?? "", call.path.dropFirst().first ?? "", call.path.count) {
            case ("GET", "users", "me", 2): return ["id": .integer(collector), "site_id": "MLM"]
            case ("POST", "checkout", "preferences", 2): return try books.makePreference(body, pages: pages, at: now)
            case ("GET", "checkout", "preferences", 3): return .object(try books.preference(id))
            case ("PUT", "checkout", "preferences", 3): return try books.changePreference(id, body)
            case ("POST", "v1", "payments", 2): return .object(try books.makePayment(body, pages: pages, at: now).shown)
            case ("GET", "v1", "payments", 3) where id == "search": return books.search(Self.fields(call.query))
            case ("GET", "v1", "payments", 3): return .object(try books.payment(id).shown)
            case ("PUT", "v1", "payments", 3) where body["status"] == "cancelled":
                return .object(try books.cancel(id, at: now).shown)
            case ("POST", "v1", "payments", 4) where call.path[3] == "refunds":
                return try books.refund(id, body, at: now)
            case ("GET", "v1", "payments", 4...5) where call.path[3] == "refunds":
                return try Self.refunds(of: id, call.path.count == 5 ? call.path[4] : nil, books)
            case ("GET", "v1", "chargebacks", 3):
                return ["id": .string(id), "payments": [.string(try books.payment(id).key)]]
            default: throw MercadoPagoRefusal(status: 404, error: "not_found", message: "there is no such path")
            }
        }
    }

    /// The refunds of a payment, or one of them.
    private static func refunds(
        of payment: String,
        _ id: String?,
        _ books: MercadoPagoBooks
    ) throws(MercadoPagoRefusal) -> JSON {
        let refunds = try books.payment(payment)["refunds"]?.arrayValue ?? []
        guard let id else { return .array(refunds) }
        guard let found = refunds.first(where: { $0["id"]?.integerValue.map { String($0) } == id }) else {
            throw books.missing("refund", id)
        }
        return found
    }

    private static func fields(_ query: String) -> [String: String] {
        FormDocument.document(query).objectValue?.compactMapValues(\.stringValue) ?? [:]
    }
}
