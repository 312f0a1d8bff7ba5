// Plays one flow: makes its shop on the house, then lets its steps happen one after
// the other, each once the one before has come about.

import HostTime
import OrkestaModel

/// One flow that is being played.
actor FlowRun {
    /// How long a step waits for what it expects, in milliseconds of ours.
    static let patienceMilliseconds: Int64 = 30_000
    static let chatMilliseconds: Int64 = 3_000
    /// How long nothing must come to a phone before that is silence.
    static let silenceMilliseconds: Int64 = 2_000
    static let lookMilliseconds: Int64 = 25
    /// How often a step that waits asks whether anything can still come.
    static let askMilliseconds: Int64 = 1_000

    let flow: GoldenFlow
    let house: GoldenHouse
    let shop: FlowShop
    /// What customers have read already, by customer.
    var read: [String: Set<String>] = [:]
    /// The last link to pay that a customer was given, by customer.
    var links: [String: String] = [:]
    /// Pages of vouchers that were taken, by customer.
    var vouchers: [String: String] = [:]
    /// What steps kept, by name.
    var kept: [String: String]
    private(set) var transcript: [String] = []
    /// What passed of the tenant's time by the time machine, in milliseconds.
    private var passed: Int64 = 0
    private let startedAt = SystemClock.monotonicMilliseconds()
    /// When labelled steps ended: ours and the tenant's time together.
    private var labels: [String: Int64] = [:]

    init(_ flow: GoldenFlow, in house: GoldenHouse, _ shop: FlowShop) {
        self.flow = flow
        self.house = house
        self.shop = shop
        kept = ["tenant": shop.tenant]
    }

    /// Plays it to its end, or to the step that fails.
    func play(onStep: @Sendable (FlowReport.Step) -> Void) async -> FlowReport {
        var report = FlowReport(flow)
        do {
            // Whoever is written to has a phone.
            for customer in flow.customers where customer.channel != "chat" { _ = try await phoneID(of: customer) }
        } catch {
            report.failure = failure(of: flow.steps[0], error)
            return report
        }
        for step in flow.steps {
            let (began, passedBefore) = (SystemClock.monotonicMilliseconds(), passed)
            do {
                try await perform(step.act)
            } catch {
                report.failure = failure(of: step, error)
            }
            let now = SystemClock.monotonicMilliseconds()
            let done = FlowReport.Step(
                line: step.line,
                text: step.text,
                milliseconds: now - began,
                passedMilliseconds: passed - passedBefore
            )
            report.steps.append(done)
            onStep(done)
            guard report.failure == nil else { return report }
            if let label = step.label { labels[label] = now - startedAt + passed }
        }
        report.timings = await timings()
        return report
    }

    private func perform(_ act: GoldenFlow.Act) async throws {
        switch act {
        case .say(let customer, let text, let hears, let isMetWithSilence):
            try await say(text, as: customer, hears: hears, isMetWithSilence: isMetWithSilence)
        case .hear(let customer, let texts): try await hear(texts, as: customer)
        case .pay(let customer, let payment): try await pay(payment, as: customer)
        case .personTakes(let customer): try await take(customer)
        case .personSays(let text, let customer): try await answer(text, to: customer)
        case .personGivesBack(let customer, let note): try await giveBack(customer, note: note)
        case .pass(let milliseconds, let runs): try await pass(milliseconds, runs: runs)
        case .arrive(let moment): try await arrive(moment)
        case .fail(let target, let plan): try await fail(target, plan)
        case .call(let call): try await make(call)
        }
    }

    func note(_ line: String) { transcript.append(line) }

    func passes(_ milliseconds: Int64) { passed += milliseconds }

    private func failure(of step: GoldenFlow.Step, _ error: any Error) -> FlowReport.Failure {
        let mismatch = error as? FlowMismatch ?? FlowMismatch(expected: "the step can be made", came: "\(error)")
        return FlowReport.Failure(
            line: step.line,
            step: step.text,
            expected: mismatch.expected,
            came: mismatch.came,
            transcript: transcript
        )
    }

    private func timings() async -> [FlowReport.Timing] {
        var timings = flow.limits.map { limit in
            FlowReport.Timing(
                title: limit.title,
                milliseconds: (labels[limit.to] ?? 0) - (labels[limit.from] ?? 0),
                limitMilliseconds: limit.milliseconds
            )
        }
        if let limit = flow.webhookMilliseconds {
            let slow = await webhookMilliseconds()
            timings.append(
                FlowReport.Timing(
                    title: "webhook to booking, 95th percentile",
                    milliseconds: slow ?? .max / 2,
                    limitMilliseconds: limit
                )
            )
        }
        return timings
    }

    /// The 95th percentile of what lay between taking a webhook and being done with it.
    private func webhookMilliseconds() async -> Int64? {
        let path = "/api/payments/webhooks?tenant_id=\(shop.tenant)&limit=200"
        let rows = (try? await house.operate("GET", path))?.json["items"]?.arrayValue ?? []
        let times = rows.compactMap { row -> Int64? in
            guard row["processed"] == true,
                let received = row["received_at"]?.stringValue.flatMap({ Timestamp($0) }),
                let done = row["changed_at"]?.stringValue.flatMap({ Timestamp($0) })
            else { return nil }
            return done.milliseconds - received.milliseconds
        }.sorted()
        return times.isEmpty ? nil : times[(times.count * 95 + 99) / 100 - 1]
    }

    /// Looks again and again until `isSo` returns something, for as long as a step waits;
    /// with `endsWhenCalm`, not longer than something of the shop may still come.
    func eventually<Value: Sendable>(
        within patience: Int64 = FlowRun.patienceMilliseconds,
        endsWhenCalm: Bool = false,
        _ isSo: () async throws -> Value?
    ) async throws -> Value? {
        let startedAt = SystemClock.monotonicMilliseconds()
        var asksAt = startedAt + Self.askMilliseconds
        while true {
            if let value = try await isSo() { return value }
            let now = SystemClock.monotonicMilliseconds()
            guard now < startedAt + patience else { return nil }
            if endsWhenCalm, now >= asksAt {
                if try await isCalm() { return try await isSo() }
                asksAt = SystemClock.monotonicMilliseconds() + Self.askMilliseconds
            }
            try await Task.sleep(for: .milliseconds(Self.lookMilliseconds))
        }
    }
}
