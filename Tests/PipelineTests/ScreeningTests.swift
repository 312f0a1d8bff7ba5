// When the price firewall asks the database: only for a claim that the turn
// itself does not support. Most replies cost it nothing.

import HostCore
import HostInbox
import HostStorage
import HostTime
import OrkestaModel
import Testing

@testable import HostTurns

@Suite struct ScreeningTests {
    /// Nobody may ask it.
    private struct ClosedDatabase: Database {
        func read<Value: Sendable>(
            _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
        ) async throws -> Value { throw DatabaseError.unavailable("it was asked") }

        func write<Value: Sendable>(
            _ body: @escaping @Sendable (any DatabaseConnection) throws -> Value
        ) async throws -> Value { throw DatabaseError.unavailable("it was asked") }

        func backup(to path: String) async throws {}
        func close() async throws {}
    }

    @Test func onlyAClaimThatTheTurnDoesNotSupportIsLookedUp() async throws {
        try await withDatabase { database, tenant in
            let item = InboxItem(
                id: InboxItemID("i1"),
                tenant: tenant.id,
                channel: plugin("web"),
                address: "ana",
                messageID: "m1",
                body: .message(text: "¿hay algo de $350?", name: nil, locale: "es"),
                receivedAt: SystemClock().now()
            )
            let snapshot = try await database.write { try TurnSnapshot.open(item, of: tenant, in: $0) }
            func screen(_ text: String, in database: any Database) async throws -> TurnDraft {
                var draft = TurnDraft(state: .null)
                draft.replies = [StagedReply(agent: nil, reply: .text(text), fallback: nil)]
                let source = ProvenanceSource(
                    item: item,
                    snapshot: snapshot,
                    draft: draft,
                    publicURL: "https://host.example"
                )
                return try await PriceFirewall.screen(draft, source, in: database)
            }
            for text in ["¿Qué buscas?", "De $350 no tengo nada."] {
                let screened = try await screen(text, in: ClosedDatabase())
                #expect(screened.replies.map(\.reply) == [.text(text)] && screened.refusals.isEmpty)
            }
            await #expect(throws: DatabaseError.self) { _ = try await screen("Cuesta $340.", in: ClosedDatabase()) }
            let refused = try await screen("Cuesta $340.", in: database)
            #expect(refused.refusals.count == 1 && refused.replies.map(\.reply) != [.text("Cuesta $340.")])
        }
    }
}
