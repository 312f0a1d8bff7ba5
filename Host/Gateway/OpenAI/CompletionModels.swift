// The names under which models are asked for at `/v1`: two for the chain as such,
// and those that are configured.

import HostCore
import HostLLM
import OrkestaModel

/// The models of one tenant.
struct CompletionModels {
    private static let chain = "orkesta"
    private static let smallChain = "orkesta-small"

    private typealias Owner = (name: String, owner: String)

    private let tenant: TenantID
    /// Each name once, with who owns it; none where the tenant has no models.
    private let speakers: [Owner]
    /// Those that write down what is said.
    private let listeners: [Owner]

    init(_ chain: LLMChain?, of tenant: TenantID) {
        self.tenant = tenant
        let speaking = (chain?.models(of: tenant) ?? []).flatMap { provider, models in
            models.map { Owner(name: $0, owner: provider) }
        }
        let hearing = (chain?.transcriptionModels(of: tenant) ?? []).map { Owner(name: $0.model, owner: $0.provider) }
        speakers = Self.owners([Self.chain, Self.smallChain], speaking)
        listeners = Self.owners([Self.chain], hearing)
    }

    private static func owners(_ ours: [String], _ configured: [Owner]) -> [Owner] {
        configured.isEmpty ? [] : unique(ours.map { Owner(name: $0, owner: "orkesta") } + configured)
    }

    private static func unique(_ owners: [Owner]) -> [Owner] {
        var seen: Set<String> = []
        return owners.filter { seen.insert($0.name).inserted }
    }

    /// How the model of this name is asked.
    /// - Throws: ``OpenAIError`` when none of this name answers questions.
    func call(to name: String) throws(OpenAIError) -> ChatCall {
        guard speakers.contains(where: { $0.name == name }) else {
            throw .unknownModel(name, known: speakers.map(\.name))
        }
        let isOurs = [Self.chain, Self.smallChain].contains(name)
        return call("v1", size: name == Self.smallChain ? .small : .large, model: isOurs ? nil : name)
    }

    /// How the model of this name writes down a recording.
    /// - Throws: ``OpenAIError`` when none of this name does.
    func transcriptionCall(to name: String) throws(OpenAIError) -> ChatCall {
        guard listeners.contains(where: { $0.name == name }) else {
            throw .unknownModel(name, known: listeners.map(\.name))
        }
        return call("v1.transcription", model: name == Self.chain ? nil : name)
    }

    private func call(_ purpose: String, size: ModelSize = .large, model: String?) -> ChatCall {
        ChatCall(
            tenant: tenant,
            purpose: purpose,
            size: size,
            model: model,
            timeMilliseconds: Limits.llmEndpointMilliseconds,
            attemptMilliseconds: Limits.llmEndpointAttemptMilliseconds
        )
    }

    private var all: [Owner] { Self.unique(speakers + listeners) }

    /// OpenAI's list. It wants a moment of creation, of which nobody knows more
    /// than `moment`.
    func json(since moment: Timestamp) -> JSON {
        ["object": "list", "data": .array(all.map { json($0, since: moment) })]
    }

    /// One entry of the list.
    /// - Throws: ``OpenAIError`` when there is none of this name.
    func json(of name: String, since moment: Timestamp) throws(OpenAIError) -> JSON {
        guard let owner = all.first(where: { $0.name == name }) else {
            throw .unknownModel(name, known: all.map(\.name))
        }
        return json(owner, since: moment)
    }

    private func json(_ model: Owner, since moment: Timestamp) -> JSON {
        [
            "id": .string(model.name), "object": "model", "created": .integer(moment.milliseconds / 1_000),
            "owned_by": .string(model.owner),
        ]
    }
}
