// Twilio's errors, by their codes.

internal import OrkestaModel

/// Why a message was refused, or did not arrive.
struct TwilioError: Error, Sendable {
    let code: Int

    var status: Int { Self.known[code]?.status ?? 400 }
    var message: String { Self.known[code]?.message ?? "Unknown error" }

    var json: JSON {
        [
            "code": .integer(Int64(code)), "message": .string(message), "status": .integer(Int64(status)),
            "more_info": .string("https://www.twilio.com/docs/errors/\(code)"),
        ]
    }

    static let codes = known.keys.sorted()

    private static let known: [Int: (message: String, status: Int)] = [
        20_003: ("Authenticate", 401),
        20_404: ("The requested resource was not found", 404),
        20_429: ("Too Many Requests", 429),
        20_500: ("Internal Server Error", 500),
        21_211: ("The 'To' number is not a valid phone number", 400),
        21_408: ("Permission to send an SMS has not been enabled for the region indicated by the 'To' number", 400),
        21_603: ("A 'From' phone number is required", 400),
        21_606: ("The 'From' number is not a valid, SMS-capable Twilio number", 400),
        21_610: ("Attempt to send to unsubscribed recipient", 400),
        21_614: ("'To' number is not a valid mobile number", 400),
        21_617: ("The concatenated message body exceeds the 1600 character limit", 400),
        21_619: ("A text message body or media urls must be specified", 400),
        30_001: ("Queue overflow", 400),
        30_002: ("Account suspended", 400),
        30_003: ("Unreachable destination handset", 400),
        30_004: ("Message blocked", 400),
        30_005: ("Unknown destination handset", 400),
        30_006: ("Landline or unreachable carrier", 400),
        30_007: ("Message filtered", 400),
        30_008: ("Unknown error", 400),
    ]
}
