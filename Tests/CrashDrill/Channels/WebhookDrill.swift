// WhatsApp on a bad day: webhooks come twice, late and over many connections, while
// everybody writes. Each message must be answered once, and no status may go down.

import OrkestaModel
public import TestHarness

/// How much comes, and in what weather.
public struct WebhookDrillPlan: Sendable {
    public var host = HostProcess.Configuration()
    public var customers = 1_000
    public var messagesEach = 8
    /// Of a hundred webhooks, so many come twice.
    public var duplicatePercent = 30
    /// Of a hundred webhooks, so many are overtaken by later ones.
    public var latePercent = 50
    /// How late those are, at most, in milliseconds.
    public var lateMilliseconds: Int64 = 2_000
    /// Webhooks under way at once, each on a connection of its own.
    public var connections = 200
    public var seed: UInt64 = 1
    /// How long all of it may take, in milliseconds.
    public var restMilliseconds: Int64 = 600_000

    public init() {}
}

/// What the drill gave.
public struct WebhookDrillReport: Sendable, CustomStringConvertible {
    public let plan: WebhookDrillPlan
    public let seconds: Double
    public let written: Int
    public let sends: WhatsAppHouse.Sends
    /// Messages of the host's outbox by what the provider told of each at the end.
    public let deliveries: [String: Int]
    /// Statuses that were looked at while they changed, and those lower than before.
    public let looks: Int
    public let fallen: Int
    /// Rows of the outbox that were not sent.
    public let unsent: Int
    public let unfinished: Int

    public var missing: Int { max(0, written - sends.accepted + sends.repeated) }
    /// Answers beyond one a message: a repetition was taken for a message.
    public var surplus: Int { max(0, sends.accepted - sends.repeated - written) }

    /// The emulated customers read everything, so that is the status in which every
    /// answer must end.
    public var isClean: Bool {
        missing == 0 && surplus == 0 && sends.repeated == 0 && fallen == 0 && unsent == 0 && unfinished == 0
            && deliveries == ["read": written]
    }

    public var description: String {
        describe([
            ("seed", "\(plan.seed)"), ("seconds", "\((seconds * 10).rounded() / 10)"),
            ("customers", "\(plan.customers)"), ("connections", "\(plan.connections)"),
            ("messages of customers", "\(written)"),
            ("webhooks that come twice / late", "\(plan.duplicatePercent) % / \(plan.latePercent) %"),
            ("answers that the provider took", "\(sends.accepted)"), ("of them sent twice", "\(sends.repeated)"),
            ("messages without an answer", "\(missing)"), ("answers beyond one a message", "\(surplus)"),
            ("not sent", "\(unsent)"), ("statuses at the end", "\(deliveries)"),
            ("statuses looked at", "\(looks)"), ("of them lower than before", "\(fallen)"),
            ("unfinished", "\(unfinished)"),
        ])
    }
}

/// Runs the drill.
public enum WebhookDrill {
    public static func run(_ plan: WebhookDrillPlan) async throws -> WebhookDrillReport {
        let begin = ContinuousClock.now
        var furniture = WhatsAppHousePlan()
        furniture.host = plan.host
        furniture.emulator = [
            "--per-second", "0", "--no-pair-limit", "--status-ms", "50", "--connections", "\(plan.connections)",
            "--duplicates", "\(plan.duplicatePercent)", "--late", "\(plan.latePercent)",
            "--late-ms", "\(plan.lateMilliseconds)", "--seed", "\(plan.seed)",
        ]
        furniture.settings = ["sends_per_second": 1_000]
        let house = try await WhatsAppHouse.start(furniture)
        try await house.listen()
        try await house.crowd("hola", customers: plan.customers, messages: plan.messagesEach)
        let written = plan.customers * plan.messagesEach
        var watch = StatusWatch()
        async let unfinished = house.rest(expecting: written, within: plan.restMilliseconds)
        while try await house.pendingWebhooks() > 0 { try await house.outbox { watch.look($0) } }
        let left = try await unfinished
        try await house.outbox { watch.look($0) }
        let report = WebhookDrillReport(
            plan: plan,
            seconds: (ContinuousClock.now - begin) / .seconds(1),
            written: written,
            sends: try await house.sends(),
            deliveries: watch.counts,
            looks: watch.looks,
            fallen: watch.fallen,
            unsent: watch.unsent,
            unfinished: left
        )
        try await house.host.stop()
        return report
    }
}

/// What was seen of each answer's status.
private struct StatusWatch {
    private static let ranks = ["sent": 1, "delivered": 2, "read": 3]

    private var seen: [String: (state: String, delivery: String)] = [:]
    private(set) var looks = 0
    private(set) var fallen = 0

    /// Answers by their last status.
    var counts: [String: Int] { seen.values.reduce(into: [:]) { $0[$1.delivery, default: 0] += 1 } }
    var unsent: Int { seen.values.count { $0.state != "sent" } }

    mutating func look(_ rows: [JSON]) {
        for row in rows {
            guard let id = row["id"]?.stringValue else { continue }
            let delivery = row["delivery"]?.stringValue ?? "none"
            let before = seen[id].map { Self.ranks[$0.delivery, default: 0] } ?? 0
            if Self.ranks[delivery, default: 0] < before { fallen += 1 }
            seen[id] = (row["state"]?.stringValue ?? "", delivery)
            looks += 1
        }
    }
}
