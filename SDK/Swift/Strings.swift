// Borrowed bytes of the ABI to Swift strings and back. A borrowed string lives
// only within its call, so it is copied on the way in and scoped on the way out.

import OrkestaABI

extension String {
    /// A copy of borrowed UTF-8; damaged bytes become replacement characters.
    init(_ borrowed: ork_str) {
        self = String(decoding: UnsafeRawBufferPointer(start: borrowed.ptr, count: borrowed.len), as: UTF8.self)
    }

    /// A copy, or nil when empty.
    static func unlessEmpty(_ borrowed: ork_str) -> String? {
        borrowed.len == 0 ? nil : String(borrowed)
    }
}

/// Lends several strings at once for the duration of `body`.
func withBorrowed<Value>(_ strings: [String], _ body: ([ork_str]) throws -> Value) rethrows -> Value {
    var bytes: [UInt8] = []
    var ends: [Int] = []
    bytes.reserveCapacity(strings.reduce(0) { $0 + $1.utf8.count })
    ends.reserveCapacity(strings.count)
    for string in strings {
        bytes.append(contentsOf: string.utf8)
        ends.append(bytes.count)
    }
    return try bytes.withUnsafeBytes { buffer in
        var start = 0
        var borrowed: [ork_str] = []
        borrowed.reserveCapacity(strings.count)
        for end in ends {
            let base = buffer.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
            borrowed.append(ork_str(ptr: base, len: end - start))
            start = end
        }
        return try body(borrowed)
    }
}

/// Lends one string for the duration of `body`.
func withBorrowed<Value>(_ string: String, _ body: (ork_str) throws -> Value) rethrows -> Value {
    var copy = string
    return try copy.withUTF8 { buffer in
        try buffer.withMemoryRebound(to: CChar.self) { try body(ork_str(ptr: $0.baseAddress, len: $0.count)) }
    }
}

/// Lends bytes for the duration of `body`.
func withBorrowed<Value>(_ bytes: [UInt8], _ body: (ork_str) throws -> Value) rethrows -> Value {
    try bytes.withUnsafeBytes { buffer in
        try body(ork_str(ptr: buffer.baseAddress?.assumingMemoryBound(to: CChar.self), len: buffer.count))
    }
}

/// A string that lives as long as the process: ids and manifests of tables.
func immortal(_ string: String) -> ork_str {
    let bytes = Array(string.utf8)
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: max(1, bytes.count))
    for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
    return ork_str(ptr: UnsafePointer(copy), len: bytes.count)
}
