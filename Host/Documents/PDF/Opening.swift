// The upper part of the first sheet: who offers, what it is, for whom.

import CPango

/// Issuer and logo at the left, title, number and facts at the right, the
/// recipient's panel below both.
struct Opening {
    /// From the top of the sheet to where the table begins.
    let height: Double
    private let brand: Brand
    private let sheet: Sheet
    private let logo: (picture: Picture, width: Double, height: Double)?
    private let issuer: Stack
    private let heading: Stack
    private let recipient: Stack?
    private let panelTop: Double

    private static let logoBox = (width: 150.0, height: 46.0)
    private static let panelPadding = 9.0

    init(_ document: BusinessDocument, sheet: Sheet, in context: TextContext) throws(PrintingError) {
        self.sheet = sheet
        brand = document.brand
        if let bytes = document.brand.logo {
            let picture = try Picture(png: bytes)
            let size = picture.size(within: Self.logoBox)
            logo = (picture, size.width, size.height)
        } else {
            logo = nil
        }
        let half = sheet.contentWidth / 2 - 10
        issuer = Self.issuer(document, width: half, in: context)
        heading = Self.heading(document, width: half, in: context)
        recipient = document.recipient.map { Self.recipient($0, document.labels, sheet, in: context) }
        let logoHeight = logo.map { $0.height + 8 } ?? 0
        panelTop = sheet.top + max(logoHeight + issuer.height, heading.height) + 14
        let panelHeight = recipient.map { $0.height + 2 * Self.panelPadding + 14 } ?? 0
        height = panelTop + panelHeight
    }

    func draw(on cairo: OpaquePointer) {
        var y = sheet.top
        if let logo {
            logo.picture.draw(on: cairo, x: sheet.margin, y: y, width: logo.width)
            y += logo.height + 8
        }
        issuer.draw(on: cairo, x: sheet.margin, y: y)
        heading.draw(on: cairo, x: sheet.right - heading.width, y: sheet.top)
        guard let recipient else { return }
        let panelHeight = recipient.height + 2 * Self.panelPadding
        cairo.fill(.panel, x: sheet.margin, y: panelTop, width: sheet.contentWidth, height: panelHeight)
        cairo.fill(brand.color, x: sheet.margin, y: panelTop, width: 3, height: panelHeight)
        recipient.draw(on: cairo, x: sheet.margin + 14, y: panelTop + Self.panelPadding)
    }

    private static func issuer(_ document: BusinessDocument, width: Double, in context: TextContext) -> Stack {
        let points = document.brand.logo == nil ? 17.0 : 11
        let name = TextStyle(points: points, weight: .semibold, color: document.brand.color.asInk)
        var stack = Stack(width: width)
        stack.add(TextBlock(document.issuer.name, name, width: width, in: context))
        for detail in document.issuer.details {
            stack.add(TextBlock(detail, .small, width: width, in: context), after: 1)
        }
        return stack
    }

    private static func heading(_ document: BusinessDocument, width: Double, in context: TextContext) -> Stack {
        var stack = Stack(width: width)
        let title = TextStyle(points: 9, color: .faint, alignment: .trailing, tracking: 1.4)
        stack.add(TextBlock(document.title.uppercased(), title, width: width, in: context))
        let number = TextStyle(points: 20, weight: .semibold, alignment: .trailing)
        stack.add(TextBlock(document.number, number, width: width, in: context), after: 2)
        for (index, fact) in document.facts.enumerated() {
            let text = TextBlock("\(fact.label)  \(fact.value)", .amountSmall, width: width, in: context)
            stack.add(text, after: index == 0 ? 5 : 1)
        }
        return stack
    }

    private static func recipient(
        _ party: BusinessDocument.Party,
        _ labels: BusinessDocument.Labels,
        _ sheet: Sheet,
        in context: TextContext
    ) -> Stack {
        let width = sheet.contentWidth - 28
        var stack = Stack(width: width)
        stack.add(TextBlock(labels.recipient, TextStyle(points: 7.5, color: .faint), width: width, in: context))
        stack.add(TextBlock(party.name, TextStyle(points: 10, weight: .semibold), width: width, in: context), after: 1)
        for detail in party.details {
            stack.add(TextBlock(detail, .small, width: width, in: context), after: 1)
        }
        return stack
    }
}

/// Blocks of text under each other.
struct Stack {
    let width: Double
    private(set) var height = 0.0
    private var blocks: [(block: TextBlock, y: Double)] = []

    init(width: Double) { self.width = width }

    mutating func add(_ block: TextBlock, after gap: Double = 0) {
        let y = blocks.isEmpty ? 0 : height + gap
        blocks.append((block, y))
        height = y + block.height
    }

    func draw(on cairo: OpaquePointer, x: Double, y: Double) {
        for (block, offset) in blocks { block.draw(on: cairo, x: x, y: y + offset) }
    }
}

extension Color {
    /// Itself, or black where it would be too pale for text on white.
    var asInk: Color { isLight ? .ink : self }
    /// What is read on it.
    var contrast: Color { isLight ? .ink : .white }
}
