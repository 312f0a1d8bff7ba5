// From what a customer asked for to a quantity of the product's own unit.

import OrkestaModel

/// How an asked amount fits a product.
enum SaleQuantity: Equatable {
    case quantity(Quantity)
    case bad(Amount)
    /// The unit is sold whole.
    case mustBeWhole
    /// Asked by a measure that the product isn't sold by.
    case otherUnit
    /// Nothing said, of a product that is measured.
    case unsaid

    init(_ asked: RequestedAmount?, of product: ProductHit) {
        let sold = NamedUnit(product.unit.uppercased())
        guard let asked else {
            self = sold.isDivisible ? .unsaid : .quantity(.one)
            return
        }
        guard case .quantity(let quantity) = asked.amount else {
            self = .bad(asked.amount)
            return
        }
        guard let units = Self.units(quantity, asked.unit, sold: sold, product) else {
            self = .otherUnit
            return
        }
        guard units > .zero else {
            self = .bad(.zero)
            return
        }
        guard units <= .orderedMax else {
            self = .bad(.tooLarge)
            return
        }
        self = units.isWhole || sold.isDivisible ? .quantity(units) : .mustBeWhole
    }

    /// Nil when the asked unit can't be turned into the sold one.
    private static func units(
        _ quantity: Quantity,
        _ asked: NamedUnit?,
        sold: NamedUnit,
        _ product: ProductHit
    ) -> Quantity? {
        guard let asked, asked != sold else { return quantity }
        if let one = asked.measure {
            if let other = sold.measure {
                return one.dimension == other.dimension ? scaled(quantity, one.size, other.size) : nil
            }
            return packs(of: product, for: quantity, one)
        }
        guard let pieces = asked.pieces else { return quantity }
        // "un par" of what is sold by the pair is one; a dozen of it, six.
        guard let held = sold.pieces else { return asked.code == "PZA" ? quantity : scaled(quantity, pieces, 1) }
        return asked.code == "PZA" && held > 1 ? quantity : scaled(quantity, pieces, held)
    }

    /// "2 litros" of a bottle of 1 L are two bottles; 946 ml pass for a litre.
    private static func packs(
        of product: ProductHit,
        for quantity: Quantity,
        _ asked: (dimension: NamedUnit.Dimension, size: Int64)
    ) -> Quantity? {
        guard let content = content(of: product.name, asked.dimension), content > 0,
            let wanted = scaled(quantity, asked.size, 1)?.thousandths
        else { return nil }
        let count = (wanted + content / 2) / content
        let (difference, tolerance) = (abs(wanted - count * content), wanted / 16)
        return count >= 1 && difference <= tolerance ? Quantity(thousandths: count * 1_000) : nil
    }

    /// What a pack holds by its name, in thousandths of the dimension's base.
    private static func content(of name: String, _ dimension: NamedUnit.Dimension) -> Int64? {
        let words = Words(name)
        let reader = AmountReader(words: words, language: .spanish)
        for index in words.all.indices {
            guard words.all[index].isNumeric, let written = reader.amount(at: index),
                let measure = written.unit?.measure,
                measure.dimension == dimension, case .quantity(let quantity) = written.amount
            else { continue }
            return scaled(quantity, measure.size, 1)?.thousandths
        }
        return nil
    }

    private static func scaled(_ quantity: Quantity, _ numerator: Int64, _ denominator: Int64) -> Quantity? {
        let (product, overflow) = quantity.thousandths.multipliedReportingOverflow(by: numerator)
        return overflow ? nil : Quantity(thousandths: product / denominator)
    }
}

extension Quantity {
    static let zero = Quantity(thousandths: 0)
}
