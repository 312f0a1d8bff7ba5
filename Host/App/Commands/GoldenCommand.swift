// `orkesta golden`: stories that the product must always live through, played on a
// host of their own.

import ArgumentParser
import Foundation
import Glibc
import HostCore
import HostGolden
import OrkestaModel
import UnixSignals

struct GoldenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "golden",
        abstract: "Play the golden flows: from a price list to the receipt, through every failure they know.",
        discussion: """
            A flow is a file of steps: customers write, read and pay, time passes, providers fail,
            a person steps in. Each is played by this program with the plugins that are installed,
            on a new host with an empty database and free ports; your data are not touched.

            Examples:
              orkesta golden list
              orkesta golden run                             all of them
              orkesta golden run partial-payment --steps     one of them, step by step
              orkesta golden show hand-off > mine.yaml       to write your own
              orkesta golden run --file mine.yaml
            """,
        subcommands: [ListGolden.self, ShowGolden.self, RunGolden.self]
    )
}

struct ListGolden: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The flows of the house.",
        discussion: "Example: orkesta golden list --json"
    )
    @OptionGroup var output: OutputOptions

    func run() throws {
        let flows = try GoldenFlows.all()
        show(
            .array(
                flows.map {
                    ["number": .integer(Int64($0.number)), "name": .string($0.name), "title": .string($0.title)]
                }
            ),
            as: output,
            header: ["NUMBER", "NAME", "TITLE"],
            rows: flows.map { [String($0.number), $0.name, $0.title] }
        )
    }
}

struct ShowGolden: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A flow as it is written.",
        discussion: "Example: orkesta golden show partial-payment"
    )
    @Argument(help: "Its name or number.") var flow: String

    func run() throws { print(try GoldenFlows.text(of: flow), terminator: "") }
}

struct RunGolden: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Play flows, and say how each went; exit code 1 when one failed.",
        discussion: "Example: orkesta golden run 3 6 --json"
    )
    @Argument(help: "Names or numbers; all when left out.") var flows: [String] = []
    @Option(help: ArgumentHelp("A flow of your own.", valueName: "file.yaml")) var file: String?
    @Flag(help: "Say each step as it is done.") var steps = false
    @Option(name: .customLong("plugins"), help: ArgumentHelp("The plugins.d folder.", valueName: "dir"))
    var plugins: String?
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard file == nil || flows.isEmpty else { throw ValidationError("Give names, or a --file of your own.") }
    }

    func run() async throws {
        let chosen = try file.map { [try Self.flow(in: $0)] } ?? GoldenFlows.named(flows)
        let stage = GoldenStage(pluginsFolder: plugins ?? HostSettings.defaultPluginsFolder, pluginPath: [])
        let (steps, isQuiet) = (steps, output.isJSON)
        let reports = try await stage.play(
            chosen,
            opened: { endWithSignals($0, folder: $1) },
            watch: { if !isQuiet { Self.tell($0, steps: steps) } }
        )
        if output.isJSON { print(JSON.array(reports.map(\.json))) }
        let (passed, failed) = (reports.count(where: \.hasPassed), reports.count(where: \.hasFailed))
        if !output.isJSON {
            let skipped = reports.count - passed - failed
            print("\(passed) of \(reports.count) flows passed" + (skipped > 0 ? ", \(skipped) skipped" : ""))
        }
        guard failed == 0 else { throw ExitCode(1) }
    }

    private static func flow(in path: String) throws -> GoldenFlow {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Problem(.notFound, "\(path) cannot be read", field: "--file", remedy: "Give a flow's file")
        }
        return try GoldenFlow(yaml: String(decoding: bytes, as: UTF8.self), file: path)
    }

    private static func tell(_ progress: GoldenRun.Progress, steps: Bool) {
        switch progress {
        case .began(let flow) where steps: print("\(flow.name): \(flow.title)")
        case .step(let step, _) where steps: print("  \(step.line): \(step.text) (\(step.milliseconds) ms)")
        case .began, .step: break
        case .ended(let report): print(report.text)
        }
        fflush(nil)
    }
}

/// Ctrl-C leaves nothing behind.
private func endWithSignals(_ host: ChildHost, folder: String) {
    Task {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup) {
            await host.stop()
            // Whoever played may be removing it too, and then neither is done at once.
            for _ in 0..<10 where FileManager.default.fileExists(atPath: folder) {
                try? FileManager.default.removeItem(atPath: folder)
            }
            Glibc.exit(130)
        }
    }
}
