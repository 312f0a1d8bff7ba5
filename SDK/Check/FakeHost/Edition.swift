// Hosts of other versions: what a table or a struct of theirs looks like.

import OrkestaABI

/// How old the host pretends to be.
enum Edition: Sendable, CaseIterable {
    /// The headers that this program was built with.
    case current
    /// Version 1.0: structs and tables end where they ended then.
    case first
    /// A later one: everything is longer than these headers know.
    case later

    /// The bytes of a struct that begins with its size. `firstSize` is the size
    /// that it had in version 1.0.
    func image<Value: BitwiseCopyable>(of value: Value, firstSize: Int) -> [UInt8] {
        let bytes = withUnsafeBytes(of: value) { Array($0) }
        return switch self {
        case .current: bytes.withSize
        case .first: Array(bytes.prefix(firstSize)).withSize
        case .later: (bytes + [UInt8](repeating: 0x5A, count: 64)).withSize
        }
    }
}

extension [UInt8] {
    /// As the bytes of a struct whose first member says how many there are.
    var withSize: [UInt8] {
        guard count >= 4 else { return self }
        var copy = self
        for (index, byte) in Swift.withUnsafeBytes(of: UInt32(count).littleEndian, Array.init).enumerated() {
            copy[index] = byte
        }
        return copy
    }
}

/// Where a struct ended in version 1.0: after the field that was its last one then.
func firstSize<Value, Field>(_ last: KeyPath<Value, Field>) -> Int {
    (MemoryLayout<Value>.offset(of: last) ?? MemoryLayout<Value>.size) + MemoryLayout<Field>.size
}

/// A copy of a plugin's struct, fields beyond its own size zero. Nil when it is NULL
/// or smaller than it was in version 1.0.
func sized<Value: BitwiseCopyable>(_ pointer: UnsafePointer<Value>?, firstSize: Int) -> Value? {
    guard let pointer else { return nil }
    let raw = UnsafeRawPointer(pointer)
    let claimed = Int(raw.loadUnaligned(as: UInt32.self))
    guard claimed >= firstSize else { return nil }
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) { buffer in
        guard let base = buffer.baseAddress else { return nil }
        let bytes = UnsafeMutableRawPointer(base)
        bytes.initializeMemory(as: UInt8.self, repeating: 0, count: MemoryLayout<Value>.size)
        bytes.copyMemory(from: raw, byteCount: min(claimed, MemoryLayout<Value>.size))
        return base.pointee
    }
}
