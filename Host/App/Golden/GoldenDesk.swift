// Golden flows on request of the Control Tower: one run at a time, and the latest are
// remembered for as long as this process lives.

import HostCore
import HostGateway
import HostGolden
import HostTime
import OrkestaModel

/// Plays flows for the API.
actor GoldenDesk: GoldenFlowPlayer {
    /// One run: when, and how it went.
    private struct Run {
        let startedAt: Timestamp
        let reports: [FlowReport]

        var json: JSON {
            [
                "started_at": .string(startedAt.description), "passed": .bool(!reports.contains(where: \.hasFailed)),
                "milliseconds": .integer(reports.reduce(0) { $0 + $1.milliseconds }),
                "flows": .array(reports.map(\.json)),
            ]
        }
    }

    private let stage: GoldenStage
    private var runs: [Run] = []
    private var isRunning = false

    init(_ stage: GoldenStage) { self.stage = stage }

    func run(_ names: [String], yaml: String?) async throws -> JSON {
        guard yaml == nil || names.isEmpty else {
            throw Problem(.invalid, "there are names and a text", field: "flows", remedy: "Send either of them.")
        }
        let flows = try yaml.map { [try GoldenFlow(yaml: $0, file: "yaml")] } ?? GoldenFlows.named(names)
        guard !isRunning else {
            throw Problem(.conflict, "golden flows are being played", remedy: "Wait until they have ended.")
        }
        isRunning = true
        defer { isRunning = false }
        let startedAt = SystemClock().now()
        let run = Run(startedAt: startedAt, reports: try await stage.play(flows))
        runs = Array(([run] + runs).prefix(Limits.goldenRunsKept))
        return run.json
    }

    func results() -> JSON {
        ["running": .bool(isRunning), "runs": .array(runs.map(\.json))]
    }
}
