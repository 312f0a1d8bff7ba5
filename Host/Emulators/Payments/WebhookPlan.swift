// How an emulated provider treats its webhooks: late, twice, in disorder, or not
// at all, as real ones do on bad days.

public import OrkestaModel

/// What happens to webhooks.
public struct WebhookPlan: Sendable, Equatable {
    /// Each is sent so much later.
    public var delayMilliseconds: Int64 = 0
    /// Each waits up to so much longer, by chance: they come in another order.
    public var shuffleMilliseconds: Int64 = 0
    /// Each is sent so often.
    public var copies = 1
    /// Of a hundred, so many are never sent.
    public var lostPercent = 0
    /// Of a hundred, so many come at first with a signature that is not the provider's.
    public var forgedPercent = 0
    /// How often one is tried that is not answered with a 2xx.
    public var triesMax = 6
    /// The pause before the second try, doubled for each further.
    public var retryMilliseconds: Int64 = 1_000

    public init() {}

    /// Takes the members that `json` names. Throws the one at fault.
    public mutating func take(_ json: JSON) throws(DocumentError) {
        delayMilliseconds = try json.number("delay_ms", 0...86_400_000) ?? delayMilliseconds
        shuffleMilliseconds = try json.number("shuffle_ms", 0...86_400_000) ?? shuffleMilliseconds
        copies = try json.number("copies", 1...100).map { Int($0) } ?? copies
        lostPercent = try json.number("lost_percent", 0...100).map { Int($0) } ?? lostPercent
        forgedPercent = try json.number("forged_percent", 0...100).map { Int($0) } ?? forgedPercent
        triesMax = try json.number("tries_max", 1...100).map { Int($0) } ?? triesMax
        retryMilliseconds = try json.number("retry_ms", 1...3_600_000) ?? retryMilliseconds
    }
}

extension JSON {
    /// An integer of the range; nil when absent. Throws for anything else.
    func number(_ name: String, _ range: ClosedRange<Int64>) throws(DocumentError) -> Int64? {
        guard let number = try optionalInteger(name) else { return nil }
        guard range.contains(number) else {
            throw DocumentError(
                field: name,
                reason: "a number from \(range.lowerBound) to \(range.upperBound) is expected"
            )
        }
        return number
    }
}
