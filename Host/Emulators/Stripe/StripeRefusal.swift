// How Stripe says no (docs.stripe.com/api/errors).

internal import OrkestaModel

/// An error as the API answers it.
struct StripeRefusal: Error, Sendable {
    var status = 400
    var type = "invalid_request_error"
    var code: String?
    var declineCode: String?
    var param: String?
    let message: String

    var json: JSON {
        let error: JSON = [
            "type": .string(type), "code": JSON(code), "decline_code": JSON(declineCode), "param": JSON(param),
            "message": .string(message),
        ]
        // Stripe leaves out what it has nothing to say of.
        return ["error": JSON.object([:]).merging(error)]
    }

    static func missing(_ param: String) -> StripeRefusal {
        StripeRefusal(
            code: "parameter_missing",
            param: param,
            message: "Missing required param: \(param)."
        )
    }

    static func invalid(_ param: String, _ message: String, code: String? = nil) -> StripeRefusal {
        StripeRefusal(code: code, param: param, message: message)
    }

    static func unknown(_ kind: String, _ id: String) -> StripeRefusal {
        StripeRefusal(
            status: 404,
            code: "resource_missing",
            param: "id",
            message: "No such \(kind): '\(id)'"
        )
    }
}
