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
    }

    public var bytes: [UInt8]
    public var format: Format
    /// ISO 639-1, such as `es`; nil: the model finds out.
    public var language: String?

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
}

extension LLMChain {
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
            if let text = await hear(note, at: station, model, within: left, since: start, trace) {
                return Transcript(
                    text: text,
                    provider: station.settings.name,
                    model: model,
                    attempts: trace.attempts
                )
            }
        }
        metrics.chainFailed(call.tenant, .exhausted)
        throw ChainFailure(.exhausted, attempts: trace.attempts)
    }

    /// The text, or nil where the provider gives none; the trace says why.
    private func hear(
        _ note: VoiceNote,
        at station: ProviderStation,
        _ model: String,
        within left: Int64,
        since start: Int64,
        _ trace: ChainTrace
    ) async -> String? {
        let began = clock.monotonicMilliseconds()
        var attempt = Attempt(
            provider: station.settings.name,
            model: model,
            outcome: .answered,
            startedAt: began - start
        )
        let ticket: ProviderHealth.Ticket
        switch station.admit(model, tokens: 0, at: began) {
        case .refused(let reason):
            attempt.outcome = .skipped(reason)
            trace.add(attempt)
            return nil
        case .admitted(let admitted): ticket = admitted
        }
        let key = ticket.key.map { station.settings.keys[$0] }
        let (head, result) = await exchange(note, station.settings, model, key, within: left)
        let now = clock.monotonicMilliseconds()
        attempt.took = now - began
        switch result {
        case .success:
            station.settle(ticket, .answered, head: head, at: now)
        case .failure(let failure):
            attempt.outcome = .failed(failure)
            station.settle(ticket, .failed(FailurePolicy(for: failure).rest), head: head, at: now)
        }
        trace.add(attempt)
        return try? result.get()
    }

    private func exchange(
        _ note: VoiceNote,
        _ settings: ProviderSettings,
        _ model: String,
        _ key: String?,
        within left: Int64
    ) async -> (HTTPResponseHead?, Result<String, AttemptFailure>) {
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
            guard let document = try? JSON(parsing: response.body), let text = document["text"]?.stringValue else {
                return (response.head, .failure(AttemptFailure(.malformed)))
            }
            let isEmpty = !text.contains { !$0.isWhitespace }
            return (response.head, isEmpty ? .failure(AttemptFailure(.empty)) : .success(text))
        } catch {
            return (nil, .failure(AttemptFailure(error)))
        }
    }
}
