// Functions called in this process, as those of an in-process plugin's own table.

import Glibc
import HostCore
import OrkestaModel
import Testing

@testable import HostPlugins

@Suite("Native functions")
struct NativeFunctionTests {
    private func call(
        _ signature: String,
        _ function: @escaping @convention(c) () -> Void,
        _ arguments: JSON
    ) throws -> JSON {
        let native = try #require(NativeFunction(try ToolSignature(parsing: signature), function))
        return try native.signature.json(try native.call(try native.signature.values(of: arguments, defaults: [:])))
    }

    @Test("numbers and flags")
    func numbers() throws {
        let add: @convention(c) (Int32, Int64, Double, Bool) -> Double = {
            Double($0) + Double($1) + $2 + ($3 ? 0.25 : 0)
        }
        let sum = try call(
            "f64 add(i32 a, i64 b, f64 c, bool d)",
            unsafeBitCast(add, to: (@convention(c) () -> Void).self),
            ["a": -1, "b": 40, "c": 3.5, "d": true]
        )
        #expect(sum == 42.75)
    }

    @Test("text in, text out, and what the function writes")
    func texts() throws {
        let same: @convention(c) (UnsafePointer<CChar>) -> UnsafePointer<CChar> = { $0 }
        let echo = try call(
            "str echo(str text)",
            unsafeBitCast(same, to: (@convention(c) () -> Void).self),
            ["text": "¡sí, 🐦!"]
        )
        #expect(echo == "¡sí, 🐦!")
        let copy: @convention(c) (UnsafePointer<CChar>, UnsafeMutablePointer<CChar>, Int) -> Int32 = {
            strncpy($1, $0, $2 - 1)
            return Int32($2)
        }
        let copied = try call(
            "i32 copy(str text, out(4) copy)",
            unsafeBitCast(copy, to: (@convention(c) () -> Void).self),
            ["text": "abcdef"]
        )
        #expect(copied == ["result": 4, "copy": "abc"])
    }

    @Test("what is no result is an error")
    func results() throws {
        let nan: @convention(c) () -> Double = { .nan }
        #expect(throws: ToolFailure.self) {
            try call("f64 nan()", unsafeBitCast(nan, to: (@convention(c) () -> Void).self), [:])
        }
        let overrun: @convention(c) (UnsafeMutablePointer<CChar>, Int) -> Void = { memset($0, 1, $1 + 4) }
        #expect(throws: ToolFailure.result(reason: "it wrote beyond the end of its buffer")) {
            try call("void overrun(out(8) text)", unsafeBitCast(overrun, to: (@convention(c) () -> Void).self), [:])
        }
    }
}
