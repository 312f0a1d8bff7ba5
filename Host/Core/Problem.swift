// What went wrong, for the one who has to mend it: the field, the problem with
// its value, and the remedy. Edges turn it into RFC 9457 problem+json or into
// a line on stderr with an exit code.

public import OrkestaModel

/// An error that a caller of the product caused or can mend.
public struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The last part of the `type` URI: a bounded label, also for metrics.
    public let kind: Kind
    /// What is wrong with this value, now. No secret, no personal data.
    public let detail: String
    /// The field, parameter, header or file:line at fault.
    public let field: String?
    /// What the caller can do about it.
    public let remedy: String

    public init(_ kind: Kind, _ detail: String, field: String? = nil, remedy: String) {
        self.kind = kind
        self.detail = detail
        self.field = field
        self.remedy = remedy
    }

    /// What sort of problem: a bounded label, with the HTTP status that carries it.
    public enum Kind: String, Sendable, CaseIterable {
        case invalid
        case unauthorized
        case forbidden
        case notFound = "not-found"
        case conflict
        case mismatch
        case tooLarge = "too-large"
        case unsupportedMedia = "unsupported-media"
        case rateLimited = "rate-limited"
        case unavailable
        case pluginFailure = "plugin-failure"
        case timeout
        case `internal`

        /// The HTTP status that carries it.
        public var status: Int {
            switch self {
            case .invalid: 400
            case .unauthorized: 401
            case .forbidden: 403
            case .notFound: 404
            case .conflict: 409
            case .tooLarge: 413
            case .unsupportedMedia: 415
            case .mismatch: 422
            case .rateLimited: 429
            case .internal: 500
            case .pluginFailure: 502
            case .unavailable: 503
            case .timeout: 504
            }
        }

        public var title: String {
            switch self {
            case .invalid: "The request is not valid"
            case .unauthorized: "Authentication is required"
            case .forbidden: "This key may not do that"
            case .notFound: "There is no such thing"
            case .conflict: "The request conflicts with the present state"
            case .mismatch: "The same key came with another request"
            case .tooLarge: "The request is too large"
            case .unsupportedMedia: "The content type is not supported"
            case .rateLimited: "Too many requests"
            case .internal: "Something failed on our side"
            case .pluginFailure: "A plugin failed"
            case .unavailable: "Not available now"
            case .timeout: "It took too long"
            }
        }
    }

    public var description: String {
        "\(field.map { "\($0): " } ?? "")\(detail). \(remedy)"
    }

    /// The RFC 9457 document.
    public var json: JSON {
        var members: [String: JSON] = [
            "type": .string("https://orkesta.dev/problems/\(kind.rawValue)"),
            "title": .string(kind.title),
            "status": .integer(Int64(kind.status)),
            "detail": .string(detail),
            "remedy": .string(remedy),
        ]
        if let field { members["field"] = .string(field) }
        return .object(members)
    }
}
