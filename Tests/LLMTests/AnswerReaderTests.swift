// The formats of answers, by table, each stream cut at every byte.

import HostNet
import OrkestaModel
import Testing

@testable import HostLLM

/// A streamed body and what it says.
private struct StreamCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let body: String
    let expected: Result<ChatAnswer, AttemptFailure>

    init(_ name: String, _ body: String, _ expected: Result<ChatAnswer, AttemptFailure>) {
        (testDescription, self.body, self.expected) = (name, body, expected)
    }

    static func text(_ text: String, _ finish: FinishReason = .stop) -> Result<ChatAnswer, AttemptFailure> {
        .success(ChatAnswer(text: text, finish: finish))
    }

    static func failure(_ kind: AttemptFailure.Kind) -> Result<ChatAnswer, AttemptFailure> {
        .failure(AttemptFailure(kind))
    }
}

private let search = ToolCall(id: "call_1", name: "buscar_productos", arguments: ["consulta": "filtro ñ"])

private let openAIStreams = [
    StreamCase(
        "text with an emoji, CRLF and comments",
        """
        : hi\r
        \r
        data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}\r
        \r
        data: {"choices":[{"index":0,"delta":{"content":"Hola 😀, "}}]}\r
        \r
        data: {"choices":[{"index":0,"delta":{"content":"señor"}}]}\r
        \r
        data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\r
        \r
        data: [DONE]\r
        \r

        """,
        StreamCase.text("Hola 😀, señor")
    ),
    StreamCase(
        "a call in pieces",
        """
        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function",\
        "function":{"name":"buscar_productos","arguments":""}}]}}]}

        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"consulta\\":"}}]}}]}

        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\\"filtro ñ\\"}"}}]}}]}

        data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

        data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}

        data: [DONE]


        """,
        .success(ChatAnswer(text: nil, calls: [search], finish: .calls))
    ),
    StreamCase(
        "gpt-oss's mark behind a name",
        """
        data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"call_1","function":\
        {"name":"buscar_productos<|channel|>commentary","arguments":"{\\"consulta\\":\\"filtro ñ\\"}"}}]},\
        "finish_reason":"tool_calls"}]}


        """,
        .success(ChatAnswer(text: nil, calls: [search], finish: .calls))
    ),
    StreamCase(
        "thoughts before the text",
        """
        data: {"choices":[{"delta":{"reasoning":"hmm"}}]}

        data: {"choices":[{"delta":{"content":"<think>what now"}}]}

        data: {"choices":[{"delta":{"content":"</think>\\n\\nBuenas"},"finish_reason":"stop"}]}


        """,
        StreamCase.text("Buenas")
    ),
    StreamCase(
        "thoughts alone",
        "data: {\"choices\":[{\"delta\":{\"content\":\"<think>x\"},\"finish_reason\":\"stop\"}]}\n\n",
        StreamCase.failure(.empty)
    ),
    StreamCase(
        "no end",
        "data: {\"choices\":[{\"delta\":{\"content\":\"Todo está listo.\"}}]}\n\n",
        StreamCase.failure(.truncated)
    ),
    StreamCase(
        "Groq's usage and error",
        """
        data: {"choices":[{"delta":{"content":"Ho"}}],"x_groq":{"id":"r"}}

        data: {"x_groq":{"error":"internal"},"choices":[]}


        """,
        StreamCase.failure(.errorInStream)
    ),
    StreamCase(
        "a filtered answer",
        "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"content_filter\"}]}\n\n",
        .failure(AttemptFailure(.contentFilter, code: "content_filter"))
    ),
    StreamCase("nothing", "", StreamCase.failure(.truncated)),
]

private let ollamaStreams = [
    StreamCase(
        "text",
        """
        {"message":{"role":"assistant","content":"Hola "},"done":false}
        {"message":{"role":"assistant","content":"señor 😀"},"done":false}
        {"message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","eval_count":2,"prompt_eval_count":9}
        """,
        StreamCase.text("Hola señor 😀")
    ),
    StreamCase(
        "a call with an object and no id",
        """
        {"message":{"content":"","tool_calls":[{"function":{"name":"buscar_productos",\
        "arguments":{"consulta":"filtro ñ"}}}]},"done":false}
        {"message":{"content":""},"done":true,"done_reason":"stop"}

        """,
        .success(ChatAnswer(text: nil, calls: [search], finish: .calls))
    ),
    StreamCase(
        "an error in the middle",
        "{\"message\":{\"content\":\"Ho\"},\"done\":false}\n{\"error\":\"out of memory\"}\n",
        StreamCase.failure(.errorInStream)
    ),
    StreamCase("no end", "{\"message\":{\"content\":\"Hola\"},\"done\":false}\n", StreamCase.failure(.truncated)),
]

@Suite struct AnswerReaderTests {
    @Test(arguments: openAIStreams) fileprivate func readsOpenAI(_ stream: StreamCase) {
        expect(stream) { OpenAIReader() }
    }

    @Test(arguments: ollamaStreams) fileprivate func readsOllama(_ stream: StreamCase) {
        expect(stream) { OllamaReader() }
    }

    private func expect(_ stream: StreamCase, _ make: () -> any AnswerReader) {
        let bytes = Array(stream.body.utf8)
        for cut in 0...bytes.count {
            let result = Result { () throws(AttemptFailure) in
                var reader = make()
                try reader.take(Array(bytes[..<cut]))
                try reader.take(Array(bytes[cut...]))
                return try reader.finish(Sample.search).answer
            }
            guard result != stream.expected else { continue }
            Issue.record("cut at \(cut): \(result)")
            return
        }
    }

    @Test(arguments: [
        "<function=buscar_productos>{\"consulta\": \"filtro ñ\"}</function>",
        "<function=buscar_productos{\"consulta\": \"filtro ñ\"}",
        "{\"name\": \"buscar_productos\", \"arguments\": {\"consulta\": \"filtro ñ\"}}",
        "[{\"name\": \"buscar_productos\", \"parameters\": {\"consulta\": \"filtro ñ\"}}]",
        "Claro: {\"name\": \"buscar_productos\", \"arguments\": \"{\\\"consulta\\\": \\\"filtro ñ\\\"}\"} }",
    ])
    func callsAreSalvaged(_ generation: String) {
        var failure = AttemptFailure(.toolUseFailed)
        failure.failedGeneration = generation
        #expect(failure.salvaged(for: Sample.search)?.answer.calls == [search])
    }

    @Test(arguments: [
        "<function=regalar_todo>{}</function>", "{\"name\": \"buscar_productos\", \"arguments\": [1]}",
        "<function=buscar_productos>{\"consulta\": ", "", "buscar_productos",
    ])
    func nothingIsInventedFromAFailedGeneration(_ generation: String) {
        var failure = AttemptFailure(.toolUseFailed)
        failure.failedGeneration = generation
        #expect(failure.salvaged(for: Sample.search) == nil)
    }

    @Test func durationsAsGoWritesThem() {
        let table: [(String, Int64?)] = [
            ("6s", 6_000), ("1.57s", 1_570), ("2m59.56s", 179_560), ("88ms", 88), ("1h2m", 3_720_000), ("0s", 0),
            ("12.3µs", 1), ("", nil), ("6", nil), ("s", nil), ("1x", nil), ("1..2s", nil), ("6s!", nil),
        ]
        for (text, expected) in table { #expect(milliseconds(ofDuration: text) == expected, "\(text)") }
    }

    /// What goes out is what comes back in: journals and our own /v1 depend on it.
    @Test func aQuestionSurvivesItsForm() throws {
        var question = Sample.search
        question.messages += [
            .assistant("Veo.", calls: [search]), .tool(id: "call_1", name: "buscar_productos", content: "[]"),
        ]
        question.format = .schema(name: "intent", ["type": "object"])
        question.toolChoice = .named("buscar_productos")
        question.temperature = 0.5
        question.answerTokensMax = 100
        question.stops = ["FIN"]
        question.seed = 7
        let document = JSON.object(question.openAIMembers)
        #expect(try ChatRequest(openAI: JSON(parsing: document.utf8)) == question)
    }

    @Test func badQuestionsNameTheMember() {
        let table: [(JSON, String)] = [
            ([], ""), ([:], "messages"), (["messages": [["role": "king"]]], "messages[0].role"),
            (["messages": [["role": "user", "content": [["type": "image_url"]]]]], "messages[0].content[0]"),
            (["messages": [["role": "user", "content": "a"]], "temperature": 3], "temperature"),
            (["messages": [["role": "user", "content": "a"]], "tools": [[:]]], "tools[0].function"),
            (["messages": [["role": "user", "content": "a"]], "max_tokens": 0], "max_tokens"),
        ]
        for (document, field) in table {
            let error = #expect(throws: DocumentError.self) { try ChatRequest(openAI: document) }
            #expect(error?.field == field)
        }
    }
}
