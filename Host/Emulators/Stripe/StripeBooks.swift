// What the emulated Stripe remembers: its objects, in the form in which it shows
// them, and the events that tell of them. No I/O; time is an argument.

internal import OrkestaModel

/// An object as the API shows it.
typealias StripeObject = [String: JSON]

/// An event, and the endpoints that were made for the account in which it happened.
struct StripeNotice: Sendable {
    let event: StripeObject
    let endpoints: [StripeObject]
}

/// All objects of all accounts.
struct StripeBooks: Sendable {
    /// Of the answers and events that it makes.
    static let version = "2026-06-24.dahlia"

    private(set) var objects: [String: StripeObject] = [:]
    /// In the order in which they were made.
    private(set) var order: [String] = []
    /// The connected account of an object; nil: the platform's own.
    private(set) var owners: [String: String] = [:]
    /// Events that were not sent yet, in order.
    private var unsent: [StripeObject] = []
    // MARK: Objects

    /// A new key: `cs_test_` and letters by chance. Not a seed's: whoever listens
    /// remembers keys beyond the emulator's own life.
    func newID(_ prefix: String, length: Int = 24) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        return prefix + String((0..<length).map { _ in letters[Int.random(in: letters.indices)] })
    }

    /// Digits by chance, as on a voucher.
    func newNumber(digits: Int) -> String {
        (0..<digits).map { _ in String(Int.random(in: 0...9)) }.joined()
    }

    /// Keeps an object of an account, new or changed.
    mutating func keep(_ object: StripeObject, of account: String?) {
        guard let id = object["id"]?.stringValue else { return }
        if objects[id] == nil { order.append(id) }
        objects[id] = object
        owners[id] = account
    }

    /// Throws for one that there is not, or that is another account's or kind.
    func find(_ id: String, _ kind: String, of account: String?) throws(StripeRefusal) -> StripeObject {
        guard let object = objects[id], object["object"]?.stringValue == kind, owners[id] == account else {
            throw .unknown(kind, id)
        }
        return object
    }

    /// Those of a kind, the newest first, with these members.
    func list(_ kind: String, of account: String?, _ filter: [String: String]) -> [StripeObject] {
        order.reversed().compactMap { objects[$0] }.filter { object in
            object["object"]?.stringValue == kind && owners[object.id] == account
                && filter.allSatisfy { object[$0.key]?.stringValue == $0.value }
        }
    }

    // MARK: Events

    /// Records that something happened to an object, as it is now.
    mutating func happened(_ type: String, to object: StripeObject, at seconds: Int64) {
        let id = newID("evt_")
        let account = owners[object.id]
        var event: StripeObject = [
            "id": .string(id), "object": "event", "api_version": .string(Self.version), "created": .integer(seconds),
            "type": .string(type), "livemode": false, "pending_webhooks": 1,
            "request": ["id": .null, "idempotency_key": .null], "data": ["object": .object(object)],
        ]
        if let account { event["account"] = .string(account) }
        keep(event, of: account)
        unsent.append(event)
    }

    /// What has happened since it was asked last.
    mutating func takeNotices() -> [StripeNotice] {
        defer { unsent = [] }
        return unsent.map { event in
            StripeNotice(event: event, endpoints: list("webhook_endpoint", of: owners[event.id], [:]))
        }
    }

    /// `POST /v1/webhook_endpoints`: all events of the account go there, too.
    mutating func makeEndpoint(
        _ form: JSON,
        of account: String?,
        at seconds: Int64
    ) throws(StripeRefusal) -> StripeObject {
        guard let url = form["url"]?.stringValue, url.hasPrefix("http") else { throw .missing("url") }
        let endpoint: StripeObject = [
            "id": .string(newID("we_")), "object": "webhook_endpoint", "url": .string(url), "status": "enabled",
            "enabled_events": form["enabled_events"] ?? ["*"], "secret": .string(newID("whsec_", length: 32)),
            "created": .integer(seconds), "livemode": false, "metadata": form["metadata"] ?? [:],
            "api_version": .string(Self.version),
        ]
        keep(endpoint, of: account)
        return endpoint
    }

    // MARK: Answers

    /// An object with the members that `paths` name in full instead of by key:
    /// `payment_intent.latest_charge`.
    func expanded(_ object: StripeObject, _ paths: [String]) -> JSON {
        var whole = object
        for path in paths {
            let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
            guard let name = parts.first, let id = whole[name]?.stringValue ?? whole[name]?["id"]?.stringValue,
                let member = objects[id]
            else { continue }
            // What an earlier path has expanded within it stays so.
            let kept = whole[name]?.objectValue ?? member
            whole[name] = expanded(kept, Array(parts.dropFirst()))
        }
        return .object(whole)
    }
}

extension StripeObject {
    var id: String { self["id"]?.stringValue ?? "" }
    func text(_ name: String) -> String? { self[name]?.stringValue }
    func integer(_ name: String) -> Int64 { self[name]?.integerValue ?? 0 }
}
