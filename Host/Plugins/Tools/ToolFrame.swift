// The host's half of tool_protocol.h: writes calls, reads what workers say. A
// worker may be damaged by its tool, so nothing it says is believed unchecked.

import HostCore
import NativeCall

/// A frame that a worker sent.
struct ToolFrame: Sendable, Equatable {
    let kind: UInt32
    /// What follows the kind.
    let payload: [UInt8]

    /// Takes the first whole frame out of what was received; nil when there is none
    /// yet. Throws `.garbled` for a length that no frame has.
    static func take(from received: inout [UInt8]) throws(ToolFailure) -> ToolFrame? {
        guard received.count >= 4 else { return nil }
        let length = received.withUnsafeBytes { Int($0.loadUnaligned(as: UInt32.self)) }
        guard (1...Int(TOOL_FRAME_BYTES_MAX)).contains(length) else {
            throw .garbled(reason: "a frame of \(length) bytes")
        }
        guard received.count >= 4 + length else { return nil }
        let frame = ToolFrame(kind: UInt32(received[4]), payload: Array(received[5..<(4 + length)]))
        received.removeFirst(4 + length)
        return frame
    }

    // MARK: Calls

    /// A whole CALL. `values` fit the signature.
    static func call(_ signature: ToolSignature, _ values: [ToolValue], timeoutMilliseconds: Int64) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, 0, 0, UInt8(TOOL_FRAME_CALL)]
        append(UInt32(clamping: timeoutMilliseconds / 1000 + 1), to: &bytes)
        append(text: Array(signature.function.utf8), to: &bytes)
        bytes.append(signature.result.code)
        if case .strfree(let release) = signature.result { append(text: Array(release.utf8), to: &bytes) }
        bytes.append(UInt8(clamping: values.count))
        for (parameter, value) in zip(signature.parameters, values) {
            bytes.append(parameter.kind.code)
            switch value {
            case .void: break
            case .i32(let number): append(number, to: &bytes)
            case .i64(let number): append(number, to: &bytes)
            case .f64(let number): append(number.bitPattern, to: &bytes)
            case .bool(let flag): bytes.append(flag ? 1 : 0)
            case .text(let text): append(text: text ?? [], to: &bytes)
            case .out(let capacity): append(UInt32(clamping: capacity), to: &bytes)
            }
        }
        withUnsafeBytes(of: UInt32(clamping: bytes.count - 4)) { bytes.replaceSubrange(0..<4, with: $0) }
        return bytes
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }

    private static func append(text: [UInt8], to bytes: inout [UInt8]) {
        append(UInt32(clamping: text.count), to: &bytes)
        bytes.append(contentsOf: text)
        bytes.append(0)
    }

    // MARK: Answers

    /// What a RESULT holds. Throws `.result` or `.unusable` for a REFUSED, and
    /// `.garbled` for anything else.
    static func output(_ frame: ToolFrame, of signature: ToolSignature) throws(ToolFailure) -> ToolOutput {
        var reader = FrameReader(frame.payload)
        switch frame.kind {
        case TOOL_FRAME_RESULT: break
        case TOOL_FRAME_REFUSED: throw refusal(code: UInt32(try reader.byte()), text: try reader.text())
        default: throw .garbled(reason: "a frame of kind \(frame.kind)")
        }
        let result = try reader.value(of: signature.result)
        var outs: [[UInt8]] = []
        for _ in signature.outs { outs.append(try reader.text()) }
        guard reader.isAtEnd else { throw .garbled(reason: "a result that goes on after its end") }
        return ToolOutput(result: result, outs: outs)
    }

    /// The text of a FAILED.
    var reason: String {
        var reader = FrameReader(payload)
        return (try? reader.text()).map { String(decoding: $0, as: UTF8.self) } ?? "no reason"
    }

    private static func refusal(code: UInt32, text: [UInt8]) -> ToolFailure {
        switch code {
        case TOOL_REFUSED_SYMBOL:
            .unusable(
                Problem(
                    .pluginFailure,
                    "the library no longer has the function \(String(decoding: text, as: UTF8.self))",
                    remedy: "Mend its entry in plugins.d, and enable the plugin again"
                )
            )
        case TOOL_REFUSED_RESULT: .result(reason: "its text is longer than \(Limits.toolResultBytesMax) bytes")
        case TOOL_REFUSED_MEMORY: .result(reason: "there was no memory for its answer")
        default: .garbled(reason: "a refusal with code \(code)")
        }
    }
}

/// A payload while it is read; what lies beyond its end is `.garbled`.
private struct FrameReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func byte() throws(ToolFailure) -> UInt8 { try take(1)[0] }

    mutating func text() throws(ToolFailure) -> [UInt8] {
        let length = Int(try number(UInt32.self))
        let text = Array(try take(length))
        guard try byte() == 0 else { throw .garbled(reason: "a text without its end") }
        return text
    }

    mutating func value(of kind: ToolSignature.Kind) throws(ToolFailure) -> ToolValue {
        switch kind {
        case .void: return .void
        case .i32: return .i32(Int32(truncatingIfNeeded: try number(Int64.self)))
        case .i64: return .i64(try number(Int64.self))
        case .f64: return .f64(Double(bitPattern: try number(UInt64.self)))
        case .bool: return .bool(try number(Int64.self) != 0)
        case .str, .strfree:
            let isNull = try byte() != 0
            let text = try text()
            return .text(isNull ? nil : text)
        case .out(let capacity): return .out(capacity)
        }
    }

    private mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(ToolFailure) -> Number {
        try take(MemoryLayout<Number>.size).withUnsafeBytes { $0.loadUnaligned(as: Number.self) }
    }

    /// The next bytes, with indices from 0.
    private mutating func take(_ count: Int) throws(ToolFailure) -> [UInt8] {
        guard count <= bytes.count - place else { throw .garbled(reason: "a frame that ends too early") }
        defer { place += count }
        return Array(bytes[place..<(place + count)])
    }
}

extension ToolSignature.Kind {
    /// The type's number in native_call.h.
    var code: UInt8 {
        switch self {
        case .void: UInt8(NATIVE_VOID)
        case .i32: UInt8(NATIVE_I32)
        case .i64: UInt8(NATIVE_I64)
        case .f64: UInt8(NATIVE_F64)
        case .bool: UInt8(NATIVE_BOOL)
        case .str: UInt8(NATIVE_STR)
        case .strfree: UInt8(NATIVE_STRFREE)
        case .out: UInt8(NATIVE_OUT)
        }
    }
}
