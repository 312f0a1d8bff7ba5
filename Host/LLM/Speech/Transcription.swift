// Voice notes as text: by the providers of the chain that can hear, in its order.

public import HostCore
internal import HostNet
internal import OrkestaModel

/// Whoever writes voice notes down.
public protocol Transcriber: Sendable {
    /// Throws ``ChainFailure`` in about `call.timeMilliseconds`.
    func transcribe(_ note: VoiceNote, for call: ChatCall) async throws(ChainFailure) -> Transcript
}

extension LLMChain: Transcriber {
    /// Writes a voice note down. Each provider is asked once; with `call.model`
    /// only those that hear with a model of this name.
    /// - Throws: ``ChainFailure`` in about `call.timeMilliseconds`.
    public func transcribe(_ note: VoiceNote, for call: ChatCall) async throws(ChainFailure) -> Transcript {
        guard note.bytes.count <= Limits.llmVoiceBytesMax else { throw ChainFailure(.badRequest) }
        let run = TranscriptionRun(chain: self, note: note, call: call)
        do throws(ChainFailure) {
            return try await run.transcript()
        } catch {
            metrics.chainFailed(call.tenant, error.reason)
            throw error
        }
    }

    /// The names of the models that write down voice notes for a tenant, by
    /// provider, in its order.
    public func transcriptionModels(of tenant: TenantID) -> [(provider: String, model: String)] {
        settings.listeners(for: ChatCall(tenant: tenant, purpose: "models")).map { ($0.provider.name, $0.model) }
    }
}

/// A voice note on its way along the chain.
private struct TranscriptionRun: Sendable {
    let chain: LLMChain
    let note: VoiceNote
    let call: ChatCall
    private let trace: ChainTrace
    /// Monotonic milliseconds.
    private let start: Int64

    init(chain: LLMChain, note: VoiceNote, call: ChatCall) {
        (self.chain, self.note, self.call) = (chain, note, call)
        trace = ChainTrace(call, chain.metrics)
        start = chain.clock.monotonicMilliseconds()
    }

    func transcript() async throws(ChainFailure) -> Transcript {
        let listeners = chain.settings.listeners(for: call).compactMap { listener in
            chain.stations[listener.provider.name].map { (station: $0, model: listener.model) }
        }
        guard !listeners.isEmpty else { throw ChainFailure(.unconfigured) }
        for (station, model) in listeners {
            guard !Task.isCancelled else { break }
            guard left > 0 else { throw ChainFailure(.deadline, attempts: trace.attempts) }
            var attempt = Attempt(
                provider: station.settings.name,
                model: model,
                outcome: .answered,
                startedAt: chain.clock.monotonicMilliseconds() - start
            )
            let speech = await hear(at: station, &attempt)
            attempt.took = chain.clock.monotonicMilliseconds() - start - attempt.startedAt
            trace.add(attempt)
            guard let speech else { continue }
            return Transcript(
                speech: speech,
                seconds: speech.seconds ?? note.estimatedSeconds,
                provider: attempt.provider,
                model: model,
                attempts: trace.attempts
            )
        }
        let attempts = trace.attempts
        if Task.isCancelled { throw ChainFailure(.cancelled, attempts: attempts) }
        guard !attempts.allSatisfy(\.isBadRequest) else { throw ChainFailure(.badRequest, attempts: attempts) }
        throw ChainFailure(.exhausted, attempts: attempts, retryAfterMilliseconds: chain.pause(of: listeners))
    }

    /// What is left of the time, in milliseconds.
    private var left: Int64 { start + call.timeMilliseconds - chain.clock.monotonicMilliseconds() }

    /// What is heard, or nil where the provider hears nothing; `attempt` says why.
    private func hear(at station: ProviderStation, _ attempt: inout Attempt) async -> HeardSpeech? {
        let clock = chain.clock
        // Of tokens it takes none, so that a tenant's last ones are for dialogue.
        let reserved = Spending(nanos: station.settings.transcriptionCost(ofSeconds: note.estimatedSeconds))
        guard chain.reserve(reserved, for: call.tenant, at: station) else {
            attempt.outcome = .skipped(.budget)
            return nil
        }
        defer { chain.release(reserved, of: call.tenant, at: station) }
        let ticket: ProviderHealth.Ticket
        switch station.admit(attempt.model, tokens: 0, at: clock.monotonicMilliseconds()) {
        case .refused(let reason):
            attempt.outcome = .skipped(reason)
            return nil
        case .admitted(let admitted): ticket = admitted
        }
        guard await chain.enterQueue(of: station, call.tenant, left: left) else {
            station.settle(ticket, .abandoned, head: nil, at: clock.monotonicMilliseconds())
            attempt.outcome = Task.isCancelled ? .abandoned : .skipped(.busy)
            return nil
        }
        defer { station.queue.leave() }
        let key = ticket.key.map { station.settings.keys[$0] }
        let (head, result) = await exchange(with: station.settings, attempt.model, key)
        let use: ProviderHealth.Use
        switch result {
        case .success(let heard):
            use = .answered
            let seconds = heard.seconds ?? note.estimatedSeconds
            attempt.costNanos = station.settings.transcriptionCost(ofSeconds: seconds)
            station.clear(attempt.model)
        case .failure where Task.isCancelled:
            use = .abandoned
            attempt.outcome = .abandoned
        case .failure(let failure):
            use = .failed(FailurePolicy(for: failure).rest)
            attempt.outcome = .failed(failure)
            chain.report(failure, of: attempt.model, at: station)
        }
        chain.book(attempt, for: call.tenant, at: station)
        station.settle(ticket, use, head: head, at: clock.monotonicMilliseconds())
        return try? result.get()
    }

    private func exchange(
        with settings: ProviderSettings,
        _ model: String,
        _ key: String?
    ) async -> (HTTPResponseHead?, Result<HeardSpeech, AttemptFailure>) {
        guard let url = settings.address.transcriptionURL(model) else {
            return (nil, .failure(AttemptFailure(.modelGone)))
        }
        let upload = MultipartUpload(boundarySeed: chain.randomness.next())
        let body = upload.body(
            fields: note.fields(model),
            file: (name: "voice.\(note.format.rawValue)", type: "application/octet-stream", bytes: note.bytes)
        )
        let request = HTTPRequest(
            method: "POST",
            url: url,
            headers: settings.address.headers(key: key, extra: settings.headers, contentType: upload.contentType),
            body: body,
            timeoutMilliseconds: max(1, min(left, call.attemptMilliseconds ?? left)),
            bodyBytesMax: Limits.llmAnswerBytesMax
        )
        do throws(NetError) {
            let response = try await chain.client.send(request)
            guard response.status == 200 else {
                return (response.head, .failure(failure(response.head, body: response.body)))
            }
            let speech = Result { () throws(AttemptFailure) in try HeardSpeech(response.body, of: note) }
            return (response.head, speech)
        } catch {
            return (nil, .failure(AttemptFailure(error)))
        }
    }
}

extension VoiceNote {
    /// How long it may be, rather too long than too short: for a budget before it
    /// is heard, and for a provider that doesn't tell.
    fileprivate var estimatedSeconds: Int64 { Int64(bytes.count / Limits.llmVoiceBytesPerSecond + 1) }

    /// The form beside the file.
    fileprivate func fields(_ model: String) -> [(name: String, value: String)] {
        var fields = [(name: "model", value: model), ("response_format", isTimed ? "verbose_json" : "json")]
        if let language { fields.append(("language", language)) }
        if let prompt { fields.append(("prompt", prompt)) }
        if let temperature { fields.append(("temperature", "\(temperature)")) }
        return fields
    }
}

extension Attempt {
    fileprivate var isBadRequest: Bool {
        if case .failed(let failure) = outcome { failure.kind == .badRequest } else { false }
    }
}
