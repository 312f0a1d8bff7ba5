// What a call of a native tool costs, in this process and through a worker, beside
// the same C function called directly.

import ArgumentParser
import Glibc
import HostCore
import HostPlugins
import HostStorage
import HostTurns
import NativeCall
import OrkestaModel

struct ToolCallBenchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tools",
        abstract: "Measures calls of native tools beside a direct C call.",
        discussion: "Each figure is the median of five runs. Aim: none is set; the host adds the checks."
    )

    @Flag(name: .customLong("json"), help: "Write the results as JSON.") var isJSON = false

    func run() async throws {
        let house = try await BenchmarkHouse([
            .compiled("tooled", from: "Tests/Misbehaving/Plugins/tool_agent.c"),
            BenchmarkHouse.Plugin(id: "bound", text: boundTools),
        ])
        let runtime = house.runtime()
        let figures = try await ToolCalls(runtime: runtime, tenant: house.tenant, runs: 5).measure()
        await runtime.shutDown()
        if isJSON {
            print(JSON.object(["figures": .array(figures.map(\.json))]).description)
        } else {
            print(textTable([["FIGURE", "VALUE", "UNIT", "AIM"]] + figures.map(\.cells)))
        }
    }
}

/// Calls of the tools of one tenant.
struct ToolCalls {
    let runtime: PluginRuntime
    let tenant: TenantHandle
    /// Each figure is the median of so many runs.
    let runs: Int

    func measure() async throws -> [Measurement] {
        let tools = try await runtime.tools(of: tenant, in: nil)
        func tool(_ name: String) throws -> any Tool {
            guard let tool = tools.first(where: { $0.description.name == name }) else {
                throw BenchmarkFailure("there is no tool \(name)")
            }
            return tool
        }
        let (native, bound) = (try tool("hypotenuse"), try tool("bound_hypotenuse"))
        return [
            try await figure("C function through a pointer") { directCall(10_000_000) },
            try await figure("the same through libffi") { ffiCall(1_000_000) },
            try await figure("arguments checked against the schema") { try await refusals(native, 20_000) },
            try await figure("native tool, in process") { try await toolCalls(native, 20_000) },
            try await figure("bound tool, in a worker") { try await toolCalls(bound, 5_000) },
        ]
    }

    private func figure(_ name: String, _ measure: () async throws -> Double) async throws -> Measurement {
        var values: [Double] = []
        for _ in 0..<runs { values.append(try await measure()) }
        return Measurement(name: name, value: values.median, unit: "ns")
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
            guard try await tool.call(arguments) == 5.0 else { throw BenchmarkFailure("a wrong answer") }
        }
        return (clock.now - start).nanoseconds / Double(rounds)
    }
}

private let boundTools = """
    tools:
      - name: bound_hypotenuse
        description: The long side of a right triangle.
        library: libm.so.6
        signature: "f64 hypot(f64 a, f64 b)"
    """

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
