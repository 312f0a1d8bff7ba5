// The house on which golden flows are played: this program with the installed plugins,
// on an empty database, in a process of its own, so that nothing that a flow breaks is
// anybody's. This process plays the outside world for it.

import Foundation
import HostCore
import HostEmulators
import HostGolden
import OrkestaModel

/// Opens a house, plays flows on it, and takes it down.
struct GoldenStage: Sendable {
    let pluginsFolder: String
    let pluginPath: [String]

    /// Plays `flows` in order. `opened` gets the host's process and its folder, for whoever
    /// must end before the flows do.
    func play(
        _ flows: [GoldenFlow],
        opened: @Sendable (ChildHost, _ folder: String) -> Void = { _, _ in },
        watch: @escaping @Sendable (GoldenRun.Progress) -> Void = { _ in }
    ) async throws -> [FlowReport] {
        let folder = try ChildHost.makeFolder("golden")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await playing {
            LLMEmulator(LLMEmulatorSettings(isCut: false), log: hostLogger("critical"), onListening: $0)
        } _: { models, url in
            let process = ChildHost(
                in: folder,
                pluginsFolder: pluginsFolder,
                pluginPath: pluginPath,
                variables: Self.variables(modelsAt: url)
            )
            opened(process, folder)
            do {
                try await process.start()
                let house = try GoldenHouse(
                    clientURL: await process.clientURL,
                    socket: "\(process.dataFolder)/host.sock",
                    models: models
                )
                let reports = await GoldenRun(on: house, watch: watch).play(flows)
                guard await process.isRunning else { throw await ended(process) }
                await process.stop()
                return reports
            } catch {
                await process.stop()
                throw error
            }
        }
    }

    /// Two providers of language models, both played here; none outside.
    private static func variables(modelsAt url: String) -> [String: String] {
        var variables = ["GROQ_API_KEY": "gsk_golden", "GROQ_BASE_URL": "\(url)/openai/v1", "OLLAMA_HOST": url]
        for name in ["AZURE_OPENAI_KEY", "GROQ_MODEL_SMALL", "GROQ_MODEL_LARGE", "OLLAMA_MODEL"] {
            variables[name] = ""
        }
        return variables
    }

    private func ended(_ process: ChildHost) async -> Problem {
        Problem(
            .pluginFailure,
            "the host ended in a flow (\(await process.ending)): \(process.logTail)",
            remedy: "A crash in a plugin takes it along: see the lines above"
        )
    }
}
