// Every number that bounds something: queues, loops, bodies, timeouts,
// retries. Relations between them are tested in Tests/CoreTests.

/// The house's limits. Times are milliseconds unless the name says otherwise.
public enum Limits {
    // Inbound
    public static let requestBodyBytesMax = 1 << 20
    public static let uploadBodyBytesMax = 32 << 20
    /// WhatsApp's and Telegram's bound on what a customer writes.
    public static let messageCharactersMax = 4_096
    public static let messageBytesMax = 64 << 10
    public static let messageIdentifierBytesMax = 200
    public static let addressBytesMax = 200
    /// With the name of its channel it still is an address.
    public static let deliveredAddressBytesMax = 136
    public static let customerNameCharactersMax = 120

    /// A provider's request, and what its servers answer.
    public static let providerBodyBytesMax = 32 << 20
    /// A batch of messages; WhatsApp sends up to 3 MB.
    public static let webhookBodyBytesMax = 4 << 20
    public static let attachmentsPerMessageMax = 10
    public static let attachmentReferenceBytesMax = 512
    /// Files that are fetched at once: of everybody, of one channel's provider, which may be
    /// slow, and of one tenant. So many that wait are looked at for it.
    public static let attachmentsAtOnceMax = 24
    public static let attachmentsPerChannelMax = 12
    public static let attachmentsPerTenantMax = 3
    public static let attachmentsLookedAtMax = 256
    public static let attachmentAttemptsMax: Int64 = 5
    public static let attachmentRetryMilliseconds: Int64 = 30_000
    public static let mediaBytesMax = 16 << 20
    /// Sandbox tenants that are the businesses of the providers which the host plays.
    public static let emulatedTenantsMax = 200
    /// Channels of tenants that one request of a platform's app is given to at the same time, and
    /// those that may refuse it before it counts as nobody's.
    public static let platformChannelsAtOnce = 8
    public static let platformRefusalsMax = 16
    /// Each looks through all tenants for the one that knows the word.
    public static let platformVerificationsPerMinute = 10
    /// How old may be what is known of all tenants' settings of a channel, and how many are read
    /// together.
    public static let channelRegisterMilliseconds: Int64 = 2_000
    public static let channelRegisterPageMax = 1_000
    /// A shorter name of a sender would stand in other people's requests by chance.
    public static let senderNameBytesMin = 5
    /// That a message was read, shown at its provider.
    public static let presenceMilliseconds: Int64 = 10_000
    /// Of a tenant's channel, so that messages find room beside them.
    public static let presencesAtOnceMax = 16
    /// How long nothing is shown through a channel that could not.
    public static let presenceRestMilliseconds: Int64 = 60_000
    /// An answer that takes longer is seen being written. What is answered at once must not
    /// be overtaken by that: it would be waited for once more.
    public static let typingAfterMilliseconds: Int64 = 700
    /// Who sends several things that nobody can read is asked for words once in so long.
    public static let unreadableRestMilliseconds: Int64 = 60_000
    /// What a provider tells in whole seconds may have happened up to so much later.
    public static let providerSecondMilliseconds: Int64 = 1_000
    /// What the host waits for a pull, or a file: longer than the longest request that it makes.
    public static let pullMilliseconds: Int64 = 90_000
    public static let fetchMilliseconds: Int64 = 90_000
    public static let pullCursorBytesMax = 1_024
    public static let pullRestMilliseconds: ClosedRange<Int64> = 1_000...60_000
    /// Failures in a row from which on somebody is told: a provider that is asked while another
    /// host still asks it, or is called still, says no once or twice.
    public static let pullComplaintsMin = 3
    /// How often it is looked which channels are to be asked.
    public static let pullLookMilliseconds: Int64 = 5_000

    // Turns
    public static let turnDeadlineMilliseconds: Int64 = 10_000
    public static let turnWaitMilliseconds: Int64 = 15_000
    /// Whoever looks many times a second, and finds more than this gone by, has stood still
    /// with the machine.
    public static let standstillMilliseconds: Int64 = 2_000
    /// Most of a turn is waiting for a model, which holds neither thread nor transaction.
    public static let turnsInFlightMax = 2_048
    /// In memory, running and waiting; what is beyond stays a row.
    public static let turnsHeldMax = 4_096
    public static let handOffsPerTurnMax = 4
    public static let turnAttemptsMax = 3
    public static let handOffMinutesMax: Int64 = 10_080
    /// Of a person who answers what nobody has taken: a working day.
    public static let answerHandOffMinutes: Int64 = 480
    /// Of a person who answered from a provider's own app, and can give nothing back there.
    public static let echoHandOffMinutes: Int64 = 720
    /// So long after a customer was last spoken with on one channel, what they begin on
    /// another one goes on from there.
    public static let channelHopMilliseconds: Int64 = 86_400_000
    /// Of a person whose conversation without an end went on in another one: nobody has
    /// taken that one itself.
    public static let continuedHandOffMinutes: Int64 = 60
    public static let handOffNoteCharactersMax = 2_000
    /// What a person of the business calls themself.
    public static let personNameCharactersMax = 60
    public static let handOffLookMilliseconds: Int64 = 5_000
    public static let repliesPerTurnMax = 16
    public static let replyBytesMax = 64 << 10
    public static let statePatchBytesMax = 64 << 10
    public static let stagedWritesPerTurnMax = 256

    // Leases and retries
    public static let leaseMilliseconds: Int64 = 30_000
    /// How soon another host takes over the conversations of one that died.
    public static let conversationLeaseMilliseconds: Int64 = 15_000
    public static let claimBatchMax = 64
    public static let pollIntervalMilliseconds: Int64 = 1_000

    // A database server
    public static let databaseConnections = 8
    /// How long a transaction waits for a connection before it is refused.
    public static let databaseWaitMilliseconds: Int64 = 8_000
    public static let databaseWaitingMax = 10_000
    /// How long the fate of a commit is looked for whose answer was lost.
    public static let databaseDoubtMilliseconds: Int64 = 15_000
    /// How long it is remembered which transactions were committed; longer than
    /// anybody asks.
    public static let databaseTokenMilliseconds: Int64 = 300_000
    /// How often a body is run again because other transactions were in its way.
    public static let databaseConflictsMax = 30
    public static let databaseStatementMilliseconds: Int64 = 60_000
    /// PostgreSQL counts a statement's arguments in 16 bits.
    public static let databaseArgumentsMax = 65_535
    /// Prepared statements kept for each connection.
    public static let databaseStatementsMax = 512
    /// Statements with more placeholders are not kept.
    public static let databaseCachedPlaceholdersMax = 200
    public static let databaseReconnectMilliseconds: ClosedRange<Int64> = 50...1_000
    /// How often a thread that waits for the server looks about.
    public static let databaseLookMilliseconds: Int64 = 50
    /// Notices that wait for the server or for their reader.
    public static let databaseNoticesMax = 4_096
    /// PostgreSQL takes 8,000 bytes in one.
    public static let databaseNoticeBytesMax = 7_900
    public static let databaseClockMilliseconds: Int64 = 10_000

    // Plugins
    public static let pluginDrainMilliseconds: Int64 = 10_000
    public static let pluginStartMilliseconds: Int64 = 10_000
    public static let pluginLaunchesMax = 8
    public static let laneHeldWarningMilliseconds: Int64 = 20
    public static let laneHeldMaxMilliseconds: Int64 = 5_000
    public static let lostThreadsMax = 4
    /// Occasions on which a plugin breaks rules before it is condemned; one of them is forgotten
    /// in each minute.
    public static let violationsMax = 100
    public static let violationFadesMilliseconds: Int64 = 60_000
    /// Operations of an instance that were given up, and whose late answers break no rule.
    public static let operationsGivenUpMax = 256
    public static let documentBytesMax = 256 << 10
    public static let documentKeyBytesMax = 200
    public static let scanBatchMax = 512
    public static let pluginManifestBytesMax = 64 << 10

    // Requests of plugins to their providers
    public static let egressMillisecondsMax: Int64 = 70_000
    public static let egressPerPluginMax = 256
    /// A message that a plugin hands over, or reads.
    public static let mailBytesMax = 25 << 20
    public static let mailsPerReadingMax = 50
    /// All messages of one reading, beyond the last.
    public static let mailReadingBytesMax = 25 << 20
    /// How long a reading waits for something new, and how often it looks.
    public static let mailWaitMillisecondsMax: Int64 = 50_000
    public static let mailLookMilliseconds: Int64 = 5_000

    // Tools
    public static let toolStrideBytesMax = 4 << 10
    public static let toolsPerPluginMax = 64
    public static let toolSignatureCharactersMax = 512
    public static let toolParametersMax = 8
    /// N of out(N), as tool_protocol.h has it.
    public static let toolOutBytesMax = 64 << 10
    public static let toolArgumentsBytesMax = 128 << 10
    /// A text that a function returns, as tool_protocol.h has it.
    public static let toolResultBytesMax = 256 << 10
    public static let toolTimeoutMillisecondsDefault: Int64 = 2_000
    /// Below a turn's deadline, so that an agent can answer without the tool.
    public static let toolTimeoutMillisecondsMax: Int64 = 8_000
    public static let toolMemoryMegabytesDefault = 256
    public static let toolMemoryMegabytesMin = 32
    public static let toolMemoryMegabytesMax = 2_048
    public static let toolOpenFilesMax: UInt32 = 16
    public static let toolWorkersMax = 8
    /// So that a library whose functions hang leaves workers for the others.
    public static let toolWorkersPerLibraryMax = 4
    public static let toolCallsWaitingMax = 512
    public static let toolWaitMilliseconds: Int64 = 5_000
    /// As long as a call may take: a machine under load takes its time to load a library.
    public static let toolWorkerStartMilliseconds: Int64 = 8_000
    public static let toolWorkerIdleMilliseconds: Int64 = 60_000
    /// After so many failures in a row a library rests, twice as long each time.
    public static let toolFailuresBeforePause = 3
    public static let toolPauseMillisecondsMin: Int64 = 50
    public static let toolPauseMillisecondsMax: Int64 = 2_000

    // Projects of plugin authors
    public static let projectFilesMax = 10_000

    // Catalog
    public static let catalogUploadRowsMax = 10_000
    public static let catalogItemsMax = 200_000
    public static let catalogErrorsReportedMax = 1_000
    public static let searchHitsMax = 100
    public static let searchQueryCharactersMax = 1_000

    // Sale
    /// 900,000 millions: within what documents print.
    public static let amountMinorMax: Int64 = 90_000_000_000_000
    /// A million units.
    public static let quantityThousandthsMax: Int64 = 1_000_000_000
    public static let quoteLinesMax = 200
    public static let quoteNoteCharactersMax = 1_000
    public static let quoteValidityDaysMax: Int64 = 365
    public static let paymentTermDaysMax: Int64 = 365
    public static let stockHoldMinutesMax: Int64 = 10_080
    public static let salesSettingsBytesMax = 512 << 10
    public static let logoBytesMax = 256 << 10
    /// 2,048 by 2,048: 16 MiB while it is drawn.
    public static let logoPixelsMax = 4 << 20
    public static let volumeTiersMax = 500
    public static let couponsMax = 200

    // Documents
    public static let documentLinesMax = 2_000
    public static let documentNoteBytesMax = 4_000
    /// Two to the 53rd over a hundred: a spreadsheet's number still tells one centavo from the next.
    public static let documentAmountMinorMax: UInt64 = 90_071_992_547_409

    // HTTP
    public static let pageItemsMax = 200
    public static let pageItemsDefault = 50
    public static let visitorMessagesPerMinute = 30
    public static let visitorFilesPerMinute = 10
    public static let eventStreamsPerTenantMax = 1_000
    public static let keepAliveCommentMilliseconds: Int64 = 15_000

    // Payments
    public static let invoiceDescriptionCharactersMax = 500
    public static let invoiceDueDays: Int64 = 7
    public static let paymentLinkMilliseconds: Int64 = 3 * 86_400_000
    public static let paymentSessionMilliseconds: Int64 = 3_600_000
    /// An attempt of which nothing was heard for so long is asked about.
    public static let paymentSyncMilliseconds: Int64 = 60_000
    public static let paymentSweepMilliseconds: Int64 = 5_000
    public static let voucherDaysMax: Int64 = 7
    /// One call of a payment provider, of which up to four may follow each other.
    public static let providerCallMilliseconds: Int64 = 10_000
    public static let providerAnswerBytesMax = 4 << 20
    /// Of one stretch of time that is reconciled.
    public static let providerTransactionsMax = 100_000
    public static let webhookAttemptsMax = 20
    /// The pause after the first attempt; after the nth it is n² as long, so that
    /// all of them together outlast a provider's outage of three hours.
    public static let webhookRetryMilliseconds: Int64 = 5_000
    /// Of one tenant's, by one provider, taken up together.
    public static let webhooksAtOnce = 16
    /// Tenants' lines of webhooks that are worked off at the same time, and those
    /// looked at for it.
    public static let webhookLinesAtOnceMax = 64
    public static let webhookLinesMax = 1_000
    /// How long a tenant's account at a provider verifies webhooks from memory: so
    /// long a secret that was taken away still counts.
    public static let providerAccountKeptMilliseconds: Int64 = 1_000
    public static let providerAccountsKeptMax = 10_000
    public static let unverifiedWebhooksPerMinute: Int64 = 60
    public static let webhookErrorCharactersMax = 300
    /// How long the sandbox's vouchers can be paid.
    public static let voucherMilliseconds: Int64 = 3 * 86_400_000
    public static let reviewTextCharactersMax = 500
    public static let refundReasonCharactersMax = 500
    public static let installmentsMax = 36
    public static let installmentDaysMax: Int64 = 366
    /// How far back the nightly reconciliation looks, and what it lets a provider's
    /// clock differ by.
    public static let reconciliationMilliseconds: Int64 = 2 * 86_400_000
    public static let reconciliationMarginMilliseconds: Int64 = 3_600_000
    public static let reconciliationDaysMax: Int64 = 31
    public static let reconciliationLookMilliseconds: Int64 = 600_000
    public static let transactionsExportedMax = 50_000
    /// A refund with an open outcome is asked about again after a time that doubles
    /// up to the second; those who have waited so often go to a person as well.
    public static let refundRetryMilliseconds: Int64 = 5_000
    public static let refundRetryMillisecondsMax: Int64 = 3_600_000
    public static let refundAttemptsBeforeReview: Int64 = 12

    // Webhooks to the tenants' systems, as Standard Webhooks 1.0.0 recommends
    public static let endpointsPerTenantMax = 20
    public static let endpointFiltersMax = 50
    public static let endpointURLBytesMax = 2_000
    public static let endpointDescriptionCharactersMax = 200
    public static let deliveryTimeoutMilliseconds: Int64 = 20_000
    /// How long an attempt keeps other hosts away; longer than it can take.
    public static let deliveryLeaseMilliseconds: Int64 = 60_000
    /// The pauses between attempts; after the last the endpoint is switched off.
    public static let deliveryRetrySeconds: [Int64] = [
        5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ]
    public static let deliveriesPerEndpointMax = 16
    public static let endpointsAtOnceMax = 64
    public static let deliveryResponseBytesMax = 64 << 10
    /// What of a response is kept for people.
    public static let deliveryResponseCharactersMax = 1_000
    public static let deliveryDaysKept: Int64 = 30
    public static let deliveryReplayMax = 1_000
    /// When a timer whose work failed is tried again.
    public static let timerPutOffMilliseconds: Int64 = 600_000
    /// What one move of the time machine may let happen: a timer that sets itself anew
    /// would never end.
    public static let timeStepsMax = 20_000_000
    /// One move: ten years.
    public static let timeSecondsMax: Int64 = 315_360_000
    /// How often the same thing may fall due at the same moment, one time after the other.
    public static let timeRepeatsMax = 1_000
    /// How much may happen in one hour of a tenant's time: more are things that set each
    /// other anew. Customers who owe are reminded at one moment, so this bounds them, too.
    public static let timeStepsPerHourMax = 200_000
    /// How many things that are due at one moment may happen beside each other.
    public static let timeTogetherMax = 32
    /// Of those, so many are told one by one; the others are counted.
    public static let timeStepsToldMax = 10_000
    /// How long a move waits, at a moment, for what happened there to come to its end, and
    /// how often it looks.
    public static let timeCalmMilliseconds: Int64 = 10_000
    public static let timeLookMilliseconds: Int64 = 4
    /// How many looks it takes at least.
    public static let timeLooksMin: Int64 = 500
    /// How often it meanwhile wakes whoever sends.
    public static let timeWakeMilliseconds: Int64 = 100
    /// Runs of golden flows that a host remembers.
    public static let goldenRunsKept = 20
    /// Deliveries of one event at once, to try that it has one effect.
    public static let idempotencyTestMax = 100
    /// How long an endpoint's secret before the last is still signed with.
    public static let endpointSecretOverlapMilliseconds: Int64 = 86_400_000

    // Language models
    public static let llmTokensPerDayMax: Int64 = 1_000_000_000_000
    /// What one turn may spend on models, all attempts together.
    public static let llmTurnMilliseconds: Int64 = 8_000
    /// What is kept of a turn's time for the agent's own answer.
    public static let llmTurnReserveMilliseconds: Int64 = 1_500
    public static let llmQuestionsPerTurnMax = 8
    /// Answers of a model to one question, those that only call tools included.
    public static let llmRoundsMax = 6
    public static let llmToolCallsMax = 12
    public static let llmToolResultBytesMax = 16 << 10
    /// The longest that anybody may wait for models, in a turn or not.
    public static let llmCallMillisecondsMax: Int64 = 120_000
    /// One whole answer; less where the turn has less.
    public static let llmAttemptMilliseconds: Int64 = 6_000
    /// The same for a client of `/v1`: no customer waits for it.
    public static let llmEndpointMilliseconds: Int64 = 60_000
    public static let llmEndpointAttemptMilliseconds: Int64 = 30_000
    /// What is kept for each provider that comes later.
    public static let llmAttemptMillisecondsMin: Int64 = 1_200
    public static let llmFirstPieceMilliseconds: Int64 = 3_000
    public static let llmGapMilliseconds: Int64 = 5_000
    public static let llmDripGraceMilliseconds: Int64 = 2_000
    public static let llmCharactersPerSecondMin = 8
    /// Behind every other limit on an attempt.
    public static let llmSilenceMilliseconds: Int64 = 130_000
    public static let llmRetryPauseMilliseconds: Int64 = 200
    /// A provider that asks for no more than this is waited for.
    public static let llmRetryAfterWaitedMilliseconds: Int64 = 1_000
    /// How long a key rests after a 429 that doesn't say.
    public static let llmRateRestMilliseconds: Int64 = 10_000
    public static let llmKeyRestMilliseconds: Int64 = 600_000
    public static let llmCapacityRestMilliseconds: Int64 = 5_000
    /// So many failures within the window open a model's breaker.
    public static let llmBreakerFailures = 3
    public static let llmBreakerWindowMilliseconds: Int64 = 60_000
    public static let llmBreakerRestMilliseconds: Int64 = 30_000
    public static let llmBreakerRestMillisecondsMax: Int64 = 300_000
    public static let llmAnswerBytesMax = 2 << 20
    public static let llmContextTokensDefault = 8_192
    /// The length of an answer to a question that does not bound it.
    public static let llmAnswerTokensAssumed = 1_000
    /// How often an agent's text that was cut at its limit is gone on with.
    public static let llmContinuationsMax = 2
    /// Requests at one provider at once, and those that wait for it.
    public static let llmConcurrencyDefault = 256
    public static let llmWaitingMax = 2_000
    public static let llmQueueMilliseconds: Int64 = 2_000
    public static let llmConnectionsPerHost = 1_024
    public static let llmCacheEntriesMax = 2_000
    public static let llmCacheBytesMax = 16 << 20
    public static let llmCacheMilliseconds: Int64 = 600_000
    public static let llmAlertsMax = 32
    public static let llmModelWatchMilliseconds: Int64 = 3_600_000
    public static let llmModelListMilliseconds: Int64 = 10_000
    /// A voice note; what Groq takes of a free customer.
    public static let llmVoiceBytesMax = 25 << 20
    /// What a client may say beforehand of a voice note; models read 224 tokens of it.
    public static let llmVoicePromptBytesMax = 4 << 10
    /// How long a voice note is that nobody measured: WhatsApp's have 16 kbit/s.
    public static let llmVoiceBytesPerSecond = 2_000
    /// The longest that a turn waits until a voice note is here and written down.
    public static let voiceNoteMilliseconds: Int64 = 20_000
    public static let voiceNotePollMilliseconds: Int64 = 100
    /// A list in a file of text, and what may be said beside it: whoever writes more has said
    /// what they want.
    public static let attachedTextBytesMax = 64 << 10
    public static let attachedTextBesideCharactersMax = 500
    /// The longest that a turn waits until such a file is here.
    public static let attachedTextMilliseconds: Int64 = 10_000
    /// How often spending goes to the database, and how long it stays there.
    public static let llmSpendingSaveMilliseconds: Int64 = 1_000
    public static let llmSpendingDaysKept: Int64 = 400

    // Collections
    /// The days on which nobody is reminded, one after the other, that a calendar can have.
    public static let restDaysMax = 60
    /// How long the host waits for what came of a reminder before it looks again.
    public static let reminderLookAgainMilliseconds: Int64 = 86_400_000
    /// A reminder that is not delivered after so long goes on by its rule's other channel, as far
    /// as its provider tells what is delivered.
    public static let reminderUndeliveredMinutes: Int64 = 60
    public static let reminderInvoicesMax = 20
    public static let promiseDaysMax: Int64 = 90
    public static let simulatedDaysMax: Int64 = 30
    /// Steps of one customer in a forecast.
    public static let forecastStepsMax = 1_000
    public static let extraHolidaysMax = 100
    /// A reminder that is followed by a payment within so many days has worked.
    public static let reminderSuccessDays: Int64 = 7
    /// How often the chance of late payment is learnt anew, at which hour (UTC) of simulated
    /// days, and from how many invoices.
    public static let lateModelMilliseconds: Int64 = 86_400_000
    public static let lateModelHour: Int64 = 8
    public static let lateModelInvoicesMax = 20_000

    // Retention, in days
    public static let traceDaysKept: Int64 = 30
    public static let inboxDaysKept: Int64 = 14
    public static let outboxDaysKept: Int64 = 30
    /// Providers send a status for up to a week.
    public static let earlyReceiptDaysKept: Int64 = 7
    /// Since a file was last put: longer than providers keep theirs.
    public static let mediaDaysKept: Int64 = 90
    public static let eventDaysKept: Int64 = 14
    /// Of providers, after they were processed; none of them repeats itself for so long.
    public static let webhookDaysKept: Int64 = 90
    public static let idempotencyDaysKept: Int64 = 2
    public static let pruneBatchMax = 1_000
}
