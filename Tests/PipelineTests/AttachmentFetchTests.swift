// Files that came with messages: fetched beside each other, whoever's provider is slow.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import HostTurns
import Logging
import OrkestaModel
import StorageHarness
import Synchronization
import TestHarness
import Testing

@Suite struct AttachmentFetchTests {
    /// Files of tenants whose provider never answers, older than all others and far more of
    /// them: another tenant's are fetched, unless all that the same provider may take is
    /// taken, and another channel's in any case.
    @Test(arguments: [(2, 2), (6, 1)]) func aSlowProviderHoldsUpNobodyElse(_ slow: Int, _ fetched: Int) async throws {
        try await withDatabase { database, shop in
            let now = SystemClock().now()
            try await database.write { connection in
                for number in 0..<slow {
                    let id = try required(TenantID("slow-\(number)"))
                    let made = Tenant(id: id, displayName: "Slow", randomSeed: 1, createdAt: now)
                    let tenant = try TenantDirectory().create(made, in: connection)
                    let files = (0..<50).map { "slow \(number) \($0)" }
                    try name(files, by: "web", of: tenant, at: now.advanced(bySeconds: -60), in: connection)
                }
                for channel in ["web", "telegram"] {
                    try name(["quick"], by: channel, of: shop, at: now, in: connection)
                }
            }
            let channel = FetchingChannel()
            let fetcher = AttachmentFetcher(
                database: database,
                channels: channel,
                log: Logger(label: "fetch") { _ in SwiftLogNoOpLogHandler() }
            )
            let running = Task { try await fetcher.run() }
            let under = min(slow * Limits.attachmentsPerTenantMax, Limits.attachmentsPerChannelMax)
            #expect(try await eventually { try await count(in: database) == fetched })
            #expect(await eventually { channel.slow.withLock { $0 } == under })
            running.cancel()
            _ = await running.result
        }
    }

    /// A file has been tried once when it could not be had, and is tried again later.
    @Test func aFileThatIsNotToBeHadIsTriedAgain() async throws {
        try await withDatabase { database, shop in
            let now = SystemClock().now()
            try await database.write { try name(["gone"], by: "web", of: shop, at: now, in: $0) }
            let fetcher = AttachmentFetcher(
                database: database,
                channels: FetchingChannel(),
                log: Logger(label: "fetch") { _ in SwiftLogNoOpLogHandler() }
            )
            for _ in 0..<2 { await fetcher.fetchRound() }
            let row = try await database.read { connection in
                try connection.row("SELECT state, attempts, available_at FROM attachments")
            }
            #expect(row?.optionalText(0) == "pending" && row?.optionalInteger(1) == 1)
            #expect(row?.optionalInteger(2) ?? 0 > now.milliseconds)
        }
    }

    private func count(in database: any Database) async throws -> Int {
        try await database.read { connection in
            Int(try connection.row("SELECT COUNT(*) FROM attachments WHERE state = 'fetched'")?.integer(0) ?? 0)
        }
    }
}

/// Names files of one message.
private func name(
    _ references: [String],
    by channel: String,
    of tenant: TenantHandle,
    at moment: Timestamp,
    in connection: any DatabaseConnection
) throws {
    let message = InboundMessage(
        messageID: "m1",
        address: "ana",
        name: nil,
        locale: nil,
        text: "mira",
        attachments: references.map { InboundAttachment(reference: $0, mime: nil, name: nil) }
    )
    try Attachments.store([message], channel: plugin(channel), of: tenant, now: moment, in: connection)
}

/// The channel of everybody: what is slow is never had, what is quick at once.
private final class FetchingChannel: HostInbox.Channel, ChannelDirectory {
    let capabilities = RecordingChannel.capabilities()
    /// Slow files that are waited for.
    let slow = Mutex(0)

    func channel(_ id: PluginID, for tenant: TenantHandle) async throws(Problem) -> any HostInbox.Channel { self }

    func fetchMedia(_ reference: String) async throws(Problem) -> String {
        if reference == "quick" { return "media" }
        if reference.hasPrefix("slow") {
            slow.withLock { $0 += 1 }
            try? await Task.sleep(for: .seconds(3_600))
        }
        throw Problem(.unavailable, "the provider does not answer", remedy: "Ask later.")
    }

    func ingest(_ request: ChannelRequest) async throws(Problem) -> ChannelIngest {
        throw Problem(.invalid, "not used", remedy: "Fetch.")
    }

    func send(_ message: OutboundMessage) async -> SendOutcome { .sent(providerMessageID: message.idempotencyKey) }
}
