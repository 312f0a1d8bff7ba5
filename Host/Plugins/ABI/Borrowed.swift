// Strings and JSON across the ABI, on the host's side. What a plugin passes is
// checked before it is believed: length first, then UTF-8.

import OrkestaABI
import OrkestaModel

/// Why the host refuses a text that a plugin passed.
struct Refusal: Error {
    let status: ork_status
    let reason: String
}

extension String {
    /// A copy of a plugin's text. Throws when it is longer than `limit` bytes, has
    /// no pointer, or is not UTF-8.
    init(checking borrowed: ork_str, _ field: String, limit: Int) throws(Refusal) {
        // A size_t beyond Int.max arrives negative.
        guard (0...limit).contains(borrowed.len) else {
            throw Refusal(status: ORK_E_INVALID, reason: "\(field) is longer than \(limit) bytes")
        }
        guard borrowed.len > 0 else {
            self = ""
            return
        }
        guard let pointer = borrowed.ptr else {
            throw Refusal(status: ORK_E_INVALID, reason: "\(field) is NULL with a length")
        }
        let bytes = UnsafeBufferPointer(start: pointer, count: borrowed.len)
        let text = bytes.withMemoryRebound(to: UInt8.self) { String(validating: $0, as: UTF8.self) }
        guard let text else { throw Refusal(status: ORK_E_INVALID, reason: "\(field) is not UTF-8") }
        self = text
    }

    /// The same of what a provider told, of which only so much is kept.
    init(cutting borrowed: ork_str, _ field: String, limit: Int) throws(Refusal) {
        var kept = borrowed
        if borrowed.len > limit, let pointer = borrowed.ptr {
            kept.len = limit
            // Not within a character.
            while kept.len > 0, UInt8(truncatingIfNeeded: pointer[kept.len]) & 0xC0 == 0x80 { kept.len -= 1 }
        }
        try self.init(checking: kept, field, limit: limit)
    }
}

extension [UInt8] {
    /// A copy of a plugin's bytes. Throws when they are more than `limit`, or have
    /// no pointer.
    init(checking borrowed: ork_str, _ field: String, limit: Int) throws(Refusal) {
        guard (0...limit).contains(borrowed.len), borrowed.len == 0 || borrowed.ptr != nil else {
            throw Refusal(status: ORK_E_INVALID, reason: "\(field) is over \(limit) bytes, or NULL with a length")
        }
        self = Array(UnsafeRawBufferPointer(start: borrowed.ptr, count: borrowed.len))
    }
}

extension JSON {
    /// A plugin's document; empty is nil.
    static func checking(_ borrowed: ork_str, _ field: String, limit: Int) throws(Refusal) -> JSON? {
        guard borrowed.len != 0 else { return nil }
        let text = try String(checking: borrowed, field, limit: limit)
        do {
            return try JSON(parsing: text)
        } catch {
            throw Refusal(status: ORK_E_INVALID, reason: "\(field) is not JSON: \(error)")
        }
    }

    /// A plugin's object; empty is nil, any other value is refused.
    static func checkingObject(_ borrowed: ork_str, _ field: String, limit: Int) throws(Refusal) -> JSON? {
        guard let json = try checking(borrowed, field, limit: limit) else { return nil }
        guard json.objectValue != nil else { throw Refusal(status: ORK_E_INVALID, reason: "\(field) is no object") }
        return json
    }
}

/// Lends strings for the duration of `body`, in one block of bytes.
func withBorrowed<Value>(_ strings: [String], _ body: ([ork_str]) throws -> Value) rethrows -> Value {
    try withBorrowed(blocks: strings.map(\.utf8), body)
}

/// Lends blocks of bytes for the duration of `body`, in one.
func withBorrowed<Block: Collection<UInt8>, Value>(
    blocks: [Block],
    _ body: ([ork_str]) throws -> Value
) rethrows -> Value {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    bytes.reserveCapacity(blocks.reduce(0) { $0 + $1.count })
    ends.reserveCapacity(blocks.count)
    for block in blocks {
        bytes.append(contentsOf: block)
        ends.append(bytes.count)
    }
    return try bytes.withUnsafeBytes { buffer in
        var start = 0
        var borrowed: [ork_str] = []
        borrowed.reserveCapacity(ends.count)
        for end in ends {
            let base = buffer.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
            borrowed.append(ork_str(ptr: base, len: end - start))
            start = end
        }
        return try body(borrowed)
    }
}

/// Lends bytes for the duration of `body`.
func withBorrowed<Value>(_ bytes: [UInt8], _ body: (ork_str) throws -> Value) rethrows -> Value {
    try bytes.withUnsafeBytes { buffer in
        try body(ork_str(ptr: buffer.baseAddress?.assumingMemoryBound(to: CChar.self), len: buffer.count))
    }
}

/// A string that lives as long as the process.
func immortal(_ string: String) -> ork_str {
    let bytes = Array(string.utf8)
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: max(1, bytes.count))
    for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
    return ork_str(ptr: UnsafePointer(copy), len: bytes.count)
}

/// The error structure of a failure, message cut to what fits.
func abiError(
    _ status: ork_status,
    _ message: String,
    retryable: Bool = false,
    providerCode: Int32 = 0
) -> ork_error {
    var error = ork_error()
    error.size = UInt32(MemoryLayout<ork_error>.size)
    error.status = status
    error.retryable = retryable ? 1 : 0
    error.provider_code = providerCode
    withUnsafeMutableBytes(of: &error.message) { buffer in
        for (index, byte) in message.utf8.prefix(buffer.count - 1).enumerated() { buffer[index] = byte }
    }
    return error
}

/// The message that a plugin put into an error.
func message(of error: ork_error) -> String {
    withUnsafeBytes(of: error.message) { buffer in
        String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
}

/// A copy of a plugin's struct, wherever it lies, fields beyond its own size zero.
/// Nil when the size is impossible. Every struct of the ABI begins with its size.
func sized<Value: BitwiseCopyable>(_ pointer: UnsafePointer<Value>) -> Value? {
    let raw = UnsafeRawPointer(pointer)
    let claimed = Int(raw.loadUnaligned(as: UInt32.self))
    guard claimed >= 8 else { return nil }
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) { buffer in
        guard let base = buffer.baseAddress else { return nil }
        let bytes = UnsafeMutableRawPointer(base)
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: MemoryLayout<Value>.size)
        bytes.copyMemory(from: raw, byteCount: min(claimed, MemoryLayout<Value>.size))
        return base.pointee
    }
}

/// Where a struct ended in version 1.0: after the field that was its last one then.
/// A plugin's table may end there, however much was appended since.
func firstSize<Value, Field>(_ last: KeyPath<Value, Field>) -> Int {
    (MemoryLayout<Value>.offset(of: last) ?? MemoryLayout<Value>.size) + MemoryLayout<Field>.size
}

/// Whether a plugin's table, which may be older than the host's, goes as far as a
/// function. Says nothing of whether it is NULL.
func has<Table, Function>(_ table: UnsafePointer<Table>, _ function: KeyPath<Table, Function>) -> Bool {
    Int(UnsafeRawPointer(table).loadUnaligned(as: UInt32.self)) >= firstSize(function)
}

extension Timestamp {
    /// A plugin's moment, brought between 1970 and the end of the year 9999, where
    /// arithmetic and RFC 3339 end.
    init(bounding milliseconds: Int64) { self.init(milliseconds: min(max(0, milliseconds), 253_402_300_799_999)) }
}
