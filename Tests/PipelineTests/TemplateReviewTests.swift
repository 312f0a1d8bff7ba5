// What a provider says of templates when it is asked: every page is recorded, and nothing
// that is told later of an earlier moment undoes it.

import HostAccess
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import HostTime
import OrkestaModel
import Testing

@Suite struct TemplateReviewTests {
    private static let channel = plugin("whatsapp")

    @Test func everyPageIsRecorded() async throws {
        try await withDatabase { database, tenant in
            for name in ["aviso", "cobro", "olvidada"] { try await Self.keep(name, database, tenant) }
            // It was paused for a reason, which the list does not say.
            try await Self.record([Self.decision("cobro", .paused, reason: "low quality")], database, tenant)
            let provider = ListingChannel([
                [Self.decision("aviso", .approved), Self.decision("ajena", .rejected, reason: "INVALID_FORMAT")],
                [Self.decision("cobro", .paused)],
            ])
            let review = try await ProviderTemplates(database: database, channels: provider)
                .refresh(Self.channel, of: tenant).json
            let aviso: JSON = [
                "name": "aviso", "language": "es_MX", "approval": "approved", "reason": .null, "templates": ["aviso"],
            ]
            let items = review["items"]?.arrayValue ?? []
            #expect(items.count == 3 && items.first == aviso, "\(items)")
            #expect(items.dropFirst().first?["templates"] == [], "\(items)")
            #expect(review["changed"]?.arrayValue?.map { $0["name"] } == ["aviso"], "\(review)")
            #expect(review["missing"]?.arrayValue?.map { $0["name"] } == ["olvidada"], "\(review)")
            let cobro = try await Self.found("cobro", database, tenant)
            #expect(cobro?.approval == .paused && cobro?.reason == "low quality")
            // It was on its way when the provider was asked.
            let late = Timestamp(milliseconds: SystemClock().now().milliseconds - 3_600_000)
            try await Self.record([Self.decision("aviso", .paused, at: late)], database, tenant)
            #expect(try await Self.found("aviso", database, tenant)?.approval == .approved)
            let again = try await ProviderTemplates(database: database, channels: provider)
                .refresh(Self.channel, of: tenant).json
            #expect(again["changed"] == [], "\(again)")
            let acts = try await database.read { try AuditLog.list(of: tenant, in: $0) }
            #expect(acts.filter { $0.action == "template.decide" }.count == 2)
        }
    }

    @Test func whatTheChannelCouldNotAskIsSaid() async throws {
        try await withDatabase { database, tenant in
            let expired = ChannelResponse(
                status: 401,
                headers: [],
                body: Array(#"{"detail": "(#190) the token has expired"}"#.utf8)
            )
            let refusing = ListingChannel([[]], failure: expired)
            let problem = await #expect(throws: Problem.self) {
                try await ProviderTemplates(database: database, channels: refusing).refresh(Self.channel, of: tenant)
            }
            #expect(problem?.kind == .pluginFailure && problem?.detail.contains("(#190)") == true)
            let endless = ListingChannel([[]], isEndless: true)
            let tooMany = await #expect(throws: Problem.self) {
                try await ProviderTemplates(database: database, channels: endless).refresh(Self.channel, of: tenant)
            }
            #expect(tooMany?.kind == .pluginFailure)
            let none = RecordingChannel()
            let unknown = await #expect(throws: Problem.self) {
                try await ProviderTemplates(database: database, channels: none).refresh(Self.channel, of: tenant)
            }
            #expect(unknown?.kind == .conflict)
        }
    }

    private static func decision(
        _ name: String,
        _ approval: TemplateApproval,
        reason: String? = nil,
        at moment: Timestamp? = nil
    ) -> TemplateDecision {
        TemplateDecision(name: name, language: "es_MX", approval: approval, reason: reason, at: moment)
    }

    /// Keeps a template that goes out as the provider's of the same name.
    private static func keep(_ name: String, _ database: any Database, _ tenant: TenantHandle) async throws {
        let document: JSON = ["body": "Hola", "provider": ["name": .string(name), "language": "es_MX"]]
        let template = try MessageTemplate(name: name, channel: channel, language: "es", json: document)
        try await database.write { connection in
            try MessageTemplates(tenant).set(template, at: SystemClock().now(), in: connection)
        }
    }

    private static func record(
        _ decisions: [TemplateDecision],
        _ database: any Database,
        _ tenant: TenantHandle
    ) async throws {
        let now = SystemClock().now()
        try await database.write { connection in
            try MessageTemplates(tenant).record(decisions, by: channel, now: now, in: connection)
        }
    }

    private static func found(
        _ name: String,
        _ database: any Database,
        _ tenant: TenantHandle
    ) async throws -> MessageTemplate.Provider? {
        let key = MessageTemplates.Key(name: name, channel: channel, language: "es")
        return try await database.read { try MessageTemplates(tenant).find(key, in: $0)?.provider }
    }
}

/// A channel whose provider has some templates.
private struct ListingChannel: HostInbox.Channel, ChannelDirectory {
    private let pages: [[TemplateDecision]]
    private let failure: ChannelResponse?
    /// Each page says that there is another one.
    private let isEndless: Bool

    init(_ pages: [[TemplateDecision]], failure: ChannelResponse? = nil, isEndless: Bool = false) {
        self.pages = pages
        self.failure = failure
        self.isEndless = isEndless
    }

    var capabilities: ChannelCapabilities {
        var capabilities = RecordingChannel.capabilities()
        capabilities.templates = true
        return capabilities
    }

    func templates(after cursor: String?) async throws(Problem) -> ChannelIngest {
        if let failure { return ChannelIngest(messages: [], receipts: [], response: failure) }
        let place = cursor.flatMap { Int($0) } ?? 0
        let isLast = !isEndless && place + 1 >= pages.count
        return ChannelIngest(
            messages: [],
            receipts: [],
            templates: pages.indices.contains(place) ? pages[place] : [],
            response: ChannelResponse(status: 200, headers: [], body: isLast ? [] : Array("\(place + 1)".utf8))
        )
    }

    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        throw Problem(.invalid, "not used", remedy: "Ask for templates.")
    }

    func send(_ message: OutboundMessage) async -> SendOutcome { .refused(reason: "not used") }

    func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any HostInbox.Channel { self }
}
