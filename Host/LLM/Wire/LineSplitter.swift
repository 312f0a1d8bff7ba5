// Lines out of a byte stream that is cut anywhere: NDJSON.

/// Cuts bytes at line feeds.
struct LineSplitter: Sendable {
    let bytesMax: Int
    /// Bytes behind the last line feed.
    private(set) var rest: [UInt8] = []

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    /// The lines that `bytes` completed, empty ones left out; nil when a line is
    /// longer than allowed.
    mutating func feed(_ bytes: [UInt8]) -> [[UInt8]]? {
        var lines: [[UInt8]] = []
        var remaining = bytes[...]
        while let end = remaining.firstIndex(of: 0x0A) {
            let line = rest + remaining[..<end]
            guard line.count <= bytesMax else { return nil }
            if line.contains(where: { $0 > 0x20 }) { lines.append(line) }
            rest = []
            remaining = remaining[(end + 1)...]
        }
        rest += remaining
        return rest.count <= bytesMax ? lines : nil
    }
}
