// Voice notes: agents get words, a redo pays nothing, and who was not understood is
// asked to write.

import HostConversations
import HostCore
import HostInbox
import HostLLM
import HostStorage
import HostTime
import HostTurns
import OrkestaModel
import Synchronization
import Testing

@Suite struct VoiceNoteTests {
    @Test func agentsAndTheHistoryHaveWords() async throws {
        let ear = Ear { _ in "busco un martillo" }
        try await withNote(heardBy: ear) { host in
            try await host.until(1, "SELECT COUNT(*) FROM messages WHERE content LIKE '%eco: busco un martillo%'")
            let said = "SELECT COUNT(*) FROM messages WHERE role = 'user' AND content LIKE '%\"busco un martillo\"%'"
            #expect(try await host.count(said) == 1)
            let note = try #require(ear.notes.withLock { $0.first })
            #expect(note.format == .ogg)
            #expect(note.bytes == Array("OggS".utf8))
            #expect(note.language == "es")
            let traced = "SELECT COUNT(*) FROM turns WHERE trace LIKE '%\"cost_nanos\":7%a voice note of%'"
            #expect(try await host.count(traced) == 1)
        }
    }

    /// The agent changes over twice under the turn, which is redone.
    @Test func aRedoListensOnce() async throws {
        let ear = Ear { _ in "busco un martillo" }
        let agents = ScriptedAgents(["orchestrator": echo])
        agents.changingOver.withLock { $0 = 2 }
        try await withNote(heardBy: ear, agents: agents) { host in
            try await host.until(1, "SELECT COUNT(*) FROM messages WHERE content LIKE '%eco: busco un martillo%'")
            #expect(agents.changingOver.withLock { $0 } < 0, "it was redone")
            #expect(ear.notes.withLock { $0.count } == 1)
        }
    }

    @Test func whatNobodyUnderstandsIsToBeWritten() async throws {
        let ear = Ear { _ in nil }
        try await withNote(heardBy: ear) { host in
            try await host.until(1, "SELECT COUNT(*) FROM messages WHERE content LIKE '%¿Me lo escribes%'")
            #expect(try await host.count("SELECT COUNT(*) FROM messages WHERE content LIKE '%eco:%'") == 0)
        }
    }

    @Test func otherFilesAndMarksAreNotListenedTo() async throws {
        let ear = Ear { _ in "busco un martillo" }
        try await withNote(heardBy: ear, mime: "application/pdf") { host in
            try await host.until(1, "SELECT COUNT(*) FROM messages WHERE content LIKE '%eco: 📎 nota.ogg%'")
            _ = try await host.ask("📎 no es nada", id: "m2")
            #expect(ear.notes.withLock { $0.isEmpty })
        }
    }

    /// A customer's message that is nothing but a file, which is here before it.
    private func withNote(
        heardBy ear: Ear,
        agents: ScriptedAgents = ScriptedAgents(["orchestrator": echo]),
        mime: String = "audio/ogg; codecs=opus",
        _ body: @Sendable (PipelineHost) async throws -> Void
    ) async throws {
        try await withDatabase { database, tenant in
            try await withHost(database, tenant, agents: agents, transcriber: ear) { host in
                let message = InboundMessage(
                    messageID: "1",
                    address: "ana",
                    name: nil,
                    locale: "es-MX",
                    text: "",
                    attachments: [InboundAttachment(reference: "7", mime: mime, name: "nota.ogg")]
                )
                // The file comes first: a turn waits for it no longer than it waits in production.
                try await database.write { connection in
                    let now = SystemClock().now()
                    try Attachments.store([message], channel: plugin("web"), of: tenant, now: now, in: connection)
                    let jobs = try Attachments.waiting(limit: 1, except: [], [], now: now, in: connection)
                    let file = MediaFile.Draft(mime: "audio/ogg", name: "nota.ogg", bytes: Array("OggS".utf8))
                    let media = try Media(tenant).put(
                        file,
                        at: now,
                        randomness: SystemRandomness(),
                        in: connection
                    )
                    for job in jobs { try Attachments.settle(job, media, again: now, in: connection) }
                }
                try await host.take([message])
                try await body(host)
            }
        }
    }
}

/// Whoever hears what a closure says; nil: nothing.
private final class Ear: Transcriber {
    let notes = Mutex<[VoiceNote]>([])
    private let says: @Sendable (VoiceNote) -> String?

    init(_ says: @escaping @Sendable (VoiceNote) -> String?) { self.says = says }

    func transcribe(_ note: VoiceNote, for call: ChatCall) async throws(ChainFailure) -> Transcript {
        notes.withLock { $0.append(note) }
        var attempt = Attempt(provider: "groq", model: "whisper", outcome: .answered, startedAt: 0)
        attempt.costNanos = 7
        call.observe?(attempt)
        guard let text = says(note) else { throw ChainFailure(.exhausted, attempts: [attempt]) }
        return Transcript(
            speech: HeardSpeech(text: text),
            seconds: 1,
            provider: "groq",
            model: "whisper",
            attempts: [attempt]
        )
    }
}
