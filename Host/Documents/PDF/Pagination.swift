// Which part of a document goes on which sheet: arithmetic only.

/// A part that is never split over two sheets.
struct FlowPart: Equatable {
    /// In points.
    var height: Double
    /// Whether it must not be the last on its sheet while more follows.
    var keepsWithNext = false
}

enum Pagination {
    /// The parts of each sheet, in order; at least one sheet. A part higher
    /// than a sheet gets one for itself.
    ///
    /// `firstSpace` and `nextSpace` are the points that the first and the later sheets offer.
    static func sheets(_ parts: [FlowPart], firstSpace: Double, nextSpace: Double) -> [Range<Int>] {
        var sheets: [Range<Int>] = []
        var start = 0
        while start < parts.count {
            let end = endOfSheet(parts, from: start, space: sheets.isEmpty ? firstSpace : nextSpace)
            sheets.append(start..<end)
            start = end
        }
        return sheets.isEmpty ? [0..<0] : sheets
    }

    private static func endOfSheet(_ parts: [FlowPart], from start: Int, space: Double) -> Int {
        var (end, used) = (start, 0.0)
        while end < parts.count, end == start || used + parts[end].height <= space {
            used += parts[end].height
            end += 1
        }
        guard end < parts.count else { return end }
        // What must stay with its successor goes over together with it, unless nothing would be left.
        var kept = end
        while kept > start, parts[kept - 1].keepsWithNext { kept -= 1 }
        return kept > start ? kept : end
    }
}
