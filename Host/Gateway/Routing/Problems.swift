// Every error as RFC 9457 problem+json, or for OpenAI's clients in their form.
// What nobody foresaw is logged under an id, and the caller is told the id and
// nothing else.

import HTTPTypes
import HostCore
import HostStorage
import Hummingbird
import Logging
import NIOCore
import OrkestaModel

/// A caller came too often.
struct TooManyRequests: Error {
    let detail: String
    let retryAfterSeconds: Int64
}

/// Turns errors into responses.
struct ProblemResponses: Sendable {
    let logger: Logger
    let randomness: any Randomness
    let form: Route.ErrorForm

    init(_ services: GatewayServices, form: Route.ErrorForm = .problem) {
        logger = services.logger
        randomness = services.randomness
        self.form = form
    }

    func response(to error: any Error) -> Response {
        switch error {
        case let problem as Problem: response(problem)
        case let error as DocumentError: response(Problem(error))
        case let error as TooManyRequests: response(error)
        case let error as OpenAIError: response(error)
        case DatabaseError.unavailable: response(databaseUnavailable)
        case let error as HTTPError: response(Problem(error))
        default: unforeseen(error)
        }
    }

    /// 405 with the methods that the path has.
    func methodNotAllowed(_ methods: [String]) -> Response {
        let allowed = (methods.contains("GET") ? methods + ["HEAD"] : methods).joined(separator: ", ")
        let document: JSON = [
            "type": "https://orkesta.dev/problems/method-not-allowed", "title": "The path does not have this method",
            "status": 405, "detail": .string("the path has only \(allowed)"),
            "remedy": "Use one of these methods; GET /openapi.json describes them.",
        ]
        guard form == .openAI else { return response(document, status: 405, Self.headers.adding(.allow, allowed)) }
        let error = OpenAIError(
            status: 405,
            message: "The path has only \(allowed).",
            type: "invalid_request_error",
            code: "method_not_allowed"
        )
        return response(error.json, status: error.status, error.headers.adding(.allow, allowed))
    }

    private func response(_ error: OpenAIError) -> Response {
        response(error.json, status: error.status, error.headers)
    }

    private func response(_ problem: Problem) -> Response {
        if form == .openAI { return response(OpenAIError(problem)) }
        let headers: HTTPFields
        switch problem.kind {
        case .unauthorized: headers = Self.unauthorizedHeaders
        case .unavailable: headers = Self.unavailableHeaders
        case .rateLimited: headers = Self.rateLimitedHeaders
        default: headers = Self.headers
        }
        return response(problem.json, status: problem.kind.status, headers)
    }

    private func response(_ error: TooManyRequests) -> Response {
        let problem = Problem(
            .rateLimited,
            error.detail,
            remedy: "Wait \(error.retryAfterSeconds) s and try again."
        )
        var headers = Self.headers
        headers[.retryAfter] = String(error.retryAfterSeconds)
        return response(problem.json, status: problem.kind.status, headers)
    }

    private func response(_ document: JSON, status: Int, _ headers: HTTPFields) -> Response {
        Response(
            status: HTTPResponse.Status(code: status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.utf8))
        )
    }

    private func unforeseen(_ error: any Error) -> Response {
        let id = String(randomness.next(), radix: 16)
        logger.error("a request failed", metadata: ["error_id": "\(id)", "error": "\(error)"])
        return response(
            Problem(
                .internal,
                "the request failed under error \(id)",
                remedy: "Try again; if it fails again, give the operator this error's id."
            )
        )
    }

    private var databaseUnavailable: Problem {
        Problem(.unavailable, "the database is busy", remedy: "Try again in a moment.")
    }

    private static let headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
    private static let unauthorizedHeaders: HTTPFields = headers.adding(
        .wwwAuthenticate,
        #"Bearer realm="orkesta", charset="UTF-8""#
    )
    private static let rateLimitedHeaders: HTTPFields = headers.adding(.retryAfter, "30")
    private static let unavailableHeaders: HTTPFields = headers.adding(.retryAfter, "1")
}

extension Problem {
    /// A member of a document that is not what it should be.
    init(_ error: DocumentError) {
        self.init(
            .invalid,
            error.reason,
            field: error.field.isEmpty ? "body" : error.field,
            remedy: "Correct the field; GET /openapi.json describes it."
        )
    }

    /// What Hummingbird itself refuses: a body cut short, a path too long.
    fileprivate init(_ error: HTTPError) {
        let kind = Problem.Kind.allCases.first { $0.status == error.status.code } ?? .invalid
        self.init(kind, error.body ?? kind.title, remedy: "Correct the request; GET /openapi.json describes it.")
    }
}

extension HTTPFields {
    fileprivate func adding(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var fields = self
        fields[name] = value
        return fields
    }
}
