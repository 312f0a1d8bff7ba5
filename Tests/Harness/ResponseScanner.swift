// Finds the end of an HTTP/1.1 response in bytes that come in pieces, and
// reads no more of it than that takes.

import Glibc

/// One connection's incoming bytes.
struct ResponseScanner {
    /// What is known of the bytes so far.
    enum Finding: Equatable {
        case incomplete
        /// A whole response; its bytes are gone from the buffer.
        case response(status: Int, closes: Bool)
        case malformed
    }

    private enum Stage {
        case head
        case sized(remaining: Int)
        case chunkSize
        case chunk(remaining: Int)
        case trailer
    }

    private static let headBytesMax = 64 << 10

    private var bytes: [UInt8] = []
    private var start = 0
    private var stage = Stage.head
    private var status = 0
    private var closes = false

    var isEmpty: Bool { start == bytes.count }

    mutating func append(_ piece: UnsafeRawBufferPointer) {
        if start == bytes.count {
            bytes.removeAll(keepingCapacity: true)
            start = 0
        }
        bytes.append(contentsOf: piece)
    }

    /// Goes on where the last call stopped.
    mutating func next() -> Finding {
        while true {
            switch stage {
            case .head:
                guard let line = takeHead() else { return isTooLong ? .malformed : .incomplete }
                guard readHead(line) else { return .malformed }
            case .sized(let remaining):
                stage = .sized(remaining: remaining - skip(remaining))
                guard case .sized(0) = stage else { return .incomplete }
                return finish()
            case .chunkSize:
                guard let line = takeLine() else { return isTooLong ? .malformed : .incomplete }
                guard let size = hexadecimal(line) else { return .malformed }
                // Each chunk is followed by a line end of its own.
                stage = size == 0 ? .trailer : .chunk(remaining: size + 2)
            case .chunk(let remaining):
                let left = remaining - skip(remaining)
                stage = left == 0 ? .chunkSize : .chunk(remaining: left)
                guard left == 0 else { return .incomplete }
            case .trailer:
                guard let line = takeLine() else { return isTooLong ? .malformed : .incomplete }
                if line.isEmpty { return finish() }
            }
        }
    }

    private var isTooLong: Bool { bytes.count - start > Self.headBytesMax }

    private mutating func finish() -> Finding {
        stage = .head
        return .response(status: status, closes: closes)
    }

    private mutating func skip(_ count: Int) -> Int {
        let skipped = min(count, bytes.count - start)
        start += skipped
        return skipped
    }

    /// The lines up to the first empty one, as one slice without it.
    private mutating func takeHead() -> ArraySlice<UInt8>? { take(upTo: "\r\n\r\n") }
    private mutating func takeLine() -> ArraySlice<UInt8>? { take(upTo: "\r\n") }

    private mutating func take(upTo mark: StaticString) -> ArraySlice<UInt8>? {
        guard let end = offset(of: mark, in: start..<bytes.count) else { return nil }
        defer { start = end + mark.utf8CodeUnitCount }
        return bytes[start..<end]
    }

    /// Where `mark` begins. memchr and memcmp do the walking, because a debug
    /// build's own loop would cost more than the server under load.
    private func offset(of mark: StaticString, in range: Range<Int>) -> Int? {
        bytes.withUnsafeBytes { all in
            guard let base = all.baseAddress else { return nil }
            let markCount = mark.utf8CodeUnitCount
            var position = range.lowerBound
            while position + markCount <= range.upperBound,
                let found = memchr(base + position, Int32(mark.utf8Start[0]), range.upperBound - position)
            {
                let offset = UnsafeRawPointer(found) - base
                guard offset + markCount <= range.upperBound else { return nil }
                if memcmp(found, mark.utf8Start, markCount) == 0 { return offset }
                position = offset + 1
            }
            return nil
        }
    }

    /// Takes status, length and connection from a head.
    private mutating func readHead(_ head: ArraySlice<UInt8>) -> Bool {
        // "HTTP/1.1 200"
        guard head.count >= 12 else { return false }
        status = 0
        for byte in head[(head.startIndex + 9)..<(head.startIndex + 12)] {
            guard (0x30...0x39).contains(byte) else { return false }
            status = status * 10 + Int(byte - 0x30)
        }
        closes = value(of: "\r\nconnection:", in: head)?.first.map { $0 | 0x20 == UInt8(ascii: "c") } ?? false
        if status < 200 { return true }
        if status == 204 || status == 304 {
            stage = .sized(remaining: 0)
        } else if value(of: "\r\ntransfer-encoding:", in: head) != nil {
            stage = .chunkSize
        } else {
            guard let length = value(of: "\r\ncontent-length:", in: head) else { return false }
            guard let count = decimal(length) else { return false }
            stage = .sized(remaining: count)
        }
        return true
    }

    /// The value of a field, given its name in lower case between line end and colon.
    private func value(of field: StaticString, in head: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let fieldCount = field.utf8CodeUnitCount
        var position = head.startIndex
        while let line = offset(of: "\r\n", in: position..<head.endIndex) {
            position = line + 2
            guard line + fieldCount <= head.endIndex, matches(field, at: line) else { continue }
            let valueStart = line + fieldCount
            let valueEnd = offset(of: "\r\n", in: valueStart..<head.endIndex) ?? head.endIndex
            return bytes[valueStart..<valueEnd].drop { $0 == 0x20 }
        }
        return nil
    }

    private func matches(_ field: StaticString, at position: Int) -> Bool {
        bytes.withUnsafeBytes { all in
            guard let base = all.baseAddress else { return false }
            return strncasecmp(
                (base + position).assumingMemoryBound(to: CChar.self),
                UnsafeRawPointer(field.utf8Start).assumingMemoryBound(to: CChar.self),
                field.utf8CodeUnitCount
            ) == 0
        }
    }
}

private func decimal(_ text: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: text, as: UTF8.self).filter { $0 != " " })
}

/// The size at the start of a chunk's line; extensions follow a semicolon.
private func hexadecimal(_ line: ArraySlice<UInt8>) -> Int? {
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
    return Int(String(decoding: digits, as: UTF8.self), radix: 16).flatMap { $0 >= 0 && $0 < 1 << 40 ? $0 : nil }
}
