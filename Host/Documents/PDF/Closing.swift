// What follows the table: sums, the total in words, the link with its code,
// notes.

import CPango
import OrkestaModel

/// The parts after the last row, each kept whole on a sheet.
struct Closing {
    struct Part {
        let part: FlowPart
        /// Draws it with its upper edge at a height of the sheet.
        let draw: (PDFFile, Double) -> Void
    }

    let parts: [Part]

    private static let sumsWidth = 236.0
    private static let codeSize = 84.0

    init(_ document: BusinessDocument, sheet: Sheet, in context: TextContext) {
        parts = [Self.sums(document, sheet, context)] + document.notes.map { Self.note($0, sheet, context) }
    }

    /// Sums at the right, the link at the left of them.
    private static func sums(_ document: BusinessDocument, _ sheet: Sheet, _ context: TextContext) -> Part {
        let rows = document.sums.map { SumRow($0, document.brand.color, sheet, width: sumsWidth, in: context) }
        let link = document.link.flatMap { LinkCorner($0, size: codeSize, in: context) }
        let words = document.amountInWords.map {
            TextBlock(
                $0,
                TextStyle(points: 8, color: .faint, alignment: .trailing),
                width: sheet.contentWidth,
                in: context
            )
        }
        let gap = 12.0
        let rowsHeight = rows.reduce(0) { $0 + $1.height }
        let upper = max(rowsHeight, link?.height ?? 0)
        let height = gap + upper + (words.map { $0.height + 8 } ?? 0) + 6
        return Part(part: FlowPart(height: height)) { file, top in
            var y = top + gap
            for row in rows {
                row.draw(on: file.cairo, y: y)
                y += row.height
            }
            link?.draw(on: file, x: sheet.margin, y: top + gap)
            words?.draw(on: file.cairo, x: sheet.margin, y: top + gap + upper + 8)
        }
    }

    private static func note(_ note: BusinessDocument.Note, _ sheet: Sheet, _ context: TextContext) -> Part {
        var stack = Stack(width: sheet.contentWidth)
        let title = TextStyle(points: 8, weight: .semibold)
        stack.add(TextBlock(note.title, title, width: sheet.contentWidth, in: context))
        stack.add(TextBlock(note.text, .small, width: sheet.contentWidth, in: context), after: 2)
        return Part(part: FlowPart(height: stack.height + 12)) { file, top in
            stack.draw(on: file.cairo, x: sheet.margin, y: top + 12)
        }
    }

    /// A label and an amount; the total stands on the tenant's colour.
    private struct SumRow {
        let height: Double
        private let label: TextBlock
        private let amount: TextBlock
        private let ground: Color?
        private let x: Double
        private let width: Double
        private let padding: Double

        init(_ sum: BusinessDocument.Sum, _ color: Color, _ sheet: Sheet, width: Double, in context: TextContext) {
            let isTotal = sum.kind == .total
            ground = isTotal ? color : nil
            padding = isTotal ? 7 : 3
            x = sheet.right - width
            self.width = width
            let ink = isTotal ? color.contrast : .ink
            let style = TextStyle(
                points: isTotal ? 12 : 9,
                weight: isTotal ? .semibold : .regular,
                color: isTotal ? ink : .faint
            )
            label = TextBlock(sum.label, style, width: width * 0.42, in: context)
            let amountStyle = TextStyle(
                points: style.points,
                weight: style.weight,
                color: ink,
                alignment: .trailing,
                isFigure: true
            )
            let text = isTotal ? sum.amount.description : sum.amount.withoutCurrency
            amount = TextBlock(text, amountStyle, width: width * 0.58 - 12, in: context)
            height = max(label.height, amount.height) + 2 * padding + (isTotal ? 4 : 0)
        }

        func draw(on cairo: OpaquePointer, y: Double) {
            var y = y
            if let ground {
                y += 4
                cairo.fill(ground, x: x, y: y, width: width, height: height - 4)
            }
            label.draw(on: cairo, x: x + 6, y: y + padding)
            amount.draw(on: cairo, x: x + 6 + width * 0.42, y: y + padding)
        }
    }

    /// A code to scan, and the same address to tap or type.
    private struct LinkCorner {
        let height: Double
        private let code: QRCode
        private let texts: Stack
        private let url: String
        private let size: Double

        init?(_ link: BusinessDocument.Link, size: Double, in context: TextContext) {
            guard let code = QRCode(link.url) else { return nil }
            self.code = code
            self.size = size
            url = link.url
            let width = 168.0
            var texts = Stack(width: width)
            texts.add(TextBlock(link.label, TextStyle(points: 9, weight: .semibold), width: width, in: context))
            texts.add(TextBlock(link.url, .small, width: width, in: context), after: 3)
            self.texts = texts
            height = max(size, texts.height)
        }

        func draw(on file: PDFFile, x: Double, y: Double) {
            file.link(to: url) {
                code.draw(on: file.cairo, x: x, y: y, size: size)
                texts.draw(on: file.cairo, x: x + size + 12, y: y + 4)
            }
        }
    }
}
