// One customer's messages to the project's plugin, and the answers: to an agent
// over the API, through a channel as its provider would.

import Foundation
import HostCore
import HostNet
import OrkestaModel

/// Writes as a customer of a demo tenant.
struct DevelopmentChat: Sendable {
    let project: PluginProject
    let tenant: String
    let connection: HostConnection
    let client: HTTPClient

    /// The customer on a channel, and over the API.
    private static let customer = (address: "ana", phone: "+525500000000")

    /// How many times an answer is waited for: beside a compiler a host is slow.
    private static let waits: Int64 = 4

    /// Sends one message to the agent and prints what is answered.
    func sayToAgent(_ text: String) async throws {
        let request: JSON = [
            "customer": ["phone": .string(Self.customer.phone)], "message": .string(text),
            "message_id": .string(UUID().uuidString),
        ]
        var answer: JSON = .null
        // The same message again waits for the same turn.
        for _ in 0..<Self.waits where answer["replies"] == nil {
            answer = try await connection.post("/api/chat?tenant_id=\(tenant)", request)
        }
        show(answer)
        if answer["agent"]?.stringValue == nil { try await explainSilence() }
    }

    /// Sends one message through the channel and prints what the tenant's agents
    /// answer.
    func sayThroughChannel(_ text: String, at clientURL: String, settings: [String: String]) async throws {
        let example = try ChannelExample(project: project)
        let known = try await answers().last?["sequence"]?.integerValue ?? 0
        let values = settings.merging(values(text)) { $1 }
        let response = try await client.send(example.write.filled(url(clientURL), with: values))
        guard (200...299).contains(response.status) else {
            return print(
                "  [\(project.id) answered \(response.status)] \(String(decoding: response.body, as: UTF8.self))"
            )
        }
        try await showAnswers(after: known)
    }

    /// How to do the same from another terminal.
    func curlLines(at clientURL: String, settings: [String: String]) -> [String] {
        guard let example = try? ChannelExample(project: project) else { return [] }
        let values = settings.merging(values("hola")) { $1 }
        return [example.write, example.read].compactMap { $0?.curl(url(clientURL), with: values) }
    }

    private func url(_ clientURL: String) -> String { "\(clientURL)/channels/\(project.id)/\(tenant)" }

    private func values(_ text: String) -> [String: String] {
        ["text": text, "customer": Self.customer.address, "message_id": UUID().uuidString]
    }

    /// Waits for messages of the agents beyond `sequence`: those of one turn come
    /// together, with its commit.
    private func showAnswers(after sequence: Int64) async throws {
        for _ in 0..<(Self.waits * Limits.turnWaitMilliseconds / 50) {
            let new = try await answers().filter { ($0["sequence"]?.integerValue ?? 0) > sequence }
            if !new.isEmpty {
                show(replies: new.compactMap { $0["reply"] })
                guard let agent = new.last?["agent"]?.stringValue else { return try await explainSilence() }
                return print("  [\(agent) answered; \(project.id) sends it]")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        print("  [no answer within \(Self.waits * Limits.turnWaitMilliseconds / 1000) s]")
    }

    /// Says why no agent answered, as the case tells it that was opened for a person.
    private func explainSilence() async throws {
        let page = try await connection.get("/api/cases?tenant_id=\(tenant)&state=open&limit=1")
        guard let why = page["items"]?.arrayValue?.first?["summary"]?.stringValue else { return }
        print("  [no agent answered: \(why)]")
    }

    /// What the agents said to the channel's customer, oldest first.
    private func answers() async throws -> [JSON] {
        let path = "/api/chat/history/\(Self.customer.address)?tenant_id=\(tenant)&order=desc&limit=50"
        let page = try await connection.get(path)["items"]?.arrayValue ?? []
        return page.filter { $0["role"] != "user" }.reversed()
    }
}
