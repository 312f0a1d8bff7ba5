// What goes on which sheet.

import Testing

@testable import HostDocuments

struct PaginationTests {
    private func parts(_ heights: Double...) -> [FlowPart] { heights.map { FlowPart(height: $0) } }

    @Test("what fits stays on one sheet, to the last point")
    func fits() {
        #expect(Pagination.sheets(parts(40, 40, 20), firstSpace: 100, nextSpace: 100) == [0..<3])
    }

    @Test("the first sheet may offer less than the others")
    func overflows() {
        #expect(Pagination.sheets(parts(40, 40, 40, 40), firstSpace: 50, nextSpace: 90) == [0..<1, 1..<3, 3..<4])
    }

    @Test("a part that keeps with its next goes over with it")
    func keepsTogether() {
        var rows = parts(40, 40, 60)
        rows[1].keepsWithNext = true
        #expect(Pagination.sheets(rows, firstSpace: 100, nextSpace: 100) == [0..<1, 1..<3])
    }

    @Test("a part that is too high has a sheet for itself, and nothing loops")
    func tooHigh() {
        var rows = parts(300, 300, 10)
        rows[0].keepsWithNext = true
        #expect(Pagination.sheets(rows, firstSpace: 100, nextSpace: 100) == [0..<1, 1..<2, 2..<3])
    }

    @Test("nothing still takes a sheet")
    func empty() {
        #expect(Pagination.sheets([], firstSpace: 100, nextSpace: 100) == [0..<0])
    }
}
