// The headers are C11, C17, C++17 and C++20, pedantically, each on its own, for
// clang and for gcc.

import Testing

struct HeaderTests {
    struct Dialect: CustomTestStringConvertible {
        let compiler: String
        let language: String
        let standard: String

        var testDescription: String { "\(compiler) \(standard)" }
    }

    private static let strict = ["-Wall", "-Wextra", "-pedantic", "-Werror"]
    static let dialects = ["clang", "gcc"].flatMap { compiler in
        [("c", "c11"), ("c", "c17"), ("c++", "c++17"), ("c++", "c++20")].map {
            Dialect(compiler: compiler, language: $0.0, standard: $0.1)
        }
    }

    @Test("each header compiles alone", arguments: dialects)
    func headerCompilesAlone(in dialect: Dialect) throws {
        let names = try Compiler.headerNames()
        #expect(names.count >= 12)
        for name in names {
            let result = try Compiler.check(
                "#include \"\(name)\"\n",
                language: dialect.language,
                ["-std=\(dialect.standard)"] + Self.strict,
                compiler: dialect.compiler
            )
            #expect(result.succeeded, "\(name): \(result.output)")
        }
    }

    @Test("what breaks the rules is refused, so that passing means something")
    func strictnessBites() throws {
        let result = try Compiler.check(
            "#include \"orkesta/orkesta.h\"\nint f(void) { int unused; return ork_missing; }\n",
            language: "c",
            ["-std=c11"] + Self.strict
        )
        #expect(!result.succeeded)
    }

    @Test("layout.c holds", arguments: ["c11", "c17"])
    func layoutAssertionsHold(standard: String) throws {
        let result = try Compiler.check(
            "#include \"\(Compiler.repository)/SDK/ABI/layout.c\"\n",
            language: "c",
            ["-std=\(standard)"] + Self.strict
        )
        #expect(result.succeeded, "\(result.output)")
    }
}
