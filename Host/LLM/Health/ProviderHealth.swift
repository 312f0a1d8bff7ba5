// Everything that decides whether a provider is asked now, and with which key:
// breakers, rests and forecasts. A value without input or output: events and
// time in, a decision out.

internal import HostCore

/// How one provider does. Moments are monotonic milliseconds.
struct ProviderHealth: Sendable {
    /// Leave to ask once; given back by ``settle(_:_:at:)``.
    struct Ticket: Sendable {
        let model: String
        /// Index of the key; nil: the provider needs none.
        let key: Int?
        let tokens: Int64
    }

    enum Admission: Sendable {
        case admitted(Ticket)
        case refused(SkipReason)
    }

    /// How a ticket was used.
    enum Use: Sendable {
        case answered
        case failed(FailurePolicy.Rest)
        /// It was given up, which says nothing about the provider.
        case abandoned
    }

    private struct Lane: Sendable {
        var restsUntil: Int64 = 0
        var requests = RateForecast()
        var tokens = RateForecast()
    }

    /// Until when it is left alone, and why.
    private struct Rest: Sendable {
        var until: Int64
        var reason: SkipReason
    }

    private struct LaneName: Hashable {
        let model: String
        let key: Int?
    }

    private let keyCount: Int
    private var nextKey = 0
    private var breakers: [String: Breaker] = [:]
    private var modelRests: [String: Rest] = [:]
    private var keyRests: [Int: Int64] = [:]
    private var lanes: [LaneName: Lane] = [:]

    init(keyCount: Int) { self.keyCount = keyCount }

    /// Leave to ask `model` with about so many tokens, or why not.
    mutating func admit(_ model: String, tokens: Int64, at now: Int64) -> Admission {
        if let rest = modelRests[model], rest.until > now { return .refused(rest.reason) }
        var refusal = SkipReason.refused
        for offset in 0..<max(1, keyCount) {
            let key = keyCount == 0 ? nil : (nextKey + offset) % keyCount
            if let reason = refusalReason(model, key, tokens, at: now) {
                // One key that only has to wait is enough to come back to.
                if reason != .refused { refusal = reason }
                continue
            }
            // Asked last, because a half-open breaker counts the one it admits.
            guard breakers[model, default: Breaker()].admits(at: now) else { return .refused(.breakerOpen) }
            if let key { nextKey = (key + 1) % keyCount }
            let name = LaneName(model: model, key: key)
            lanes[name, default: Lane()].requests.asked(1)
            lanes[name, default: Lane()].tokens.asked(tokens)
            return .admitted(Ticket(model: model, key: key, tokens: tokens))
        }
        return .refused(refusal)
    }

    private func refusalReason(_ model: String, _ key: Int?, _ tokens: Int64, at now: Int64) -> SkipReason? {
        if let key, (keyRests[key] ?? 0) > now { return .refused }
        guard let lane = lanes[LaneName(model: model, key: key)] else { return nil }
        guard lane.restsUntil <= now else { return .coolingDown }
        let isAllowed = lane.requests.allows(1, at: now) <= now && lane.tokens.allows(tokens, at: now) <= now
        return isAllowed ? nil : .rateForecast
    }

    /// Takes the limits that a response told.
    mutating func take(requests: RateReading?, tokens: RateReading?, for ticket: Ticket, at now: Int64) {
        let name = LaneName(model: ticket.model, key: ticket.key)
        lanes[name, default: Lane()].requests.take(requests, at: now)
        lanes[name, default: Lane()].tokens.take(tokens, at: now)
    }

    mutating func settle(_ ticket: Ticket, _ use: Use, at now: Int64) {
        switch use {
        case .answered: breakers[ticket.model, default: Breaker()].succeeded()
        case .abandoned: breakers[ticket.model]?.abandoned()
        case .failed(let rest): settle(ticket, rest, at: now)
        }
    }

    private mutating func settle(_ ticket: Ticket, _ rest: FailurePolicy.Rest, at now: Int64) {
        guard rest != .counted else {
            breakers[ticket.model, default: Breaker()].failed(at: now)
            return
        }
        // It answered, if only with a refusal: what the breaker watches is well.
        breakers[ticket.model]?.abandoned()
        switch rest {
        case .none, .counted: break
        case .lane(let wait):
            lanes[LaneName(model: ticket.model, key: ticket.key), default: Lane()].restsUntil = now &+ wait
        case .key(let wait):
            guard let key = ticket.key else {
                modelRests[ticket.model] = Rest(until: now &+ wait, reason: .refused)
                break
            }
            keyRests[key] = now &+ wait
        case .model(let wait?): modelRests[ticket.model] = Rest(until: now &+ wait, reason: .coolingDown)
        case .model(nil): retire(ticket.model)
        }
    }

    /// Leaves a model alone that the provider no longer lists, until the
    /// configuration changes.
    mutating func retire(_ model: String) { modelRests[model] = Rest(until: .max, reason: .refused) }
}

// What operators see.
extension ProviderHealth {
    /// How one model does, at a moment.
    struct Condition: Sendable, Equatable {
        var breaker: Breaker.State
        /// Milliseconds until it is asked again; 0: now; nil: not before the
        /// configuration changes.
        var restMilliseconds: Int64?
        var keysResting: Int

        /// Milliseconds until it is asked again, its breaker counted in.
        func pause(at now: Int64) -> Int64? {
            guard case .open(let until) = breaker else { return restMilliseconds }
            return restMilliseconds.map { max($0, until &- now) }
        }
    }

    func condition(of model: String, at now: Int64) -> Condition {
        let keys: [Int?] = keyCount == 0 ? [nil] : (0..<keyCount).map { $0 }
        let ready = keys.map { key in
            max(
                modelRests[model]?.until ?? 0,
                key.flatMap { keyRests[$0] } ?? 0,
                lanes[LaneName(model: model, key: key)]?.restsUntil ?? 0
            )
        }
        let soonest = ready.min() ?? 0
        return Condition(
            breaker: breakers[model]?.state(at: now) ?? .closed,
            restMilliseconds: soonest == .max ? nil : max(0, soonest &- now),
            keysResting: ready.count { $0 > now }
        )
    }
}
