// One provider at work: its settings, its health, its queue and its latencies,
// shared by all questions.

internal import HostCore
internal import HostNet
internal import OrkestaModel
internal import Synchronization

/// A provider as the chain uses it.
final class ProviderStation: Sendable {
    /// Something that a person has to look after.
    struct Alert: Sendable, Equatable {
        var model: String
        var kind: String
        var detail: String
        var since: Timestamp
    }

    let settings: ProviderSettings
    let queue: FairQueue
    private let health: Mutex<ProviderHealth>
    private let latencies = Mutex<[String: LatencyWindow]>([:])
    private let alerts = Mutex<[String: Alert]>([:])

    init(_ settings: ProviderSettings) {
        self.settings = settings
        queue = FairQueue(places: settings.concurrencyMax)
        health = Mutex(ProviderHealth(keyCount: settings.keys.count))
    }

    func admit(_ model: String, tokens: Int, at now: Int64) -> ProviderHealth.Admission {
        health.withLock { $0.admit(model, tokens: Int64(tokens), at: now) }
    }

    /// Takes how an attempt ended, and what its response said about limits.
    func settle(_ ticket: ProviderHealth.Ticket, _ use: ProviderHealth.Use, head: HTTPResponseHead?, at now: Int64) {
        let requests = head.flatMap { RateReading("requests", in: $0) }
        let tokens = head.flatMap { RateReading("tokens", in: $0) }
        health.withLock { health in
            health.take(requests: requests, tokens: tokens, for: ticket, at: now)
            health.settle(ticket, use, at: now)
        }
    }

    func retire(_ model: String) { health.withLock { $0.retire(model) } }

    func record(_ milliseconds: Int64, of model: String) {
        latencies.withLock { $0[model, default: LatencyWindow()].record(milliseconds) }
    }

    /// The duration that `fraction` of the last answers didn't exceed, in milliseconds.
    func latency(of model: String, quantile fraction: Double) -> Int64? {
        latencies.withLock { $0[model] }?.quantile(fraction)
    }

    func condition(of model: String, at now: Int64) -> ProviderHealth.Condition {
        health.withLock { $0.condition(of: model, at: now) }
    }

    /// Keeps an alert. Returns whether it is new, and so worth a line in the log.
    func raise(_ alert: Alert) -> Bool {
        alerts.withLock { alerts in
            let name = "\(alert.model) \(alert.kind)"
            guard alerts[name] == nil, alerts.count < Limits.llmAlertsMax else { return false }
            alerts[name] = alert
            return true
        }
    }

    /// The model answered: what was wrong with it is no more.
    func clear(_ model: String) {
        alerts.withLock { alerts in
            guard !alerts.isEmpty else { return }
            alerts = alerts.filter { $0.value.model != model }
        }
    }

    var openAlerts: [Alert] { alerts.withLock { $0.values.sorted { $0.since < $1.since } } }
}
