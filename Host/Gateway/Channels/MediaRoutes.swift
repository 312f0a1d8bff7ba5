// Files of a tenant's conversations, downloaded.

import HTTPTypes
import HostAccess
import HostConversations
import HostCore
import HostStorage
import Hummingbird
import NIOCore
import OrkestaModel

extension RouteTable {
    static let mediaRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/media/{media_id}",
            ports: .both,
            access: .permission(Permission(.conversations, .read)),
            id: "getMedia",
            tag: "Conversations",
            summary: "A file of a conversation",
            description: "As it came, to be saved and not to be shown: anybody may have sent it.",
            parameters: [
                .path("media_id", "The file's key, as an attachment has it.", Schema.text("A key.")), .tenant,
            ],
            responses: [
                Route.Answer(
                    status: 200,
                    description: "The file.",
                    content: [("application/octet-stream", Schema.text("Bytes, of the file's own type."))]
                )
            ],
            problems: [.notFound],
            handler: { try await download($0) }
        )
    ]

    private static func download(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant().handle
        let id = MediaID(try exchange.path("media_id"))
        guard let file = try await exchange.services.database.read({ try Media(tenant).find(id, in: $0) }) else {
            throw Problem(
                .notFound,
                "there is no file \(id)",
                field: "media_id",
                remedy: "GET /api/conversations/{conversation_id} lists the files of a conversation."
            )
        }
        return .sent(file, isShown: false)
    }
}

extension Response {
    /// A file that anybody may have sent: saved, or shown by a browser; never run.
    static func sent(_ file: MediaFile, isShown: Bool) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: file.content.mime,
                .contentDisposition: isShown ? "inline" : "attachment",
                .cacheControl: "private, max-age=31536000, immutable",
                .contentSecurityPolicy: "default-src 'none'; sandbox",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.content.bytes))
        )
    }
}
