// The bytes of an upload as UTF-8, whichever program saved them.

import HostCore

/// Finds out an upload's encoding.
enum UploadText {
    /// UTF-8 without its byte order mark; Windows-1252 is converted. Throws a
    /// problem for what is no text.
    static func utf8(_ bytes: [UInt8]) throws(Problem) -> [UInt8] {
        guard !bytes.isEmpty else {
            throw Problem(.invalid, "the upload is empty", field: "file", remedy: "Send a CSV, JSON or NDJSON file.")
        }
        guard !isBinary(bytes) else {
            throw Problem(
                .unsupportedMedia,
                "the upload is neither CSV nor JSON",
                field: "file",
                remedy: "Save the catalog as CSV (UTF-8) and send that."
            )
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        return String(validating: body, as: UTF8.self) == nil ? fromWindows1252(body) : body
    }

    /// Control characters that no text file holds: PDF, XLSX, pictures, UTF-16.
    private static func isBinary(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: "%PDF".utf8)
            || bytes.contains { $0 < 0x09 || (0x0E..<0x1B).contains($0) || (0x1C..<0x20).contains($0) }
    }

    private static func fromWindows1252(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            let code = (0x80...0x9F).contains(byte) ? upperControls[Int(byte) - 0x80] : UInt32(byte)
            output.append(contentsOf: String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
        }
        return output
    }

    /// Windows-1252 from 0x80 to 0x9F; the five unused codes are U+FFFD.
    private static let upperControls: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
