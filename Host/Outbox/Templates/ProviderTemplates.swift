// Asks a channel's provider what it has decided on a tenant's templates, and records it.

public import HostCore
public import HostInbox
public import HostStorage
public import HostTime
public import OrkestaModel

/// The templates of a channel's provider.
public struct ProviderTemplates: Sendable {
    private let database: any Database
    private let channels: any ChannelDirectory
    private let clock: any Clock

    /// `clock` is the database's.
    public init(database: any Database, channels: any ChannelDirectory, clock: any Clock = SystemClock()) {
        self.database = database
        self.channels = channels
        self.clock = clock
    }

    /// Asks for all of them, a page after the other; each page is recorded as it comes, so
    /// that what came before a failure stays. Throws `.conflict` for a channel that is off
    /// or knows no templates, and what the channel says of it that it could not ask.
    public func refresh(_ id: PluginID, of tenant: TenantHandle) async throws -> TemplateReview {
        let channel = try await channels.channel(id, for: tenant)
        guard channel.capabilities.templates else {
            throw Problem(
                .conflict,
                "the provider of \(id) knows no templates",
                field: "channel",
                remedy: "Name a channel whose provider decides on templates, such as whatsapp."
            )
        }
        let templates = MessageTemplates(tenant)
        var (listed, changed): ([TemplateDecision], [MessageTemplate]) = ([], [])
        var cursor: String?
        for _ in 0..<Limits.templatePagesMax {
            let askedAt = clock.now()
            let page = try await channel.templates(after: cursor)
            guard page.response.status == 200 else { throw Problem(unanswered: page.response) }
            let told = page.templates.map { $0.told(at: askedAt) }
            changed += try await database.write { try templates.record(told, by: id, now: askedAt, in: $0) }
            listed += told
            guard !page.response.body.isEmpty else {
                let own = try await database.read { try templates.followed(by: id, in: $0) }
                return TemplateReview(listed: listed, changed: changed, own: own)
            }
            cursor = String(decoding: page.response.body.prefix(Limits.pullCursorBytesMax), as: UTF8.self)
        }
        throw Problem(
            .pluginFailure,
            "the list of \(id) has more than \(Limits.templatePagesMax) pages",
            remedy: "Remove templates that nobody uses at the provider."
        )
    }
}

/// What a provider says of a tenant's templates.
public struct TemplateReview: Sendable {
    /// The provider's, in its order.
    let listed: [TemplateDecision]
    /// The tenant's that were approved, or refused, anew.
    let changed: [MessageTemplate]
    /// The tenant's that should be among the provider's.
    let own: [MessageTemplate]

    /// The provider's templates, and of each the tenant's that go out as it; the tenant's
    /// that have changed; and those that the provider does not have.
    public var json: JSON {
        let present = Set(listed.map { [$0.name, $0.language] })
        let missing = own.filter { !present.contains([$0.provider?.name ?? "", $0.provider?.language ?? ""]) }
        let byName = Dictionary(grouping: own) { $0.provider?.name ?? "" }
        return [
            "items": .array(
                listed.map { decision -> JSON in
                    let own = (byName[decision.name] ?? []).filter { $0.follows(decision) }
                    return [
                        "name": .string(decision.name), "language": .string(decision.language),
                        "approval": .string(decision.approval.rawValue), "reason": JSON(decision.reason),
                        "templates": JSON(own.map(\.name)),
                    ]
                }
            ),
            "changed": .array(changed.map(\.json)),
            "missing": .array(missing.map(\.json)),
        ]
    }
}

extension TemplateDecision {
    fileprivate func told(at moment: Timestamp) -> TemplateDecision {
        var copy = self
        copy.at = moment
        return copy
    }
}

extension Problem {
    /// The channel answered that it could not ask.
    fileprivate init(unanswered response: ChannelResponse) {
        let document = try? JSON(parsing: response.body)
        let reason = document?["detail"]?.stringValue.map { String($0.prefix(200)) } ?? "status \(response.status)"
        let isBusy = response.status == 429 || response.status == 503
        self.init(
            isBusy ? .unavailable : .pluginFailure,
            "the provider could not be asked for its templates: \(reason)",
            remedy: isBusy ? "Try again in a minute." : "Look at the channel's settings, then at the log."
        )
    }
}
