// Tools through the doors of the running host, over HTTP and on the command line:
// those that work, those that crash on purpose, and those that are refused when
// plugins.d is read. Whatever a tool does, the host serves on.

import FoundationEssentials
import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ToolTests {
    @Test func aTenantCallsWhatItHasEnabled() async throws {
        let host = try await ToolsHost.shared()
        let tenant = "ferreteria-la-central"
        // The repository's own file, which demo tenants have from the start.
        #expect(try await host.call("power", ["base": 2, "exponent": 10], tenant).json["result"] == 1024.0)
        #expect(try await host.call("round_up", ["number": 2.01], tenant).json["result"] == 3.0)
        let same = try await host.call("compare_text", ["first": "ABC-1", "second": "abc-1"], tenant)
        #expect(same.json["result"] == 0, "\(same.text)")
        #expect(try await host.call("compressed_size_limit", ["bytes": 1000], tenant).json["result"] != nil)
        #expect(try await host.call("add", ["left": 1, "right": 1], tenant).status == 404)
        for plugin in ["functions", "tooled"] { try await host.enable(plugin, tenant) }
        #expect(try await host.call("add", ["left": 40, "right": 2], tenant).json["result"] == 42)
        #expect(try await host.call("shout", ["text": "hola"], tenant).json["result"] == "HOLA")
        let described = try await host.call("describe", ["number": 7], tenant)
        #expect(described.json["result"]?["text"] == "number 7 of at most 64 bytes", "\(described.text)")
        #expect(try await host.call("hypotenuse", ["a": 3, "b": 4], tenant).json["result"] == 5.0)
        #expect(try await host.call("note", ["text": "x"], tenant).json["result"] == ["noted": true])
        #expect(try await host.call("recall", [:], tenant).json["result"] == ["text": "x"])
    }

    @Test(
        arguments: [
            ("crash", [:], 502, "SIGSEGV"), ("abort_now", [:], 502, "SIGABRT"),
            ("leave", ["code": 3], 502, "exit code 3"),
            ("spin", [:], 504, "300 ms"), ("bomb", [:], 502, "64 MB"), ("write_garbage", [:], 502, "no answer"),
            ("not_a_number", [:], 502, "nan"), ("add", ["left": 1], 400, "arguments.right"),
            ("add", ["left": 1, "right": 3_000_000_000], 400, "arguments.right"),
            ("add", ["left": 1, "right": 1, "more": 1], 400, "arguments.more"), ("shout", ["text": "a\0b"], 400, "NUL"),
            ("no_such_tool", [:], 404, "Known are"),
        ] as [(String, JSON, Int, String)]
    )
    func whateverAToolDoesIsAnError(tool: String, arguments: JSON, status: Int, word: String) async throws {
        let host = try await ToolsHost.shared()
        let answer = try await host.call(tool, arguments)
        #expect(answer.status == status && answer.text.contains(word), "\(answer.text)")
        #expect(answer.json["remedy"]?.stringValue?.isEmpty == false, "\(answer.text)")
        try await host.expectChatWorks()
        #expect(try await host.call("add", ["left": 1, "right": 1]).json["result"] == 2)
    }

    @Test func theHostAnswersWhileToolsHang() async throws {
        let host = try await ToolsHost.shared()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<10 { group.addTask { try await host.call("sleep", ["duration": 60_000]).status } }
            for _ in 0..<5 { try await host.expectChatWorks() }
            for try await status in group { #expect([503, 504].contains(status)) }
        }
    }

    @Test func aHundredCallsAtOnceAreAnswered() async throws {
        let host = try await ToolsHost.shared()
        let sums = try await withThrowingTaskGroup(of: JSON?.self) { group in
            for number: Int64 in 0..<100 {
                group.addTask { try await host.call("add", ["left": .integer(number), "right": 1]).json["result"] }
            }
            return try await group.reduce(into: Set<Int64>()) { $0.insert($1?.integerValue ?? -1) }
        }
        #expect(sums == Set(1...100))
    }

    @Test func whatCannotBeCalledIsRefusedWithItsLine() async throws {
        let host = try await ToolsHost.shared()
        let list = try await host.tower.get("/api/plugins")
        let problems = [
            "float.yaml:5", "varargs.yaml:5", "path.yaml:4", "nowhere.yaml:4", "data.yaml:5", "missing.yaml:5",
        ]
        for place in problems { #expect(list.text.contains(place), "\(place) is not in \(list.text)") }
        let enabling = try await host.change("missing", "ferreteria-la-central")
        #expect(enabling.status == 400 && enabling.text.contains("no_such_function"), "\(enabling.text)")
        let broken = try await host.change("broken", "ferreteria-la-central")
        #expect(broken.status == 502 && broken.text.contains("character 16"), "\(broken.text)")
        try await host.expectChatWorks()
    }

    @Test func callsAreAuditedAndCounted() async throws {
        let host = try await ToolsHost.shared()
        _ = try await host.call("add", ["left": 4_242, "right": 1])
        let audit = try await host.tower.get("/api/audit?limit=200")
        #expect(audit.text.contains("tool.call") && !audit.text.contains("4242"), "\(audit.text)")
        let metrics = try await host.tower.get("/metrics")
        #expect(metrics.text.contains(#"orkesta_tool_calls_total{outcome="ok",plugin="functions",tool="add"}"#))
        #expect(metrics.text.contains("orkesta_tool_workers"))
    }

    @Test func theVerbsListAndCall() async throws {
        let host = try await ToolsHost.shared()
        let table = try await host.orkesta("tool", "list")
        #expect(table.exitCode == 0 && table.standardOutput.contains("base exponent"), "\(table)")
        let list = try await host.orkesta("tool", "list", "--tenant", "equipo-automotriz-javaz", "--json")
        #expect(list.exitCode == 0 && list.standardOutput.contains(#""form":"bound""#), "\(list)")
        let called = try await host.orkesta("tool", "call", "add", #"{"left": 20, "right": 22}"#)
        #expect(called.exitCode == 0 && called.standardOutput == "42\n", "\(called)")
        let piped = try await host.orkesta("tool", "call", "shout", "-", "--json", input: #"{"text": "ñandú"}"#)
        #expect(piped.exitCode == 0 && piped.standardOutput.contains(#""result":"ÑANDÚ""#) == false, "\(piped)")
        #expect(try JSON(parsing: piped.standardOutput.filter { $0 != "\n" })["tool"] == "shout")
        let crashed = try await host.orkesta("tool", "call", "crash")
        #expect(crashed.exitCode == 1 && crashed.standardError.contains("SIGSEGV"), "\(crashed)")
        let refused = try await host.orkesta("tool", "call", "add", #"{"left": "x"}"#)
        #expect(refused.exitCode == 2 && refused.standardError.contains("remedy:"), "\(refused)")
        #expect(try await host.orkesta("tool", "call", "add", "{not json").exitCode == 2)
        #expect(try await host.orkesta("tool", "call", "nothing").exitCode == 2)
        #expect(try await host.orkesta("tool", "call").exitCode == 64)
        let help = try await host.orkesta("tool", "call", "--help")
        #expect(help.exitCode == 0 && help.standardOutput.contains("Examples:"), "\(help)")
    }

    /// Without a running host a verb calls the tool itself.
    @Test func theVerbsWorkOnAStoppedHost() async throws {
        let host = try await ToolsHost()
        try await host.process.stop()
        let called = try await host.orkesta("tool", "call", "add", #"{"left": 20, "right": 22}"#)
        #expect(called.exitCode == 0 && called.standardOutput == "42\n", "\(called)")
        let crashed = try await host.orkesta("tool", "call", "crash")
        #expect(crashed.exitCode == 1 && crashed.standardError.contains("SIGSEGV"), "\(crashed)")
    }
}

/// A host with the repository's calculator, functions of a compiled library, a C
/// plugin with tools of its own, and files that are refused.
private struct ToolsHost: Sendable {
    let process: HostProcess
    let tower: APIClient
    private let http: HTTPClient
    private let plugins: CompiledPlugins

    private static let starting = Task { try await ToolsHost() }

    static func shared() async throws -> ToolsHost { try await starting.value }

    init() async throws {
        plugins = try CompiledPlugins()
        try await plugins.compile("tool_library", to: "libfunctions.so")
        try await plugins.add("tooled", source: "tool_agent")
        try await plugins.add("broken", source: "tool_agent", defines: [#"PLUGIN_ID="broken""#, "BROKEN_TOOL"])
        try plugins.copy("calculator")
        for (name, text) in declarations { try plugins.declare(name, text: text) }
        var configuration = HostProcess.Configuration()
        configuration.pluginsFolder = plugins.pluginsFolder
        configuration.environment = ["ORKESTA_PLUGIN_PATH": plugins.librariesFolder]
        configuration.temporaryFolders = [plugins.path]
        process = try await HostProcess.start(configuration)
        http = try HTTPClient()
        tower = try process.tower("platform", http)
    }

    /// Calls a tool of a tenant, or one that plugins.d binds.
    func call(_ tool: String, _ arguments: JSON, _ tenant: String? = nil) async throws -> APIResponse {
        try await tower.post("/api/tools/\(tool)/call\(tenant.map { "?tenant_id=\($0)" } ?? "")", arguments)
    }

    func change(_ plugin: String, _ tenant: String) async throws -> APIResponse {
        try await tower.put("/api/tenants/\(tenant)/plugins/\(plugin)", ["enabled": true])
    }

    func enable(_ plugin: String, _ tenant: String) async throws {
        let answer = try await change(plugin, tenant)
        try #require(answer.status == 200, "\(answer.text)")
    }

    func expectChatWorks() async throws {
        let client = try process.client("abarrotes-del-valle", http)
        let answer = try await client.chat(phone: "+525566660001", text: "hola")
        #expect(answer.status == 200 && !answer.said.isEmpty, "\(answer.text)")
        #expect(process.isRunning)
    }

    func orkesta(_ arguments: String..., input: String = "") async throws -> CommandLineRun {
        try await CommandLineRun.orkesta(
            arguments
                + (arguments.contains("--help")
                    ? [] : ["--data", process.dataFolder, "--plugins", plugins.pluginsFolder]),
            input: input,
            environment: ["ORKESTA_PLUGIN_PATH": plugins.librariesFolder]
        )
    }
}

private let declarations = [
    "functions": """
    tools:
      - {name: add, description: d, library: libfunctions.so, signature: "i32 add(i32 left, i32 right)"}
      - {name: shout, description: d, library: libfunctions.so, signature: "strfree(shout_free) shout(str text)"}
      - {name: describe, description: d, library: libfunctions.so, signature: "i32 describe(i32 number, out(64) text)"}
      - {name: not_a_number, description: d, library: libfunctions.so, signature: "f64 not_a_number()"}
      - name: crash
        description: d
        library: libfunctions.so
        signature: void crash()
        limits: {timeout_ms: 8000}
      - name: abort_now
        description: d
        library: libfunctions.so
        signature: void abort_now()
        limits: {timeout_ms: 8000}
      - name: leave
        description: d
        library: libfunctions.so
        signature: void leave(i32 code)
        limits: {timeout_ms: 8000}
      - name: write_garbage
        description: d
        library: libfunctions.so
        signature: void write_garbage()
        limits: {timeout_ms: 8000}
      - name: spin
        description: d
        library: libfunctions.so
        signature: void spin()
        limits: {timeout_ms: 300}
      - name: sleep
        description: d
        library: libfunctions.so
        signature: void sleep_milliseconds(i32 duration)
        limits: {timeout_ms: 1000}
      - name: bomb
        description: d
        library: libfunctions.so
        signature: i64 bomb_slowly()
        limits: {timeout_ms: 8000, memory_mb: 64}
    """,
    "float": refused("f32 sqrtf(f32)", of: "libm.so.6"), "varargs": refused("i32 printf(str, ...)", of: "libc.so.6"),
    "path": refused("f64 floor(f64)", of: "../libm.so.6"), "nowhere": refused("f64 floor(f64)", of: "libnowhere.so"),
    "data": refused("i32 tool_data()", of: "libfunctions.so"),
    "missing": refused("i32 no_such_function()", of: "libfunctions.so"),
]

private func refused(_ signature: String, of library: String) -> String {
    "tools:\n  - name: refused\n    description: d\n    library: \(library)\n    signature: \"\(signature)\"\n"
}
