// Lists that came as files: agents and the history have their words.

import HostConversations
import HostCore
import HostInbox
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Testing

@Suite struct AttachedTextTests {
    private static let table = Array("cantidad,producto\n3,Martillo\n1,Taladro\n".utf8)

    @Test(arguments: [
        ("text/csv", "lista.csv", ""), ("application/vnd.ms-excel", "LISTA.CSV", ""),
        ("text/csv; header=present", "", ""), ("text/csv", "lista.csv", "me cotizan por favor"),
    ])
    func agentsAndTheHistoryHaveItsLines(_ mime: String, _ name: String, _ text: String) async throws {
        try await withFile(mime, name, Self.table, beside: text) { host in
            let said = (text.isEmpty ? [] : [text]) + ["3 Martillo", "1 Taladro"]
            // A line each.
            let words = said.joined(separator: "__")
            try await host.until(1, "SELECT COUNT(*) FROM messages WHERE content LIKE '%eco: \(words)%'")
            let kept = "SELECT COUNT(*) FROM messages WHERE role = 'user' AND content LIKE '%\"\(words)\"%'"
            #expect(try await host.count(kept) == 1)
        }
    }

    @Test func whatSomebodyWroteStaysAsItIs() async throws {
        try await withFile("text/plain", "notas.txt", Array("dos martillos, por favor".utf8), beside: "") { host in
            try await host.until(1, "SELECT COUNT(*) FROM messages WHERE content LIKE '%eco: dos martillos, por%'")
        }
    }

    /// Other files, tables that say nothing clear, footers of mail programs, and lists of
    /// somebody who has said what they want.
    @Test(arguments: [
        ("application/pdf", "lista.csv", "3,Martillo", "hola"), ("text/csv", "lista.csv", "3,Martillo,189.00", "hola"),
        ("text/plain", "ATT00001.txt", "Confidential", "hola"), ("text/html", "lista.html", "<b>3", "hola"),
        ("text/csv", "lista.csv", String(repeating: "3,Martillo\n", count: 6_000), "hola"),
        ("text/csv", "lista.csv", "3,Martillo", "hola " + String(repeating: "x", count: 600)),
    ])
    func othersAreNot(_ mime: String, _ name: String, _ content: String, _ text: String) async throws {
        try await withFile(mime, name, Array(content.utf8), beside: text) { host in
            try await host.until(1, "SELECT COUNT(*) FROM messages WHERE content LIKE '%eco: \(text)\"%'")
        }
    }

    /// A customer's message with a file, which is here before it.
    private func withFile(
        _ mime: String,
        _ name: String,
        _ bytes: [UInt8],
        beside text: String,
        _ body: @Sendable (PipelineHost) async throws -> Void
    ) async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: ScriptedAgents(["orchestrator": echo])) { host in
                let message = InboundMessage(
                    messageID: "1",
                    address: "ana",
                    name: nil,
                    locale: "es-MX",
                    text: text,
                    attachments: [InboundAttachment(reference: "7", mime: mime, name: name.isEmpty ? nil : name)]
                )
                try await database.write { connection in
                    let now = SystemClock().now()
                    try Attachments.store([message], channel: plugin("web"), of: tenant, now: now, in: connection)
                    let jobs = try Attachments.waiting(limit: 1, except: [], [], now: now, in: connection)
                    let file = MediaFile.Draft(mime: "text/plain", name: "lista", bytes: bytes)
                    let media = try Media(tenant).put(file, at: now, randomness: SystemRandomness(), in: connection)
                    for job in jobs { try Attachments.settle(job, media, again: now, in: connection) }
                }
                try await host.take([message])
                try await body(host)
            }
        }
    }
}
