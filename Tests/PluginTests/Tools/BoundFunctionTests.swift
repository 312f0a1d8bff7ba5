// Functions of real libraries, called in real workers: every type of the grammar,
// and what is refused before a worker hears of it.

import HostCore
import OrkestaModel
import Testing

@testable import HostPlugins

@Suite("Bound functions", .timeLimit(.minutes(10)))
struct BoundFunctionTests {
    @Test("functions of the system's libraries answer")
    func systemLibraries() async throws {
        let library = try await ToolLibrary()
        #expect(
            try await library.call("f64 pow(f64 b, f64 e)", ["b": 2, "e": 10], library: "libm.so.6") == 1024.0
        )
        #expect(
            try await library.call("i32 strcasecmp(str a, str b)", ["a": "Abc", "b": "aBC"], library: "libc.so.6") == 0
        )
        #expect(try await library.call("i64 strlen(str s)", ["s": "ñandú"], library: "libc.so.6") == 7)
        let bound = try await library.call("i64 compressBound(i64 n)", ["n": 1000], library: "libz.so.1").integerValue
        #expect((1000...1100).contains(bound ?? 0))
        let checksum = try await library.call(
            "i64 crc32(i64 initial, str text, i32 length)",
            ["initial": 0, "text": "123456789", "length": 9],
            library: "libz.so.1"
        )
        #expect(checksum == 0xCBF4_3926)
    }

    private static let answers: [(String, JSON, JSON)] = [
        ("i32 add(i32 a, i32 b)", ["a": 2_000_000_000, "b": 147_483_647], 2_147_483_647),
        ("i32 add(i32 a, i32 b)", ["a": -2_147_483_648, "b": 0], -2_147_483_648),
        ("i64 widest()", [:], .integer(.min)), ("bool is_even(i64 n)", ["n": 4_000_000_000], true),
        ("bool is_even(i64 n)", ["n": 3], false), ("void nothing_at_all()", [:], .null),
        ("str greeting()", [:], "¡qué tal!"), ("str no_text()", [:], .null),
        ("str echo(str t)", ["t": ""], ""), ("str echo(str t)", ["t": "🐦 \"\\\n"], "🐦 \"\\\n"),
        ("strfree(shout_free) shout(str t)", ["t": "hola"], "HOLA"),
        (
            "i64 eight(i32 a, i64 b, f64 c, bool d, str e, i32 f, f64 g, i64 h)",
            ["a": 1, "b": 20, "c": 300.7, "d": true, "e": "five5", "f": -6, "g": 7, "h": 80_000_000_000],
            80_000_000_328
        ),
        (
            "i32 describe(i32 number, out(64) text)", ["number": 5],
            ["result": 30, "text": "number 5 of at most 64 bytes"]
        ),
        ("i32 describe(i32 number, out(9) text)", ["number": 5], ["result": 29, "text": "number 5"]),
        ("void halves(str t, out(8) left, out(8) right)", ["t": "ababcc"], ["left": "aba", "right": "bcc"]),
        ("void fill_without_end(out(5) text)", [:], ["text": "yyyyy"]),
    ]

    @Test("each type goes in and comes out", arguments: answers)
    func types(signature: String, arguments: JSON, expected: JSON) async throws {
        let library = try await ToolLibrary()
        let answer = try await library.call(signature, arguments)
        if signature.contains("describe") {
            #expect(answer["text"] == expected["text"], "\(answer)")
        } else {
            #expect(answer == expected, "\(signature)")
        }
    }

    @Test("a text to be freed is freed, each time")
    func frees() async throws {
        let library = try await ToolLibrary()
        for _ in 0..<20 { _ = try await library.call("strfree(shout_free) shout(str t)", ["t": "x"]) }
        #expect(try await library.call("i64 shouts_living()") == 0)
    }

    private static let refused: [(String, JSON, String)] = [
        ("i32 add(i32 a, i32 b)", ["a": 1], "b"), ("i32 add(i32 a, i32 b)", ["a": 1, "b": 2, "c": 3], "c"),
        ("i32 add(i32 a, i32 b)", ["a": 1, "b": "2"], "b"),
        ("i32 add(i32 a, i32 b)", ["a": 1, "b": 2_147_483_648], "b"),
        ("i32 add(i32 a, i32 b)", ["a": 1, "b": 1.5], "b"), ("i32 add(i32 a, i32 b)", ["a": 1, "b": .null], "b"),
        ("i64 eight(i32 a, i64 b, f64 c, bool d, str e, i32 f, f64 g, i64 h)", [:], "a"),
        ("bool is_even(i64 n)", ["n": 9.3e18], "n"), ("bool is_even(i64 n)", ["n": true], "n"),
        ("str echo(str t)", ["t": "a\0b"], "t"), ("str echo(str t)", ["t": 1], "t"),
        ("str echo(str t)", ["t": .null], "t"),
        ("str echo(str t)", ["t": .string(String(repeating: "x", count: Limits.toolArgumentsBytesMax + 1))], ""),
        ("str echo(str t)", .array([]), ""), ("str echo(str t)", "t", ""),
    ]

    @Test("arguments that do not fit are refused before any call", arguments: refused)
    func refuses(signature: String, arguments: JSON, field: String) async throws {
        // No worker could be started: what is refused needs none.
        let library = try await ToolLibrary(program: "/nowhere/orkesta-tool-worker")
        guard case .arguments(let named, let reason, let remedy)? = try await library.failure(signature, arguments)
        else {
            Issue.record("\(arguments) were not refused")
            return
        }
        #expect(named == field, "\(reason)")
        #expect(!reason.isEmpty && !remedy.isEmpty)
    }

    @Test(
        "what is no result is an error",
        arguments: [
            ("f64 not_a_number()", "nan"), ("f64 infinite()", "inf"), ("str latin1()", "UTF-8"),
            ("str long_text()", "longer"),
            ("void overrun(out(16) text)", "beyond"),
        ]
    )
    func results(signature: String, word: String) async throws {
        let library = try await ToolLibrary()
        guard case .result(let reason)? = try await library.failure(signature) else {
            Issue.record("\(signature) failed in another way")
            return
        }
        #expect(reason.contains(word), "\(reason)")
        #expect(try await library.call("i32 add(i32 a, i32 b)", ["a": 1, "b": 1]) == 2)
    }

    @Test(
        "libraries and functions that are not there are told with their line",
        arguments: [
            ("i32 add(i32 a, i32 b)", "libnowhere.so", "plugins.d/test.yaml:4", "neither"),
            ("i32 no_such_function()", "libtool.so", "plugins.d/test.yaml:5", "no function"),
            ("strfree(no_such_free) shout(str t)", "libtool.so", "plugins.d/test.yaml:5", "no_such_free"),
            ("i32 tool_data()", "libtool.so", "plugins.d/test.yaml:5", "data"),
            ("str stdout()", "libc.so.6", "plugins.d/test.yaml:5", "data"),
        ]
    )
    func missing(signature: String, name: String, place: String, word: String) async throws {
        let library = try await ToolLibrary()
        do {
            _ = try library.tool(signature, library: name)
            Issue.record("\(signature) of \(name) was bound")
        } catch let problem as Problem {
            #expect(problem.field == place && problem.description.contains(word), "\(problem)")
        }
    }
}
