// A host with one tenant that is owed money, moved through the days at once; and again,
// from the same state.

import FoundationEssentials
import HostNet
import HostStorage
import HostStorageSQLite
import OrkestaModel
import TestHarness

/// What one run of the real host took, and what happened in it.
struct CollectingHost {
    let seconds: Double
    let residentBytes: Int64
    let reminders: Int64
    /// Every event of the tenant with its key, its moment and its data, in order.
    let events: DigestedLog

    private static let tenant = "tienda-de-cobranza"
    /// A Monday at nine in Mexico City.
    private static let start = Timestamp(milliseconds: 3_168_946_800_000)
    private static let customerCount: Int64 = 60

    /// Lets the days pass on two copies of one host's folder. What is made before them comes
    /// from outside, with keys by chance, so it is made once; links to pay are secrets of the
    /// folder's key, which both have.
    static func runTwice(days: Int64, invoices: Int64) async throws -> [CollectingHost] {
        let folder = try TemporaryFolder(prefix: "orkesta-collecting")
        defer { withExtendedLifetime(folder) {} }
        let made = folder.file("made")
        try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
        let http = try HTTPClient()
        let host = try await serve(made, of: folder)
        let tower = try host.tower("platform", http)
        try await open(tower)
        for number in 0..<invoices { try await bill(number, days, tower) }
        try await host.stop()
        var runs: [CollectingHost] = []
        for name in ["first", "second"] {
            try FileManager.default.copyItem(atPath: made, toPath: folder.file(name))
            let host = try await serve(folder.file(name), of: folder)
            runs.append(try await run(days, on: host, http))
        }
        return runs
    }

    private static func serve(_ dataFolder: String, of folder: TemporaryFolder) async throws -> HostProcess {
        var configuration = HostProcess.Configuration()
        configuration.dataFolder = dataFolder
        configuration.temporaryFolders = [folder.path]
        let host = try await HostProcess.start(configuration)
        guard host.isEmbedded else { throw BenchmarkFailure("a folder that holds its own database is copied") }
        return host
    }

    private static func run(_ days: Int64, on host: HostProcess, _ http: HTTPClient) async throws -> CollectingHost {
        let tower = try host.tower("platform", http)
        let clock = ContinuousClock()
        let began = clock.now
        try await move(to: start.advanced(bySeconds: days * 86_400), tower)
        let seconds = (clock.now - began) / .seconds(1)
        guard let pid = host.pid else { throw BenchmarkFailure("the host ended") }
        let memory = ProcessUsage(pid).residentBytes
        try await host.stop()
        let (reminders, events) = try await past(of: host.dataFolder)
        return CollectingHost(seconds: seconds, residentBytes: memory, reminders: reminders, events: events)
    }

    /// What a stopped host's database tells.
    private static func past(of dataFolder: String) async throws -> (reminders: Int64, events: DigestedLog) {
        let database = try SQLiteDatabase(path: dataFolder + "/orkesta.sqlite")
        let found = try await database.read { connection in
            let sent = "SELECT COUNT(*) FROM reminders WHERE tenant_id = ? AND state = 'sent'"
            let told = "SELECT id, type, entity_id, data, at FROM events WHERE tenant_id = ? ORDER BY id"
            var events = DigestedLog()
            for row in try connection.rows(told, tenant) {
                let fields = try (0..<4).map { try row.text($0) } + [String(try row.integer(4))]
                events.add(fields.joined(separator: " "))
            }
            return (reminders: try connection.row(sent, tenant)?.integer(0) ?? 0, events: events)
        }
        try await database.close()
        return found
    }

    private static func open(_ tower: APIClient) async throws {
        let draft: JSON = [
            "id": .string(tenant), "display_name": "Tienda de cobranza", "environment": "sandbox", "locale": "es",
            "plugins": [],
        ]
        let made = try await tower.post("/api/tenants", draft)
        guard made.json["api_key"] != nil else { throw BenchmarkFailure("no tenant: \(made.text)") }
        for plugin in ["orchestrator", "dunning", "sms"] {
            let set = try await tower.put("/api/tenants/\(tenant)/plugins/\(plugin)", ["enabled": true])
            guard set.status == 200 else { throw BenchmarkFailure("\(plugin): \(set.text)") }
        }
        let rules = try await tower.put("/api/dunning/rules?tenant_id=\(tenant)", ["enabled": true])
        guard rules.status == 200 else { throw BenchmarkFailure("no rules: \(rules.text)") }
        try await move(to: start, tower)
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
}
