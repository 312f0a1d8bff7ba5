// What a plugin's author writes: a type that conforms to one or more of these.

public import OrkestaModel

/// One tenant's instance of a plugin. Its async functions run on the instance's
/// lane: never two at once, interleaving where they await. Prefer values and
/// actors over locks; start no unstructured tasks and no threads.
public protocol Plugin: Sendable {
    /// Called once when the library is loaded, before any instance is made, on a
    /// thread that may compute for long: for read-only data that all instances
    /// share. Throwing makes the library unusable.
    static func load() throws

    /// Made with settings that are valid against the manifest's schema. No
    /// service may be used yet.
    init(settings: JSON, host: Host) throws

    /// Services may be used. Turns, searches and sends come after it returned.
    func activate() async throws

    /// No more calls come after this.
    func deactivate()
}

extension Plugin {
    public static func load() throws {}
    public func activate() async throws {}
    public func deactivate() {}
}

/// Answers conversations (ork.agent/1).
public protocol AgentPlugin: Plugin {
    /// Answers one message. Throwing fails the turn: nothing of it is applied.
    func respond(to turn: Turn) async throws

    /// Handles a timer that this agent set, or an event such as a payment.
    func wake(_ turn: Turn) async throws
}

extension AgentPlugin {
    public func wake(_ turn: Turn) async throws {}
}

/// Searches the tenant's catalog for everybody (ork.search/1). Each answer must
/// reflect at least the catalog revision given.
public protocol SearchPlugin: Plugin {
    func search(_ query: ProductQuery, catalogRevision: Int64) async throws -> ProductAnswer
    func normalize(_ lines: [String], catalogRevision: Int64) async throws -> [NormalizedProduct]
    func recommend(for skus: [String], limit: Int, catalogRevision: Int64) async throws -> ProductAnswer
}

/// Speaks a provider's wire format (ork.channel/1).
public protocol ChannelPlugin: Plugin {
    var capabilities: ChannelCapabilities { get }

    /// Verifies and reads a provider's request. The response leaves once every
    /// message is durable.
    func ingest(_ request: ChannelRequest) async throws -> ChannelIngest

    /// Sends one message and returns the provider's id of it. Throw
    /// `ORK_E_UNKNOWN_OUTCOME` when the provider may have it.
    func send(_ message: OutboundMessage) async throws -> String
}

/// A channel whose provider is asked for what is new; its capabilities hold
/// ``ChannelCapabilities/Features/pull`` when it shall be.
public protocol PullingChannelPlugin: ChannelPlugin {
    /// What came after `cursor`, waited for no longer than a minute. Nil: the provider is
    /// asked for the first time; begin with what it holds until somebody fetches it, but, of
    /// what it keeps for ever, with what comes from now on. Answer with status 200 and the new
    /// cursor, of up to 1 KiB, as the body: it commits with the messages, or nothing does.
    /// Status 204: there is nothing to ask for before the header Retry-After. After a failure
    /// the host asks again, later.
    func pull(after cursor: String?) async throws -> ChannelIngest
}

/// A channel whose messages come with files.
public protocol MediaChannelPlugin: ChannelPlugin {
    /// Fetches the file that an attachment named, puts it into ``Host/media``, and
    /// returns its id there.
    func fetchMedia(_ reference: String) async throws -> String
}

/// A channel whose customers can be shown that they are read and answered; its
/// capabilities hold ``ChannelCapabilities/Features/presence`` when they shall be.
public protocol PresenceChannelPlugin: ChannelPlugin {
    /// Shows it, as far as the provider can, within 10 seconds. No message waits for it or
    /// fails with it, and nobody tries it again.
    func show(_ presence: Presence) async throws
}

/// A channel whose provider can be asked what it has decided on the business's templates.
public protocol TemplateChannelPlugin: ChannelPlugin {
    /// A page of the provider's templates, as large as the provider likes (at most 1,000):
    /// the one after `cursor`, or the first.
    func templates(after cursor: String?) async throws -> TemplatePage
}
