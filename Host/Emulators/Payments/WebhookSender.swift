// Brings an emulated provider's webhooks to where they belong, as its plan says,
// and tries again those that are not taken.

internal import HostNet
internal import HostTime
internal import OrkestaModel
internal import Synchronization

/// A webhook to be sent.
struct EmulatedWebhook: Sendable {
    let id: String
    let type: String
    let url: String
    let body: [UInt8]
    /// The headers of a try at this moment, the machine's; the flag asks for a
    /// signature that is not the provider's.
    let headers: @Sendable (_ now: Timestamp, _ isForged: Bool) -> [(name: String, value: String)]

    /// One event may go to several addresses.
    var place: String { "\(id) \(url)" }
}

/// How a webhook fared.
struct WebhookRecord: Sendable {
    let id: String
    let type: String
    var tries = 0
    /// Of the last try; 0: there was no answer.
    var status = 0
    var isDelivered = false
    var isLost = false

    var json: JSON {
        [
            "id": .string(id), "type": .string(type), "tries": .integer(Int64(tries)),
            "status": .integer(Int64(status)), "delivered": .bool(isDelivered), "lost": .bool(isLost),
        ]
    }
}

/// Sends webhooks; they are in order as long as the plan disturbs nothing.
final class WebhookSender: Sendable {
    /// Older ones are forgotten.
    private static let keptMax = 10_000

    fileprivate struct State {
        var plan: WebhookPlan
        var random: EmulatorRandom
        var records: [WebhookRecord] = []
        var places: [String: Int] = [:]
    }

    private let state: Mutex<State>
    private let client: HTTPClient
    private let queue: AsyncStream<EmulatedWebhook>
    private let line: AsyncStream<EmulatedWebhook>.Continuation

    init(_ plan: WebhookPlan, seed: UInt64, client: HTTPClient) {
        state = Mutex(State(plan: plan, random: EmulatorRandom(seed: seed)))
        self.client = client
        (queue, line) = AsyncStream.makeStream()
    }

    var plan: WebhookPlan { state.withLock { $0.plan } }

    func change(_ plan: WebhookPlan) { state.withLock { $0.plan = plan } }

    /// What was sent, the oldest first.
    var records: [WebhookRecord] { state.withLock { $0.records } }

    /// Queues a webhook; it is sent by ``run()``.
    func send(_ webhook: EmulatedWebhook) {
        state.withLock { state in
            if state.records.count >= Self.keptMax {
                state.records.removeAll()
                state.places.removeAll()
            }
            state.places[webhook.place] = state.records.count
            state.records.append(WebhookRecord(id: webhook.id, type: webhook.type))
        }
        line.yield(webhook)
    }

    /// Sends until it is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await webhook in queue {
                let (plan, fate) = state.withLock { ($0.plan, $0.fate()) }
                if fate.isLost {
                    note(webhook.place) { $0.isLost = true }
                } else if plan.delayMilliseconds == 0, plan.shuffleMilliseconds == 0 {
                    // In order, unless somebody does not take it.
                    for _ in 0..<plan.copies {
                        if await deliver(webhook, isForged: fate.isForged) { continue }
                        group.addTask { await self.retry(webhook, plan) }
                    }
                } else {
                    group.addTask { await self.deliverLater(webhook, plan, fate) }
                }
            }
            group.cancelAll()
        }
    }

    fileprivate struct Fate {
        let isLost: Bool
        let isForged: Bool
        let extraMilliseconds: Int64
    }

    private func deliverLater(_ webhook: EmulatedWebhook, _ plan: WebhookPlan, _ fate: Fate) async {
        guard await pause(plan.delayMilliseconds + fate.extraMilliseconds) else { return }
        for _ in 0..<plan.copies {
            if await deliver(webhook, isForged: fate.isForged) { continue }
            await retry(webhook, plan)
        }
    }

    /// With the right signature, whatever the first try had.
    private func retry(_ webhook: EmulatedWebhook, _ plan: WebhookPlan) async {
        var wait = plan.retryMilliseconds
        for _ in 1..<max(2, plan.triesMax) {
            guard await pause(wait) else { return }
            if await deliver(webhook, isForged: false) { return }
            wait = min(wait * 2, 60_000)
        }
    }

    /// Whether it was taken.
    private func deliver(_ webhook: EmulatedWebhook, isForged: Bool) async -> Bool {
        var headers = webhook.headers(SystemClock().now(), isForged)
        headers.append((name: "Content-Type", value: "application/json"))
        let request = HTTPRequest(
            method: "POST",
            url: webhook.url,
            headers: headers,
            body: webhook.body
        )
        let status: Int
        do {
            status = try await client.send(request).status
        } catch {
            // Nobody answered: the record says so, and it is tried again.
            status = 0
        }
        let isTaken = (200...299).contains(status)
        note(webhook.place) { record in
            record.tries += 1
            record.status = status
            record.isDelivered = record.isDelivered || isTaken
        }
        return isTaken
    }

    private func note(_ name: String, _ change: (inout WebhookRecord) -> Void) {
        state.withLock { state in
            guard let place = state.places[name], state.records.indices.contains(place) else { return }
            change(&state.records[place])
        }
    }

    /// False when it was cancelled meanwhile.
    private func pause(_ milliseconds: Int64) async -> Bool {
        do {
            try await Task.sleep(for: .milliseconds(milliseconds))
            return true
        } catch {
            return false
        }
    }
}

extension WebhookSender.State {
    /// What happens to the next webhook, by chance.
    fileprivate mutating func fate() -> WebhookSender.Fate {
        WebhookSender.Fate(
            isLost: Int.random(in: 0..<100, using: &random) < plan.lostPercent,
            isForged: Int.random(in: 0..<100, using: &random) < plan.forgedPercent,
            extraMilliseconds: plan.shuffleMilliseconds == 0
                ? 0 : Int64.random(in: 0...plan.shuffleMilliseconds, using: &random)
        )
    }
}
