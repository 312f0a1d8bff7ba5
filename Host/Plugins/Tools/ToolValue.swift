// The values that go into a native tool and come out of it, between JSON and C.

import HostCore
import OrkestaModel

/// A value as the signature grammar has it.
enum ToolValue: Sendable, Equatable {
    case void
    case i32(Int32)
    case i64(Int64)
    case f64(Double)
    case bool(Bool)
    /// Bytes without a NUL; nil is NULL, which only results are.
    case text([UInt8]?)
    /// A parameter that the function fills.
    case out(Int)
}

/// What a native call gave, in the terms of its signature.
struct ToolOutput: Sendable, Equatable {
    let result: ToolValue
    /// The texts of the out parameters, in order.
    let outs: [[UInt8]]
}

extension ToolSignature {
    /// The values of all parameters from arguments that fit the schema; what is
    /// missing there has a default in `defaults`. Throws `.arguments` for what a
    /// schema cannot say: NUL in a text, its length in bytes.
    func values(of arguments: JSON, defaults: [String: JSON]) throws(ToolFailure) -> [ToolValue] {
        var values: [ToolValue] = []
        for parameter in parameters {
            if case .out(let capacity) = parameter.kind {
                values.append(.out(capacity))
                continue
            }
            guard let json = arguments[parameter.name] ?? defaults[parameter.name] else {
                throw .arguments(field: parameter.name, reason: "the argument is missing", remedy: "Give it")
            }
            values.append(try parameter.value(json))
        }
        guard values.reduce(0, { $0 + $1.textBytes }) <= Limits.toolArgumentsBytesMax else {
            let most = "texts of at most \(Limits.toolArgumentsBytesMax) bytes together are expected"
            throw .arguments(field: "", reason: most, remedy: "Send less at a time")
        }
        return values
    }

    /// The answer: the result itself, or an object of `result` and the outs by
    /// name where there are any. Throws `.result` for what JSON cannot carry.
    func json(_ output: ToolOutput) throws(ToolFailure) -> JSON {
        let result = try output.result.json("its result")
        guard !outs.isEmpty else { return result }
        var members: [String: JSON] = output.result == .void ? [:] : ["result": result]
        for (parameter, bytes) in zip(outs, output.outs) {
            members[parameter.name] = try ToolValue.text(bytes).json("its \(parameter.name)")
        }
        return .object(members)
    }
}

extension ToolSignature.Parameter {
    fileprivate func value(_ json: JSON) throws(ToolFailure) -> ToolValue {
        switch kind {
        case .i32:
            guard let number = json.integerValue.flatMap({ Int32(exactly: $0) }) else {
                throw refused("an integer of 32 bits")
            }
            return .i32(number)
        case .i64:
            guard let number = json.integerValue else { throw refused("an integer of 64 bits") }
            return .i64(number)
        case .f64:
            guard let number = json.doubleValue, number.isFinite else { throw refused("a number") }
            return .f64(number)
        case .bool:
            guard let flag = json.boolValue else { throw refused("true or false") }
            return .bool(flag)
        case .str:
            guard let text = json.stringValue else { throw refused("a text") }
            let bytes = Array(text.utf8)
            guard !bytes.contains(0) else { throw refused("a text without NUL characters") }
            return .text(bytes)
        case .void, .strfree, .out: throw refused("nothing")
        }
    }

    private func refused(_ expected: String) -> ToolFailure {
        .arguments(field: name, reason: "\(expected) is expected", remedy: "See the tool's parameters")
    }
}

extension ToolValue {
    fileprivate var textBytes: Int { if case .text(let bytes?) = self { bytes.count } else { 0 } }

    fileprivate func json(_ what: String) throws(ToolFailure) -> JSON {
        switch self {
        case .void, .text(nil): return .null
        case .i32(let number): return .integer(Int64(number))
        case .i64(let number): return .integer(number)
        case .bool(let flag): return .bool(flag)
        case .f64(let number):
            guard number.isFinite else { throw .result(reason: "\(what) is \(number), which is no number") }
            return .double(number)
        case .text(let bytes?):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw .result(reason: "\(what) is not UTF-8 text")
            }
            return .string(text)
        case .out: return .null
        }
    }
}
