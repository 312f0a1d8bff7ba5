// What the chain remembers from one question to the next: breakers, rests, limits,
// budgets, kept answers, and how it recovers.

import HostCore
import HostEmulators
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@testable import HostLLM

@Suite(.timeLimit(.minutes(10))) struct ChainTests {
    @Test func aBrokenProviderIsLeftAloneAndTriedAgain() async throws {
        try await LLMHouse.run { house in
            house.emulator.set(.first(3, .unavailable), for: "groq")
            let chain = try house.chain(house.groq(), house.azure())
            let first = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(first.steps == ["groq:server", "groq:server", "azure:answered"])
            let second = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(second.steps == ["groq:server", "azure:answered"], "the third failure opens the breaker")
            let third = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(third.steps == ["groq:skipped_breaker_open", "azure:answered"])
            house.clock.push(milliseconds: Limits.llmBreakerRestMilliseconds)
            let later = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(later.steps == ["groq:answered"])
        }
    }

    @Test func retryAfterIsObeyed() async throws {
        try await LLMHouse.run { house in
            house.emulator.set(.first(1, .rateLimit), for: "groq")
            let chain = try house.chain(house.groq(), house.azure())
            _ = try await chain.complete(Sample.greeting, for: Sample.call())
            let during = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(during.steps == ["groq:skipped_cooling_down", "azure:answered"])
            house.clock.push(milliseconds: 20_000)
            let after = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(after.steps == ["groq:answered"])
        }
    }

    @Test func limitsAreObeyedBeforeTheProviderHasToSaySo() async throws {
        let limits = RateLimits(requestsPerDay: 10_000, tokensPerMinute: 3_000)
        try await LLMHouse.run(LLMEmulatorSettings(rateLimits: limits)) { house in
            let chain = try house.chain(house.groq(), house.ollama())
            var request = Sample.greeting
            request.answerTokensMax = 800
            var groqCount = 0
            for _ in 0..<6 {
                let result = try await chain.complete(request, for: Sample.call())
                #expect(!result.steps.contains("groq:rate_limited"), "\(result.steps)")
                if result.provider == "groq" { groqCount += 1 }
            }
            #expect((1..<6).contains(groqCount), "some go to Groq, and not all: \(groqCount)")
            #expect(house.emulator.received.count { $0.line == "groq" } == groqCount)
        }
    }

    @Test func keysTakeTurnsAndADeadOneRests() async throws {
        try await LLMHouse.run(LLMEmulatorSettings(key: "good")) { house in
            var groq = house.groq()
            groq.keys = ["dead", "good"]
            let chain = try house.chain(groq, house.ollama())
            let first = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(first.steps == ["groq:unauthorized", "ollama:answered"])
            for _ in 0..<3 {
                let next = try await chain.complete(Sample.greeting, for: Sample.call())
                #expect(next.steps == ["groq:answered"])
            }
            #expect(
                house.emulator.received.filter { $0.line == "groq" }.map(\.key) == ["dead", "good", "good", "good"]
            )
        }
    }

    @Test func aRetiredModelStaysOutUntilTheConfigurationChanges() async throws {
        try await LLMHouse.run { house in
            house.emulator.set(.first(1, .modelGone), for: "groq")
            let chain = try house.chain(house.groq(), house.azure())
            _ = try await chain.complete(Sample.greeting, for: Sample.call())
            house.clock.push(milliseconds: 30 * 86_400_000)
            let later = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(later.steps == ["groq:skipped_refused", "azure:answered"])
        }
    }

    @Test func allDownIsAFailureWithItsTraceAndTheyRecover() async throws {
        try await LLMHouse.run { house in
            for line in ["groq", "azure", "ollama"] { house.emulator.set(.always(.hangUp), for: line) }
            let chain = try house.chain(house.groq(), house.azure(), house.ollama())
            let failure = await #expect(throws: ChainFailure.self) {
                try await chain.complete(Sample.greeting, for: Sample.call())
            }
            #expect(failure?.reason == .exhausted)
            #expect(failure?.steps.count == 6, "\(failure?.steps ?? [])")
            for line in ["groq", "azure", "ollama"] { house.emulator.set(FaultPlan(), for: line) }
            let result = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(result.steps == ["groq:answered"])
        }
    }

    @Test(arguments: [true, false])
    func whoeverGoesAwayEndsTheAttempt(isStreamed: Bool) async throws {
        try await LLMHouse.run { house in
            house.emulator.set(.always(isStreamed ? .stallAfterText : .stall), for: "groq")
            let chain = try house.chain(house.groq(isStreamed: isStreamed), house.azure())
            let asking = Task { () throws(ChainFailure) in
                try await chain.complete(Sample.greeting, for: Sample.call())
            }
            #expect(await eventually { !house.emulator.received.isEmpty })
            asking.cancel()
            let failure = await #expect(throws: ChainFailure.self) { try await asking.value }
            #expect(failure?.reason == .cancelled && failure?.steps == ["groq:abandoned"])
            // The connection is closed, so that the provider stops too.
            #expect(await eventually { house.emulator.received.first?.isAbandoned == true })
            #expect(house.emulator.received.count == 1)
        }
    }

    @Test func theDeadlineHolds() async throws {
        try await LLMHouse.run { house in
            for line in ["groq", "azure"] { house.emulator.set(.always(.stall), for: line) }
            var (groq, azure) = (house.groq(), house.azure())
            // Either would be waited for longer than this test may take.
            groq.patience = Patience(attempt: 600_000, firstPiece: 600_000, gap: 600_000)
            azure.patience = groq.patience
            let chain = try house.chain(groq, azure)
            let failure = await #expect(throws: ChainFailure.self) {
                try await chain.complete(Sample.greeting, for: Sample.call(milliseconds: 3_000))
            }
            #expect(failure?.reason == .deadline)
            #expect(failure?.steps.first == "groq:timed_out")
            // Time is kept for the second; a machine that was busy may have used it up.
            let second = failure?.steps.dropFirst().first
            #expect(["azure:timed_out", "azure:skipped_no_time"].contains(second), "\(failure?.steps ?? [])")
        }
    }

    @Test func aSpentBudgetLeavesOnlyWhatIsFree() async throws {
        try await LLMHouse.run { house in
            var settings = LLMSettings(providers: [house.groq(), house.ollama()])
            var request = Sample.greeting
            request.answerTokensMax = 100
            settings.budget = Budget(tokensPerDay: 250)
            let chain = try house.chain(settings)
            #expect(try await chain.complete(request, for: Sample.call()).provider == "groq")
            var last = try await chain.complete(request, for: Sample.call())
            for _ in 0..<4 where last.provider == "groq" {
                last = try await chain.complete(request, for: Sample.call())
            }
            #expect(last.steps == ["groq:skipped_budget", "ollama:answered"])
            let other = try await chain.complete(request, for: Sample.call(tenant: Sample.tenant("la-central")))
            #expect(other.provider == "groq", "a budget is its tenant's own")
            house.clock.push(milliseconds: 86_400_000)
            #expect(try await chain.complete(request, for: Sample.call()).provider == "groq", "a new day")
        }
    }

    @Test func theSameQuestionAtTemperatureZeroIsAskedOnce() async throws {
        try await LLMHouse.run { house in
            let chain = try house.chain(house.groq())
            var request = Sample.greeting
            request.temperature = 0
            let first = try await chain.complete(request, for: Sample.call())
            let second = try await chain.complete(request, for: Sample.call())
            #expect(!first.isFromCache && second.isFromCache && second.answer == first.answer)
            #expect(second.attempts.isEmpty && second.costNanos == 0)
            _ = try await chain.complete(request, for: Sample.call(tenant: Sample.tenant("la-central")))
            #expect(house.emulator.received.count == 2, "another tenant's answer is another's")
        }
    }

    @Test func aLongDialogueIsShortenedWhenNoModelTakesIt() async throws {
        try await LLMHouse.run { house in
            var groq = house.groq()
            groq.models = [.large: ModelSettings("small-context", contextTokens: 1_600)]
            let chain = try house.chain(groq)
            let old = (0..<40).flatMap { number -> [ChatMessage] in
                [
                    .user("Pregunta \(number): \(String(repeating: "dato ", count: 20))"),
                    .assistant("Respuesta", calls: []),
                ]
            }
            var request = Sample.greeting
            request.messages.insert(contentsOf: old, at: 1)
            let result = try await chain.complete(request, for: Sample.call())
            #expect(result.isCompacted && result.answer.text == Sample.greetingAnswer)
            let sent = house.emulator.received.last?.body["messages"]?.arrayValue ?? []
            #expect(sent.first?["role"] == "system")
            #expect(sent.dropFirst().first?["role"] == "user")
            #expect(sent.last?["content"] == "hola, buenas tardes")
            #expect(sent.count < 40)

            groq.name = "narrow"
            let wide = try house.chain(groq, house.azure())
            let whole = try await wide.complete(request, for: Sample.call())
            #expect(whole.provider == "azure" && !whole.isCompacted, "a larger model goes before a shorter question")
        }
    }

    @Test func aRoomierModelOfTheSameProviderTakesWhatIsTooLong() async throws {
        try await LLMHouse.run { house in
            var groq = house.groq()
            groq.models = [
                .small: ModelSettings("narrow", contextTokens: 1_600), .large: ModelSettings("wide"),
            ]
            let chain = try house.chain(groq, house.azure())
            var call = Sample.call()
            call.size = .small
            var long = Sample.greeting
            long.messages[0] = .system(String(repeating: "Vendes refacciones. ", count: 200))
            let first = try await chain.complete(long, for: call)
            #expect(first.steps == ["groq:skipped_too_long", "groq:answered"] && first.model == "wide")
            house.emulator.set(.first(1, .contextTooLong), for: "groq")
            let second = try await chain.complete(Sample.greeting, for: call)
            #expect(second.steps == ["groq:context_too_long", "groq:answered"] && second.model == "wide")
            #expect(!first.isCompacted && !second.isCompacted)
        }
    }

    @Test func aTextThatIsCutIsGoneOnWithForAnAgent() async throws {
        try await LLMHouse.run { house in
            house.emulator.set(.first(1, .length), for: "groq")
            let chain = try house.chain(house.groq())
            var call = Sample.call()
            call.agent = PluginID("sales")
            let whole = try await chain.complete(Sample.greeting, for: call)
            #expect(whole.answer == ChatAnswer(text: Sample.greetingAnswer, finish: .stop))
            #expect(whole.steps == ["groq:answered", "groq:answered"])
            #expect(whole.usage.completion == whole.attempts.reduce(0) { $0 + ($1.usage?.completion ?? 0) })

            house.emulator.set(try FaultPlan(parsing: "length@1,bad-request@2-"), for: "groq")
            let cut = try await chain.complete(Sample.greeting, for: call)
            #expect(cut.answer.finish == .length, "half an answer is better than none")
            #expect(Sample.greetingAnswer.hasPrefix(cut.answer.text ?? "-"))

            house.emulator.set(.first(1, .length), for: "groq")
            let outside = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(outside.answer.finish == .length && outside.steps.count == 1, "who set the limit gets it")
        }
    }

    @Test func whatAFilterRefusesGoesOnWhereThatIsConfigured() async throws {
        try await LLMHouse.run { house in
            house.emulator.set(try FaultPlan(parsing: "content-filter@1,filtered-answer@2"), for: "azure")
            var azure = house.azure()
            azure.goesOnFiltered = true
            let chain = try house.chain(azure, house.ollama())
            for _ in 0..<2 {
                let result = try await chain.complete(Sample.greeting, for: Sample.call())
                #expect(result.steps == ["azure:content_filter", "ollama:answered"])
            }
        }
    }

    @Test func whatTheCallerRefusesIsAskedForAgain() async throws {
        try await LLMHouse.run { house in
            let chain = try house.chain(house.groq(), house.azure())
            let seen = Mutex(0)
            let result = try await chain.complete(Sample.greeting, for: Sample.call()) { _ in
                seen.withLock { count in
                    count += 1
                    return count < 3 ? "wrong_language" : nil
                }
            }
            #expect(result.steps == ["groq:refused", "groq:refused", "azure:answered"])
        }
    }

    @Test func nothingOfAFailedAttemptIsStreamed() async throws {
        try await LLMHouse.run { house in
            house.emulator.set(.always(.cut), for: "groq")
            let chain = try house.chain(house.groq(), house.azure())
            let events = Mutex<[ChatEvent]>([])
            let result = try await chain.stream(Sample.greeting, for: Sample.call(), refusal: { _ in nil }) { event in
                events.withLock { $0.append(event) }
            }
            #expect(result.provider == "azure")
            let texts = events.withLock { $0 }.compactMap { event in
                if case .text(let text) = event { text } else { nil }
            }
            #expect(texts.joined() == Sample.greetingAnswer)
        }
    }

    @Test func aSecondProviderIsAskedWhenTheFirstIsSlow() async throws {
        try await LLMHouse.run { house in
            house.emulator.set(.always(.stall), for: "groq")
            var groq = house.groq()
            groq.patience = Patience(attempt: 60_000, firstPiece: 60_000, gap: 60_000)
            var settings = LLMSettings(providers: [groq, house.azure()])
            settings.hedgeAfterMilliseconds = 50
            let chain = try house.chain(settings)
            let result = try await chain.complete(Sample.greeting, for: Sample.call())
            #expect(result.provider == "azure", "\(result.steps)")
        }
    }

    @Test func tenantsTakeTurnsAtABusyProvider() async throws {
        try await LLMHouse.run { house in
            var groq = house.groq()
            groq.concurrencyMax = 1
            // Nobody waits too long, however slow the machine.
            let chain = try house.chain(LLMSettings(providers: [groq]), clock: PushedClock(isStill: true))
            let queue = try #require(chain.stations["groq"]).queue
            let isHeld = Mutex(true)
            let ask: @Sendable (_ tenant: String) async throws -> Void = { tenant in
                var question = Sample.greeting
                question.messages[0] = .system("Vendes refacciones a \(tenant).")
                let call = Sample.call(tenant: Sample.tenant(tenant))
                _ = try await chain.stream(question, for: call, refusal: { _ in nil }) { _ in
                    // The first answer lasts until all are in line.
                    _ = await eventually { !isHeld.withLock { $0 } }
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { try await ask("busy") } }
                #expect(await eventually { queue.depth == 7 })
                group.addTask { try await ask("quiet") }
                #expect(await eventually { queue.depth == 8 })
                isHeld.withLock { $0 = false }
                try await group.waitForAll()
            }
            let place = house.emulator.received.firstIndex { $0.body.description.contains("quiet") } ?? .max
            // One was answered, and one or two were next; then it was the quiet one's turn.
            #expect(place <= 3, "\(place) were asked before it")
        }
    }

    @Test func theTraceTellsTokensAndMoney() async throws {
        try await LLMHouse.run { house in
            let seen = Mutex<[Attempt]>([])
            let metrics = LLMMetrics(attemptEnded: { _, attempt in seen.withLock { $0.append(attempt) } })
            let chain = try house.chain(LLMSettings(providers: [house.groq()]), metrics: metrics)
            let result = try await chain.complete(Sample.greeting, for: Sample.call())
            let attempt = try #require(result.attempts.first)
            let usage = try #require(attempt.usage)
            #expect(usage.prompt > 0 && usage.completion > 0 && !usage.isEstimated)
            #expect(attempt.costNanos == Int64(usage.prompt) * 100 + Int64(usage.completion) * 400)
            #expect(attempt.firstPiece != nil)
            #expect(seen.withLock { $0 } == [attempt])
        }
    }
}
