// The table of lines: a head that every sheet repeats, and a row a line.

import CPango
import OrkestaModel

/// The laid out table.
struct LineTable {
    let headHeight: Double
    let rows: [Row]
    private let head: Row
    private let color: Color

    init(_ document: BusinessDocument, sheet: Sheet, in context: TextContext) {
        let labels = document.labels
        let columns = Columns(
            sheet: sheet,
            hasDiscounts: document.lines.contains { $0.discount.minor != 0 },
            hasTaxes: document.lines.contains { $0.taxRateBasisPoints != nil }
        )
        color = document.brand.color
        let style = TextStyle(points: 7.5, weight: .semibold, color: color.contrast)
        var titles = Row(sheet: sheet)
        titles.add(labels.description, style, columns.description, context)
        titles.add(labels.quantity, style.trailing, columns.quantity, context)
        titles.add(labels.unit, style, columns.unit, context)
        titles.add(labels.unitPrice, style.trailing, columns.price, context)
        if let column = columns.discount { titles.add(labels.discount, style.trailing, column, context) }
        if let column = columns.tax { titles.add(labels.taxRate, style.trailing, column, context) }
        titles.add(labels.total, style.trailing, columns.total, context)
        head = titles
        headHeight = titles.part.height
        let last = document.lines.count - 1
        rows = document.lines.enumerated().map { index, line in
            var row = Row(sheet: sheet, hasRule: true)
            row.add(line.description, below: line.sku, columns.description, context)
            row.add(decimal(thousandths: line.quantityThousandths), .amount, columns.quantity, context)
            row.add(line.unit, .body, columns.unit, context)
            row.add(line.unitPrice.withoutCurrency, .amount, columns.price, context)
            if let column = columns.discount {
                row.add(line.discount.minor == 0 ? "" : line.discount.withoutCurrency, .amount, column, context)
            }
            if let column = columns.tax {
                let rate = line.taxRateBasisPoints.map(percent(basisPoints:)) ?? labels.exempt
                row.add(rate, .amountSmall, column, context)
            }
            row.add(line.shownAmount.withoutCurrency, .amount, columns.total, context)
            // The last line goes with the sums: no sheet shows sums alone.
            row.part.keepsWithNext = index == last
            return row
        }
    }

    func drawHead(on cairo: OpaquePointer, y: Double) {
        cairo.fill(color, x: head.x, y: y, width: head.width, height: headHeight)
        head.draw(on: cairo, y: y)
    }

    /// Where each column lies: its left edge and its width.
    private struct Columns {
        typealias Column = (x: Double, width: Double)
        let description: Column
        let quantity: Column
        let unit: Column
        let price: Column
        let discount: Column?
        let tax: Column?
        let total: Column

        init(sheet: Sheet, hasDiscounts: Bool, hasTaxes: Bool) {
            var right = sheet.right - 6
            func take(_ width: Double) -> Column {
                right -= width
                defer { right -= 8 }
                return (right, width)
            }
            total = take(74)
            tax = hasTaxes ? take(38) : nil
            discount = hasDiscounts ? take(58) : nil
            price = take(68)
            unit = take(32)
            quantity = take(42)
            description = (sheet.margin + 8, right - sheet.margin - 8)
        }
    }

    /// Cells beside each other.
    struct Row {
        let x: Double
        let width: Double
        var part = FlowPart(height: 0)
        private let hasRule: Bool
        private var cells: [(x: Double, stack: Stack)] = []
        private let padding: Double

        init(sheet: Sheet, hasRule: Bool = false) {
            x = sheet.margin
            width = sheet.contentWidth
            self.hasRule = hasRule
            padding = 5
        }

        mutating func add(
            _ text: String,
            _ style: TextStyle = .body,
            below small: String = "",
            _ column: (x: Double, width: Double),
            _ context: TextContext
        ) {
            var stack = Stack(width: column.width)
            stack.add(TextBlock(text, style, width: column.width, in: context))
            if !small.isEmpty { stack.add(TextBlock(small, .small, width: column.width, in: context), after: 1) }
            cells.append((column.x, stack))
            part.height = max(part.height, stack.height + 2 * padding)
        }

        func draw(on cairo: OpaquePointer, y: Double) {
            for cell in cells { cell.stack.draw(on: cairo, x: cell.x, y: y + padding) }
            guard hasRule else { return }
            cairo.fill(.rule, x: x, y: y + part.height - 0.5, width: width, height: 0.5)
        }
    }
}

extension TextStyle {
    fileprivate var trailing: TextStyle {
        var style = self
        style.alignment = .trailing
        return style
    }
}

extension BusinessDocument.Line {
    /// In the terms of `unitPrice`: with the tax when the price contains it, so
    /// that quantity times price less discount is what stands at the row's end.
    var shownAmount: Money { taxIncluded ? total : base }
}
