// The signature grammar: what is read, and where and why everything else is
// refused.

import HostCore
import Testing

@testable import HostPlugins

@Suite("Tool signatures")
struct ToolSignatureTests {
    private typealias Parameter = ToolSignature.Parameter

    @Test("reads every type")
    func readsTypes() throws {
        let signature = try ToolSignature(
            parsing: "strfree(text_free) make ( i32 count,i64, f64 ratio , bool is_loud, str text, out(64) detail )"
        )
        #expect(signature.result == .strfree("text_free"))
        #expect(signature.function == "make")
        #expect(
            signature.parameters == [
                Parameter(kind: .i32, name: "count"), Parameter(kind: .i64, name: "arg2"),
                Parameter(kind: .f64, name: "ratio"), Parameter(kind: .bool, name: "is_loud"),
                Parameter(kind: .str, name: "text"), Parameter(kind: .out(64), name: "detail"),
            ]
        )
        #expect(signature.inputs.count == 5 && signature.outs.map(\.name) == ["detail"])
        #expect(signature.symbols == ["make", "text_free"])
    }

    @Test(
        "takes the forms of the documentation",
        arguments: [
            "f64 pow(f64, f64)", "void tick()", "void tick(void)", "void tick( )", "i64 compressBound(i64 bytes)",
            "str zlibVersion()", "bool _odd_name1(str a)", "  i32   abs\t(\ni32 n )  ",
            "i64 eight(i32,i64,f64,bool,str,i32,f64,out(65536))",
        ]
    )
    func takes(text: String) throws {
        #expect(throws: Never.self) { try ToolSignature(parsing: text) }
    }

    /// Text, the character at fault, a word of the reason or the remedy.
    private static let refused: [(String, Int, String)] = [
        ("", 1, "a type"), ("pow", 1, "no type"), ("f64", 4, "name"), ("f64 pow", 8, "parameters"),
        ("f64 pow(", 9, "a type"), ("f64 pow(f64", 12, "`)`"), ("f64 pow(f64))", 13, "follows"),
        ("f64 pow(f64,)", 13, "a type"), ("f64 pow(,f64)", 9, "a type"), ("f64 pow(f64 f64 f64)", 17, "`)`"),
        ("float sqrtf(float)", 1, "sqrt"), ("double pow(double)", 1, "f64"), ("f64 f(f32)", 7, "f64"),
        ("i32 f(int)", 7, "i32"), ("i32 f(long x)", 7, "i64"), ("i32 f(size_t n)", 7, "i64"),
        ("i32 f(char *s)", 7, "str"), ("i32 f(const char *s)", 7, "str"), ("i32 f(struct tm t)", 7, "Structs"),
        ("i32 printf(str, ...)", 17, "a type"), ("i32 f(i32 *p)", 11, "pointers"), ("i32 *f(i32)", 5, "pointers"),
        ("i32 qsort(i32 (*compare)(i32))", 15, "callbacks"), ("i32 f(i32 x[3])", 12, "`)`"),
        ("i32 f(i32 [3])", 11, "arrays"), ("out(8) f()", 1, "no result"), ("i32 f(void, i32)", 7, "no parameter"),
        ("i32 f(strfree(free))", 7, "no parameter"), ("strfree f()", 9, "strfree"), ("strfree() f()", 9, "freeing"),
        ("i32 f(out)", 10, "no size"), ("i32 f(out())", 11, "range"), ("i32 f(out(0))", 11, "range"),
        ("i32 f(out(65537))", 11, "range"), ("i32 f(out(99999999999999999999))", 11, "range"),
        ("i32 f(i32 a, i32 a)", 18, "taken"), ("i32 f(i32 result)", 11, "taken"), ("i32 f(i32 2nd)", 11, "no name"),
        ("i32 f(i32 arg2, i32)", 20, "taken"), ("i32 3d()", 5, "C name"), ("i32 f();", 8, "follows"),
        ("i32 f(i32,i32,i32,i32,i32,i32,i32,i32,i32)", 39, "more than 8"), ("i32 función()", 10, "parameters"),
    ]

    @Test("refuses the rest with its place", arguments: refused)
    func refuses(text: String, position: Int, word: String) {
        do throws(ToolSignatureError) {
            _ = try ToolSignature(parsing: text)
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.position == position, "\(text): \(error)")
            #expect("\(error.reason) \(error.remedy)".contains(word), "\(text): \(error)")
            #expect(!error.remedy.isEmpty)
        }
    }

    @Test("an endless text is refused early")
    func refusesLength() {
        let endless = "i32 " + String(repeating: "f", count: 1_000_000) + "()"
        #expect(throws: ToolSignatureError.self) { try ToolSignature(parsing: endless) }
    }

    /// Whatever is written, the parser answers: a signature that reads back the
    /// same, or an error within the text.
    @Test("survives any text", arguments: [UInt64(3), 77, 20_261_125])
    func fuzz(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let pieces = [
            "i32", "i64", "f64", "bool", "str", "void", "strfree(", "out(", "(", ")", ",", " ", "name", "9", "*", "\0",
            "é", "🐦", "_", "64", "\n", "...", "float",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...14, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            do throws(ToolSignatureError) {
                let signature = try ToolSignature(parsing: text)
                #expect(signature.parameters.count <= 8, "seed \(seed): \(text)")
                #expect(Set(signature.parameters.map(\.name)).count == signature.parameters.count)
            } catch {
                #expect((1...(text.count + 1)).contains(error.position), "seed \(seed): \(text): \(error)")
            }
        }
    }
}
