// When a message may go out, by what its provider allows: so many a second from
// one sender, so many to one customer. Pure: time is an argument. Whoever waits for a
// moment goes out a little later than that, at a common step (Limits.outboxPaceGridMicroseconds),
// so that two messages to one customer may be that much closer to each other than their interval.

import HostCore
import HostInbox

/// Gives each message its moment (the generic cell rate algorithm: one number a
/// limit, the moment at which its next message would be on time). Tenants that share
/// a sender get their moments in the order of asking, and none can ask for more at
/// once than its route has sends under way: so none keeps the others waiting.
struct SendPacer {
    /// Who sends: the provider's name of it, or the tenant's where it has none.
    struct Sender: Hashable, Sendable {
        let channel: PluginID
        let name: String
    }

    /// When a message goes out. Microseconds.
    enum Moment: Equatable {
        case after(Int64)
        /// The customer's turn comes after the sender's: nothing is reserved.
        case askAgain(after: Int64)
        /// Too far ahead to wait for in memory: nothing is reserved.
        case notWithin(Int64)
    }

    private struct Customer: Hashable {
        let sender: Sender
        let address: String
    }

    /// How much of a sender's rate is used: clocks and networks are not exact, and a
    /// provider counts in its own windows.
    private static let share = 0.97
    /// In which providers count a rate. Microseconds.
    private static let window: Int64 = 1_000_000

    /// The part of all rates that is this host's, as of now.
    var part = RateShare.whole
    /// When the next message of each sender is on time, in microseconds; later where it rests.
    private var senders: [Sender: Int64] = [:]
    /// The same of each customer: as many messages as a burst has may go out before.
    private var customers: [Customer: Int64] = [:]
    /// With more of them, those that need not be known are forgotten.
    private var customersMax = Limits.pacedCustomersMax
    /// Until when nothing of a sender goes out as a template.
    private var templates: [Sender: Int64] = [:]

    /// Reserves the next moment for a message to `address`. `now` and `patience` are
    /// microseconds, `now` monotonic.
    mutating func reserve(
        _ sender: Sender,
        _ address: String,
        _ rates: SendRates,
        now: Int64,
        patience: Int64
    ) -> Moment {
        let customer = Customer(sender: sender, address: address)
        let (between, burst) = customerSteps(rates)
        let begin = max(now, senders[sender] ?? now)
        // An empty bucket is one from which a whole burst has just been taken.
        let filled = part.filling.map { now - $0 + between + burst } ?? now
        let due = max(customers[customer] ?? now, filled)
        let turn = due - burst
        // The message waits for its customer. It takes no moment of its sender's meanwhile: one
        // reserved for then could be used by no other customer's message, and the sender would
        // send less than it may.
        guard turn <= begin else {
            return turn - now <= patience ? .askAgain(after: turn - now) : .notWithin(turn - now)
        }
        guard begin - now <= patience else { return .notWithin(begin - now) }
        if let step = step(rates) { senders[sender] = begin + step }
        if between > 0 {
            customers[customer] = max(begin, due) + between
            forget(before: now)
        }
        return .after(begin - now)
    }

    /// So many messages came in, which the provider counts as if they had gone out. It refuses
    /// none of them: more than a window of them keep nothing waiting any longer.
    mutating func hear(_ sender: Sender, _ count: Int, _ rates: SendRates, now: Int64) {
        guard rates.countsIncoming, let step = step(rates) else { return }
        let begin = max(now, senders[sender] ?? now)
        senders[sender] = max(begin, min(begin + Int64(count) * step, now + Self.window))
    }

    /// The provider said that the sender has to wait.
    mutating func rest(_ sender: Sender, until moment: Int64) {
        senders[sender] = max(senders[sender] ?? moment, moment)
    }

    /// The provider lets no template of the sender through.
    mutating func restTemplates(_ sender: Sender, until moment: Int64) {
        templates[sender] = max(templates[sender] ?? moment, moment)
    }

    /// The sender need not rest any more, and neither need its templates.
    mutating func endRests(of sender: Sender) {
        senders[sender] = nil
        templates[sender] = nil
    }

    /// Microseconds until a template of the sender may be tried; nil: it may be now.
    mutating func templatesRest(_ sender: Sender, now: Int64) -> Int64? {
        guard let until = templates[sender] else { return nil }
        guard until > now else {
            templates[sender] = nil
            return nil
        }
        return until - now
    }

    /// The provider said that this customer had too many.
    mutating func rest(_ sender: Sender, _ address: String, _ rates: SendRates, until moment: Int64) {
        let (_, burst) = customerSteps(rates)
        let customer = Customer(sender: sender, address: address)
        customers[customer] = max(customers[customer] ?? moment, moment + burst)
    }

    /// Microseconds between two messages of a sender; nil: it has no limit. Each of several
    /// hosts keeps to whole messages a second, where it has any: in no second do their parts
    /// make more than the whole.
    private func step(_ rates: SendRates) -> Int64? {
        guard let perSecond = rates.perSecond, perSecond > 0 else { return nil }
        let (used, most) = (Double(perSecond) * Self.share / Double(part.hosts), perSecond / part.hosts)
        return Int64((1_000_000 / (most > 0 ? min(used, Double(most)) : used)).rounded(.up))
    }

    /// Microseconds between two messages to a customer, and how much sooner those of a burst go out.
    private func customerSteps(_ rates: SendRates) -> (between: Int64, burst: Int64) {
        let between = (rates.customerIntervalMilliseconds ?? 0) * 1_000 * Int64(part.hosts)
        return (between, Int64(max(1, rates.customerBurst / part.hosts) - 1) * between)
    }

    /// Customers whose next message is on time are as good as unknown. Looked for when
    /// their number has doubled: not with each message where all of them have to wait.
    private mutating func forget(before now: Int64) {
        guard customers.count > customersMax else { return }
        customers = customers.filter { $0.value > now }
        customersMax = max(Limits.pacedCustomersMax, 2 * customers.count)
    }
}
