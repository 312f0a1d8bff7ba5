// Why a post is refused, as RFC 9457 problem documents.

import OrkestaModel
import OrkestaSDK

/// A refusal that the page, or who imitates it, can act on.
struct WebProblem: Error {
    let status: Int
    let type: String
    let title: String
    let detail: String
    var field: String?
    let remedy: String

    static let methodNotAllowed = WebProblem(
        status: 405,
        type: "method-not-allowed",
        title: "The method is not allowed",
        detail: "This address takes messages only",
        remedy: "Send the message with POST"
    )

    static let noVisitor = WebProblem(
        status: 401,
        type: "unauthorized",
        title: "Authentication is required",
        detail: "The request comes from no visitor of the chat page",
        remedy: "Load the chat page again"
    )

    static let notJSON = WebProblem(
        status: 400,
        type: "invalid",
        title: "The request is not valid",
        detail: "The body is not a JSON document",
        remedy: "Send {\"message_id\": \"...\", \"text\": \"...\"}"
    )

    static func field(_ name: String, _ reason: String) -> WebProblem {
        WebProblem(
            status: 400,
            type: "invalid",
            title: "The request is not valid",
            detail: name.isEmpty ? reason : "\(name): \(reason)",
            field: name,
            remedy: "Correct the field and send the message again"
        )
    }

    static func tooLong(maximum: Int) -> WebProblem {
        WebProblem(
            status: 413,
            type: "too-large",
            title: "The request is too large",
            detail: "A message has at most \(maximum) characters",
            field: "text",
            remedy: "Shorten the message or send it in parts"
        )
    }

    var json: JSON {
        var members: [String: JSON] = [
            "type": .string("https://orkesta.dev/problems/\(type)"), "title": .string(title),
            "status": .integer(Int64(status)), "detail": .string(detail), "remedy": .string(remedy),
        ]
        members["field"] = field.map(JSON.string)
        return .object(members)
    }
}

extension ChannelIngest {
    /// A refusal; no message is delivered.
    static func problem(_ problem: WebProblem, headers: [(name: String, value: String)] = []) -> ChannelIngest {
        ChannelIngest(
            status: problem.status,
            headers: [("Content-Type", "application/problem+json")] + headers,
            body: problem.json.utf8
        )
    }
}
