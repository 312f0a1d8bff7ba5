// A host whose shops are on WhatsApp, and WhatsApp itself, each a process of its own.

import HostNet
public import OrkestaModel
public import TestHarness

/// How a house is furnished.
public struct WhatsAppHousePlan: Sendable {
    public var host = HostProcess.Configuration()
    /// Further arguments of `orkesta emulate whatsapp`.
    public var emulator: [String] = []
    public var shops = 1
    /// Settings of every shop's channel, beside those that lead it to the emulator.
    public var settings: [String: JSON] = [:]
    /// Plugins of every shop; without agents nobody answers.
    public var agents = ["orchestrator"]

    public init() {}
}

/// A tenant with a number.
public struct WhatsAppShop: Sendable {
    public let tenant: String
    /// The phone number id.
    public let number: String
}

/// A running host, the emulator, and shops that reach each other through both.
public struct WhatsAppHouse: Sendable {
    /// Signs what the emulator posts.
    public static let appSecret = "emulated-app-secret"

    /// Something did not answer as it should.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// What the emulator counted of what businesses sent.
    public struct Sends: Sendable, Equatable {
        public let accepted: Int
        /// Of these, those whose key had come before.
        public let repeated: Int
        /// By the error's code.
        public let refused: [String: Int]
    }

    public let host: HostProcess
    public let shops: [WhatsAppShop]
    /// The emulator's address.
    public let providerURL: String
    private let process: EmulatedProvider
    private let provider: APIClient
    private let http: HTTPClient

    public static func start(_ plan: WhatsAppHousePlan) async throws -> WhatsAppHouse {
        let process = try EmulatedProvider(plan.emulator, of: "whatsapp", executable: plan.host.executable)
        let http = try HTTPClient()
        let host = try await HostProcess.start(plan.host)
        let shops = (0..<plan.shops).map { WhatsAppShop(tenant: "tienda-\($0)", number: "1065403522429\(22 + $0)") }
        let house = WhatsAppHouse(
            host: host,
            shops: shops,
            providerURL: process.url,
            process: process,
            provider: APIClient(baseURL: process.url, apiKey: nil, http: http),
            http: http
        )
        for (place, shop) in shops.enumerated() { try await house.open(shop, place, plan) }
        return house
    }

    /// Messages and statuses are posted to the host from now on; after a restart it
    /// listens elsewhere.
    public func listen() async throws {
        guard let url = host.clientURL else { throw Failure(description: "the host does not run") }
        for shop in shops {
            let webhook: JSON = ["webhook": .string("\(url)/channels/whatsapp/\(shop.tenant)")]
            try check(await provider.put("/control/numbers/\(shop.number)", webhook))
        }
    }

    /// So many customers, those behind the first `from`, write the same text so often, all
    /// at once; the first shop hears it. Returns their addresses at the host.
    @discardableResult
    public func crowd(
        _ text: String,
        customers: Int,
        from first: Int = 0,
        messages: Int = 1
    ) async throws -> [String] {
        let crowd: JSON = [
            "shop": .string(shops[0].number), "text": .string(text), "customers": .integer(Int64(customers)),
            "messages": .integer(Int64(messages)), "from": .integer(Int64(first)),
        ]
        let made = try await check(provider.post("/control/crowd", crowd))
        return (made["phones"]?.arrayValue ?? []).compactMap { $0.stringValue.map { "+\($0)" } }
    }

    /// Under which keys the provider took something, each once.
    public func takenKeys() async throws -> Set<String> {
        let told = try await check(provider.get("/control/sends/keys"))
        return Set((told["keys"]?.arrayValue ?? []).compactMap(\.stringValue))
    }

    /// All messages of the first shop, as its outbox shows them.
    public func answers() async throws -> [OutboxAnswer] {
        var answers: [OutboxAnswer] = []
        try await outbox { answers += $0.compactMap(OutboxAnswer.init) }
        return answers
    }

    public func sends() async throws -> Sends {
        let told = try await check(provider.get("/control/sends"))
        let refused = (told["refused"]?.objectValue ?? [:]).mapValues { Int($0.integerValue ?? 0) }
        return Sends(
            accepted: Int(told["accepted"]?.integerValue ?? 0),
            repeated: Int(told["repeated"]?.integerValue ?? 0),
            refused: refused
        )
    }

    /// Webhooks that the host has not taken yet.
    public func pendingWebhooks() async throws -> Int {
        Int(try await check(provider.get("/control/deliveries"))["pending"]?.integerValue ?? 0)
    }

    /// Messages of the first shop, in `state` or all, newest first, a page at a time.
    public func outbox(state: String? = nil, _ page: ([JSON]) -> Void) async throws {
        let tower = try host.tower("platform", http)
        let wanted = state.map { "&state=\($0)" } ?? ""
        var cursor: String?
        repeat {
            let after = cursor.map { "&cursor=\($0)" } ?? ""
            let path = "/api/outbox?tenant_id=\(shops[0].tenant)&limit=200\(wanted)\(after)"
            let answer = try await check(tower.get(path))
            page(answer["items"]?.arrayValue ?? [])
            cursor = answer["next_cursor"]?.stringValue
        } while cursor != nil
    }

    public func outboxCount(state: String? = nil) async throws -> Int {
        var count = 0
        try await outbox(state: state) { count += $0.count }
        return count
    }

    private func open(_ shop: WhatsAppShop, _ place: Int, _ plan: WhatsAppHousePlan) async throws {
        let tower = try host.tower("platform", http)
        let tenant: JSON = [
            "id": .string(shop.tenant), "display_name": .string(shop.tenant), "environment": "sandbox", "locale": "es",
            "plugins": [],
        ]
        try check(await tower.post("/api/tenants", tenant))
        for agent in plan.agents {
            try check(await tower.put("/api/tenants/\(shop.tenant)/plugins/\(agent)", ["enabled": true]))
        }
        let settings: [String: JSON] = [
            "phone_number_id": .string(shop.number), "access_token": "any", "app_secret": .string(Self.appSecret),
            "api_base_url": .string(providerURL),
        ]
        let channel: JSON = ["enabled": true, "settings": .object(settings.merging(plan.settings) { $1 })]
        try check(await tower.put("/api/tenants/\(shop.tenant)/plugins/whatsapp", channel))
        let number: JSON = ["name": .string(shop.tenant), "display": .string("5255\(80_000_000 + place)")]
        try check(await provider.put("/control/numbers/\(shop.number)", number))
    }

    @discardableResult
    private func check(_ answer: APIResponse) throws -> JSON {
        guard (200..<300).contains(answer.status) else {
            throw Failure(description: "answered \(answer.status): \(answer.text.prefix(300))")
        }
        return answer.json
    }
}

extension WhatsAppHouse {
    /// Waits until nothing is under way any more in either direction: a second of quiet
    /// when there are `expected` answers, a quarter of a minute when some are missing, for
    /// a turn may still be on its way. How much is unfinished when that takes too long.
    func rest(expecting expected: Int, within milliseconds: Int64) async throws -> Int {
        let deadline = ContinuousClock.now + .milliseconds(milliseconds)
        var (quiet, before): (Int, Sends?) = (0, nil)
        while true {
            let underWay = try await pendingWebhooks() + outboxCount(state: "pending")
            let sends = try await sends()
            quiet = underWay == 0 && sends == before ? quiet + 1 : 0
            before = sends
            let answered = try await sends.accepted - sends.repeated + outboxCount(state: "unknown")
            if quiet >= (answered >= expected ? 5 : 75) { return 0 }
            if ContinuousClock.now > deadline { return max(1, underWay) }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}

/// Rows of a report, one under the other.
func describe(_ rows: [(name: String, value: String)]) -> String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { $0.name + String(repeating: " ", count: width - $0.name.count + 2) + $0.value }
        .joined(separator: "\n")
}
