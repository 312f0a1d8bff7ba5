// Recordings written down: the emulator hears the same in every one, in the
// language that it is told. Source: OpenAI's and Groq's POST /audio/transcriptions.

internal import HTTPTypes
internal import HostCore
internal import Hummingbird
internal import NIOCore
internal import OrkestaModel

extension EmulatedAnswers {
    func transcription(
        _ request: Request,
        _ endpoint: EmulatedEndpoint,
        _ context: EmulatorContext
    ) async throws -> Response {
        let type = request.headers[.contentType] ?? ""
        let buffer = try await request.body.collect(upTo: EmulatorLimits.modelBodyBytesMax)
        guard let boundary = MultipartForm.boundary(in: type),
            let parts = try? MultipartForm.parts(of: Array(buffer.readableBytesView), boundary: boundary),
            let file = parts.first(where: { $0.name == "file" })
        else { return response(400, badRequest("a multipart form with a file is expected")) }
        var fields: [String: JSON] = [:]
        for part in parts where part.name != "file" {
            fields[part.name] = .string(String(decoding: part.body, as: UTF8.self))
        }
        fields["file"] = ["name": JSON(file.fileName), "bytes": .integer(Int64(file.body.count))]
        let asked = requests.count(
            EmulatedRequest(
                number: 0,
                line: endpoint.line,
                model: endpoint.deployment ?? fields["model"]?.stringValue ?? "",
                key: key(of: request),
                isStreamed: false,
                fault: request.headers[.fault].flatMap(LLMFault.init),
                body: .object(fields)
            )
        )
        switch asked.fault {
        case .hangUp: throw await context.breakOff()
        case .silence, .stall: try await keepSilent(asked, context)
        default: break
        }
        if let refusal = refusal(asked, endpoint) { return response(refusal.status, refusal.body, refusal.headers) }
        let words = EmulatedSpeech(file.body, language: fields["language"]?.stringValue)
        if fields["response_format"] == "text" {
            return response(200, words.text + "\n", ["content-type": "text/plain; charset=utf-8"])
        }
        return response(200, words.json(isTimed: fields["response_format"] == "verbose_json", endpoint).description)
    }
}

/// What is heard in a recording.
private struct EmulatedSpeech {
    let text: String
    private let language: String
    private static let seconds = 2.5

    /// Nothing where every byte is plain text, as in no real recording.
    init(_ recording: ArraySlice<UInt8>, language code: String?) {
        let (language, words) =
            switch code {
            case "en": ("english", "I am looking for an oil filter")
            case "pt": ("portuguese", "Procuro um filtro de óleo")
            default: ("spanish", "Busco un filtro de aceite")
            }
        self.language = language
        text = recording.contains { $0 > 0x7F } ? words : ""
    }

    /// OpenAI's form, which Azure has, tells how long it is; Groq's only where times are asked for.
    func json(isTimed: Bool, _ endpoint: EmulatedEndpoint) -> JSON {
        var members: [String: JSON] = ["text": .string(text)]
        if endpoint.provider == .azure { members["usage"] = ["type": "duration", "seconds": 3] }
        guard isTimed else { return .object(members) }
        let segment: JSON = [
            "id": 0, "seek": 0, "start": 0.0, "end": .double(Self.seconds), "text": .string(" " + text),
            "tokens": [50_364], "temperature": 0.0, "avg_logprob": -0.2, "compression_ratio": 0.9,
            "no_speech_prob": 0.01,
        ]
        members["task"] = "transcribe"
        members["language"] = .string(language)
        members["duration"] = .double(Self.seconds)
        members["segments"] = .array(text.isEmpty ? [] : [segment])
        return .object(members)
    }
}
