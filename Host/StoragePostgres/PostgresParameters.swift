// Arguments of a statement as libpq takes them: one buffer, and for each
// argument where it begins, how long it is, and its format.

import HostStorage

/// Bound values. The server infers each one's type from where it stands.
struct PostgresParameters {
    private var bytes: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    private static let text: Int32 = 0
    private static let binary: Int32 = 1

    init(_ arguments: [any DatabaseArgument]) {
        offsets.reserveCapacity(arguments.count)
        lengths.reserveCapacity(arguments.count)
        formats.reserveCapacity(arguments.count)
        for argument in arguments { add(argument.databaseValue) }
    }

    var count: Int32 { Int32(clamping: offsets.count) }

    /// Lends pointers that are valid during `body`.
    func withPointers<Result>(
        _ body: (
            _ values: UnsafePointer<UnsafePointer<CChar>?>?, _ lengths: UnsafePointer<Int32>?,
            _ formats: UnsafePointer<Int32>?
        ) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { buffer in
            let values = offsets.map { offset in
                offset.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return values.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { body(values.baseAddress, lengths.baseAddress, $0.baseAddress) }
                }
            }
        }
    }

    private mutating func add(_ value: DatabaseValue) {
        switch value {
        case .null:
            offsets.append(nil)
            lengths.append(0)
            formats.append(Self.text)
        case .integer(let number): addText(String(number).utf8)
        case .real(let number): addText(number.postgresText.utf8)
        // With its length, not as a C string.
        case .text(let text): addBinary(text.storable.utf8)
        case .blob(let blob): addBinary(blob)
        }
    }

    /// Text format is a C string.
    private mutating func addText(_ text: some Sequence<UInt8>) {
        addBytes(text, format: Self.text)
    }

    private mutating func addBinary(_ value: some Sequence<UInt8>) {
        addBytes(value, format: Self.binary)
    }

    /// Every value ends with a zero, so that no pointer lies outside the buffer.
    private mutating func addBytes(_ value: some Sequence<UInt8>, format: Int32) {
        offsets.append(bytes.count)
        bytes.append(contentsOf: value)
        lengths.append(Int32(clamping: bytes.count - (offsets.last.flatMap(\.self) ?? 0)))
        formats.append(format)
        bytes.append(0)
    }
}

extension String {
    /// PostgreSQL's text cannot hold U+0000; it becomes U+FFFD, as an invalid
    /// byte does.
    fileprivate var storable: String {
        utf8.contains(0) ? String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : $0 })) : self
    }
}

extension Double {
    fileprivate var postgresText: String {
        if isNaN { return "NaN" }
        if isInfinite { return self < 0 ? "-Infinity" : "Infinity" }
        return description
    }
}
