// Structs of another version of the ABI: one that is smaller than ours ends where
// its size says, and must not be read beyond.

import OrkestaABI

/// A copy of a struct that begins with its size; fields beyond that size are zero.
func sized<Value: BitwiseCopyable>(_ pointer: UnsafePointer<Value>) -> Value {
    let claimed = Int(UnsafeRawPointer(pointer).loadUnaligned(as: UInt32.self))
    return withUnsafeTemporaryAllocation(byteCount: MemoryLayout<Value>.size, alignment: MemoryLayout<Value>.alignment)
    {
        buffer in
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        let known = min(claimed, buffer.count)
        buffer.copyMemory(from: UnsafeRawBufferPointer(start: pointer, count: known))
        return buffer.load(as: Value.self)
    }
}
