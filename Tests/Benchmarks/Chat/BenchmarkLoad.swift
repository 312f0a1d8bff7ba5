// The loads: which requests, of whom, how fast.

import OrkestaModel
import TestHarness

/// Makes load plans for one host.
struct BenchmarkLoad {
    static let tenants = ["equipo-automotriz-javaz", "ferreteria-la-central", "abarrotes-del-valle"]
    static let customersPerTenant = 1_000

    private let baseURL: String
    private let keys: [String]
    private let durationMilliseconds: Int64

    init(host: HostProcess, durationMilliseconds: Int64) throws {
        baseURL = host.clientURL ?? ""
        keys = try Self.tenants.map { try host.apiKey($0) }
        self.durationMilliseconds = durationMilliseconds
    }

    func bareRoute(connections: Int) -> LoadPlan {
        var plan = plan("/api/health/live", connections) { _ in [] }
        plan.method = "GET"
        plan.numberedHeaders = nil
        return plan
    }

    /// Chat turns; `phase` keeps the message ids of phases apart. Nil `rate`: as
    /// fast as answered.
    func chat(_ phase: String, connections: Int, rate: Double? = nil) -> LoadPlan {
        var plan = plan("/api/chat", connections) { number in
            let tenant = number % Self.tenants.count
            let customer = number / Self.tenants.count % Self.customersPerTenant
            let message: JSON = [
                "customer": ["phone": .string("+5255\(10_000_000 + tenant * 1_000_000 + customer)")],
                "message": .string(BenchmarkMessages.message(number, tenant: tenant)),
                "message_id": .string("\(phase)-\(number)"),
            ]
            return message.utf8
        }
        if let rate { plan.pace = .requestsPerSecond(rate) }
        return plan
    }

    func search(connections: Int) -> LoadPlan {
        plan("/api/catalog/search", connections) { number in
            let query = BenchmarkMessages.product(number / Self.tenants.count, tenant: number % Self.tenants.count)
            return JSON.object(["query": .string(query), "limit": 5]).utf8
        }
    }

    private func plan(_ path: String, _ connections: Int, body: @escaping @Sendable (Int) -> [UInt8]) -> LoadPlan {
        var plan = LoadPlan(baseURL: baseURL, path: path, body: body)
        plan.headers = [("Content-Type", "application/json")]
        plan.numberedHeaders = { [keys] number in [("X-API-Key", keys[number % keys.count])] }
        plan.connections = connections
        plan.durationMilliseconds = durationMilliseconds
        return plan
    }
}
