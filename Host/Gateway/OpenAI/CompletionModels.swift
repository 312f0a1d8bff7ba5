// The names under which models are asked for at `/v1`: two for the chain as such,
// and those that are configured.

import HostCore
import HostLLM
import OrkestaModel

/// The models of one tenant.
struct CompletionModels {
    private static let chain = "orkesta"
    private static let smallChain = "orkesta-small"

    /// Each name once, with who owns it; none where the tenant has no models.
    private let owners: [(name: String, owner: String)]

    init(_ chain: LLMChain?, of tenant: TenantID) {
        let providers = chain?.models(of: tenant) ?? []
        let configured = providers.flatMap { provider, models in models.map { (name: $0, owner: provider) } }
        let ours = [Self.chain, Self.smallChain].map { (name: $0, owner: "orkesta") }
        var seen: Set<String> = []
        owners = configured.isEmpty ? [] : (ours + configured).filter { seen.insert($0.name).inserted }
    }

    var names: [String] { owners.map(\.name) }

    /// What a name asks for; nil: there is no such model.
    func choice(of name: String) -> (size: ModelSize, model: String?)? {
        guard names.contains(name) else { return nil }
        switch name {
        case Self.chain: return (.large, nil)
        case Self.smallChain: return (.small, nil)
        default: return (.large, name)
        }
    }

    /// OpenAI's list. It wants a moment of creation, of which nobody knows more
    /// than `moment`.
    func json(since moment: Timestamp) -> JSON {
        let entries = owners.map { name, owner -> JSON in
            [
                "id": .string(name), "object": "model", "created": .integer(moment.milliseconds / 1_000),
                "owned_by": .string(owner),
            ]
        }
        return ["object": "list", "data": .array(entries)]
    }
}
