// A function of an in-process plugin's own table, made ready for libffi.

import HostCore
import NativeCall

/// A C function of a plugin that is loaded, and so stays.
///
/// Safe: the prepared call is immutable and may be used by several threads at once.
final class NativeFunction: @unchecked Sendable {
    let signature: ToolSignature
    private let prepared: OpaquePointer

    /// Nil when libffi cannot call it.
    init?(_ signature: ToolSignature, _ function: @convention(c) () -> Void) {
        var described = native_signature()
        described.result = signature.result.code
        described.count = UInt8(clamping: signature.parameters.count)
        withUnsafeMutableBytes(of: &described.parameters) { codes in
            for (place, parameter) in signature.parameters.enumerated() { codes[place] = parameter.kind.code }
        }
        withUnsafeMutableBytes(of: &described.capacities) { bytes in
            let capacities = bytes.bindMemory(to: UInt32.self)
            for (place, parameter) in signature.parameters.enumerated() {
                if case .out(let capacity) = parameter.kind { capacities[place] = UInt32(clamping: capacity) }
            }
        }
        guard let prepared = native_function_make(&described, function, nil) else { return nil }
        self.prepared = prepared
        self.signature = signature
    }

    deinit { native_function_free(prepared) }

    /// Calls the function on this thread. Throws `.result` for what is no result.
    func call(_ values: [ToolValue]) throws(ToolFailure) -> ToolOutput {
        var outcome = native_outcome()
        let status = withNative(values) { native_function_call(prepared, $0, &outcome) }
        defer { native_outcome_free(&outcome) }
        switch status {
        case NATIVE_OK: break
        case NATIVE_OVERRUN: throw .result(reason: "it wrote beyond the end of its buffer")
        case NATIVE_TOO_LONG: throw .result(reason: "its text is longer than \(Limits.toolResultBytesMax) bytes")
        default: throw .result(reason: "there was no memory for its answer")
        }
        return output(&outcome)
    }

    private func output(_ outcome: inout native_outcome) -> ToolOutput {
        let result = outcome.result
        let value: ToolValue =
            switch signature.result {
            case .void, .out: .void
            case .i32: .i32(Int32(truncatingIfNeeded: result.integer))
            case .i64: .i64(result.integer)
            case .f64: .f64(result.number)
            case .bool: .bool(result.integer != 0)
            case .str, .strfree: .text(result.text == nil ? nil : bytes(result))
            }
        let outs = withUnsafeBytes(of: &outcome.outs) { raw in
            let values = raw.bindMemory(to: native_value.self)
            return signature.parameters.indices.filter { signature.parameters[$0].isOut }.map { bytes(values[$0]) }
        }
        return ToolOutput(result: value, outs: outs)
    }

    private func bytes(_ value: native_value) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: value.text, count: value.length))
    }
}

/// Lends the values as C has them, their texts in one block of bytes.
private func withNative(_ values: [ToolValue], _ body: (UnsafePointer<native_value>) -> UInt32) -> UInt32 {
    var texts: [UInt8] = []
    var native = [native_value](repeating: native_value(), count: max(1, values.count))
    for (place, value) in values.enumerated() {
        switch value {
        case .i32(let number): native[place].integer = Int64(number)
        case .i64(let number): native[place].integer = number
        case .f64(let number): native[place].number = number
        case .bool(let flag): native[place].integer = flag ? 1 : 0
        case .text(let text):
            // Where it begins, until the block no longer moves.
            native[place].integer = Int64(texts.count)
            native[place].length = text?.count ?? 0
            texts.append(contentsOf: text ?? [])
            texts.append(0)
        case .void, .out: break
        }
    }
    return texts.withUnsafeBytes { block in
        for (place, value) in values.enumerated() {
            guard case .text = value else { continue }
            let start = block.baseAddress?.advanced(by: Int(native[place].integer))
            native[place].text = start?.assumingMemoryBound(to: CChar.self)
        }
        return native.withUnsafeBufferPointer { buffer in buffer.baseAddress.map(body) ?? NATIVE_NO_MEMORY }
    }
}
