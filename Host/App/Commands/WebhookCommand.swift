// `orkesta webhook`: where a tenant's own systems hear of events, and how that goes.

import ArgumentParser
import OrkestaModel

struct WebhookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook",
        abstract: "Webhooks to a tenant's own systems: add, list, change, remove, rotate, test, deliveries, replay.",
        subcommands: [
            AddEndpoint.self, ListEndpoints.self, ChangeEndpoint.self, RemoveEndpoint.self, RotateEndpoint.self,
            TestEndpoint.self, ListDeliveries.self, ReplayDeliveries.self,
        ]
    )
}

struct AddEndpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make an endpoint. Its secret is printed this once.",
        discussion: """
            Events are sent as Standard Webhooks 1.0.0, signed with the secret.

            Example: orkesta webhook add --tenant T https://shop.example/orkesta --event 'payment.*' --event order.created
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(
        help: "What it hears of, such as payment.succeeded or payment.*; may be repeated. Everything when left out."
    )
    var event: [String] = []
    @Option(help: "For people.") var description: String?
    @Argument(help: "The address that is called.") var url: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var members: [String: JSON] = ["url": .string(url), "events": JSON(event)]
        members["description"] = description.map(JSON.string)
        let (path, request) = ("/api/webhooks/endpoints?tenant_id=\(try segment(tenant))", JSON.object(members))
        showSecret(try await HostConnection.using(data) { try await $0.post(path, request) }, as: output)
    }
}

struct ListEndpoints: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "A tenant's endpoints.",
        discussion: "Example: orkesta webhook list --tenant ferreteria-la-central"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/webhooks/endpoints?tenant_id=\(try segment(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        showEndpoints(answer["items"]?.arrayValue ?? [], answer, as: output)
    }
}

struct ChangeEndpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change an endpoint, or switch it on or off.",
        discussion: "Example: orkesta webhook change --tenant ferreteria-la-central 0199d1c4-... --on"
    )
    @OptionGroup var endpoint: EndpointOptions
    @Option(help: "The address that is called.") var url: String?
    @Option(help: "What it hears of from now on; may be repeated.") var event: [String] = []
    @Flag(help: "Call it again, also with what waits for it.") var on = false
    @Flag(help: "Do not call it; what happens meanwhile is not sent.") var off = false
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !on || !off else { throw ValidationError("Give --on or --off.") }
    }

    func run() async throws {
        var members: [String: JSON] = [:]
        members["url"] = url.map(JSON.string)
        if !event.isEmpty { members["events"] = JSON(event) }
        if on || off { members["enabled"] = .bool(on) }
        let (path, request) = (try endpoint.path(""), JSON.object(members))
        let answer = try await HostConnection.using(data) { try await $0.send("PUT", path, request) }
        showEndpoints([answer], answer, as: output)
    }
}

struct RemoveEndpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove an endpoint, and cancel what waits for it.",
        discussion: "Example: orkesta webhook remove --tenant ferreteria-la-central 0199d1c4-..."
    )
    @OptionGroup var endpoint: EndpointOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = try endpoint.path("")
        let answer = try await HostConnection.using(data) { try await $0.send("DELETE", path, .object([:])) }
        showEndpoints([answer], answer, as: output)
    }
}

struct RotateEndpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Make a new secret, printed this once. For a day the one before signs too.",
        discussion: "Example: orkesta webhook rotate --tenant ferreteria-la-central 0199d1c4-..."
    )
    @OptionGroup var endpoint: EndpointOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = try endpoint.path("/rotate")
        showSecret(try await HostConnection.using(data) { try await $0.post(path, .object([:])) }, as: output)
    }
}

struct TestEndpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Send an event of the type endpoint.test.",
        discussion:
            "Example: orkesta webhook test --tenant T 0199d1c4-... ; then: orkesta webhook deliveries --tenant T"
    )
    @OptionGroup var endpoint: EndpointOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = try endpoint.path("/test")
        let answer = try await HostConnection.using(data) { try await $0.post(path, .object([:])) }
        showDeliveries([answer], answer, as: output)
    }
}

struct ListDeliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries",
        abstract: "Webhooks that go out, the latest first.",
        discussion: "Example: orkesta webhook deliveries --tenant ferreteria-la-central --state failed"
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "pending, delivered, failed or cancelled.") var state: String?
    @Option(help: "Only those to this endpoint, by its key.") var endpoint: String?
    @Option(help: "At most so many.") var limit = 50
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var path = "/api/webhooks/deliveries?tenant_id=\(try segment(tenant))&limit=\(limit)"
        if let state { path += "&state=\(try segment(state))" }
        if let endpoint { path += "&endpoint=\(try segment(endpoint))" }
        let request = path
        let answer = try await HostConnection.using(data) { try await $0.get(request) }
        showDeliveries(answer["items"]?.arrayValue ?? [], answer, as: output)
    }
}

struct ReplayDeliveries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Send once more, under the same ids.",
        discussion: """
            Examples:
              orkesta webhook replay --tenant T --delivery 0199d1c4-...
              orkesta webhook replay --tenant T --endpoint 0199d1c4-... --from 2026-11-23T00:00:00Z --until 2026-11-24T00:00:00Z
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "One delivery, by its key.") var delivery: String?
    @Option(help: "What an endpoint did not get, by its key.") var endpoint: String?
    @Option(help: "From this moment, as in RFC 3339.") var from: String?
    @Option(help: "Until before this one.") var until: String?
    @Flag(help: "Also what arrived.") var alsoDelivered = false
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (delivery != nil) != (endpoint != nil && from != nil && until != nil) else {
            throw ValidationError("Give --delivery, or --endpoint with --from and --until.")
        }
    }

    func run() async throws {
        let query = "tenant_id=\(try segment(tenant))"
        if let delivery {
            let path = "/api/webhooks/deliveries/\(try segment(delivery))/replay?\(query)"
            let answer = try await HostConnection.using(data) { try await $0.post(path, .object([:])) }
            return showDeliveries([answer], answer, as: output)
        }
        let path = "/api/webhooks/endpoints/\(try segment(endpoint ?? ""))/replay?\(query)"
        let request: JSON = ["from": JSON(from), "until": JSON(until), "also_delivered": .bool(alsoDelivered)]
        let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
        show(answer, as: output, fields: [("replayed", answer.cell("replayed"))])
    }
}

/// Which endpoint a verb is about.
struct EndpointOptions: ParsableArguments {
    @Option(help: "The tenant's id.") var tenant: String
    @Argument(help: "The endpoint's key.") var id: String

    func path(_ action: String) throws -> String {
        "/api/webhooks/endpoints/\(try segment(id))\(action)?tenant_id=\(try segment(tenant))"
    }
}

private func showSecret(_ endpoint: JSON, as output: OutputOptions) {
    show(
        endpoint,
        as: output,
        fields: [("endpoint", endpoint.cell("id")), ("url", endpoint.cell("url")), ("secret", endpoint.cell("secret"))]
    )
}

private func showEndpoints(_ endpoints: [JSON], _ document: JSON, as output: OutputOptions) {
    let rows = endpoints.map { endpoint in
        let events = (endpoint["events"]?.arrayValue ?? []).compactMap(\.stringValue).joined(separator: " ")
        return [
            endpoint.cell("id"), endpoint.cell("enabled"), events.isEmpty ? "everything" : events, endpoint.cell("url"),
            endpoint.cell("disabled_because"),
        ]
    }
    show(document, as: output, header: ["ENDPOINT", "ON", "EVENTS", "URL", "SWITCHED OFF BECAUSE"], rows: rows)
}

private func showDeliveries(_ deliveries: [JSON], _ document: JSON, as output: OutputOptions) {
    let rows = deliveries.map { delivery in
        ["id", "type", "state", "attempts", "created_at"].map(delivery.cell)
    }
    show(document, as: output, header: ["DELIVERY", "EVENT", "STATE", "TRIES", "SINCE"], rows: rows)
}
