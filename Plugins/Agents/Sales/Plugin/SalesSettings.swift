// The sales agent's settings, as its manifest describes them.

import OrkestaModel

/// Settings of one tenant. The host has checked them against the manifest.
struct SalesSettings: Sendable {
    let offeredDiscount: Percentage
    let basketSeconds: Int64

    init(_ settings: JSON) {
        offeredDiscount =
            settings["offered_discount_percent"].flatMap(Percentage.init(json:)) ?? Percentage(hundredths: 500)
        basketSeconds = (settings["basket_days"]?.integerValue ?? 14) &* 86_400
    }
}
