// Recordings written down through /v1, without any client's library: forms in, forms
// out, what it costs, and every way to ask wrongly.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TranscriptionFlows {
    private static let path = "/v1/audio/transcriptions"
    /// The emulator hears the same in everything that is no plain text.
    private static let recording: [UInt8] = Array("OggS".utf8) + Array(repeating: 0xFF, count: 7_000)
    private static let words = "Busco un filtro de aceite"

    /// Sends a form with a recording; `file` nil leaves it out.
    private func send(
        _ fields: [String: String],
        file: [UInt8]? = recording,
        named name: String = "nota.ogg",
        to client: APIClient
    ) async throws -> APIResponse {
        var body: [UInt8] = []
        for (name, value) in fields.merging(["model": "orkesta"], uniquingKeysWith: { given, _ in given }) {
            body += "--b0\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
        }
        if let file {
            body += "--b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n".utf8
            body += file + "\r\n".utf8
        }
        body += "--b0--\r\n".utf8
        return try await client.send("POST", Self.path, body: body, type: "multipart/form-data; boundary=b0")
    }

    @Test func recordingsBecomeText() async throws {
        let settings = "llm: {providers: {groq: {speech-price-per-hour: 3.60}}}"
        let house = try await ModelHouse.open(settings: settings)
        let client = try house.client()
        let plain = try await send(["language": "es", "prompt": "Tsuru, Sentra", "temperature": "0"], to: client)
        #expect(plain.status == 200 && plain.json["text"] == .string(Self.words), "\(plain.text)")
        // Groq says nothing of the length: by its size these are four seconds.
        #expect(plain.json["usage"] == ["type": "duration", "seconds": 4], "\(plain.text)")
        #expect(plain.json["orkesta"]?["cost_nanos"] == 4_000_000, "\(plain.text)")
        #expect(plain.json["orkesta"]?["provider"] == "groq", "\(plain.text)")
        let text = try await send(["response_format": "text"], to: client)
        #expect(text.text == Self.words + "\n" && text.header("Content-Type") == "text/plain; charset=utf-8")
        let timed = try await send(["response_format": "verbose_json", "language": "pt"], to: client)
        #expect(timed.json["duration"] == 2.5 && timed.json["language"] == "portuguese", "\(timed.text)")
        #expect(timed.json["usage"]?["seconds"] == 3 && timed.json["task"] == "transcribe", "\(timed.text)")
        #expect(timed.json["segments"]?.arrayValue?.first?["end"] == 2.5, "\(timed.text)")
        let silent = try await send([:], file: [0x20], to: client)
        #expect(silent.status == 200 && silent.json["text"] == "", "\(silent.text)")

        let asked = try await house.requests().first?["body"]
        #expect(asked?["model"] == "whisper-large-v3-turbo" && asked?["prompt"] == "Tsuru, Sentra", "\(asked ?? .null)")
        #expect(asked?["language"] == "es" && asked?["file"]?["bytes"] == 7_004, "\(asked ?? .null)")
        let metrics = try await client.get("/metrics").text
        let series = metrics.split(separator: "\n").filter { $0.contains("whisper-large-v3-turbo") }
        #expect(series.contains { $0.contains("orkesta_llm_attempts_total") && $0.hasSuffix(" 4") }, "\(series)")
        #expect(series.contains { $0.contains("orkesta_llm_cost_total") && !$0.hasSuffix(" 0") }, "\(series)")
        try await expectRefusals(client)
        try await house.host.stop()
    }

    private func expectRefusals(_ client: APIClient) async throws {
        let large = Array(repeating: UInt8(0xFF), count: (25 << 20) + 1)
        let table: [(String, APIResponse, Int, param: JSON)] = [
            ("no file", try await send([:], file: nil, to: client), 400, "file"),
            ("an empty one", try await send([:], file: [], to: client), 400, "file"),
            ("a text", try await send([:], named: "nota.txt", to: client), 400, "file"),
            ("too large", try await send([:], file: large, to: client), 400, "file"),
            ("model", try await send(["model": "gpt-0"], to: client), 404, "model"),
            ("speaker", try await send(["model": "openai/gpt-oss-20b"], to: client), 404, "model"),
            ("form", try await send(["response_format": "srt"], to: client), 400, "response_format"),
            ("language", try await send(["language": "español"], to: client), 400, "language"),
            ("heat", try await send(["temperature": "9"], to: client), 400, "temperature"),
            ("stream", try await send(["stream": "true"], to: client), 400, "stream"),
            (
                "words", try await send(["timestamp_granularities[]": "word"], to: client), 400,
                "timestamp_granularities[]"
            ),
            ("JSON", try await client.post(Self.path, ["model": "orkesta"]), 415, "Content-Type"),
            (
                "cut",
                try await client.send("POST", Self.path, body: [45, 45], type: "multipart/form-data; boundary=b0"),
                400, "body"
            ),
            ("GET", try await client.get(Self.path), 405, .null),
        ]
        for (name, response, status, param) in table {
            let error = response.json["error"]
            #expect(response.status == status && error?["param"] == param, "\(name): \(response.text)")
            #expect(error?["message"]?.stringValue?.isEmpty == false, "\(name): \(response.text)")
        }
    }

    @Test func whoCannotBeHeardIsToldWhy() async throws {
        let settings = """
            llm:
              order: [groq]
              providers:
                groq:
                  speech-price-per-hour: 3.60
                  models: {small: {price-per-million: {prompt: 1}}, large: {price-per-million: {prompt: 1}}}
              tenants: {\(FlowHost.javaz): {budget: {money-per-day: 0.001}}}
            """
        let house = try await ModelHouse.open(settings: settings)
        // Four thousandths are wanted.
        let spent = try await send([:], to: house.client(FlowHost.javaz))
        #expect(spent.status == 429 && spent.json["error"]?["code"] == "insufficient_quota", "\(spent.text)")
        #expect(try await house.requests().isEmpty)
        try await house.fail("bad-request")
        let malformed = try await send([:], to: house.client())
        #expect(malformed.status == 400 && malformed.json["error"]?["param"] == "file", "\(malformed.text)")
        try await house.fail("rate-limit")
        for _ in 0..<2 {
            let limited = try await send([:], to: house.client())
            #expect(limited.status == 429 && limited.header("Retry-After") != nil, "\(limited.text)")
        }
        try await house.host.stop()
    }

    @Test func withoutAnEarThereIsNoModel() async throws {
        let answer = try await send([:], to: FlowHost.client())
        #expect(answer.status == 404 && answer.json["error"]?["code"] == "model_not_found", "\(answer.text)")
        let stranger = try await send([:], to: FlowHost.client(key: nil))
        #expect(stranger.status == 401 && stranger.json["error"]?["code"] == "invalid_api_key", "\(stranger.text)")
    }

    @Test func whoHangsUpIsNotWrittenDown() async throws {
        let house = try await ModelHouse.open()
        try await house.fail("stall")
        let client = try house.client()
        let asking = Task { try await send([:], to: client) }
        _ = try await eventually { try await !house.requests().isEmpty }
        asking.cancel()
        _ = await asking.result
        let isAbandoned = try await eventually { try await house.requests().first?["abandoned"] == true }
        #expect(isAbandoned)
        try await house.host.stop()
    }
}
