// What the emulated Mercado Pago remembers: preferences, payments with their
// refunds, and which payments changed. No I/O; time is an argument.

internal import OrkestaModel

/// An object as the API shows it.
typealias MercadoPagoObject = [String: JSON]

/// A payment that changed, and where that is told.
struct MercadoPagoChange: Sendable {
    let payment: String
    let url: String?
    let isNew: Bool
    let isChargeback: Bool
}

/// How the API says no.
struct MercadoPagoRefusal: Error, Sendable {
    var status = 400
    var error = "bad_request"
    var code: Int64 = 0
    let message: String

    var json: JSON {
        [
            "message": .string(message), "error": .string(error), "status": .integer(Int64(status)),
            "cause": [["code": .integer(code), "description": .string(message)]],
        ]
    }
}

/// Everything that one account has.
struct MercadoPagoBooks: Sendable {
    let collector: Int64
    private(set) var preferences: [String: MercadoPagoObject] = [:]
    private(set) var payments: [String: MercadoPagoObject] = [:]
    /// Keys of payments in the order in which they were made.
    private var order: [String] = []
    private var unsent: [MercadoPagoChange] = []
    private var nextNumber: Int64

    /// Keys count on from `firstNumber`: nobody who listens may have heard of them
    /// from an emulator before.
    init(collector: Int64, firstNumber: Int64) {
        self.collector = collector
        nextNumber = firstNumber
    }

    mutating func newNumber() -> Int64 {
        defer { nextNumber += 1 }
        return nextNumber
    }

    // MARK: Preferences

    /// `POST /checkout/preferences`.
    mutating func makePreference(_ body: JSON, pages: String, at now: Timestamp) throws(MercadoPagoRefusal) -> JSON {
        guard let items = body["items"]?.arrayValue, !items.isEmpty else {
            throw MercadoPagoRefusal(message: "items needed")
        }
        for item in items {
            guard let currency = item["currency_id"]?.stringValue, price(of: item, currency) != nil,
                (item["quantity"]?.integerValue ?? 0) > 0
            else { throw MercadoPagoRefusal(message: "unit_price invalid") }
        }
        if body["auto_return"] != nil, body["back_urls"]?["success"]?.stringValue?.hasPrefix("https://") != true {
            throw MercadoPagoRefusal(message: "auto_return invalid. back_url.success must be defined")
        }
        let id = "\(collector)-\(newNumber())"
        let address = JSON.string("\(pages)/checkout/v1/redirect?pref_id=\(id)")
        let made = body.merging([
            "id": .string(id), "init_point": address, "sandbox_init_point": address,
            "collector_id": .integer(collector), "site_id": "MLM", "date_created": .string(Self.date(now)),
        ])
        preferences[id] = made.objectValue
        return made
    }

    /// `PUT /checkout/preferences/{id}`.
    mutating func changePreference(_ id: String, _ body: JSON) throws(MercadoPagoRefusal) -> JSON {
        let changed = JSON.object(try preference(id)).merging(body)
        preferences[id] = changed.objectValue
        return changed
    }

    func preference(_ id: String) throws(MercadoPagoRefusal) -> MercadoPagoObject {
        guard let found = preferences[id] else { throw missing("preference", id) }
        return found
    }

    /// What a preference asks for.
    func total(of preference: MercadoPagoObject) -> Money? {
        var sum: Money?
        for item in preference["items"]?.arrayValue ?? [] {
            guard let currency = item["currency_id"]?.stringValue, let price = price(of: item, currency) else {
                return nil
            }
            let (line, overflows) = price.minor.multipliedReportingOverflow(by: item["quantity"]?.integerValue ?? 1)
            let (minor, exceeds) = (sum?.minor ?? 0).addingReportingOverflow(line)
            guard !overflows, !exceeds, sum?.currency ?? currency == currency else { return nil }
            sum = Money(minor: minor, currency: currency)
        }
        return sum
    }

    private func price(of item: JSON, _ currency: String) -> Money? {
        item["unit_price"].flatMap { Money(json: $0, currency: currency) }
    }

    // MARK: Payments

    func payment(_ id: String) throws(MercadoPagoRefusal) -> MercadoPagoObject {
        guard let found = payments[id] else { throw missing("payment", id) }
        return found
    }

    /// Keeps a payment, new or changed, and notes that this is to be told.
    mutating func keep(_ payment: MercadoPagoObject, at now: Timestamp, isChargeback: Bool = false) {
        let id = payment.key
        var changed = payment
        changed["date_last_updated"] = .string(Self.date(now))
        let isNew = payments[id] == nil
        if isNew { order.append(id) }
        payments[id] = changed
        let url = changed["notification_url"]?.stringValue
        unsent.append(MercadoPagoChange(payment: id, url: url, isNew: isNew, isChargeback: isChargeback))
    }

    /// Changes since it was asked last.
    mutating func takeChanges() -> [MercadoPagoChange] {
        defer { unsent = [] }
        return unsent
    }

    /// `GET /v1/payments/search`.
    func search(_ query: [String: String]) -> JSON {
        let found = order.compactMap { payments[$0] }.filter { payment in
            if let wanted = query["external_reference"], payment["external_reference"]?.stringValue != wanted {
                return false
            }
            guard let range = query["range"] else { return true }
            guard let moment = payment[range]?.stringValue.flatMap({ Timestamp($0) }) else { return false }
            let from = query["begin_date"].flatMap { Timestamp($0) } ?? Timestamp(milliseconds: .min)
            let until = query["end_date"].flatMap { Timestamp($0) } ?? Timestamp(milliseconds: .max)
            return from <= moment && moment <= until
        }
        let sorted = query["criteria"] == "desc" ? found.reversed() : found
        let offset = min(max(Int(query["offset"] ?? "") ?? 0, 0), sorted.count)
        let limit = min(max(Int(query["limit"] ?? "") ?? 30, 1), 100)
        return [
            "paging": [
                "total": .integer(Int64(sorted.count)), "limit": .integer(Int64(limit)),
                "offset": .integer(Int64(offset)),
            ],
            "results": .array(sorted[offset...].prefix(limit).map { .object($0.shown) }),
        ]
    }

    /// Lets everything expire whose time is over.
    mutating func expireDue(at now: Timestamp) {
        for payment in order.compactMap({ payments[$0] }) where payment["status"] == "pending" {
            guard let end = payment["date_of_expiration"]?.stringValue.flatMap({ Timestamp($0) }), end <= now else {
                continue
            }
            var expired = payment
            (expired["status"], expired["status_detail"]) = ("cancelled", "expired")
            keep(expired, at: now)
        }
    }

    // MARK: Parts

    func missing(_ kind: String, _ id: String) -> MercadoPagoRefusal {
        MercadoPagoRefusal(status: 404, error: "not_found", code: 2000, message: "\(kind) not found: \(id)")
    }

    /// As the API writes moments.
    static func date(_ moment: Timestamp) -> String { moment.description.dropLast() + "+00:00" }

    /// As the API writes amounts: a number.
    static func number(_ money: Money) -> JSON { Double(money.decimal).map { .double($0) } ?? .null }
}

extension MercadoPagoObject {
    /// The key as a text: payments have numbers.
    var key: String { self["id"]?.integerValue.map { String($0) } ?? self["id"]?.stringValue ?? "" }

    /// Without the members that are the emulator's own.
    var shown: MercadoPagoObject { filter { !$0.key.hasPrefix("_") } }

    func amount(_ name: String) -> Money? {
        guard let currency = self["currency_id"]?.stringValue else { return nil }
        return self[name].flatMap { Money(json: $0, currency: currency) }
    }
}
