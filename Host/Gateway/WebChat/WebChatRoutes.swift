// The public chat page of a tenant, its files, and its stream of messages.

import HTTPTypes
import HostCore
import HostInbox
import HostStorage
import Hummingbird
import Mustache
import NIOCore
import OrkestaModel

extension RouteTable {
    static let webChatRoutes: [Route] = [
        Route(
            method: .get,
            path: "/chat/{tenant}",
            ports: .client,
            access: .everyone,
            id: "getChatPage",
            tag: "Web chat",
            summary: "The chat page of a tenant",
            description: "Sets the signed cookie that names the visitor.",
            parameters: [
                tenantParameter,
                .language,
            ],
            responses: [
                Route.Answer(status: 200, description: "The page.", content: [("text/html", Schema.text("HTML."))])
            ],
            problems: [.notFound, .forbidden, .conflict],
            handler: { try await WebChatRoutes.page($0) }
        ),
        Route(
            method: .get,
            path: "/chat/assets/{file}",
            ports: .client,
            access: .everyone,
            id: "getChatAsset",
            tag: "Web chat",
            summary: "A file of the chat page",
            parameters: [
                .path("file", "The file's name.", Schema.text("A name.", example: "chat.css")),
                .query("v", "The version; with it the file may be kept for ever.", Schema.text("A version.")),
            ],
            responses: [
                Route.Answer(
                    status: 200,
                    description: "The file.",
                    content: [("text/css", Schema.text("CSS.")), ("text/javascript", Schema.text("JavaScript."))]
                )
            ],
            problems: [.notFound],
            handler: { try WebChatRoutes.asset($0) }
        ),
        Route(
            method: .get,
            path: "/chat/{tenant}/events",
            ports: .client,
            access: .visitor,
            id: "streamVisitorMessages",
            tag: "Web chat",
            summary: "The visitor's messages as events, first those that were, then those that come",
            description: """
                Events `message` with `{seq, role, message_id, at, reply, attachments}` and the sequence number as \
                their id, and `typing` with `{on}`. A file of the visitor's is read at /chat/{tenant}/files/{file}.
                """,
            parameters: [
                tenantParameter,
                .query("after", "Only messages after this sequence number.", Schema.integer("A number.", minimum: 0)),
                Route.Parameter(
                    name: "Last-Event-ID",
                    place: .header,
                    description: "As `after`; it wins.",
                    schema: Schema.integer("A number.", minimum: 0)
                ),
            ],
            responses: [
                Route.Answer(
                    status: 200,
                    description: "A stream without end.",
                    content: [("text/event-stream", Schema.text("Server-sent events with JSON data."))]
                )
            ],
            problems: [.notFound, .forbidden, .rateLimited],
            handler: { try await WebChatRoutes.events($0) }
        ),
    ]

    private static let tenantParameter = Route.Parameter.path("tenant", "The tenant.", Schema.tenantID)
}

enum WebChatRoutes {
    static let channel = PluginID("web")

    static func page(_ exchange: Exchange) async throws -> Response {
        let access = try await tenant(exchange)
        if let channel { _ = try await exchange.services.channels.channel(channel, for: access.handle) }
        guard let template = ChatAssets.page else {
            throw Problem(.internal, "the page cannot be made", remedy: "Report this defect.")
        }
        let html = template.render([
            "language": try exchange.language(of: access.tenant),
            "tenantName": access.tenant.displayName,
            "tenantID": access.tenant.id.rawValue,
            "fileBytesMax": Limits.mediaBytesMax,
            "filesMax": Limits.attachmentsPerMessageMax,
            "initial": access.tenant.displayName.prefix(1).uppercased(),
            "styleVersion": ChatAssets.styleVersion,
            "scriptVersion": ChatAssets.scriptVersion,
        ])
        var headers = pageHeaders
        headers[.setCookie] = try VisitorCookie.header(exchange, of: access.tenant.id)
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    static func asset(_ exchange: Exchange) throws -> Response {
        guard let asset = ChatAssets.all[try exchange.path("file")] else {
            throw Problem(.notFound, "there is no such file", field: "file", remedy: "Reload the chat page.")
        }
        return asset.response(version: try exchange.query("v"))
    }

    static func events(_ exchange: Exchange) async throws -> Response {
        let access = try await tenant(exchange)
        let visitor = try VisitorCookie.requiredVisitor(exchange, of: access.tenant.id)
        let after = try sequence(exchange)
        guard let channel else { throw noStream }
        return try VisitorStream(
            services: exchange.services,
            tenant: access.handle,
            channel: channel,
            visitor: visitor
        ).response(after: after)
    }

    /// The tenant named in the path; one without service has no page.
    static func tenant(_ exchange: Exchange) async throws -> TenantAccess {
        let name = try exchange.path("tenant")
        guard let id = TenantID(name), let access = try await exchange.services.credentials.tenant(id) else {
            throw Problem(.notFound, "there is no such tenant", field: "tenant", remedy: "Check the address.")
        }
        try access.requireService()
        return access
    }

    private static let noStream = Problem(.internal, "there is no stream", remedy: "Report this defect.")

    private static func sequence(_ exchange: Exchange) throws(Problem) -> Int64 {
        let (name, text) =
            if let last = exchange.request.headers[.lastEventID] {
                ("Last-Event-ID", last)
            } else {
                ("after", try exchange.query("after") ?? "0")
            }
        guard let sequence = Int64(text), sequence >= 0 else {
            throw Problem(.invalid, "it is no sequence number", field: name, remedy: "Give a number from 0.")
        }
        return sequence
    }

    private static let pageHeaders: HTTPFields = [
        .contentType: "text/html; charset=utf-8",
        .cacheControl: "no-store",
        .contentSecurityPolicy:
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        .xContentTypeOptions: "nosniff",
        .referrerPolicy: "same-origin",
    ]
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = HTTPField.Name.wellKnown("Referrer-Policy")
}
