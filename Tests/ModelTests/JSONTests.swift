// JSON: what the parser takes and refuses, and that the writer is canonical.

import OrkestaModel
import Testing

struct JSONTests {
    @Test(
        arguments: [
            ("null", JSON.null), ("true", true), (" [1, 2] ", [1, 2]), ("-0", 0), ("1.5", 1.5), ("1e2", 100.0),
            (#"{"a":{"b":null}}"#, ["a": ["b": .null]]), (#""\u00e9\ud83d\ude00\n""#, "é😀\n"),
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", .double(9_223_372_036_854_775_808)),
            (#"{"a":1,"a":2}"#, ["a": 2]),
        ] as [(String, JSON)]
    )
    func takes(text: String, value: JSON) throws {
        #expect(try JSON(parsing: text) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "truee", "01", "1.", ".5", "+1", "1e", "1e999", "[1,]", "[1", "{", #"{"a"}"#, #"{a:1}"#, #""a"#,
        "\"a\nb\"", #""\x""#, #""\ud83d""#, #""\ude00""#, #""\ud83dA""#, #""\u12""#, #""\u+123""#, "1 2", "NaN",
    ])
    func refuses(text: String) {
        #expect(throws: JSONError.self) { try JSON(parsing: text) }
    }

    @Test func refusesBytesThatAreNotUTF8() {
        #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xC3, 0x22]) }
        #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xED, 0xA0, 0x80, 0x22]) }
    }

    @Test func nestsToALimit() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(try JSON(parsing: nested(JSON.depthMax)).arrayValue?.count == 1)
        #expect(throws: JSONError.self) { try JSON(parsing: nested(JSON.depthMax + 1)) }
        #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "[", count: 1_000_000)) }
    }

    @Test func tellsWhereATextGoesWrong() {
        let error = #expect(throws: JSONError.self) { try JSON(parsing: "[1, ?]") }
        #expect(error?.offset == 4 && error?.reason == "a value is expected")
    }

    @Test func writesKeysInOrderAndEscapes() throws {
        let value: JSON = ["b": [1, 2.5, .null], "a": "\"\\\n\u{1}é", "A": false]
        #expect(value.description == #"{"A":false,"a":"\"\\\n\u0001é","b":[1,2.5,null]}"#)
        #expect(try JSON(parsing: value.description) == value)
    }

    @Test func whatItWritesItReadsAgain() throws {
        for double in [0.1, -1e-7, 1e300, .leastNormalMagnitude, 123_456_789.125] {
            #expect(try JSON(parsing: JSON.double(double).description).doubleValue == double)
        }
        #expect(JSON.double(.infinity).description == "null")
    }

    /// The examples of RFC 7396, appendix A.
    @Test(arguments: [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"),
        (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
        (#"{"e":null}"#, #"{"a":1}"#, #"{"a":1,"e":null}"#), ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
        ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ])
    func merges(target: String, patch: String, result: String) throws {
        #expect(try JSON(parsing: target).merging(JSON(parsing: patch)).description == result)
    }
}
