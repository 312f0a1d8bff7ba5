// What a call of a native tool costs, in this process and through a worker, beside
// the same C function called directly.

import ArgumentParser
import FoundationEssentials
import Glibc
import HostAccess
import HostCore
import HostPlugins
import HostStorage
import HostStorageSQLite
import HostTime
import HostTurns
import Logging
import NativeCall
import OrkestaModel
import TestHarness

struct ToolCallBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tools",
        abstract: "Measures calls of native tools beside a direct C call.",
        discussion: "Each figure is the median of five runs. Aim: none is set; the host adds the checks."
    )

    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false

    func run() async throws {
        let rows = try await ToolCalls().measure(runs: 5)
        guard !isJSON else {
            let members = rows.map { ($0.name, JSON.double(($0.nanoseconds * 10).rounded() / 10)) }
            return print(JSON.object(Dictionary(uniqueKeysWithValues: members)).description)
        }
        let width = rows.map(\.name.count).max() ?? 0
        for row in rows {
            let padding = String(repeating: " ", count: width - row.name.count)
            print("\(row.name)\(padding)  \(Int(row.nanoseconds.rounded())) ns")
        }
    }
}

/// Tools of a runtime of its own, without a host around it.
struct ToolCalls {
    /// One figure.
    typealias Row = (name: String, nanoseconds: Double)

    /// Why a figure could not be had.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let folder: TemporaryFolder
    private let database: SQLiteDatabase
    private let runtime: PluginRuntime
    private let tenant: TenantHandle

    init() async throws {
        folder = try TemporaryFolder(prefix: "orkesta-bench-tools")
        try await ToolCalls.compile(to: folder.file("libtooled.so"))
        try FileManager.default.createDirectory(atPath: folder.file("plugins.d"), withIntermediateDirectories: true)
        for (name, text) in ["tooled": "library: libtooled.so\n", "bound": boundTools] {
            try Data(text.utf8).write(to: URL(filePath: folder.file("plugins.d/\(name).yaml")))
        }
        database = try SQLiteDatabase(path: folder.file("bench.sqlite"))
        let now = SystemClock().now()
        try await SchemaMigrator().migrate(database, at: now)
        guard let id = TenantID("bench") else { throw Failure(description: "no tenant") }
        tenant = try await database.write { connection in
            let tenant = Tenant(id: id, displayName: "Bench", randomSeed: 1, createdAt: now)
            let handle = try TenantDirectory().create(tenant, in: connection)
            for plugin in ["tooled", "bound"].compactMap(PluginID.init) {
                try TenantPlugins(handle).set(plugin, enabled: true, at: now, in: connection)
            }
            return handle
        }
        runtime = PluginRuntime(
            catalog: PluginCatalog(folder: folder.file("plugins.d"), searchPath: [folder.path]),
            copiesFolder: folder.file("copies"),
            threads: 2,
            toolWorker: BuildFolder.path + "/orkesta-tool-worker",
            services: PluginServices(
                database: database,
                clock: { _ in SystemClock() },
                logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() },
                metrics: DiscardedMetrics(),
                masterKey: try MasterKey.load(fromEnvironment: nil, directory: folder.path),
                publicURL: "http://localhost:8000"
            )
        )
    }

    /// Each figure is the median of so many runs.
    func measure(runs: Int) async throws -> [Row] {
        let tools = try await runtime.tools(of: tenant, in: nil)
        func tool(_ name: String) throws -> any Tool {
            guard let tool = tools.first(where: { $0.description.name == name }) else {
                throw Failure(description: "there is no tool \(name)")
            }
            return tool
        }
        let (native, bound) = (try tool("hypotenuse"), try tool("bound_hypotenuse"))
        var rows = [
            Row("C function through a pointer", median(runs) { directCall(10_000_000) }),
            Row("the same through libffi", median(runs) { ffiCall(1_000_000) }),
        ]
        for (name, tool, rounds) in [
            ("native tool, in process", native, 20_000), ("bound tool, in a worker", bound, 5_000),
        ] {
            var values: [Double] = []
            for _ in 0..<runs { values.append(try await toolCalls(tool, rounds)) }
            rows.append(Row(name, values.sorted()[runs / 2]))
        }
        let refusals = try await refusals(native, 20_000)
        rows.insert(Row("arguments checked against the schema", refusals), at: 2)
        await runtime.shutDown()
        return rows
    }

    /// Nanoseconds a call that is refused for its arguments: nothing else is in it.
    private func refusals(_ tool: any Tool, _ rounds: Int) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<rounds {
            do throws(ToolFailure) {
                _ = try await tool.call(["a": 3.0, "b": "four"])
                throw ToolFailure.garbled(reason: "wrong arguments were taken")
            } catch {
                guard error.label == "arguments" else { throw error }
            }
        }
        return (clock.now - start).nanoseconds / Double(rounds)
    }

    /// Nanoseconds a call, one call after the other.
    private func toolCalls(_ tool: any Tool, _ rounds: Int) async throws -> Double {
        let arguments: JSON = ["a": 3.0, "b": 4.0]
        _ = try await tool.call(arguments)
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<rounds {
            guard try await tool.call(arguments) == 5.0 else { throw Failure(description: "a wrong answer") }
        }
        return (clock.now - start).nanoseconds / Double(rounds)
    }

    private static func compile(to library: String) async throws {
        let here = #filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.endIndex)
        let run = try await CommandLineRun.orkesta(
            ["clang", "-std=c11", "-O2", "-shared", "-fPIC", "-fvisibility=hidden"]
                + ["-I", "\(here)/../../SDK/ABI/include", "\(here)/../Misbehaving/Plugins/tool_agent.c", "-lm"]
                + ["-o", library],
            executable: "/usr/bin/env"
        )
        guard run.exitCode == 0 else { throw Failure(description: "clang: \(run.standardError)") }
    }
}

private let boundTools = """
    tools:
      - name: bound_hypotenuse
        description: The long side of a right triangle.
        library: libm.so.6
        signature: "f64 hypot(f64 a, f64 b)"
    """

private func median(_ runs: Int, _ measure: () -> Double) -> Double {
    (0..<runs).map { _ in measure() }.sorted()[runs / 2]
}

/// The library's function, behind a pointer that the compiler does not see through.
private func function() -> (@convention(c) (Double, Double) -> Double)? {
    dlsym(nil, "hypot").map { unsafeBitCast($0, to: (@convention(c) (Double, Double) -> Double).self) }
}

private func directCall(_ rounds: Int) -> Double {
    guard let function = function() else { return .nan }
    let clock = ContinuousClock()
    let start = clock.now
    var sum = 0.0
    for round in 0..<rounds { sum += function(Double(round), 4) }
    return sum > 0 ? (clock.now - start).nanoseconds / Double(rounds) : .nan
}

private func ffiCall(_ rounds: Int) -> Double {
    guard let function = function() else { return .nan }
    var signature = native_signature()
    (signature.result, signature.count) = (UInt8(NATIVE_F64), 2)
    (signature.parameters.0, signature.parameters.1) = (UInt8(NATIVE_F64), UInt8(NATIVE_F64))
    let code = unsafeBitCast(function, to: (@convention(c) () -> Void).self)
    guard let prepared = native_function_make(&signature, code, nil) else { return .nan }
    defer { native_function_free(prepared) }
    var arguments = [native_value(), native_value()]
    arguments[1].number = 4
    var outcome = native_outcome()
    let clock = ContinuousClock()
    let start = clock.now
    var sum = 0.0
    for round in 0..<rounds {
        arguments[0].number = Double(round)
        _ = native_function_call(prepared, arguments, &outcome)
        sum += outcome.result.number
        native_outcome_free(&outcome)
    }
    return sum > 0 ? (clock.now - start).nanoseconds / Double(rounds) : .nan
}

extension Duration {
    fileprivate var nanoseconds: Double { Double(components.seconds) * 1e9 + Double(components.attoseconds) / 1e9 }
}
