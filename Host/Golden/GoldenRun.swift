// Plays flows one after the other: what one breaks is mended before the next begins.

import HostEmulators
import HostTime
import OrkestaModel

/// A run of several flows on one house.
public struct GoldenRun: Sendable {
    /// What somebody who watches is told.
    public enum Progress: Sendable {
        case began(GoldenFlow)
        case step(FlowReport.Step, of: GoldenFlow)
        case ended(FlowReport)
    }

    private let house: GoldenHouse
    private let watch: @Sendable (Progress) -> Void

    public init(on house: GoldenHouse, watch: @escaping @Sendable (Progress) -> Void = { _ in }) {
        self.house = house
        self.watch = watch
    }

    /// Plays them in order. A flow that fails does not keep the others from being played.
    public func play(_ flows: [GoldenFlow]) async -> [FlowReport] {
        await warmUp()
        let installed = await installedPlugins()
        var reports: [FlowReport] = []
        for flow in flows {
            watch(.began(flow))
            let report: FlowReport
            switch installed {
            case .failure(let mismatch): report = failed(flow, because: mismatch)
            case .success(let plugins):
                if let plugin = flow.missing(of: plugins) {
                    report = skipped(flow, without: plugin)
                } else {
                    report = await play(flow)
                }
            }
            for line in ["groq", "ollama"] { house.models.set(FaultPlan(), for: line) }
            watch(.ended(report))
            reports.append(report)
        }
        return reports
    }

    /// What the host can play with. One that does not say fails every flow: none of them
    /// was left out for a reason.
    private func installedPlugins() async -> Result<Set<String>, FlowMismatch> {
        do {
            let plugins = try await house.operate("GET", "/api/plugins").checked("listing the host's plugins")
            return .success(Set((plugins["items"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }))
        } catch {
            let mismatch = error as? FlowMismatch
            return .failure(mismatch ?? FlowMismatch(expected: "the host lists its plugins", came: "\(error)"))
        }
    }

    private func failed(_ flow: GoldenFlow, because mismatch: FlowMismatch) -> FlowReport {
        var report = FlowReport(flow)
        report.failure = FlowReport.Failure(
            line: 1,
            step: "shop",
            expected: mismatch.expected,
            came: mismatch.came,
            transcript: []
        )
        return report
    }

    private func skipped(_ flow: GoldenFlow, without plugin: String) -> FlowReport {
        var report = FlowReport(flow)
        report.skipped = "this host has no plugin \(plugin)"
        return report
    }

    private func play(_ flow: GoldenFlow) async -> FlowReport {
        let startedAt = SystemClock.monotonicMilliseconds()
        var report = FlowReport(flow)
        do {
            report = try await playing {
                FlowShop.stripe(for: flow, in: house, onListening: $0)
            } _: { _, url in
                let shop = try await FlowShop(flow, in: house, stripeURL: url)
                return await FlowRun(flow, in: house, shop).play { watch(.step($0, of: flow)) }
            }
        } catch {
            let mismatch = error as? FlowMismatch ?? FlowMismatch(expected: "the shop is made", came: "\(error)")
            report = failed(flow, because: mismatch)
        }
        report.milliseconds = SystemClock.monotonicMilliseconds() - startedAt
        return report
    }

    private static let warmUpTenant = "ferreteria-la-central"
    private static let warmUpTries = 5

    /// Loads the agents' libraries by a demo tenant, as a customer's first messages do:
    /// that time is no flow's.
    private func warmUp() async {
        for text in ["hola", "busco martillos", "quiero 2 martillos", "cotízame 2 martillos"] {
            for _ in 0..<Self.warmUpTries {
                let message: JSON = ["customer": ["phone": "+525500009999"], "message": .string(text)]
                let path = "/api/chat?tenant_id=\(Self.warmUpTenant)"
                let answer = try? await house.operate("POST", path, message)
                if answer?.json["agent"]?.stringValue != nil { break }
            }
        }
    }
}

extension GoldenFlow {
    /// The first plugin that the flow needs and a host lacks.
    fileprivate func missing(of installed: Set<String>) -> String? {
        let needed = shop.plugins + customers.map(\.channel).filter { $0 != "chat" }
        return needed.first { !installed.contains($0) }
    }
}
