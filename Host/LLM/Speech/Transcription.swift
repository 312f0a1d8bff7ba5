// Voice notes as text: by the providers of the chain that can hear, in its order.
// Source: OpenAI's and Groq's POST /audio/transcriptions.

internal import HostCore
internal import HostNet
internal import OrkestaModel

/// A recording. WhatsApp's are Ogg with Opus and go in as they are.
public struct VoiceNote: Sendable {
    /// What a recording may be, as the file's name says to the provider.
    public enum Format: String, Sendable, CaseIterable {
        case flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav, webm

        fileprivate static let byType: [String: Format] = [
            "audio/ogg": .ogg, "audio/opus": .ogg, "audio/mpeg": .mp3, "audio/mp3": .mp3, "audio/mp4": .m4a,
            "audio/m4a": .m4a, "audio/x-m4a": .m4a, "audio/wav": .wav, "audio/x-wav": .wav, "audio/wave": .wav,
            "audio/webm": .webm, "audio/flac": .flac, "audio/x-flac": .flac,
        ]
    }

    public var bytes: [UInt8]
    public var format: Format
    /// ISO 639-1, such as `es`; nil: the model finds out.
    public var language: String?

    /// Nil when no provider reads `mime`, which may have parameters, such as
    /// `audio/ogg; codecs=opus`.
    public init?(bytes: [UInt8], mime: String, language: String? = nil) {
        let type = mime.split(separator: ";").first.map { $0.lowercased() } ?? ""
        guard let format = Format.byType[type] else { return nil }
        self.init(bytes: bytes, format: format, language: language)
    }

    public init(bytes: [UInt8], format: Format, language: String? = nil) {
        self.bytes = bytes
        self.format = format
        self.language = language
    }
}

/// What a recording says.
public struct Transcript: Sendable {
    /// Never empty.
    public var text: String
    public var provider: String
    public var model: String
    /// As in ``ChatResult/attempts``.
    public var attempts: [Attempt]

    public init(text: String, provider: String, model: String, attempts: [Attempt]) {
        self.text = text
        self.provider = provider
        self.model = model
        self.attempts = attempts
    }
}

/// Whoever writes voice notes down.
public protocol Transcriber: Sendable {
    /// Throws ``ChainFailure`` in about `call.timeMilliseconds`.
    func transcribe(_ note: VoiceNote, for call: ChatCall) async throws(ChainFailure) -> Transcript
}

extension LLMChain: Transcriber {
    /// Writes a voice note down. Each provider is asked once.
    /// - Throws: ``ChainFailure`` in about `call.timeMilliseconds`.
    public func transcribe(_ note: VoiceNote, for call: ChatCall) async throws(ChainFailure) -> Transcript {
        let trace = ChainTrace(call, metrics)
        let start = clock.monotonicMilliseconds()
        let stations = settings.route(for: call).compactMap { stop in
            stop.provider.transcriptionModel == nil ? nil : self.stations[stop.provider.name]
        }
        guard note.bytes.count <= Limits.llmVoiceBytesMax else { throw ChainFailure(.badRequest) }
        guard !stations.isEmpty else { throw ChainFailure(.unconfigured) }
        for station in stations {
            guard !Task.isCancelled else { throw ChainFailure(.cancelled, attempts: trace.attempts) }
            let left = start + call.timeMilliseconds - clock.monotonicMilliseconds()
            guard left > 0 else { throw ChainFailure(.deadline, attempts: trace.attempts) }
            guard let model = station.settings.transcriptionModel else { continue }
            var attempt = Attempt(
                provider: station.settings.name,
                model: model,
                outcome: .answered,
                startedAt: clock.monotonicMilliseconds() - start
            )
            let text = await hear(note, for: call.tenant, at: station, &attempt, within: left)
            attempt.took = clock.monotonicMilliseconds() - start - attempt.startedAt
            trace.add(attempt)
            guard let text else { continue }
            return Transcript(
                text: text,
                provider: station.settings.name,
                model: model,
                attempts: trace.attempts
            )
        }
        metrics.chainFailed(call.tenant, .exhausted)
        throw ChainFailure(.exhausted, attempts: trace.attempts)
    }

    /// The text, or nil where the provider gives none; `attempt` says why.
    private func hear(
        _ note: VoiceNote,
        for tenant: TenantID,
        at station: ProviderStation,
        _ attempt: inout Attempt,
        within left: Int64
    ) async -> String? {
        // Of tokens it takes none, so that a tenant's last ones are for dialogue.
        let reserved = Spending(nanos: station.settings.transcriptionCost(ofSeconds: note.estimatedSeconds))
        guard reserve(reserved, for: tenant, at: station) else {
            attempt.outcome = .skipped(.budget)
            return nil
        }
        defer { release(reserved, of: tenant, at: station) }
        let ticket: ProviderHealth.Ticket
        switch station.admit(attempt.model, tokens: 0, at: clock.monotonicMilliseconds()) {
        case .refused(let reason):
            attempt.outcome = .skipped(reason)
            return nil
        case .admitted(let admitted): ticket = admitted
        }
        guard await enterQueue(of: station, tenant, left: left) else {
            station.settle(ticket, .abandoned, head: nil, at: clock.monotonicMilliseconds())
            attempt.outcome = .skipped(.busy)
            return nil
        }
        defer { station.queue.leave() }
        let key = ticket.key.map { station.settings.keys[$0] }
        let (head, result) = await exchange(note, station.settings, attempt.model, key, within: left)
        let use: ProviderHealth.Use
        switch result {
        case .success(let heard):
            use = .answered
            let seconds = heard.seconds ?? note.estimatedSeconds
            attempt.costNanos = station.settings.transcriptionCost(ofSeconds: seconds)
        case .failure where Task.isCancelled:
            use = .abandoned
            attempt.outcome = .abandoned
        case .failure(let failure):
            use = .failed(FailurePolicy(for: failure).rest)
            attempt.outcome = .failed(failure)
            report(failure, of: attempt.model, at: station)
        }
        book(attempt, for: tenant, at: station)
        station.settle(ticket, use, head: head, at: clock.monotonicMilliseconds())
        return try? result.get().text
    }

    private func exchange(
        _ note: VoiceNote,
        _ settings: ProviderSettings,
        _ model: String,
        _ key: String?,
        within left: Int64
    ) async -> (HTTPResponseHead?, Result<HeardSpeech, AttemptFailure>) {
        guard let url = settings.address.transcriptionURL(model) else {
            return (nil, .failure(AttemptFailure(.modelGone)))
        }
        let form = MultipartForm(boundarySeed: randomness.next())
        let body = form.body(
            fields: [("model", model), ("response_format", "json")] + (note.language.map { [("language", $0)] } ?? []),
            file: (name: "voice.\(note.format.rawValue)", bytes: note.bytes)
        )
        let request = HTTPRequest(
            method: "POST",
            url: url,
            headers: settings.address.headers(key: key, extra: settings.headers, contentType: form.contentType),
            body: body,
            timeoutMilliseconds: left,
            bodyBytesMax: Limits.llmAnswerBytesMax
        )
        do throws(NetError) {
            let response = try await client.send(request)
            guard response.status == 200 else {
                return (response.head, .failure(failure(response.head, body: response.body)))
            }
            return (response.head, Result { () throws(AttemptFailure) in try HeardSpeech(response.body) })
        } catch {
            return (nil, .failure(AttemptFailure(error)))
        }
    }
}

/// What a response says that was heard.
private struct HeardSpeech {
    var text: String
    /// How long it is, rounded up; nil when not told.
    var seconds: Int64?

    init(_ body: [UInt8]) throws(AttemptFailure) {
        guard let document = try? JSON(parsing: body), let text = document["text"]?.stringValue else {
            throw AttemptFailure(.malformed)
        }
        guard text.contains(where: { !$0.isWhitespace }) else { throw AttemptFailure(.empty) }
        self.text = text
        seconds = document["usage"]?.count("seconds").map(Int64.init)
    }
}

extension VoiceNote {
    /// How long it may be, rather too long than too short: for a budget before it
    /// is heard, and for a provider that doesn't tell.
    fileprivate var estimatedSeconds: Int64 { Int64(bytes.count / Limits.llmVoiceBytesPerSecond + 1) }
}
