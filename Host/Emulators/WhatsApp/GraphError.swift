// The errors of the Cloud API, by their codes: as an answer, and as the reason of
// a status that failed.

internal import OrkestaModel

/// Why a message was refused. The code says what to do; the status and the title
/// are decoration.
struct GraphError: Error, Sendable {
    let code: Int
    /// What is wrong with this request.
    let details: String

    /// `Parameter value is not valid`.
    var title: String { Self.known[code]?.title ?? "Unknown error" }

    var status: Int { Self.known[code]?.status ?? 400 }

    /// The answer to a request.
    var json: JSON {
        let type = status == 401 || status == 403 ? "OAuthException" : "GraphMethodException"
        return [
            "error": [
                "message": .string("(#\(code)) \(title)"), "type": .string(code == 100 ? "OAuthException" : type),
                "code": .integer(Int64(code)),
                "error_data": ["messaging_product": "whatsapp", "details": .string(details)],
                "fbtrace_id": .string(freshLetters(11)),
            ]
        ]
    }

    /// The reason within a status.
    var reason: JSON {
        [
            "code": .integer(Int64(code)), "title": .string(title), "message": .string(title),
            "error_data": ["details": .string(details)],
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        ]
    }

    static func missing(_ parameter: String) -> GraphError {
        GraphError(code: 131_008, details: "Parameter of type '\(parameter)' is missing.")
    }

    static func invalid(_ parameter: String, _ reason: String) -> GraphError {
        GraphError(code: 131_009, details: "Parameter \(parameter) is not valid: \(reason)")
    }

    static let codes = known.keys.sorted()

    private static let known: [Int: (title: String, status: Int)] = [
        0: ("AuthException", 401),
        3: ("API Method", 500),
        4: ("API Too Many Calls", 429),
        10: ("Permission Denied", 403),
        100: ("Invalid parameter", 400),
        190: ("Access token has expired", 401),
        200: ("API Permission", 403),
        368: ("Temporarily blocked for policies violations", 403),
        2200: ("Callback verification failed", 400),
        80_007: ("Rate limit issues", 429),
        130_429: ("Rate limit hit", 429),
        130_472: ("User's number is part of an experiment", 400),
        130_497: ("Business account is restricted from messaging users in this country", 403),
        131_000: ("Something went wrong", 500),
        131_005: ("Access denied", 403),
        131_008: ("Required parameter is missing", 400),
        131_009: ("Parameter value is not valid", 400),
        131_016: ("Service unavailable", 503),
        131_021: ("Recipient cannot be sender", 400),
        131_026: ("Message undeliverable", 400),
        131_030: ("Recipient phone number not in allowed list", 400),
        131_031: ("Business Account locked", 403),
        131_037: ("Display name approval needed", 400),
        131_042: ("Business eligibility payment issue", 400),
        131_045: ("Incorrect certificate", 500),
        131_047: ("Re-engagement message", 400),
        131_048: ("Spam rate limit hit", 429),
        131_049: ("This message was not delivered to maintain healthy ecosystem engagement", 400),
        131_050: ("User has stopped marketing messages", 400),
        131_051: ("Unsupported message type", 400),
        131_052: ("Media download error", 400),
        131_053: ("Media upload error", 400),
        131_056: ("(Business Account, Consumer Account) pair rate limit hit", 400),
        131_057: ("Business account is in maintenance mode", 500),
        131_062: ("Business-scoped user ID is not supported for this message", 400),
        131_063: ("Marketing messages are not enabled", 400),
        131_064: ("Account limited because of misclassified templates", 403),
        132_000: ("Template Param Count Mismatch", 400),
        132_001: ("Template does not exist", 404),
        132_005: ("Template Hydrated Text Too Long", 400),
        132_007: ("Template Format Character Policy Violated", 400),
        132_008: ("Template Parameter Format Mismatch", 400),
        132_012: ("Template Parameter Format Mismatch", 400),
        132_015: ("Template is Paused", 400),
        132_016: ("Template is Disabled", 400),
        132_068: ("Flow is blocked", 400),
        132_069: ("Flow is throttled", 400),
        133_016: ("Account register deregister rate limit exceeded", 400),
        135_000: ("Generic user error", 400),
        137_000: ("Identity key mismatch", 400),
    ]
}
