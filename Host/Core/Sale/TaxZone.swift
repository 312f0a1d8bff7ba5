// Where a tenant sells, as far as taxes go.

public import OrkestaModel

/// The tax rules of a place. Rates of Mexico: shared wire facts, section 10.
public enum TaxZone: String, Sendable, CaseIterable {
    /// IVA 16 %.
    case mexico
    /// The northern and southern border zone, by registration: IVA 8 %.
    case mexicoBorder = "mexico_border"
    /// No tax is computed: prices are what they are.
    case untaxed = "none"

    /// What a product of a class pays here.
    public func tax(_ taxClass: TaxClass) -> Tax {
        switch (self, taxClass) {
        case (.mexico, .standard): Tax(taxClass: .standard, rate: Percentage(hundredths: 1600))
        case (.mexicoBorder, .standard): Tax(taxClass: .standard, rate: Percentage(hundredths: 800))
        case (.untaxed, _): Tax(taxClass: .exempt, rate: .zero)
        case (_, .zero), (_, .exempt): Tax(taxClass: taxClass, rate: .zero)
        }
    }
}
