// The decisions of the chain as values: no input, no output, time as an argument.

import HostCore
import OrkestaModel
import Testing

@testable import HostLLM

@Suite struct HealthTests {
    @Test func theBreakerOpensTriesAndCloses() {
        var breaker = Breaker()
        for moment: Int64 in [0, 1_000] {
            breaker.failed(at: moment)
            #expect(breaker.state(at: moment) == .closed)
        }
        breaker.failed(at: 2_000)
        let end = 2_000 + Limits.llmBreakerRestMilliseconds
        #expect(breaker.state(at: 2_001) == .open(until: end))
        // Before the end nobody; then one tries, and nobody else meanwhile.
        let admissions = [end - 1, end, end].map { breaker.admits(at: $0) }
        #expect(admissions == [false, true, false])
        breaker.failed(at: end + 10)
        #expect(breaker.state(at: end + 11) == .open(until: end + 10 + 2 * Limits.llmBreakerRestMilliseconds))
        let later = end + 10 + 2 * Limits.llmBreakerRestMilliseconds
        let isTried = breaker.admits(at: later)
        breaker.abandoned()
        let isTriedAgain = breaker.admits(at: later)
        #expect(isTried && isTriedAgain, "a try that was given up leaves room for another")
        breaker.succeeded()
        #expect(breaker == Breaker())
    }

    /// Who must wait and who is refused are told apart, key by key.
    @Test func whyAProviderIsLeftAlone() {
        let table: [(name: String, rests: [FailurePolicy.Rest], SkipReason)] = [
            ("limited", [.lane(9_000), .lane(9_000)], .coolingDown),
            ("refused", [.key(9_000), .key(9_000)], .refused),
            ("one key waits", [.key(9_000), .lane(9_000)], .coolingDown),
            ("the other way about", [.lane(9_000), .key(9_000)], .coolingDown),
            ("full", [.model(9_000)], .coolingDown),
            ("gone", [.model(nil)], .refused),
        ]
        for (name, rests, expected) in table {
            var health = ProviderHealth(keyCount: 2)
            for rest in rests {
                guard case .admitted(let ticket) = health.admit("m", tokens: 1, at: 0) else {
                    Issue.record("\(name): not admitted")
                    continue
                }
                health.settle(ticket, .failed(rest), at: 0)
            }
            guard case .refused(let reason) = health.admit("m", tokens: 1, at: 8_999) else {
                Issue.record("\(name): admitted")
                continue
            }
            #expect(reason == expected, "\(name)")
            let later = health.admit("m", tokens: 1, at: 9_000)
            if case .admitted = later { #expect(name != "gone") } else { #expect(name == "gone") }
        }
        var keyless = ProviderHealth(keyCount: 0)
        if case .admitted(let ticket) = keyless.admit("m", tokens: 1, at: 0) {
            keyless.settle(ticket, .failed(.key(9_000)), at: 0)
        }
        guard case .refused(.refused) = keyless.admit("m", tokens: 1, at: 1) else {
            Issue.record("a provider without keys that refuses the request is not just busy")
            return
        }
    }

    @Test func oldFailuresAreForgotten() {
        var breaker = Breaker()
        for number: Int64 in 0..<10 { breaker.failed(at: number * Limits.llmBreakerWindowMilliseconds / 2) }
        #expect(breaker.state(at: 5 * Limits.llmBreakerWindowMilliseconds) == .closed)
    }

    @Test func theForecastFillsUpEvenly() throws {
        var forecast = RateForecast()
        #expect(forecast.allows(1_000_000, at: 5) == 5, "nothing is known")
        forecast.take(reading(limit: 6_000, remaining: 1_000, resetMilliseconds: 50_000), at: 1_000)
        #expect(forecast.allows(1_000, at: 1_000) == 1_000)
        #expect(forecast.allows(2_000, at: 1_000) == 11_000)
        forecast.asked(500)
        #expect(forecast.allows(1_000, at: 1_000) == 6_000, "what was asked since counts")
        #expect(forecast.allows(9_000, at: 1_000) == 51_000, "more than the limit is the provider's to refuse")
        #expect(forecast.allows(9_000, at: 51_000) == 51_000)
    }

    private func reading(limit: Int64, remaining: Int64, resetMilliseconds: Int64) -> RateReading {
        RateReading(limit: limit, remaining: remaining, resetMilliseconds: resetMilliseconds)
    }

    @Test func paceByTable() {
        let patience = Patience(attempt: 0, firstPiece: 300, gap: 500, charactersPerSecondMin: 10, dripGrace: 200)
        var pace = AnswerPace(patience, isStreamed: true, start: 1_000, deadline: 9_000)
        #expect(pace.overdue(at: 1_299) == nil)
        #expect(pace.overdue(at: 1_300) == .stalled)
        pace.took(0, at: 1_290)
        #expect(pace.overdue(at: 1_300) == .stalled, "a comment is no piece")
        pace.took(1, at: 1_290)
        #expect(pace.overdue(at: 1_489) == nil, "slow from the start is not yet slow")
        #expect(pace.overdue(at: 1_490) == .dripping)
        pace.took(40, at: 1_480)
        #expect(pace.overdue(at: 1_490) == nil)
        #expect(pace.overdue(at: 1_980) == .stalled)
        pace.took(9_000, at: 8_999)
        #expect(pace.overdue(at: 8_999) == nil)
        #expect(pace.overdue(at: 9_000) == .timedOut)
        let whole = AnswerPace(patience, isStreamed: false, start: 0, deadline: 400)
        #expect(whole.overdue(at: 399) == nil)
    }

    @Test func compactionKeepsRulesAndWholeTurns() {
        let call = ToolCall(id: "1", name: "buscar", arguments: [:])
        let messages: [ChatMessage] = [
            .system("reglas"), .user("uno"), .assistant(nil, calls: [call]),
            .tool(id: "1", name: "buscar", content: String(repeating: "x", count: 900)), .assistant("a", calls: []),
            .user("dos"), .assistant("b", calls: []), .user("tres"),
        ]
        let question = ChatRequest(messages: messages)
        let shorter = question.compacted(toTokens: 60)
        #expect(shorter?.messages == [messages[0]] + messages[5...])
        #expect(question.compacted(toTokens: 10_000) == question)
        #expect(question.compacted(toTokens: 5) == nil)
    }

    @Test func everyFailureHasItsRule() {
        for kind in AttemptFailure.Kind.allCases {
            let policy = FailurePolicy(for: AttemptFailure(kind))
            #expect(policy.goesOn || policy.retry == .never, "\(kind): no retry where nobody else is asked")
        }
        var failure = AttemptFailure(.server)
        failure.mayRetry = false
        #expect(FailurePolicy(for: failure).retry == .never, "x-should-retry is obeyed")
        let soon = AttemptFailure(.rateLimited, retryAfterMilliseconds: 400)
        #expect(FailurePolicy(for: soon).retry == .onceAfter(400) && FailurePolicy(for: soon).rest == .lane(400))
    }

    @Test func limitsFitEachOther() {
        #expect(Limits.llmTurnMilliseconds + Limits.llmTurnReserveMilliseconds < Limits.turnDeadlineMilliseconds)
        #expect(Limits.llmAttemptMilliseconds < Limits.llmTurnMilliseconds)
        #expect(Limits.llmFirstPieceMilliseconds < Limits.llmAttemptMilliseconds)
        #expect(Limits.llmAttemptMillisecondsMin * 3 < Limits.llmTurnMilliseconds, "three providers get their time")
        #expect(Limits.llmSilenceMilliseconds > Limits.llmCallMillisecondsMax)
    }
}
