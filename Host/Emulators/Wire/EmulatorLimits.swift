// Every number that bounds what emulators keep, read and wait for. What a provider itself
// allows (how long a text may be, how fast a number may send) stands where it is kept.

/// Limits of each emulator. Bytes and counts, unless the name says otherwise.
enum EmulatorLimits {
    // What is kept. The oldest make room, unless it is said otherwise.

    /// With so many, none is added.
    static let phonesMax = 50_000
    /// Businesses that anybody makes by writing: numbers, bots, senders of mail. With so many,
    /// none is added.
    static let shopsMax = 2_000
    /// Of one conversation, and of all together; later whole conversations make room.
    static let conversationMessagesMax = 1_000
    static let messagesMax = 200_000
    /// Files that were sent or uploaded.
    static let shelfBytesMax = 256 << 20
    /// What waits for phones that are switched off.
    static let waitingMessagesMax = 20_000
    /// Of what is remembered of a business and a customer: when they spoke, whether they may.
    static let pairsMax = 100_000
    /// Resources that an API shows by their ids.
    static let recordsMax = 100_000
    static let sentFilesMax = 10_000
    /// Of updates that nobody fetches, and of taps that wait for their answer.
    static let updatesMax = 10_000
    static let queriesMax = 10_000
    /// Of what was sent; later keys are not remembered.
    static let sendKeysMax = 1_000_000
    /// In all accounts. With so many, none is added.
    static let templatesMax = 6_000
    static let mailboxesMax = 1_000
    /// Of one mailbox; the numbers of older messages stay used.
    static let mailboxMessagesMax = 5_000
    /// Webhooks to deliver; one too many is lost on its way.
    static let parcelsMax = 100_000
    static let deliveriesLoggedMax = 10_000
    /// Lines of requests whose faults are planned.
    static let faultLinesMax = 1_000
    static let keptRepliesMax = 100_000
    static let modelRequestsLoggedMax = 10_000

    // What the page with the phones is shown.

    static let phonesShownMax = 60
    /// Changes that a page which is too slow has not read yet.
    static let watchedEventsMax = 1_000
    static let keepAliveMilliseconds: Int64 = 15_000
    static let mailShownCharactersMax = 20_000

    // What a request may carry.

    static let pageBodyBytesMax = 64 << 10
    static let controlBodyBytesMax = 64 << 10
    static let mediaBytesMax = 100 << 20
    static let graphBodyBytesMax = 1 << 20
    static let botBodyBytesMax = 50 << 20
    static let twilioBodyBytesMax = 256 << 10
    static let paymentBodyBytesMax = 1 << 20
    static let modelBodyBytesMax = 32 << 20
    /// Some mail has longer lines than the 1,000 bytes that the standard allows.
    static let mailLineBytesMax = 64 << 10
    static let formFieldsMax = 1_000
    static let formDepthMax = 8
    /// What a crowd may write at once, and how far into its customers it may begin.
    static let crowdMessagesMax: Int64 = 20_000
    static let crowdFirstMax: Int64 = 1_000_000

    // Waits.

    /// How often a bot that waits for updates is looked after.
    static let updatesLookMilliseconds: Int64 = 25
}
