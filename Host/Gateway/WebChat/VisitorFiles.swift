// Files that visitors of the chat page send: each is kept first, and then named in
// a message. Only its visitor sees it there again.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let visitorFileRoutes: [Route] = [
        Route(
            method: .post,
            path: "/chat/{tenant}/files",
            ports: .client,
            access: .visitor,
            id: "uploadVisitorFile",
            tag: "Web chat",
            summary: "A file of a visitor's, for a message that names it",
            description: """
                The body is the file. At most \(Limits.mediaBytesMax) bytes, and \(Limits.visitorFilesPerMinute) files \
                a minute. POST /channels/web/{tenant} then sends it: `"attachments": [{"file", "name", "mime"}]`.
                """,
            parameters: [
                .path("tenant", "The tenant.", Schema.tenantID),
                .query("name", "The file's name.", Schema.text("A name without folders.", example: "lista.pdf")),
            ],
            body: Route.Body(
                content: [("*/*", Schema.text("Bytes, of the file's own type."))],
                bytesMax: Limits.mediaBytesMax
            ),
            responses: [
                .json(
                    Schema.object(
                        "A file that is kept.",
                        [
                            "file": Schema.text("Names it in a message of the same visitor."),
                            "name": Schema.text("The file's name."), "mime": Schema.text("The file's type."),
                            "bytes": Schema.integer("How large it is.", minimum: 1),
                        ]
                    ),
                    status: 201
                )
            ],
            problems: [.unauthorized, .forbidden, .notFound, .invalid, .tooLarge, .rateLimited],
            handler: { try await VisitorFiles.upload($0) }
        ),
        Route(
            method: .get,
            path: "/chat/{tenant}/files/{file}",
            ports: .client,
            access: .visitor,
            id: "getVisitorFile",
            tag: "Web chat",
            summary: "A file that the visitor sent",
            parameters: [
                .path("tenant", "The tenant.", Schema.tenantID),
                .path("file", "As the upload named it.", Schema.text("A file's name here.")),
            ],
            responses: [
                Route.Answer(
                    status: 200,
                    description: "The file.",
                    content: [("application/octet-stream", Schema.text("Bytes, of the file's own type."))]
                )
            ],
            problems: [.unauthorized, .forbidden, .notFound],
            handler: { try await VisitorFiles.download($0) }
        ),
    ]
}

enum VisitorFiles {
    /// What browsers show and never run.
    private static let pictures: Set = ["image/png", "image/jpeg", "image/gif", "image/webp"]

    static func upload(_ exchange: Exchange) async throws -> Response {
        let access = try await WebChatRoutes.tenant(exchange)
        let visitor = try VisitorCookie.requiredVisitor(exchange, of: access.tenant.id)
        let services = exchange.services
        let (now, tenant) = (services.clock.now(), access.tenant.id)
        if let wait = services.visitorFileRates.take("\(tenant) \(visitor)", at: services.flowing(of: tenant)) {
            throw TooManyRequests(detail: "the visitor sends too many files", retryAfterSeconds: wait)
        }
        let draft = MediaFile.Draft(
            mime: exchange.mediaType.isEmpty ? "application/octet-stream" : exchange.mediaType,
            name: try exchange.query("name") ?? "",
            bytes: try await exchange.body()
        )
        if let fault = draft.fault ?? (draft.name.utf8.count > 200 ? "name is longer than 200 bytes" : nil) {
            throw Problem(.invalid, fault, field: "body", remedy: "Send one file, with its type as Content-Type.")
        }
        let id = try await services.database.write { connection in
            try Media(access.handle).put(draft, at: now, randomness: services.randomness, in: connection)
        }
        return .json(
            [
                "file": .string(reference(to: id, of: visitor, access.tenant.id, services)),
                "name": .string(draft.name), "mime": .string(draft.mime), "bytes": .integer(Int64(draft.bytes.count)),
            ],
            status: .created
        )
    }

    static func download(_ exchange: Exchange) async throws -> Response {
        let access = try await WebChatRoutes.tenant(exchange)
        let visitor = try VisitorCookie.requiredVisitor(exchange, of: access.tenant.id)
        let name = try exchange.path("file")
        let id = MediaID(String(name.prefix { $0 != "." }))
        guard name == reference(to: id, of: visitor, access.tenant.id, exchange.services),
            let file = try await exchange.services.database.read({ try Media(access.handle).find(id, in: $0) })
        else {
            throw Problem(.notFound, "there is no such file of this visitor", field: "file", remedy: "Send it again.")
        }
        return .sent(file, isShown: pictures.contains(file.content.mime))
    }

    /// What names a file to its visitor: its key, and a word that nobody else gets.
    private static func reference(
        to file: MediaID,
        of visitor: String,
        _ tenant: TenantID,
        _ services: GatewayServices
    ) -> String {
        "\(file.rawValue).\(services.tokens.token(for: "visitor file", "\(tenant) \(visitor) \(file.rawValue)"))"
    }
}
