// How messages leave: how long they are tried, how many at once, and what channels and
// templates may have.

extension Limits {
    /// What a provider does not take now is tried again for so long, from its first attempt,
    /// where its channel does not say otherwise.
    public static let outboxTriedMilliseconds: Int64 = 86_400_000
    /// What it took, and failed for a reason that passes, is sent anew so often: first after
    /// so long, then after four times as long each time.
    public static let outboxResendsMax = 3
    public static let outboxResendMilliseconds: Int64 = 15_000
    /// Longer than the longest request that a channel may make for a send, and the short ones
    /// before and after it: what a slow provider answers still counts.
    public static let outboxSendDeadlineMilliseconds: Int64 = 100_000
    /// How long a send that has begun keeps other hosts from its row. It may begin as late as its
    /// first lease lets it, and once more as a template within that time.
    public static let outboxSendLeaseMilliseconds: Int64 = 140_000
    /// What sends may still take when the host stops.
    public static let outboxDrainMilliseconds: Int64 = 10_000
    public static let outboxConcurrencyPerChannel = 64
    /// How much sooner than its lease allows a send must begin: the clocks of
    /// hosts agree only roughly.
    public static let outboxLeaseMarginMilliseconds: Int64 = 2_000

    /// So that a tenant with much to send leaves room for the others.
    public static let outboxHeldPerTenantMax = 1_024
    /// Taken up in one transaction, which others wait for.
    public static let outboxClaimMax = 256
    /// A send that its provider's limits let begin later than this is put back.
    public static let outboxPaceMilliseconds: Int64 = 2_000
    /// Messages that wait for their moments go out together at moments this far apart.
    public static let outboxPaceGridMicroseconds: Int64 = 4_000
    public static let customerRestMilliseconds: ClosedRange<Int64> = 4_000...3_600_000
    public static let customerBurstMax = 10_000
    /// Windows and intervals of channels: 30 days.
    public static let channelDurationMillisecondsMax: Int64 = 2_592_000_000
    public static let pacedCustomersMax = 8_192
    /// How long a sender rests that somebody has to mend, and the longest pause between two attempts
    /// to reach a channel that is off or does not work.
    public static let senderRestMilliseconds: Int64 = 300_000
    /// How long a customer from whom a provider held advertising back gets none there, and how
    /// long after that it is known what was advertising.
    public static let advertisingRestMilliseconds: Int64 = 86_400_000
    public static let advertisingDaysKept: Int64 = 30
    /// A channel that changes over for longer is told of as one that does not work.
    public static let channelChangeOverMilliseconds: Int64 = 60_000
    public static let fallbackChannelsMax = 5
    public static let templatesMax: Int64 = 1_000
    /// WhatsApp's bound on a body.
    public static let templateCharactersMax = 1_024
    public static let templateVariablesMax = 20
    /// WhatsApp's bounds on what a template has beside its text.
    public static let templateButtonsMax = 10
    public static let templateButtonCharactersMax = 25
    public static let templateFileNameCharactersMax = 240
    public static let templateAddressBytesMax = 2_000
    /// Of a provider's list of templates: WhatsApp keeps up to 6,000, a hundred a page.
    public static let templatePagesMax = 100
    public static let undeliveredMinutesMax: Int64 = 10_080

    // Dead letters
    /// Sent again or thrown away by one request, so many in a transaction.
    public static let deadLettersMax = 1_000
    public static let deadLetterBatchMax = 100
    /// Reasons, and problems, that an answer names.
    public static let deadLetterReasonsMax = 20
    public static let deadLetterReasonCharactersMax = 200
}
