// What customers say instead of writing: a voice note is written down before its turn,
// so that agents, the price firewall and the history have words. What was heard is
// journalled: a redo of the turn pays nothing.

import HostConversations
import HostCore
import HostInbox
import HostLLM
import HostStorage
import HostTime
import Logging
import OrkestaModel

/// A message, in words.
struct HeardMessage: Sendable {
    var item: InboxItem
    /// What was asked of language models for it, as in ``TurnModels/trace``.
    var trace: [JSON] = []
    /// False for a voice note that nobody could write down.
    var isUnderstood = true

    init(_ item: InboxItem) { self.item = item }
}

/// Writes voice notes down.
struct VoiceNotes: Sendable {
    private static let journalLabel = "voice"

    let database: any Database
    let transcriber: any Transcriber
    let clock: any Clock
    let log: Logger

    /// Costs nothing: files without words are named by the engine, and only those
    /// are looked for.
    func mayBeOne(_ item: InboxItem) -> Bool {
        guard case .message(let text, _, _) = item.body else { return false }
        return text.hasPrefix(InboundMessage.fileMark)
    }

    /// Waits until the recording is here, and has it written down, both within
    /// `Limits.voiceNoteMilliseconds`. A message that is no voice note comes back as it is.
    func hear(_ item: InboxItem, of tenant: TenantHandle, locale: String) async -> HeardMessage {
        let end = SystemClock.monotonicMilliseconds() + Limits.voiceNoteMilliseconds
        var heard = HeardMessage(item)
        do {
            guard let file = try await recording(of: item, tenant, until: end) else { return heard }
            heard.isUnderstood = false
            guard let file = file.content, let note = VoiceNote(file, locale: locale) else { return heard }
            let journal = Journal(item.id, database: database)
            let text: String
            if let known = try await journal.answer(of: Self.journalLabel, requestHash: file.sha256) {
                text = known["text"]?.stringValue ?? ""
                heard.trace = known["trace"].map { [$0.merging(["replayed": true])] } ?? []
            } else {
                let trace = trace(of: item, bytes: file.bytes.count)
                let transcript = await transcript(of: note, item, trace, until: end)
                heard.trace = [trace.json]
                guard let transcript else { return heard }
                text = transcript
                let answer: JSON = ["text": .string(text), "trace": trace.json]
                try await journal.record(Self.journalLabel, requestHash: file.sha256, answer, at: clock.now())
            }
            heard.item = item.saying(text)
            heard.isUnderstood = true
        } catch {
            log.error("a voice note could not be read", metadata: ["tenant": "\(item.tenant)", "error": "\(error)"])
        }
        return heard
    }

    /// Nil when the message came with something else.
    private func recording(of item: InboxItem, _ tenant: TenantHandle, until end: Int64) async throws -> Recording? {
        while true {
            let (file, content) = try await database.read { connection in
                let files = try Attachments.all(with: item, in: connection)
                let file = files.count == 1 ? files.first : nil
                return (file, try file?.media.flatMap { try Media(tenant).find($0, in: connection)?.content })
            }
            guard let file, file.mime?.hasPrefix("audio/") == true else { return nil }
            let isLate = SystemClock.monotonicMilliseconds() >= end
            if content != nil || file.state == .failed || isLate { return Recording(content: content) }
            do {
                try await Task.sleep(for: .milliseconds(Limits.voiceNotePollMilliseconds))
            } catch {
                return Recording(content: nil)
            }
        }
    }

    /// Nil when nobody could write it down; `trace` says why.
    private func transcript(
        of note: VoiceNote,
        _ item: InboxItem,
        _ trace: QuestionTrace,
        until end: Int64
    ) async
        -> String?
    {
        trace.beginRound()
        let call = ChatCall(
            tenant: item.tenant,
            purpose: "voice",
            timeMilliseconds: end - SystemClock.monotonicMilliseconds(),
            observe: { trace.add($0) }
        )
        do {
            let heard = try await transcriber.transcribe(note, for: call)
            trace.end(.answered(LLMAnswer(text: nil, provider: heard.provider, model: heard.model), hidden: [:]))
            return String(heard.text.prefix(Limits.messageCharactersMax))
        } catch {
            trace.end(.failed(LLMFailure(error)))
            return nil
        }
    }

    private func trace(of item: InboxItem, bytes: Int) -> QuestionTrace {
        QuestionTrace(of: item.channel, purpose: "voice", why: "a voice note of \(bytes / 1_024) KiB came")
    }
}

/// A recording, as far as it is here.
private struct Recording: Sendable {
    /// Nil when it could not be fetched in time.
    let content: MediaFile.Draft?
}

extension VoiceNote {
    /// Nil when it is too large, or of a kind that no provider reads.
    fileprivate init?(_ file: MediaFile.Draft, locale: String) {
        guard file.bytes.count <= Limits.llmVoiceBytesMax else { return nil }
        let language = locale.split(separator: "-").first.map { $0.lowercased() }
        self.init(bytes: file.bytes, mime: file.mime, language: language)
    }
}
