// `orkesta-bench abi`: what the door between host and plugins costs.

import ArgumentParser
import HostPlugins
import OrkestaModel

struct ABIBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "abi",
        abstract: "Measures calls across the plugin ABI, and loading, making and keeping instances.",
        discussion: """
            A plugin in C is compiled and loaded by the real runtime over a SQLite database, without
            a host around it; it measures its own calls, beside a C function called through a
            pointer in the same run. Each figure of a call is the median of five runs. Instances are
            made for 1,000 tenants, of that plugin and of the house's own.
            Exit codes: 0 every figure is within its aim, 1 some are over it.
            """
    )

    static let pluginID = "abi-bench"
    private static let plugins =
        [.compiled(pluginID, from: "Tests/Benchmarks/ABI/Plugins/abi_bench.c")]
        + ["orchestrator", "catalog", "web"].map(BenchmarkHouse.Plugin.built)

    @Flag(help: "One run a figure, and 200 tenants.") var quick = false
    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false

    func run() async throws {
        let house = try await BenchmarkHouse(Self.plugins, tenantCount: quick ? 200 : 1_000)
        let runtime = house.runtime()
        var figures = try await CallMeasurements(runtime: runtime, tenant: house.tenant, runs: quick ? 1 : 5).measure()
        // Kept to the end: the memory of one plugin must not be used again by the next.
        var runtimes = [runtime]
        for plugin in Self.plugins {
            let (measured, runtime) = try await InstanceMeasurements(house: house, pluginName: plugin.id).measure()
            figures += measured
            runtimes.append(runtime)
        }
        for runtime in runtimes { await runtime.shutDown() }
        if isJSON {
            print(JSON.object(["figures": .array(figures.map(\.json))]).description)
        } else {
            print(textTable([["FIGURE", "VALUE", "UNIT", "AIM"]] + figures.map(\.cells)))
        }
        guard figures.allSatisfy(\.isWithinAim) else { throw ExitCode.failure }
    }
}
