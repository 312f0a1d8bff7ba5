// Every number that bounds something: queues, loops, bodies, timeouts,
// retries. Relations between them are tested in Tests/CoreTests.

/// The house's limits. Times are milliseconds unless the name says otherwise.
public enum Limits {
    // Inbound
    public static let requestBodyBytesMax = 1 << 20
    public static let uploadBodyBytesMax = 32 << 20
    public static let messageCharactersMax = 4_000
    public static let messageBytesMax = 64 << 10
    public static let messageIdentifierBytesMax = 200
    public static let addressBytesMax = 200
    public static let customerNameCharactersMax = 120

    // Turns
    public static let turnDeadlineMilliseconds: Int64 = 10_000
    public static let turnWaitMilliseconds: Int64 = 15_000
    public static let turnsInFlightMax = 512
    public static let handOffsPerTurnMax = 4
    public static let turnAttemptsMax = 3
    public static let repliesPerTurnMax = 16
    public static let replyBytesMax = 64 << 10
    public static let statePatchBytesMax = 64 << 10
    public static let stagedWritesPerTurnMax = 256

    // Leases and retries
    public static let leaseMilliseconds: Int64 = 30_000
    public static let claimBatchMax = 64
    public static let pollIntervalMilliseconds: Int64 = 1_000
    public static let outboxAttemptsMax = 8
    public static let outboxSendDeadlineMilliseconds: Int64 = 10_000
    public static let outboxConcurrencyPerChannel = 64

    // Plugins
    public static let pluginDrainMilliseconds: Int64 = 10_000
    public static let pluginStartMilliseconds: Int64 = 10_000
    public static let laneHeldWarningMilliseconds: Int64 = 20
    public static let laneHeldMaxMilliseconds: Int64 = 5_000
    public static let lostThreadsMax = 4
    public static let violationsMax = 100
    public static let documentBytesMax = 256 << 10
    public static let documentKeyBytesMax = 200
    public static let scanBatchMax = 512
    public static let pluginManifestBytesMax = 64 << 10

    // Catalog
    public static let catalogUploadRowsMax = 10_000
    public static let catalogItemsMax = 200_000
    public static let catalogErrorsReportedMax = 1_000
    public static let searchHitsMax = 100
    public static let searchQueryCharactersMax = 1_000

    // HTTP
    public static let pageItemsMax = 200
    public static let pageItemsDefault = 50
    public static let visitorMessagesPerMinute = 30
    public static let eventStreamsPerTenantMax = 1_000
    public static let keepAliveCommentMilliseconds: Int64 = 15_000

    // Retention, in days
    public static let traceDaysKept: Int64 = 30
    public static let inboxDaysKept: Int64 = 14
    public static let outboxDaysKept: Int64 = 30
    public static let eventDaysKept: Int64 = 14
    public static let pruneBatchMax = 1_000
}
