// From a request to a response: who is asked, whether it is refused, what is said
// and how it goes out.

internal import Foundation
internal import HTTPTypes
internal import HostCore
internal import HostLLM
internal import HostTime
internal import Hummingbird
internal import NIOCore
internal import OrkestaModel

/// Answers everything that is asked of the emulator.
struct EmulatedAnswers: Sendable {
    let settings: LLMEmulatorSettings
    let requests: EmulatedRequests
    private let meter: RateMeter?
    private let seller = SellerModel()

    init(_ settings: LLMEmulatorSettings, _ requests: EmulatedRequests) {
        self.settings = settings
        self.requests = requests
        meter = settings.rateLimits.map(RateMeter.init)
    }

    func respond(to request: Request, _ context: EmulatorContext) async throws -> Response {
        if let response = try await control(request) { return response }
        let hasKeyHeader = request.headers[.apiKey] != nil
        guard let endpoint = EmulatedEndpoint(path: request.uri.path, hasKeyHeader: hasKeyHeader) else {
            return response(404, JSON.object(["error": "no such path here"]).description)
        }
        switch endpoint.operation {
        case .models, .ollamaTags, .ollamaVersion: return response(200, listing(endpoint).description)
        case .transcription: return try await transcription(request, endpoint, context)
        case .chat, .ollamaChat: return try await chat(request, endpoint, context)
        }
    }

    // MARK: Chat

    private func chat(
        _ request: Request,
        _ endpoint: EmulatedEndpoint,
        _ context: EmulatorContext
    ) async throws -> Response {
        let buffer = try await request.body.collect(upTo: EmulatorLimits.modelBodyBytesMax)
        guard let body = try? JSON(parsing: Array(buffer.readableBytesView)) else {
            return response(400, badRequest("the body is no JSON"))
        }
        let question: ChatRequest
        do throws(DocumentError) {
            question = try endpoint.operation == .ollamaChat ? ChatRequest(ollama: body) : ChatRequest(openAI: body)
        } catch {
            return response(400, badRequest(error.description))
        }
        let asked = requests.count(
            EmulatedRequest(
                number: 0,
                line: endpoint.line,
                model: endpoint.deployment ?? body["model"]?.stringValue ?? "",
                key: key(of: request),
                // Ollama streams unless told otherwise.
                isStreamed: body["stream"]?.boolValue ?? (endpoint.operation == .ollamaChat),
                fault: wish(request, question),
                body: body
            )
        )
        switch asked.fault {
        case .hangUp: throw await context.breakOff()
        case .silence: try await keepSilent(asked, context)
        default: break
        }
        // A model of one's own has no limits.
        let headers = endpoint.provider == .ollama ? [:] : rateHeaders(asked, question)
        if let refusal = refusal(asked, endpoint, question, isAllowed: headers["retry-after"] == nil) {
            return response(refusal.status, refusal.body, headers.merging(refusal.headers) { _, new in new })
        }
        return answer(asked, endpoint, question, headers, context)
    }

    /// A request's own wish to fail: a header, or a word in the last message, so
    /// that a person in a chat can play it.
    private func wish(_ request: Request, _ question: ChatRequest) -> LLMFault? {
        if let word = request.headers[.fault] { return LLMFault(rawValue: word) }
        guard case .user(let text) = question.messages.last, let start = text.firstRange(of: "[[fault:") else {
            return nil
        }
        return LLMFault(rawValue: String(text[start.upperBound...].prefix { $0 != "]" }))
    }

    func key(of request: Request) -> String? {
        request.headers[.apiKey] ?? request.headers[.authorization].map { String($0.dropFirst("Bearer ".count)) }
    }

    private func rateHeaders(_ asked: EmulatedRequest, _ question: ChatRequest) -> [String: String] {
        guard let meter else { return [:] }
        let tokens = promptTokens(question) + (question.answerTokensMax ?? 0)
        return meter.take(tokens, key: asked.key ?? "", at: SystemClock.monotonicMilliseconds()).headers
    }

    private func promptTokens(_ question: ChatRequest) -> Int {
        JSON.object(question.openAIMembers).utf8.count / 4
    }

    private func refusal(
        _ asked: EmulatedRequest,
        _ endpoint: EmulatedEndpoint,
        _ question: ChatRequest,
        isAllowed: Bool
    ) -> RefusalAnswer? {
        if asked.fault == .toolUseSalvageable, let tool = question.tools.first {
            let arguments = seller.call(of: tool, question).arguments
            return LLMFault.toolUseFailed.toolUseFailed("<function=\(tool.name)>\(arguments)</function>")
        }
        return refusal(asked, endpoint, isAllowed: isAllowed)
    }

    /// A refusal that has nothing to do with what is asked.
    func refusal(_ asked: EmulatedRequest, _ endpoint: EmulatedEndpoint, isAllowed: Bool = true) -> RefusalAnswer? {
        let provider = endpoint.provider
        if let refusal = asked.fault?.refusal(by: provider, model: asked.model) { return refusal }
        if let key = settings.key, asked.key != key, provider != .ollama {
            return LLMFault.unauthorized.refusal(by: provider, model: asked.model)
        }
        if !settings.models.isEmpty, !settings.models.contains(asked.model) {
            return LLMFault.modelGone.refusal(by: provider, model: asked.model)
        }
        guard isAllowed else {
            var refusal = LLMFault.rateLimitInText.refusal(by: provider, model: asked.model)
            refusal?.headers = [:]
            return refusal
        }
        return nil
    }

    private func answer(
        _ asked: EmulatedRequest,
        _ endpoint: EmulatedEndpoint,
        _ question: ChatRequest,
        _ headers: [String: String],
        _ context: EmulatorContext
    ) -> Response {
        var spoken = settings.script.answer(to: question) ?? seller.answer(to: question)
        if let fault = asked.fault { spoken = seller.answer(spoken, with: fault, to: question) }
        spoken.promptTokens = promptTokens(question)
        let frames = AnswerFrames(
            endpoint: endpoint,
            model: asked.model,
            created: SystemClock().now().milliseconds / 1_000,
            id: "chatcmpl-\(asked.line)-\(asked.number)"
        )
        var steps =
            asked.isStreamed
            ? frames.steps(spoken, asked.fault, settings.pace)
            : frames.wholeSteps(spoken, asked.fault, settings.pace)
        if asked.isStreamed, settings.isCut {
            var random = SplitMix64(seed: settings.seed &+ UInt64(asked.number))
            steps = steps.cut(&random)
        } else {
            steps = steps.joined
        }
        return Response(
            status: .ok,
            headers: fields(headers, contentType: asked.isStreamed ? frames.streamType : "application/json"),
            body: ResponseBody { [steps] writer in
                do { try await write(steps, to: &writer, context) } catch { throw noted(error, of: asked) }
            }
        )
    }

    /// `error` itself; it is noted where the client went away.
    private func noted(_ error: any Error, of asked: EmulatedRequest) -> any Error {
        if case ConnectionEnd.byEmulator = error { return error }
        requests.abandon(asked)
        return error
    }

    /// Says nothing until the client has gone away, or the emulator shuts down; throws then.
    func keepSilent(_ asked: EmulatedRequest, _ context: EmulatorContext) async throws {
        do { try await context.waitForever() } catch { throw noted(error, of: asked) }
    }

    @concurrent
    private func write(
        _ steps: [AnswerStep],
        to writer: inout any ResponseBodyWriter,
        _ context: EmulatorContext
    ) async throws {
        for step in steps {
            switch step {
            case .bytes(let bytes): try await writer.write(ByteBuffer(bytes: bytes))
            case .pause(let milliseconds):
                if milliseconds > 0 { try await Task.sleep(for: .milliseconds(milliseconds)) }
            case .wait: try await context.waitForever()
            case .keepAlive(let comment):
                try await context.endWithClient()
                while context.isAttended {
                    try await writer.write(ByteBuffer(bytes: comment))
                    try await Task.sleep(for: .milliseconds(100))
                }
                throw context.end
            case .breakOff: throw await context.breakOff()
            }
        }
        try await writer.finish(nil)
    }

    // MARK: Everything else

    /// `PUT /control/faults/LINE` with a plan as text; `GET /control/requests`.
    private func control(_ request: Request) async throws -> Response? {
        let segments = request.uri.path.split(separator: "/").map(String.init)
        guard segments.first == "control" else { return nil }
        switch (request.method, segments.count) {
        case (.put, 3) where segments[1] == "faults":
            let buffer = try await request.body.collect(upTo: 64 << 10)
            do throws(DocumentError) {
                let text = String(buffer: buffer).trimmingCharacters(in: .whitespacesAndNewlines)
                requests.set(try FaultPlan(parsing: text), for: segments[2])
                return response(200, "{}")
            } catch {
                return response(400, badRequest(error.description))
            }
        case (.get, 2) where segments[1] == "requests":
            return response(200, JSON.array(requests.log.map(\.json)).description)
        default: return response(404, badRequest("no such control"))
        }
    }

    private func listing(_ endpoint: EmulatedEndpoint) -> JSON {
        let names =
            settings.models.isEmpty ? ["openai/gpt-oss-20b", "openai/gpt-oss-120b", "llama3.1:8b"] : settings.models
        switch endpoint.operation {
        case .ollamaVersion: return ["version": "0.12.0"]
        case .ollamaTags: return ["models": .array(names.map { ["name": .string($0), "model": .string($0)] })]
        default:
            return [
                "object": "list",
                "data": .array(names.map { ["id": .string($0), "object": "model", "owned_by": "emulator"] }),
            ]
        }
    }

    func badRequest(_ message: String) -> String {
        JSON.object(["error": ["message": .string(message), "type": "invalid_request_error"]]).description
    }

    func response(_ status: Int, _ body: String, _ headers: [String: String] = [:]) -> Response {
        Response(
            status: .init(code: status),
            headers: fields(headers, contentType: headers["content-type"] ?? "application/json"),
            body: ResponseBody(byteBuffer: ByteBuffer(string: body))
        )
    }

    private func fields(_ headers: [String: String], contentType: String) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in headers { if let name = HTTPField.Name(name) { fields[name] = value } }
        fields[.contentType] = contentType
        return fields
    }
}

extension HTTPField.Name {
    static var apiKey: HTTPField.Name? { HTTPField.Name("api-key") }
    static var fault: HTTPField.Name? { HTTPField.Name("x-emulate-fault") }
}

extension HTTPFields {
    subscript(name: HTTPField.Name?) -> String? { name.flatMap { self[$0] } }
}

extension EmulatedRequest {
    fileprivate var json: JSON {
        [
            "number": .integer(Int64(number)), "line": .string(line), "model": .string(model),
            "streamed": .bool(isStreamed), "fault": JSON(fault?.rawValue), "abandoned": .bool(isAbandoned),
            "body": body,
        ]
    }
}
