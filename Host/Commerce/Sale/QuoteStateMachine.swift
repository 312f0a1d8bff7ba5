// What may happen to a version of a quote, and when. Time is an argument.

public import OrkestaModel

/// A version of a quote as its row says, without what time makes of it.
public struct QuoteStateMachine: Sendable, Hashable {
    /// Sent, accepted or superseded; never expired.
    public private(set) var stored: Quote.State
    public let validUntil: Timestamp
    /// Of what the customer was shown.
    public let hash: String

    public init(_ quote: Quote) {
        stored = quote.state == .expired ? .sent : quote.state
        validUntil = quote.validUntil
        hash = quote.hash
    }

    /// What is asked of it.
    public enum Event: Sendable, Hashable {
        /// The customer says yes to what has this hash.
        case accept(hash: String)
        /// Somebody wants something else.
        case revise
    }

    /// What is to be done.
    public enum Action: Sendable, Hashable {
        case placeOrder
        /// It was accepted before: its order stands.
        case showOrder
        /// A new version; it keeps prices and validity while these hold.
        case replace(keepsPrices: Bool)
        /// Nothing: the prices no longer hold.
        case refuseExpired
        /// Nothing: this is not what was shown, or not the latest version.
        case refuseChanged
        /// Nothing: an accepted quote is not changed any more.
        case refuseAccepted
    }

    /// Where it stands at `now`: its prices hold before `validUntil`.
    public func state(at now: Timestamp) -> Quote.State {
        stored == .sent && now >= validUntil ? .expired : stored
    }

    /// Takes an event, and says what is to be done about it.
    public mutating func handle(_ event: Event, at now: Timestamp) -> Action {
        switch (event, state(at: now)) {
        case (.accept(let hash), .sent):
            guard hash == self.hash else { return .refuseChanged }
            stored = .accepted
            return .placeOrder
        case (.accept(let hash), .accepted): return hash == self.hash ? .showOrder : .refuseChanged
        case (.accept(let hash), .expired): return hash == self.hash ? .refuseExpired : .refuseChanged
        case (.accept, .superseded): return .refuseChanged
        case (.revise, .sent):
            stored = .superseded
            return .replace(keepsPrices: true)
        case (.revise, .expired):
            stored = .superseded
            return .replace(keepsPrices: false)
        case (.revise, .accepted): return .refuseAccepted
        case (.revise, .superseded): return .refuseChanged
        }
    }
}
