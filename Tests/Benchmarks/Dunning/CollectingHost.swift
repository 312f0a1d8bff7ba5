// A fresh host with one tenant that is owed money, moved through the days at once.

import HostNet
import OrkestaModel
import TestHarness

/// What one run of the real host took, and what it said to the customers.
struct CollectingHost {
    let seconds: Double
    let residentBytes: Int64
    let reminders: Int64
    /// Every message to every customer with its time, links apart: those are secrets of
    /// each folder's own key.
    let said: [String]

    private static let tenant = "tienda-de-cobranza"
    /// A Monday at nine in Mexico City.
    private static let start = Timestamp(milliseconds: 3_168_946_800_000)
    private static let customerCount: Int64 = 60

    static func run(days: Int64, invoices: Int64) async throws -> CollectingHost {
        let host = try await HostProcess.start(HostProcess.Configuration())
        let http = try HTTPClient()
        let tower = try host.tower("platform", http)
        let key = try await open(tower)
        for number in 0..<invoices { try await bill(number, days, tower) }
        let clock = ContinuousClock()
        let began = clock.now
        try await move(to: start.advanced(bySeconds: days * 86_400), tower)
        let seconds = (clock.now - began) / .seconds(1)
        guard let clientURL = host.clientURL, let pid = host.pid else { throw BenchmarkFailure("the host ended") }
        let client = APIClient(baseURL: clientURL, apiKey: key, http: http)
        let said = try await said(client)
        let memory = ProcessUsage(pid).residentBytes
        try await host.stop()
        return CollectingHost(
            seconds: seconds,
            residentBytes: memory,
            reminders: Int64(said.count),
            said: said
        )
    }

    private static func open(_ tower: APIClient) async throws -> String {
        let draft: JSON = [
            "id": .string(tenant), "display_name": "Tienda de cobranza", "environment": "sandbox", "locale": "es",
            "plugins": [],
        ]
        let made = try await tower.post("/api/tenants", draft)
        guard let key = made.json["api_key"]?.stringValue else { throw BenchmarkFailure("no tenant: \(made.text)") }
        for plugin in ["orchestrator", "dunning", "sms"] {
            let set = try await tower.put("/api/tenants/\(tenant)/plugins/\(plugin)", ["enabled": true])
            guard set.status == 200 else { throw BenchmarkFailure("\(plugin): \(set.text)") }
        }
        let rules = try await tower.put("/api/dunning/rules?tenant_id=\(tenant)", ["enabled": true])
        guard rules.status == 200 else { throw BenchmarkFailure("no rules: \(rules.text)") }
        try await move(to: start, tower)
        return key
    }

    /// Invoices that fall due over the days, each customer's own phone.
    private static func bill(_ number: Int64, _ days: Int64, _ tower: APIClient) async throws {
        let due = start.advanced(bySeconds: (4 + number * 37 % max(days - 8, 1)) * 86_400 + 3_600)
        let draft: JSON = [
            "customer": ["phone": .string(phone(number % customerCount)), "name": "Ana"],
            "amount": .string("\(200 + number).50"), "due_at": .string(due.description),
        ]
        let made = try await tower.post("/api/invoices?tenant_id=\(tenant)", draft)
        guard made.json["number"] != nil else { throw BenchmarkFailure("no invoice: \(made.text)") }
    }

    private static func phone(_ customer: Int64) -> String { "+5255100\(10_000 + customer)" }

    private static func move(to moment: Timestamp, _ tower: APIClient) async throws {
        let answer = try await tower.post(
            "/api/time-machine/set",
            ["tenant_id": .string(tenant), "now": .string(moment.description)]
        )
        guard answer.status == 200 else { throw BenchmarkFailure("the clock did not move: \(answer.text)") }
    }

    private static func said(_ client: APIClient) async throws -> [String] {
        var said: [String] = []
        for customer in 0..<customerCount {
            let history = try await client.get("/api/chat/history/\(phone(customer))?limit=100")
            for message in history.json["items"]?.arrayValue ?? [] {
                let text = message["reply"]?["text"]?.stringValue ?? message.description
                let lines = text.split(separator: "\n").filter { !$0.contains("/pay/") }
                said.append("\(customer) \(message["at"]?.stringValue ?? "") \(lines.joined(separator: "\n"))")
            }
        }
        return said
    }
}
