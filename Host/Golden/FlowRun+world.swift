// What happens around the customers: time passes, a provider fails, a person of the
// business steps in, somebody calls the Control Tower.

import HostCore
import HostEmulators
import HostTime
import OrkestaModel

extension FlowRun {
    // MARK: Time

    /// Moves the provider's clock, then the tenant's, once nothing is under way.
    func pass(_ milliseconds: Int64, runs expected: [String]) async throws {
        note("--- \(milliseconds / 1_000) s pass")
        try await awaitWebhooks()
        let seconds: JSON = ["seconds": .integer(milliseconds / 1_000)]
        try await house.send("POST", "\(shop.stripeURL)/control/advance", seconds.utf8).checked("the provider's time")
        try await awaitWebhooks()
        let target = try await now().advanced(byMilliseconds: milliseconds)
        let ran = try await move(to: target)
        passes(milliseconds)
        guard expected.allSatisfy(ran.contains) else { throw FlowMismatch(expected: expected, came: ran) }
    }

    func arrive(_ moment: Timestamp) async throws {
        note("--- it is \(moment)")
        try await awaitWebhooks()
        _ = try await move(to: moment)
    }

    private func now() async throws -> Timestamp {
        let current = try await house.operate("GET", "/api/time-machine/current?tenant_id=\(shop.tenant)").checked(
            "the time"
        )
        guard let now = current["now"]?.stringValue.flatMap({ Timestamp($0) }) else {
            throw FlowMismatch(expected: "a time", came: current.description)
        }
        return now
    }

    /// Returns what fell due, in order: each by its name and by what came of it.
    private func move(to target: Timestamp) async throws -> [String] {
        let move: JSON = ["tenant_id": .string(shop.tenant), "now": .string(target.description)]
        let moved = try await house.operate("POST", "/api/time-machine/set", move).checked("letting time pass")
        return (moved["steps"]?.arrayValue ?? []).flatMap { step -> [String] in
            let (name, result) = (step["name"]?.stringValue ?? "", step["result"]?.stringValue ?? "")
            note("    \(name) ran: \(result)")
            return [name] + result.split(separator: ", ").map(String.init)
        }
    }

    /// Waits until every webhook of the provider was taken, and booked.
    private func awaitWebhooks() async throws {
        let isQuiet: Bool? = try await eventually { try await areWebhooksBooked() ? true : nil }
        guard isQuiet != nil else { throw FlowMismatch(expected: "the webhooks are booked", came: "they are not") }
    }

    private func areWebhooksBooked() async throws -> Bool {
        let sent = try await house.send("GET", "\(shop.stripeURL)/control/deliveries").json["pending"]
        let path = "/api/payments/webhooks?tenant_id=\(shop.tenant)&limit=200"
        let taken = try await house.operate("GET", path).json["items"]?.arrayValue ?? []
        return sent == 0 && taken.allSatisfy { $0["processed"] == true }
    }

    /// Whether nothing more comes before the story goes on: the shop's time stands still,
    /// nothing is under way, and nothing waits for another attempt.
    func isCalm() async throws -> Bool {
        let time = try await house.operate("GET", "/api/time-machine/current?tenant_id=\(shop.tenant)").json
        guard time["simulated"] == true, try await areWebhooksBooked() else { return false }
        let began = SystemClock.monotonicMilliseconds()
        // A move to the present ends when all is calm, or no sooner than after so long.
        let stay: JSON = ["tenant_id": .string(shop.tenant), "seconds": 0]
        guard try await house.operate("POST", "/api/time-machine/set", stay).isFine,
            SystemClock.monotonicMilliseconds() - began < Limits.timeCalmMilliseconds
        else { return false }
        let waiting = "/api/outbox?tenant_id=\(shop.tenant)&state=pending"
        return try await house.operate("GET", waiting).json["items"] == []
    }

    // MARK: Failures

    func fail(_ target: String, _ plan: String) async throws {
        note("--- \(target) \(plan.isEmpty ? "is well again" : "fails: \(plan)")")
        switch target {
        case "groq", "ollama":
            house.models.set(try FaultPlan(parsing: plan), for: target)
        case "stripe":
            let plan: JSON = ["plan": .string(plan)]
            try await house.send("PUT", "\(shop.stripeURL)/control/faults", plan.utf8).checked("the fault")
        default:
            let line = try await shopID(at: target).replacing("+", with: "%2B")
            let url = "\(house.clientURL)/emulate/\(target)/control/faults/\(line)"
            try await house.send("PUT", url, Array(plan.utf8), "text/plain").checked("the fault")
        }
    }

    // MARK: A person

    func take(_ customer: GoldenFlow.Customer) async throws {
        note("--- a person takes the conversation with \(customer.name)")
        try await change(customer, "take", [:])
    }

    func answer(_ text: String, to customer: GoldenFlow.Customer) async throws {
        try await change(customer, "messages", ["text": .string(text)])
    }

    func giveBack(_ customer: GoldenFlow.Customer, note said: String?) async throws {
        note("--- the person gives the conversation with \(customer.name) back")
        try await change(customer, "give-back", said.map { ["note": .string($0)] } ?? [:])
    }

    private func change(_ customer: GoldenFlow.Customer, _ what: String, _ body: JSON) async throws {
        guard let id = try await history(of: customer).first?["conversation_id"]?.stringValue else {
            throw FlowMismatch(expected: "\(customer.name) has a conversation", came: "none")
        }
        kept["conversation"] = id
        let url = "\(house.clientURL)/api/conversations/\(id)/\(what)"
        try await house.send("POST", url, key: shop.key, body.utf8).checked(what)
    }

    // MARK: Calls

    func make(_ call: GoldenFlow.Call) async throws {
        let path = fill(call.path)
        let namesTenant = path.hasPrefix("/api/tenants/")
        let place = namesTenant ? path : path + (path.contains("?") ? "&" : "?") + "tenant_id=\(shop.tenant)"
        let body = fill(call.body)
        var answer = try await house.operate(call.method, place, body)
        if call.isAwaited {
            let fitting: GoldenHouse.Answer? = try await eventually(endsWhenCalm: true) {
                answer = try await house.operate(call.method, place, body)
                return answer.isFine && self.missing(call, in: answer.json).isEmpty ? answer : nil
            }
            answer = fitting ?? answer
        }
        let json = try answer.checked("\(call.method) \(path)")
        note("--- \(call.method) \(path)")
        let missing = missing(call, in: json)
        guard missing.isEmpty else {
            throw FlowMismatch(
                expected: missing.map { "\($0.path): \(fill($0.value) ?? .null)" },
                came: missing.map { "\($0.path): \(json.value(at: $0.path)?.description ?? "nothing")" }
                    + ["of \(json)"]
            )
        }
        for (name, path) in call.keeps {
            guard let value = json.value(at: path) else {
                throw FlowMismatch(expected: "\(path) is there, for {\(name)}", came: "\(json)")
            }
            kept[name] = value.stringValue ?? value.description
        }
    }

    private func missing(_ call: GoldenFlow.Call, in json: JSON) -> [(path: String, value: JSON)] {
        call.gives.filter { (json.value(at: $0.path) ?? .null) != fill($0.value) }
    }

    /// A text with `{name}` replaced by what was kept.
    func fill(_ text: String) -> String {
        kept.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    private func fill(_ json: JSON?) -> JSON? {
        switch json {
        case .string(let text): .string(fill(text))
        case .array(let elements): .array(elements.map { fill($0) ?? .null })
        case .object(let members): .object(members.mapValues { fill($0) ?? .null })
        default: json
        }
    }
}
