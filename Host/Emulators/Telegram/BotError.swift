// The errors of the Bot API, in its words.

internal import OrkestaModel

/// Why a method failed.
struct BotError: Error, Sendable {
    let code: Int
    let description: String
    var parameters: [String: JSON] = [:]

    var json: JSON {
        var members: [String: JSON] = [
            "ok": false, "error_code": .integer(Int64(code)), "description": .string(description),
        ]
        if !parameters.isEmpty { members["parameters"] = .object(parameters) }
        return .object(members)
    }

    static func badRequest(_ text: String) -> BotError { BotError(code: 400, description: "Bad Request: \(text)") }

    static func tooManyRequests(seconds: Int64) -> BotError {
        BotError(
            code: 429,
            description: "Too Many Requests: retry after \(seconds)",
            parameters: ["retry_after": .integer(seconds)]
        )
    }

    static let unauthorized = BotError(code: 401, description: "Unauthorized")
    static let notFound = BotError(code: 404, description: "Not Found")
    static let chatNotFound = badRequest("chat not found")
    static let blocked = BotError(code: 403, description: "Forbidden: bot was blocked by the user")
    static let notStarted = BotError(code: 403, description: "Forbidden: bot can't initiate conversation with a user")
}
