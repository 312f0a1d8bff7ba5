// What a client of /v1 is told when nobody answers, and what becomes of a question
// whose client has gone.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CompletionFailureFlows {
    private static let path = "/v1/chat/completions"
    private static let hello: JSON = ["model": "orkesta", "messages": [["role": "user", "content": "hola"]]]

    /// How two providers fail, and what their clients are told.
    struct Outage: Sendable, CustomTestStringConvertible {
        let groq: String
        let ollama: String
        let status: Int
        let code: JSON
        /// How `Retry-After` may be, in seconds.
        let pause: ClosedRange<Int>

        var testDescription: String { "\(groq), \(ollama)" }
    }

    private static let outages = [
        Outage(
            groq: "rate-limit",
            ollama: "rate-limit",
            status: 429,
            code: "rate_limit_exceeded",
            pause: 1...20
        ),
        // Who is only refused does not ask too much.
        Outage(groq: "unauthorized", ollama: "model-gone", status: 503, code: "no_answer", pause: 1...600),
        Outage(groq: "error-500", ollama: "error-503", status: 503, code: "no_answer", pause: 1...30),
        Outage(groq: "rate-limit", ollama: "model-gone", status: 503, code: "no_answer", pause: 1...20),
    ]

    @Test(arguments: outages)
    func onlyWhoAsksTooMuchIsToldSo(_ outage: Outage) async throws {
        let house = try await ModelHouse.open(ollama: true)
        try await house.fail(outage.groq)
        try await house.fail(outage.ollama, line: "ollama")
        // The first is tried, and the last one finds everybody left alone.
        for number in 1...3 {
            let answer = try await house.client().post(Self.path, Self.hello)
            #expect(answer.status == outage.status, "\(number): \(answer.text)")
            #expect(answer.json["error"]?["code"] == outage.code, "\(number): \(answer.text)")
            let pause = answer.header("Retry-After").flatMap { Int($0) } ?? 0
            #expect(outage.pause.contains(pause), "\(number): \(answer.headers)")
        }
        let requests = try await house.requests()
        #expect(requests.count < 9, "those that are left alone are not asked: \(requests)")
        try await house.host.stop()
    }

    @Test(arguments: [false, true])
    func whoHangsUpIsNotAnsweredAnyMore(isStreamed: Bool) async throws {
        // One document, for which the chain waits longer than this test may take.
        let settings = "llm: {providers: {groq: {streamed: false}}}"
        let house = try await ModelHouse.open(settings: settings, ollama: true)
        try await house.fail("stall")
        let question = Self.hello.merging(["stream": .bool(isStreamed)])
        let client = try house.client()
        let asking = Task { try await client.post(Self.path, question) }
        _ = try await eventually { try await !house.requests().isEmpty }
        asking.cancel()
        _ = await asking.result
        let isAbandoned = try await eventually { try await house.requests().first?["abandoned"] == true }
        #expect(isAbandoned)
        // Nobody else is asked either, and the provider is none the worse for it.
        try await house.fail("")
        let next = try await client.post(Self.path, Self.hello)
        #expect(next.status == 200 && next.json["orkesta"]?["provider"] == "groq", "\(next.text)")
        #expect(try await house.requests().map { $0["line"] } == ["groq", "groq"])
        let metrics = try await client.get("/metrics").text
        #expect(metrics.contains(#"outcome="abandoned""#), "\(metrics)")
        try await house.host.stop()
    }
}
