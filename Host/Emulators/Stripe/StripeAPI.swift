// The emulated Stripe's HTTP API: keys, accounts, idempotency, errors, and which
// path does what.

internal import HostPayments
internal import HostTime
internal import OrkestaModel
internal import Synchronization

/// Answers what is asked of api.stripe.com, and keeps the books.
final class StripeAPI: Sendable {
    private struct State {
        var books: StripeBooks
        var requests = 0
    }

    let time = EmulatorTime()
    let faults = FaultSchedule<PaymentFault>([:])
    private let kept = KeptReplies()
    let courier: WebhookCourier
    private let settings: StripeEmulatorSettings
    private let state: Mutex<State>
    /// Where pages are; known once the server listens.
    private let pages = Mutex("")

    init(_ settings: StripeEmulatorSettings) {
        self.settings = settings
        courier = WebhookCourier(
            weather: settings.weather,
            schedule: .ofPaymentProviders,
            connectionsMax: 40
        )
        state = Mutex(State(books: StripeBooks()))
    }

    func show(pagesAt url: String) { pages.withLock { $0 = url } }

    // MARK: The books

    /// Looks into the books or changes them; what happened is sent.
    func with<Value: Sendable>(
        _ body: (inout StripeBooks, _ seconds: Int64, _ pages: String) throws(StripeRefusal) -> Value
    ) throws(StripeRefusal) -> Value {
        let (seconds, pages) = (time.seconds, pages.withLock { $0 })
        let (result, notices) = state.withLock { state -> (Result<Value, StripeRefusal>, [StripeNotice]) in
            let result: Result<Value, StripeRefusal>
            do throws(StripeRefusal) {
                result = .success(try body(&state.books, seconds, pages))
            } catch {
                result = .failure(error)
            }
            return (result, state.books.takeNotices())
        }
        for notice in notices {
            if let url = settings.webhookURL { send(notice.event, to: url, signedWith: settings.webhookSecret) }
            for endpoint in notice.endpoints {
                send(notice.event, to: endpoint.text("url") ?? "", signedWith: endpoint.text("secret") ?? "")
            }
        }
        return try result.get()
    }

    private func send(_ event: StripeObject, to url: String, signedWith secret: String) {
        let body = Self.shown(.object(event)).utf8
        courier.send(
            Parcel(
                name: "\(event.text("type") ?? "") \(event.id)",
                address: { url },
                headers: { isForged in
                    let signature = StripeSignature(secret: isForged ? "whsec_forged" : secret)
                    let seconds = SystemClock().now().milliseconds / 1_000
                    return [
                        ("Content-Type", "application/json"),
                        ("Stripe-Signature", signature.header(at: seconds, body: body)),
                    ]
                },
                body: body
            )
        )
    }

    /// Without the members that are the emulator's own.
    static func shown(_ json: JSON) -> JSON {
        switch json {
        case .object(let members):
            .object(members.filter { !$0.key.hasPrefix("_") }.mapValues { shown($0) })
        case .array(let elements): .array(elements.map { shown($0) })
        default: json
        }
    }

    // MARK: Requests

    func answer(_ call: EmulatedCall) -> EmulatedReply {
        let fault = faults.next(for: PaymentFault.line)
        switch fault {
        case .hangUp: return EmulatedReply(status: 0, body: "", isLost: true)
        case .rateLimit:
            let refusal = StripeRefusal(status: 429, code: "rate_limit", message: "Too many requests.")
            return reply(.failure(refusal))
        case .error500:
            return reply(.failure(StripeRefusal(status: 500, type: "api_error", message: "Something went wrong.")))
        case .lostAnswer, nil: break
        }
        var answer = idempotent(call)
        answer.isLost = fault == .lostAnswer
        return answer
    }

    private func idempotent(_ call: EmulatedCall) -> EmulatedReply {
        if let refusal = unauthorized(call) { return reply(.failure(refusal)) }
        guard call.method == "POST", let key = call.headers["idempotency-key"] else { return execute(call) }
        let place = "\(call.headers["stripe-account"] ?? "") \(key)"
        let asked = "\(call.path.joined(separator: "/"))?\(String(decoding: call.body, as: UTF8.self))"
        switch kept.begin(place, asked: asked) {
        case .same(var again):
            again.headers.append(("Idempotent-Replayed", "true"))
            return again
        case .other:
            let message =
                "Keys for idempotent requests can only be used with the same parameters they were first used with."
            return reply(.failure(StripeRefusal(type: "idempotency_error", message: message)))
        case .running:
            let message = "There is currently another in-progress request using this Idempotent Key."
            let code = "idempotency_key_in_use"
            return reply(
                .failure(StripeRefusal(status: 409, type: "idempotency_error", code: code, message: message))
            )
        case .new: break
        }
        let answer = execute(call)
        if answer.status < 400 || answer.status >= 500 || answer.status == 402 {
            kept.keep(answer, under: place, asked: asked)
        } else {
            kept.forget(place)
        }
        return answer
    }

    private func unauthorized(_ call: EmulatedCall) -> StripeRefusal? {
        guard let key = call.key, key.hasPrefix("sk_test_") || key.hasPrefix("rk_test_") else {
            return StripeRefusal(status: 401, message: "You did not provide a test API key.")
        }
        guard settings.key == nil || settings.key == key else {
            return StripeRefusal(status: 401, message: "Invalid API Key provided: \(key.prefix(8))****")
        }
        return nil
    }

    private func execute(_ call: EmulatedCall) -> EmulatedReply {
        let form = FormDocument.document(call.method == "GET" ? call.query : String(decoding: call.body, as: UTF8.self))
        let account = call.headers["stripe-account"]
        do throws(StripeRefusal) {
            return reply(.success(try result(call, form, account)))
        } catch {
            return reply(.failure(error))
        }
    }

    private func reply(_ result: Result<JSON, StripeRefusal>) -> EmulatedReply {
        let number = state.withLock { state in
            state.requests += 1
            return state.requests
        }
        var reply: EmulatedReply
        switch result {
        case .success(let json): reply = .json(Self.shown(json))
        case .failure(let refusal): reply = .json(refusal.json, status: refusal.status)
        }
        reply.headers = [("Request-Id", "req_emulated\(number)"), ("Stripe-Version", StripeBooks.version)]
        return reply
    }

    private func result(_ call: EmulatedCall, _ form: JSON, _ account: String?) throws(StripeRefusal) -> JSON {
        let expand = (form["expand"]?.arrayValue ?? []).compactMap(\.stringValue)
        let path = call.path.dropFirst()
        switch (call.method, Array(path)) {
        case ("GET", ["account"]):
            return ["id": .string(account ?? "acct_emulated"), "object": "account", "country": "MX"]
        case ("POST", _): return try changed(Array(path), form, account, expand)
        case ("GET", let parts) where StripeAPI.kind(parts) != nil: return try read(parts, form, account, expand)
        default:
            throw StripeRefusal(
                status: 404,
                message: "Unrecognized request URL (\(call.method): /\(call.path.joined(separator: "/")))."
            )
        }
    }

    private func changed(
        _ path: [String],
        _ form: JSON,
        _ account: String?,
        _ expand: [String]
    ) throws(StripeRefusal) -> JSON {
        try with { books, seconds, pages throws(StripeRefusal) in
            let object: StripeObject
            switch (path.count, path.first ?? "", path.last ?? "") {
            case (2, "checkout", "sessions"):
                object = try books.makeSession(form, of: account, pages: pages, at: seconds)
            case (4, "checkout", "expire"): object = try books.expireSession(path[2], of: account, at: seconds)
            case (1, "payment_links", _): object = try books.makeLink(form, of: account, pages: pages, at: seconds)
            case (2, "payment_links", let id): object = try books.changeLink(id, form, of: account)
            case (1, "webhook_endpoints", _): object = try books.makeEndpoint(form, of: account, at: seconds)
            case (1, "refunds", _): object = try books.refund(form, of: account, at: seconds)
            default: throw StripeRefusal(status: 404, message: "Unrecognized request URL.")
            }
            return books.expanded(object, expand)
        }
    }

    // MARK: Reading

    /// The kind of object that a path is of, and whether it is one or a list.
    private static func kind(_ path: [String]) -> (kind: String, id: String?)? {
        let kinds = [
            "checkout/sessions": "checkout.session", "payment_links": "payment_link",
            "payment_intents": "payment_intent", "charges": "charge", "refunds": "refund", "disputes": "dispute",
            "events": "event",
        ]
        if let kind = kinds[path.joined(separator: "/")] { return (kind, nil) }
        guard let id = path.last, let kind = kinds[path.dropLast().joined(separator: "/")] else { return nil }
        return (kind, id)
    }

    private func read(
        _ path: [String],
        _ form: JSON,
        _ account: String?,
        _ expand: [String]
    ) throws(StripeRefusal) -> JSON {
        guard let (kind, id) = Self.kind(path) else { throw StripeRefusal(status: 404, message: "Unrecognized.") }
        return try with { books, _, _ throws(StripeRefusal) in
            if let id { return books.expanded(try books.find(id, kind, of: account), expand) }
            return try Self.page(of: kind, at: path.joined(separator: "/"), form, account, expand, books)
        }
    }

    /// A page of a list, the newest first.
    private static func page(
        of kind: String,
        at path: String,
        _ form: JSON,
        _ account: String?,
        _ expand: [String],
        _ books: StripeBooks
    ) throws(StripeRefusal) -> JSON {
        var filter: [String: String] = [:]
        for name in ["payment_intent", "payment_link", "charge", "type"] { filter[name] = form[name]?.stringValue }
        let from = form["created"]?["gte"]?.formInteger ?? .min
        let until = form["created"]?["lt"]?.formInteger ?? .max
        var found = books.list(kind, of: account, filter)
            .filter { $0.integer("created") >= from && $0.integer("created") < until }
        if let cursor = form["starting_after"]?.stringValue {
            guard let place = found.firstIndex(where: { $0.id == cursor }) else { throw .unknown(kind, cursor) }
            found = Array(found[(place + 1)...])
        }
        let limit = Int(min(max(form["limit"]?.formInteger ?? 10, 1), 100))
        let paths = expand.filter { $0.hasPrefix("data.") }.map { String($0.dropFirst("data.".count)) }
        return [
            "object": "list", "url": .string("/v1/\(path)"), "has_more": .bool(found.count > limit),
            "data": .array(found.prefix(limit).map { books.expanded($0, paths) }),
        ]
    }
}
