// What the provider of a fake host says: it takes everything, or it says no in one of the
// ways in which real ones do.

import OrkestaABI
import OrkestaModel

/// The answers of one provider, in the forms of several.
enum ProviderScript: Sendable, CaseIterable {
    case takes
    /// 429: later.
    case isBusy
    /// 400: never.
    case refuses
    /// 500, without a word of its own.
    case fails
    /// 502, by something in front of it.
    case isBehindAPage
    /// 200, and a page for people, by something in front of it.
    case isReplacedByAPage

    /// For reports: what it does.
    var what: String {
        switch self {
        case .takes: "takes everything"
        case .isBusy: "answers 429"
        case .refuses: "answers 400"
        case .fails: "answers 500 with an empty document"
        case .isBehindAPage: "answers 502 with a page"
        case .isReplacedByAPage: "answers 200 with a page"
        }
    }

    /// Whether nobody can tell by the answer if a message was taken.
    var provesNothing: Bool {
        switch self {
        case .takes, .isBusy, .refuses: false
        case .fails, .isBehindAPage, .isReplacedByAPage: true
        }
    }

    /// The answer to the request of this number.
    func answer(_ number: Int) -> ServiceAnswer {
        switch self {
        case .takes: Self.answer(200, Self.accepted(number).description)
        case .isBusy: Self.answer(429, Self.busy.description)
        case .refuses: Self.answer(400, Self.refusal.description)
        case .fails: Self.answer(500, "{}")
        case .isBehindAPage: Self.answer(502, Self.page, type: "text/html")
        case .isReplacedByAPage: Self.answer(200, Self.page, type: "text/html")
        }
    }

    /// What the Cloud API, the Bot API and Twilio say of an accepted message, each in its
    /// member of one document; so below.
    private static func accepted(_ number: Int) -> JSON {
        [
            "ok": true, "result": ["message_id": .integer(Int64(number))],
            "messages": [["id": .string("wamid.CHECK\(number)")]], "id": .string("\(number)"),
            "sid": .string("SM\(number)"), "status": "queued",
        ]
    }

    private static let busy: JSON = [
        "ok": false, "error_code": 429, "description": "Too Many Requests: retry after 7",
        "parameters": ["retry_after": 7], "error": ["code": 130_429, "message": "Rate limit hit"], "code": 20_429,
        "status": 429,
    ]

    private static let refusal: JSON = [
        "ok": false, "error_code": 400, "description": "Bad Request: chat not found",
        "error": ["code": 100, "message": "Invalid parameter"], "code": 21_211, "status": 400,
    ]

    private static let page = "<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>\n"

    private static func answer(_ status: Int, _ body: String, type: String = "application/json") -> ServiceAnswer {
        var answer = ServiceAnswer(number: Int64(status))
        answer.data = { loans in
            let headers = [
                ork_header(
                    name: loans.text("Content-Type", "header name"),
                    value: loans.text(type, "header value")
                )
            ]
            var response = ork_http_response()
            response.status = UInt32(status)
            (response.headers, response.header_count) = (loans.array(headers, "headers"), headers.count)
            response.body = loans.text(body, "body")
            let lent = loans.structure(response, firstSize: firstSize(\ork_http_response.body), "response")
            return lent.map { UnsafeRawPointer($0) }
        }
        return answer
    }
}
