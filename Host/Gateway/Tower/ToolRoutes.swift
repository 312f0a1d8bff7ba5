// Tools: what a tenant's plugins offer to dialogues and models, tried by hand.

import HTTPTypes
import HostAccess
import HostCore
import HostStorage
import HostTime
import HostTurns
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let toolRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/tools",
            ports: .tower,
            access: .permission(Permission(.plugins, .read)),
            id: "listTools",
            tag: "Tools",
            summary: "The tools of a tenant, or those that plugins.d binds",
            parameters: [toolTenant],
            responses: [.json(Schema.page(of: Schema.reference("Tool")), "All of them.")],
            problems: [.notFound],
            handler: { exchange in
                .page(try await ToolRoutes.tools(exchange).map(\.description.json), next: nil)
            }
        ),
        Route(
            method: .post,
            path: "/api/tools/{name}/call",
            ports: .tower,
            access: .permission(Permission(.plugins, .operate)),
            id: "callTool",
            tag: "Tools",
            summary: "Calls a tool outside of any conversation",
            description: """
                The body is the arguments, checked against the tool's schema before anything is called. What a tool \
                changes is changed at once. The call is in the audit log, without its arguments.
                """,
            parameters: [
                .path(
                    "name",
                    "The tool.",
                    Schema.text("A tool's name.", example: "power", minLength: 1, maxLength: 64)
                ),
                toolTenant,
            ],
            body: .json(Schema.map("The arguments.")),
            responses: [.json(Schema.reference("ToolResult"), "What the tool gave.")],
            problems: [.notFound, .conflict, .pluginFailure, .unavailable, .timeout],
            handler: { try await ToolRoutes.call($0) }
        ),
    ]

    private static let toolTenant = Route.Parameter.query(
        "tenant_id",
        "The tenant. With a platform key it may be left out: then only what plugins.d binds is there.",
        Schema.tenantID
    )
}

private enum ToolRoutes {
    /// The tools of the tenant that the request is about, or of the platform.
    static func tools(_ exchange: Exchange) async throws -> [any Tool] {
        let directory = exchange.services.tools
        guard let tenant = try await tenant(exchange) else { return await directory.boundTools() }
        return try await directory.tools(of: tenant, in: nil)
    }

    static func call(_ exchange: Exchange) async throws -> Response {
        let name = try exchange.path("name")
        let arguments = try await exchange.object()
        let tools = try await tools(exchange)
        guard let tool = tools.first(where: { $0.description.name == name }) else {
            let known = tools.map(\.description.name).joined(separator: ", ")
            throw Problem(
                .notFound,
                "there is no such tool",
                field: "name",
                remedy: known.isEmpty ? "Enable a plugin that offers tools." : "Known are: \(known)."
            )
        }
        try await record(tool, exchange)
        let started = SystemClock.monotonicMilliseconds()
        do throws(ToolFailure) {
            let result = try await tool.call(arguments)
            let elapsed = SystemClock.monotonicMilliseconds() - started
            return .json(["tool": .string(name), "result": result, "milliseconds": .integer(elapsed)])
        } catch {
            throw error.problem(of: name)
        }
    }

    /// Written before the call: what a tool does to the world is never without its record.
    private static func record(_ tool: any Tool, _ exchange: Exchange) async throws {
        let services = exchange.services
        let record = exchange.audit(
            "tool.call",
            "tool",
            tool.description.name,
            tenant: try await tenant(exchange)?.id,
            after: ["plugin": .string(tool.description.plugin.rawValue)],
            at: services.clock.now()
        )
        try await services.database.write { try AuditLog.record(record, in: $0) }
    }

    private static func tenant(_ exchange: Exchange) async throws -> TenantHandle? {
        let name = try exchange.query("tenant_id")
        guard exchange.caller.tenant != nil || name != nil else { return nil }
        return try await exchange.tenant(named: name).handle
    }
}

extension ToolDescription {
    fileprivate var json: JSON {
        [
            "name": .string(name), "description": .string(summary), "plugin": .string(plugin.rawValue),
            "form": .string(form.rawValue), "parameters": parameters, "changes_state": .bool(changesState),
        ]
    }
}
