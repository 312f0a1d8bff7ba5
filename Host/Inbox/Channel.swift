// The port through which the pipeline sees a channel: raw provider requests in,
// normalized messages out of it, and messages to send. Channel plugins are
// presented through it by HostPlugins.

public import HostCore
public import HostStorage

/// One tenant's channel, ready to work.
public protocol Channel: Sendable {
    var capabilities: ChannelCapabilities { get }

    /// Verifies and reads a provider's request. The caller makes the messages
    /// durable before it lets the response out.
    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest

    /// Sends one message. Never throws: each way to fail has its outcome.
    func send(_ message: OutboundMessage) async -> SendOutcome

    /// Asks the provider for what came after `cursor`. Nil: it is asked for the first time; what
    /// it holds until somebody fetches it is new then, and of what it keeps for ever, as a
    /// mailbox does, only what comes from then on. As ``ingest(_:)``; with status 200 the body
    /// is the new cursor, of up to ``Limits/pullCursorBytesMax`` bytes, which the caller keeps
    /// together with the messages; with 204 there is nothing to ask for now.
    func pull(after cursor: String?) async throws(Problem) -> ChannelIngest

    /// Fetches a file that an attachment named into ork.media/1; its key there.
    func fetchMedia(_ reference: String) async throws(Problem) -> String

    /// Asks the provider what it has decided on the tenant's templates: the page after
    /// `cursor`, or the first. As ``ingest(_:)``; with status 200 the body is the cursor of
    /// the next page, or empty after the last.
    func templates(after cursor: String?) async throws(Problem) -> ChannelIngest

    /// Shows the customer that somebody is there, where
    /// ``ChannelCapabilities/presence`` says that the provider can. Nothing may depend on it.
    func show(_ presence: Presence) async throws(Problem)

    /// The bytes that a provider's request may have which gives this as its `Authorization`;
    /// nil: as many as is usual. It is asked before anything of the body is held.
    func requestBytesMax(authorization: String?) -> Int?
}

extension Channel {
    public func pull(after cursor: String?) async throws(Problem) -> ChannelIngest {
        throw Problem(.conflict, "the channel cannot be asked for what is new", remedy: "Let the provider call it.")
    }

    public func fetchMedia(_ reference: String) async throws(Problem) -> String {
        throw Problem(.conflict, "the channel cannot fetch files", remedy: "Use a channel that can.")
    }

    public func templates(after cursor: String?) async throws(Problem) -> ChannelIngest {
        throw Problem(
            .conflict,
            "the channel cannot ask what its provider has decided on templates",
            remedy: "Record it by hand."
        )
    }

    public func show(_ presence: Presence) async throws(Problem) {
        throw Problem(.conflict, "the channel cannot show that anybody is there", remedy: "Do without.")
    }

    public func requestBytesMax(authorization: String?) -> Int? { capabilities.requestBytesMax }
}

/// Finds a tenant's channels.
public protocol ChannelDirectory: Sendable {
    /// Throws `.conflict` when the tenant has not enabled it, `.pluginFailure`
    /// when it does not work, `.unavailable` while it changes over.
    func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any Channel

    /// Every plugin of this host that is a channel.
    var channelIDs: [PluginID] { get }

    /// What the settings of all tenants in service say of a channel, as of a moment ago. Throws
    /// when the host has no such plugin, or the settings cannot be read.
    func register(of id: PluginID) async throws(Problem) -> ChannelRegister

    /// The tenants in service for whose channel one of `words` is a secret setting.
    func tenants(of id: PluginID, knowing words: Set<String>) async throws(Problem) -> [TenantHandle]

    /// A kill switch is set: real requests of what `covers` names end at once.
    func stopTraffic(where covers: (TenantID, PluginID) -> Bool)
}

extension ChannelDirectory {
    /// None that would have to be asked for what is new.
    public var channelIDs: [PluginID] { [] }

    /// Where no provider asks for many tenants at once.
    public func register(of id: PluginID) async throws(Problem) -> ChannelRegister { ChannelRegister() }

    public func tenants(of id: PluginID, knowing words: Set<String>) async throws(Problem) -> [TenantHandle] { [] }

    /// Where channels send nothing by themselves.
    public func stopTraffic(where covers: (TenantID, PluginID) -> Bool) {}
}

/// What a channel can carry; the rest is turned into text before it is sent.
public struct ChannelCapabilities: Sendable, Equatable {
    public var media: Bool
    public var buttons: Bool
    public var lists: Bool
    public var templates: Bool
    public var documents: Bool
    /// Unicode scalars of text in one message, without choices that are tapped, at least 1; nil:
    /// no limit. What is longer goes out as several messages.
    public var textLengthMax: Int?
    /// Buttons of one message; 0: no limit. More become a list, where ``lists`` are known.
    public var buttonsMax: Int
    /// How long after the customer's last message free text may be sent; nil:
    /// always.
    public var sessionWindowMilliseconds: Int64?
    /// The host asks for what is new; see ``Channel/pull(after:)``.
    public var pull: Bool
    /// Whether sending twice under one idempotency key is sending once.
    public var isIdempotent: Bool
    /// Each message costs: texts of one turn go out as one.
    public var isBilled: Bool
    /// Customers can be shown that they are read and answered; see ``Channel/show(_:)``.
    public var presence: Bool
    /// One message carries a text with links and documents: all that is said in one turn
    /// goes out as one.
    public var isComposed: Bool
    /// The provider tells of each message that it was delivered, so that one of which it tells
    /// nothing for long was not.
    public var tellsDelivery: Bool
    /// The number or account that sends, as the provider names it; nil: the
    /// tenant's own. Tenants of one sender share its rates.
    public var sender: String?
    /// Whose the sender is, as the provider names it in requests that concern all of its
    /// senders, and name none.
    public var account: String?
    public var rates: SendRates
    /// Of a request of the provider's; nil: ``Limits/webhookBodyBytesMax``.
    public var requestBytesMax: Int?
    /// How long what the provider does not take now is tried again, from its first attempt;
    /// nil: ``Limits/outboxTriedMilliseconds``.
    public var retryMilliseconds: Int64?
    /// The secret setting that a request larger than usual gives as `Authorization: Bearer`;
    /// nil: nobody has to.
    public var bearerSecret: String?

    public init(
        media: Bool,
        buttons: Bool,
        lists: Bool,
        templates: Bool,
        documents: Bool,
        textLengthMax: Int?,
        buttonsMax: Int,
        sessionWindowMilliseconds: Int64?,
        pull: Bool = false,
        isIdempotent: Bool = true,
        isBilled: Bool = false,
        presence: Bool = false,
        isComposed: Bool = false,
        tellsDelivery: Bool = false,
        sender: String? = nil,
        account: String? = nil,
        rates: SendRates = .unlimited,
        requestBytesMax: Int? = nil,
        retryMilliseconds: Int64? = nil,
        bearerSecret: String? = nil
    ) {
        self.media = media
        self.buttons = buttons
        self.lists = lists
        self.templates = templates
        self.documents = documents
        self.textLengthMax = textLengthMax
        self.buttonsMax = buttonsMax
        self.sessionWindowMilliseconds = sessionWindowMilliseconds
        self.pull = pull
        self.isIdempotent = isIdempotent
        self.isBilled = isBilled
        self.presence = presence
        self.isComposed = isComposed
        self.tellsDelivery = tellsDelivery
        self.sender = sender
        self.account = account
        self.rates = rates
        self.requestBytesMax = requestBytesMax
        self.retryMilliseconds = retryMilliseconds
        self.bearerSecret = bearerSecret
    }
}

/// How fast a provider lets messages be sent.
public struct SendRates: Sendable, Hashable {
    /// Of the sender; nil: no limit.
    public var perSecond: Int?
    /// Messages to one customer before the interval holds, at least 1.
    public var customerBurst: Int
    /// Between two messages to one customer; nil: no limit.
    public var customerIntervalMilliseconds: Int64?
    /// Whether what customers write counts for ``perSecond``, too.
    public var countsIncoming: Bool

    public static let unlimited = SendRates(perSecond: nil, customerBurst: 1, customerIntervalMilliseconds: nil)

    public init(
        perSecond: Int?,
        customerBurst: Int,
        customerIntervalMilliseconds: Int64?,
        countsIncoming: Bool = false
    ) {
        self.perSecond = perSecond
        self.customerBurst = customerBurst
        self.customerIntervalMilliseconds = customerIntervalMilliseconds
        self.countsIncoming = countsIncoming
    }
}
