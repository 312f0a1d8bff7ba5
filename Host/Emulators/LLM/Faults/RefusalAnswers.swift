// What providers answer when they refuse: status, headers and body, as Groq, Azure
// and Ollama write them. Source: wire-facts 7.2 to 7.6, from their documents.

internal import OrkestaModel

/// A response without an answer.
struct RefusalAnswer: Sendable, Equatable {
    var status: Int
    var headers: [String: String] = [:]
    var body: String
}

extension LLMFault {
    /// The refusal that the fault is; nil for one inside an answer.
    func refusal(by provider: EmulatedEndpoint.Provider, model: String) -> RefusalAnswer? {
        switch self {
        case .serverError: error(500, "Internal Server Error", "internal_server_error", provider)
        case .badGateway: RefusalAnswer(status: 502, body: "<html><body>502 Bad Gateway</body></html>")
        case .unavailable: error(503, "Service Unavailable", "service_unavailable", provider)
        case .gatewayTimeout: RefusalAnswer(status: 504, body: "upstream request timeout")
        case .requestTimeout: error(408, "Request Timeout", "request_timeout", provider)
        case .redirect: RefusalAnswer(status: 301, headers: ["location": "https://example.com/"], body: "")
        case .unauthorized: error(401, "Invalid API Key", "invalid_api_key", provider)
        case .forbidden: error(403, "Access denied", "forbidden", provider)
        case .modelGone: modelGone(provider, model)
        case .modelDecommissioned:
            error(400, "The model `\(model)` has been decommissioned.", "model_decommissioned", provider)
        case .rateLimit: rateLimited(provider, model, headers: ["retry-after": "20"])
        case .rateLimitSoon: rateLimited(provider, model, headers: ["retry-after-ms": "200", "retry-after": "1"])
        case .rateLimitInText: rateLimited(provider, model, headers: [:])
        case .contextTooLong:
            error(
                400,
                "This model's maximum context length is 8192 tokens. Please reduce the length of the messages.",
                "context_length_exceeded",
                provider
            )
        case .requestTooLarge:
            error(
                413,
                "Request too large for model `\(model)` on tokens per minute (TPM): Limit 6000, Requested 9000.",
                "rate_limit_exceeded",
                provider
            )
        case .contentFilter: contentFiltered
        case .flexFull: error(498, "Flex tier capacity exceeded", "capacity_exceeded", provider)
        case .clientClosed: error(499, "Client Closed Request", "request_cancelled", provider)
        case .badRequest: error(400, "'messages.0' : discriminator property 'role' has invalid value", nil, provider)
        case .toolUseFailed: toolUseFailed("<function=buscar_productos {consulta: filtro")
        case .notJSON: RefusalAnswer(status: 200, headers: ["content-type": "text/html"], body: "<html>Hola</html>")
        default: nil
        }
    }

    /// Groq's 400 with what its model wrote.
    func toolUseFailed(_ generation: String) -> RefusalAnswer {
        let document: JSON = [
            "error": [
                "message": """
                Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.
                """,
                "type": "invalid_request_error", "code": "tool_use_failed",
                "failed_generation": .string(generation),
            ]
        ]
        return RefusalAnswer(status: 400, body: document.description)
    }

    private func error(
        _ status: Int,
        _ message: String,
        _ code: String?,
        _ provider: EmulatedEndpoint.Provider
    ) -> RefusalAnswer {
        guard provider != .ollama else {
            return RefusalAnswer(status: status, body: JSON.object(["error": .string(message)]).description)
        }
        let document: JSON = [
            "error": [
                "message": .string(message), "type": "invalid_request_error", "param": .null, "code": JSON(code),
            ]
        ]
        return RefusalAnswer(status: status, body: document.description)
    }

    private func modelGone(_ provider: EmulatedEndpoint.Provider, _ model: String) -> RefusalAnswer {
        switch provider {
        case .groq:
            error(
                404,
                "The model `\(model)` does not exist or you do not have access to it.",
                "model_not_found",
                provider
            )
        case .azure:
            error(404, "The API deployment for this resource does not exist.", "DeploymentNotFound", provider)
        case .ollama: error(404, "model '\(model)' not found", nil, provider)
        }
    }

    private func rateLimited(
        _ provider: EmulatedEndpoint.Provider,
        _ model: String,
        headers: [String: String]
    ) -> RefusalAnswer {
        var refusal = error(
            429,
            """
            Rate limit reached for model `\(model)` on tokens per minute (TPM): Limit 6000, Used 5990, Requested 500. \
            Please try again in 5.289s. Visit the console for more.
            """,
            "rate_limit_exceeded",
            provider
        )
        refusal.headers = headers
        return refusal
    }

    private var contentFiltered: RefusalAnswer {
        let document: JSON = [
            "error": [
                "message": """
                The response was filtered due to the prompt triggering Azure OpenAI's content management policy.
                """,
                "type": .null, "param": "prompt", "code": "content_filter", "status": 400,
                "innererror": [
                    "code": "ResponsibleAIPolicyViolation",
                    "content_filter_result": ["violence": ["filtered": true, "severity": "medium"]],
                ],
            ]
        ]
        return RefusalAnswer(status: 400, body: document.description)
    }
}
