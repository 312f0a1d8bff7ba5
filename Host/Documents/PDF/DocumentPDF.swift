// A document as a PDF: everything is laid out and measured first, then spread
// over sheets, then drawn.

import CPango

/// One document on its way to paper.
struct DocumentPDF {
    private let document: BusinessDocument
    private let context: TextContext
    private let sheet: Sheet
    private let opening: Opening
    private let table: LineTable
    private let closing: Closing

    init(_ document: BusinessDocument, fonts: FontMap) throws(PrintingError) {
        self.document = document
        context = fonts.makeContext()
        sheet = Sheet(paper: document.paper)
        opening = try Opening(document, sheet: sheet, in: context)
        table = LineTable(document, sheet: sheet, in: context)
        closing = Closing(document, sheet: sheet, in: context)
    }

    /// The file's bytes.
    func bytes() throws(PrintingError) -> [UInt8] {
        let file = try PDFFile(
            document.paper,
            title: "\(document.title) \(document.number)",
            author: document.issuer.name,
            createdAt: document.createdAt
        )
        let parts = table.rows.map(\.part) + closing.parts.map(\.part)
        let sheets = Pagination.sheets(
            parts,
            firstSpace: sheet.bottom - opening.height - table.headHeight,
            nextSpace: sheet.bottom - sheet.continuationTop - table.headHeight
        )
        for (index, range) in sheets.enumerated() {
            draw(range, on: file, number: index + 1, of: sheets.count)
            file.nextPage()
        }
        return try file.finish()
    }

    private func draw(_ range: Range<Int>, on file: PDFFile, number: Int, of count: Int) {
        let cairo = file.cairo
        cairo.fill(document.brand.color, x: 0, y: 0, width: sheet.width, height: 5)
        var y: Double
        if number == 1 {
            opening.draw(on: cairo)
            y = opening.height
        } else {
            drawContinuation(on: cairo)
            y = sheet.continuationTop
        }
        if range.lowerBound < table.rows.count {
            table.drawHead(on: cairo, y: y)
            y += table.headHeight
        }
        for index in range {
            if index < table.rows.count {
                table.rows[index].draw(on: cairo, y: y)
                y += table.rows[index].part.height
            } else {
                let part = closing.parts[index - table.rows.count]
                part.draw(file, y)
                y += part.part.height
            }
        }
        drawFoot(on: cairo, number: number, of: count)
    }

    /// The head of every sheet but the first.
    private func drawContinuation(on cairo: OpaquePointer) {
        let name = TextBlock(
            document.issuer.name,
            TextStyle(points: 9, weight: .semibold),
            width: sheet.contentWidth / 2,
            in: context
        )
        name.draw(on: cairo, x: sheet.margin, y: sheet.top)
        let title = TextBlock(
            "\(document.title) \(document.number)",
            TextStyle(points: 9, color: .faint, alignment: .trailing),
            width: sheet.contentWidth / 2,
            in: context
        )
        title.draw(on: cairo, x: sheet.margin + sheet.contentWidth / 2, y: sheet.top)
    }

    private func drawFoot(on cairo: OpaquePointer, number: Int, of count: Int) {
        let text = document.labels.page
            .replacing("{pages}", with: String(count))
            .replacing("{page}", with: String(number))
        let block = TextBlock(
            text,
            TextStyle(points: 7.5, color: .faint, alignment: .trailing),
            width: sheet.contentWidth,
            in: context
        )
        block.draw(on: cairo, x: sheet.margin, y: sheet.height - sheet.margin + 10)
    }
}

/// The measures of a sheet, in points.
struct Sheet {
    let width: Double
    let height: Double
    let margin = 46.0
    /// Where the first text of a sheet begins.
    let top = 34.0
    /// Where the table begins on every sheet but the first.
    let continuationTop = 62.0

    init(paper: Paper) {
        width = paper.width
        height = paper.height
    }

    var contentWidth: Double { width - 2 * margin }
    var right: Double { width - margin }
    /// Below it is the foot.
    var bottom: Double { height - margin }
}
