// Everything besides its state and the event on which a dialogue depends.

public import OrkestaModel

/// One turn's surroundings.
public struct DialogueContext: Sendable {
    public var language: Language
    public var addressee: Addressee
    public var now: Timestamp
    /// What the tenant's clocks are ahead of UTC.
    public var offsetMinutes: Int64
    /// Ids of the tenant's enabled agents.
    public var agents: [String]
    /// Whether the orchestrator handed the message over, and takes back what is no
    /// matter of this dialogue.
    public var canHandBack: Bool
    /// Offered when a customer asks for a discount without naming one; zero:
    /// none is offered. The tenant's policy in the host has the last word.
    public var offeredDiscount: Percentage
    /// Whether a language model may be asked what a message means.
    public var canAskModel: Bool

    public init(
        language: Language,
        addressee: Addressee,
        now: Timestamp,
        offsetMinutes: Int64 = 0,
        agents: [String] = [],
        canHandBack: Bool = true,
        offeredDiscount: Percentage = Percentage(hundredths: 500),
        canAskModel: Bool = false
    ) {
        self.language = language
        self.addressee = addressee
        self.now = now
        self.offsetMinutes = offsetMinutes
        self.agents = agents
        self.canHandBack = canHandBack
        self.offeredDiscount = offeredDiscount
        self.canAskModel = canAskModel
    }
}
