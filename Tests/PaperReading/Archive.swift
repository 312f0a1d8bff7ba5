// Takes a file out of a ZIP archive, as far as spreadsheets are ones (APPNOTE.TXT
// 4.3: the central directory names each file and where it begins).

import CZlib

/// A spreadsheet's file is not what it should be.
public struct UnreadableSpreadsheet: Error, CustomStringConvertible {
    public let description: String
}

struct Archive {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func file(_ name: String) throws -> [UInt8] {
        let ending = bytes.count - 22
        guard ending > 0, number(at: ending, bytes: 4) == 0x0605_4B50 else {
            throw UnreadableSpreadsheet(description: "no end of the central directory")
        }
        var entry = number(at: ending + 16, bytes: 4)
        for _ in 0..<number(at: ending + 10, bytes: 2) {
            let nameLength = number(at: entry + 28, bytes: 2)
            if bytes[(entry + 46)..<(entry + 46 + nameLength)].elementsEqual(name.utf8) {
                return try content(of: entry)
            }
            entry += 46 + nameLength + number(at: entry + 30, bytes: 2) + number(at: entry + 32, bytes: 2)
        }
        throw UnreadableSpreadsheet(description: "no \(name) in the archive")
    }

    private func content(of entry: Int) throws -> [UInt8] {
        let header = number(at: entry + 42, bytes: 4)
        let start = header + 30 + number(at: header + 26, bytes: 2) + number(at: header + 28, bytes: 2)
        let packed = bytes[start..<(start + number(at: entry + 20, bytes: 4))]
        return try inflate(Array(packed), to: number(at: entry + 24, bytes: 4))
    }

    private func number(at place: Int, bytes count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }

    private func inflate(_ packed: [UInt8], to size: Int) throws -> [UInt8] {
        var source = packed
        var content = [UInt8](repeating: 0, count: size)
        let code = source.withUnsafeMutableBufferPointer { input in
            content.withUnsafeMutableBufferPointer { output in
                var stream = z_stream()
                stream.next_in = input.baseAddress
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(output.count)
                // Negative: without zlib's own header.
                inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                defer { inflateEnd(&stream) }
                return CZlib.inflate(&stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END else { throw UnreadableSpreadsheet(description: "zlib answers \(code)") }
        return content
    }
}
