// Looks whether the configured models still exist, before a customer finds out:
// at the start and once an hour, in the providers' own lists and in ours.

internal import HostCore
internal import HostNet
internal import Logging
internal import OrkestaModel
public import ServiceLifecycle

/// Watches the models of a chain.
public struct ModelWatch: Service {
    private let chain: LLMChain

    public init(_ chain: LLMChain) { self.chain = chain }

    public func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await look()
                await chain.clock.pause(milliseconds: Limits.llmModelWatchMilliseconds)
            }
        }
    }

    /// Looks once. A model that a provider no longer lists is left out of the
    /// chain until the configuration changes; a list that can't be had changes nothing.
    public func look() async {
        for station in chain.stations.values.sorted(by: { $0.settings.name < $1.settings.name }) {
            let configured = chain.configuration.models(at: station.settings).map(\.name)
            for name in configured { warnOfRetirement(of: name, at: station) }
            guard let listed = await models(of: station.settings) else { continue }
            for name in configured where !listed.contains(name) {
                station.retire(name)
                report(name, "not_listed", "the provider doesn't list it", station)
            }
        }
    }

    private func warnOfRetirement(of name: String, at station: ProviderStation) {
        guard station.settings.name == "groq", let retired = RetiredModel.named(name) else { return }
        let day = retired.end.description.prefix(10)
        report(name, "retirement", "ends on \(day); use \(retired.replacement)", station)
    }

    private func report(_ model: String, _ kind: String, _ detail: String, _ station: ProviderStation) {
        let alert = ProviderStation.Alert(model: model, kind: kind, detail: detail, since: chain.clock.now())
        guard station.raise(alert) else { return }
        chain.log.error(
            "a configured language model is not to be had",
            metadata: ["provider": "\(station.settings.name)", "model": "\(model)", "reason": "\(detail)"]
        )
    }

    /// The names that a provider lists; nil when it lists none, or can't be asked.
    private func models(of settings: ProviderSettings) async -> Set<String>? {
        guard let url = settings.address.modelsURL else { return nil }
        var request = HTTPRequest(url: url)
        request.headers = settings.address.headers(key: settings.keys.first, extra: settings.headers)
        request.timeoutMilliseconds = Limits.llmModelListMilliseconds
        guard let response = try? await chain.client.send(request), response.status == 200,
            let document = try? JSON(parsing: response.body)
        else { return nil }
        // OpenAI's form, else Ollama's.
        let entries = (document["data"] ?? document["models"])?.arrayValue ?? []
        let names = entries.compactMap { ($0["id"] ?? $0["model"] ?? $0["name"])?.stringValue }
        return names.isEmpty ? nil : Set(names).union(names.map(withoutLatest))
    }

    /// Ollama writes out the tag that a name without one means.
    private func withoutLatest(_ name: String) -> String {
        name.hasSuffix(":latest") ? String(name.dropLast(":latest".count)) : name
    }
}
