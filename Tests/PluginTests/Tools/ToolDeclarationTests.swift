// `tools:` of a file of plugins.d: what is read, and how each mistake is told with
// its line, before any tenant has the tool.

import HostCore
import OrkestaModel
import Testing

@testable import HostPlugins

@Suite("Tool declarations")
struct ToolDeclarationTests {
    @Test("a file may only bind tools, and narrows their arguments")
    func reads() throws {
        let text = """
            tools:
              - name: power
                description: Raises.
                library: libm.so.6
                signature: "f64 pow(f64 base, f64 exponent)"
                effect: changes-state
                parameters:
                  exponent: {description: How often., minimum: 0, maximum: 64, default: 2}
                  base: {enum: [2, 10]}
                limits: {timeout_ms: 250, memory_mb: 64}
            """
        let declaration = try PluginDeclaration(parsing: text, file: "plugins.d/calculator.yaml")
        #expect(declaration.library == nil && declaration.id.rawValue == "calculator")
        let tool = try #require(declaration.tools.first)
        #expect(tool.changesState && tool.timeoutMilliseconds == 250 && tool.memoryMegabytes == 64)
        #expect(tool.signaturePlace == "plugins.d/calculator.yaml:5")
        #expect(
            tool.parameters.schema == [
                "type": "object", "additionalProperties": false, "required": ["base"],
                "properties": [
                    "base": ["type": "number", "enum": [2, 10]],
                    "exponent": [
                        "type": "number", "description": "How often.", "minimum": 0, "maximum": 64, "default": 2,
                    ],
                ],
            ]
        )
        #expect(tool.parameters.defaults == ["exponent": 2])
    }

    @Test("the schema follows from the signature alone")
    func derives() throws {
        let parameters = try ToolParameters(try ToolSignature(parsing: "void f(i32 a, i64 b, bool c, str d, out(9) e)"))
        #expect(
            parameters.schema["properties"] == [
                "a": ["type": "integer", "minimum": -2_147_483_648, "maximum": 2_147_483_647],
                "b": ["type": "integer"], "c": ["type": "boolean"], "d": ["type": "string"],
            ]
        )
        #expect(parameters.schema["required"] == ["a", "b", "c", "d"])
    }

    /// The fourth line of a tool, the line at fault, a word of the problem.
    private static let mistakes: [(String, Int, String)] = [
        (#"signature: "f32 sqrtf(f32)""#, 5, "character 1"),
        (#"signature: "f64 pow(f64, f64""#, 5, "character 17"),
        (#"signature: "i32 printf(str, ...)""#, 5, "character 17"),
        (#"signature: "f64 pow(f64,f64)", effect: writes"#, 5, "no YAML"),
        ("signature: \"f64 f(f64 x)\"\n    effect: writes", 6, "unknown effect"),
        ("signature: \"f64 f(f64 x)\"\n    parameters: [x]", 6, "no mapping"),
        ("signature: \"f64 f(f64 x)\"\n    parameters:\n      y: {minimum: 0}", 7, "It takes x"),
        ("signature: \"f64 f(f64 x)\"\n    parameters:\n      x: {minimun: 0}", 7, "unknown key"),
        ("signature: \"f64 f(f64 x)\"\n    parameters:\n      x: {maxLength: 3}", 7, "says nothing"),
        ("signature: \"f64 f(f64 x)\"\n    parameters:\n      x: {minimum: low}", 7, "does not suit"),
        ("signature: \"f64 f(f64 x)\"\n    parameters:\n      x: {minimum: 2, maximum: 1}", 7, "above"),
        ("signature: \"f64 f(f64 x)\"\n    parameters:\n      x: {maximum: 2, default: 3}", 7, "out of its range"),
        ("signature: \"i32 f(i32 x)\"\n    parameters:\n      x: {enum: [1, 3000000000]}", 7, "does not suit"),
        ("signature: \"i32 f(i32 x)\"\n    parameters:\n      x: {enum: [1, 2], default: 3}", 7, "none of its enum"),
        ("signature: \"f64 f(f64 x)\"\n    limits: {timeout_ms: 0}", 6, "range"),
        ("signature: \"f64 f(f64 x)\"\n    limits: {timeout_ms: 99999999}", 6, "range"),
        ("signature: \"f64 f(f64 x)\"\n    limits: {memory: 3}", 6, "unknown key"),
        ("signatur: \"f64 f(f64 x)\"", 5, "unknown key"),
        ("effect: reads", 2, "no `signature`"),
    ]

    @Test("tells mistakes with file, line and remedy", arguments: mistakes)
    func refuses(lines: String, line: Int, word: String) {
        let text = "tools:\n  - name: t\n    description: d\n    library: libm.so.6\n    \(lines)\n"
        expectProblem(text, line, word)
    }

    @Test(
        "tells what is wrong with the list itself",
        arguments: [
            ("tools: {}\n", 1, "no list"), ("tools:\n  - power\n", 2, "no mapping"),
            ("tools: []\n", 1, "`library` is missing"),
            ("settings: {a: 1}\ntools:\n  - \(minimal("a"))\n", 1, "without a library"),
            ("tools:\n  - \(minimal("a"))\n  - \(minimal("a"))\n", 3, "two tools"),
            ("tools:\n  - \(minimal("no spaces"))\n", 2, "no tool's name"),
            ("tools:\n  - \(minimal("a", library: "../libm.so.6"))\n", 2, "path"),
            ("tools:\n  - \(minimal("a", library: "/lib/libm.so.6"))\n", 2, "path"),
            ("tools:\n  - \(minimal("a", library: "libm"))\n", 2, "path"),
        ]
    )
    func refusesLists(text: String, line: Int, word: String) { expectProblem(text, line, word) }

    private static func minimal(_ name: String, library: String = "libm.so.6") -> String {
        #"{name: "\#(name)", description: d, library: "\#(library)", signature: "f64 floor(f64 x)"}"#
    }

    private func expectProblem(_ text: String, _ line: Int, _ word: String) {
        do throws(Problem) {
            _ = try PluginDeclaration(parsing: text, file: "plugins.d/x.yaml")
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.field == "plugins.d/x.yaml:\(line)", "\(error)\n\(text)")
            #expect(error.description.contains(word), "\(error)")
            #expect(!error.remedy.isEmpty)
        }
    }
}
