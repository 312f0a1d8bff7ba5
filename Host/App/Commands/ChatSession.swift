// One customer's conversation as the terminal sees it: messages out, answers in,
// and what arrives without having been asked for.

import HostCore
import OrkestaModel

/// Talks to a tenant as one customer.
struct ChatSession {
    private static let waitMilliseconds = 10_000
    private static let pollMilliseconds = 100

    private let host: HostConnection
    private let tenant: String
    private let phone: String
    private let customer: JSON
    /// The customer's newest one, on whichever channel; nil: there is none yet.
    private var conversation: String?
    /// Keys of messages that were shown, or that are older than the session.
    private var seen: Set<String> = []

    init(_ host: HostConnection, tenant: String, phone: String, name: String?) {
        self.host = host
        self.tenant = tenant
        self.phone = phone
        var members: [String: JSON] = ["phone": .string(phone)]
        members["name"] = name.map(JSON.string)
        customer = .object(members)
    }

    /// Takes up where the customer and the tenant left off: what was said until
    /// now is not shown again. True when their conversation goes on.
    mutating func resume() async throws -> Bool {
        let messages = try await history()
        seen = Set(messages.map { $0.cell("id") })
        conversation = messages.first?["conversation_id"]?.stringValue
        guard let last = try await detail() else { return false }
        return last["channel"] == "api" && last["state"] != "completed"
    }

    /// Sends a message and waits for its answer; with it comes what had arrived
    /// by itself.
    mutating func send(_ text: String, id: String) async throws -> (answer: JSON, arrived: [JSON]) {
        let request: JSON = ["customer": customer, "message": .string(text), "message_id": .string(id)]
        let answer = try await host.post("/api/chat?tenant_id=\(try segment(tenant))", request)
        conversation = answer["conversation_id"]?.stringValue ?? conversation
        return (answer, try await news().filter { $0["turn_id"] != answer["turn_id"] })
    }

    /// Pays the customer's newest invoice as the sandbox does, and waits for
    /// what is said about it.
    mutating func pay() async throws -> [JSON] {
        guard let customerID = try await detail()?["customer_id"]?.stringValue else { throw Self.nothingToPay }
        let query = "customer=\(try segment(customerID))&limit=1&tenant_id=\(try segment(tenant))"
        let invoices = try await host.get("/api/invoices?\(query)")
        guard let invoice = invoices["items"]?.arrayValue?.first?["number"] else { throw Self.nothingToPay }
        // What came before is no word about the payment.
        let earlier = try await news()
        let path = "/api/payments/simulate-webhook?tenant_id=\(try segment(tenant))"
        _ = try await host.post(path, ["invoice": invoice, "outcome": "succeeded"])
        return earlier + (try await awaitNews())
    }

    /// What arrives within a few seconds.
    mutating func awaitNews() async throws -> [JSON] {
        for _ in 0..<(Self.waitMilliseconds / Self.pollMilliseconds) {
            let arrived = try await news()
            guard arrived.isEmpty else { return arrived }
            try await Task.sleep(for: .milliseconds(Self.pollMilliseconds))
        }
        return []
    }

    /// Messages of agents and people that were not shown yet, on whichever channel: a
    /// reminder's receipt comes where the reminder did.
    private mutating func news() async throws -> [JSON] {
        let messages = try await history().reversed()
        let fresh = messages.filter { seen.insert($0.cell("id")).inserted }
        return fresh.filter { $0["role"] == "assistant" || $0["role"] == "person" }
    }

    /// What was last said with the customer, the newest first.
    private func history() async throws -> [JSON] {
        let query = "order=desc&limit=\(Limits.pageItemsMax)&tenant_id=\(try segment(tenant))"
        return try await host.get("/api/chat/history/\(try segment(phone))?\(query)")["items"]?.arrayValue ?? []
    }

    private func detail() async throws -> JSON? {
        guard let conversation else { return nil }
        return try await host.get("/api/conversations/\(try segment(conversation))?tenant_id=\(try segment(tenant))")
    }

    private static let nothingToPay = Problem(
        .conflict,
        "there is no invoice to pay",
        field: "/pay",
        remedy: "Accept a quote first, or bill the customer; then /pay pays it in the sandbox."
    )
}
