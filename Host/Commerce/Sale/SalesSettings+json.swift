// A tenant's sales settings to and from their document.

import FoundationEssentials
import HostCore
import HostDocuments
public import HostStorage
public import OrkestaModel

extension SalesSettings {
    /// The whole document; amounts are decimal strings in the tenant's currency.
    public func json(currency: String) -> JSON {
        func amount(_ minor: Int64) -> JSON { .string(Money(minor: minor, currency: currency).decimal) }
        let coupons = coupons.map { coupon -> JSON in
            [
                "code": .string(coupon.code), "discount": coupon.discount.json, "minimum": amount(coupon.minimum),
                "valid_until": JSON(coupon.validUntil?.description),
            ]
        }
        let limits = discountPolicy.limits.map { limit -> JSON in
            [
                "agent": JSON(limit.agent), "from_amount": amount(limit.fromAmount),
                "percent": .string(limit.percent.description),
            ]
        }
        let tiers = volumeTable.tiers.map { tier -> JSON in
            [
                "sku": JSON(tier.sku), "category": JSON(tier.category), "from": .string(tier.from.description),
                "percent": .string(tier.percent.description),
            ]
        }
        let rules: JSON = [
            "tax_zone": .string(taxZone.rawValue),
            "prices_include_tax": .bool(pricesIncludeTax),
            "volume_table": .array(tiers),
            "discount_limits": .array(limits),
            "margin_floor_percent": JSON(discountPolicy.marginFloor?.description),
            "coupons": .array(coupons),
            "quote_validity_days": .integer(quoteValidityDays),
            "hold_minutes": .integer(holdMinutes),
            "payment_term_days": .integer(paymentTermDays),
        ]
        return .object((rules.objectValue ?? [:]).merging(profile.members) { $1 })
    }

    /// Reads a document; what it leaves out is as ``init(for:)`` says. Throws the
    /// field at fault.
    public init(json: JSON, for tenant: Tenant) throws(DocumentError) {
        self.init(for: tenant)
        let currency = tenant.currency
        taxZone = try json.optionalChoice("tax_zone") ?? taxZone
        pricesIncludeTax = try json.flag("prices_include_tax", default: pricesIncludeTax)
        volumeTable.tiers = try json.elements("volume_table") { value throws(DocumentError) in
            try VolumeTable.Tier(json: value)
        }
        discountPolicy.limits = try json.elements("discount_limits") { value throws(DocumentError) in
            try DiscountPolicy.Limit(json: value, currency: currency)
        }
        discountPolicy.marginFloor = try json.optionalPercentage("margin_floor_percent")
        coupons = try json.elements("coupons") { value throws(DocumentError) in
            try Coupon(json: value, currency: currency)
        }
        quoteValidityDays = try json.number("quote_validity_days", 1...Limits.quoteValidityDaysMax, quoteValidityDays)
        holdMinutes = try json.number("hold_minutes", 1...Limits.stockHoldMinutesMax, holdMinutes)
        paymentTermDays = try json.number("payment_term_days", 0...Limits.paymentTermDaysMax, paymentTermDays)
        profile = try BusinessProfile(json: json)
        guard volumeTable.tiers.count <= Limits.volumeTiersMax else {
            throw DocumentError(field: "volume_table", reason: "at most \(Limits.volumeTiersMax) rows are expected")
        }
        guard coupons.count <= Limits.couponsMax, Set(coupons.map(\.code)).count == coupons.count else {
            throw DocumentError(
                field: "coupons",
                reason: "at most \(Limits.couponsMax) coupons with different codes are expected"
            )
        }
    }
}

extension SalesSettings.Coupon {
    fileprivate init(json: JSON, currency: String) throws(DocumentError) {
        code = try json.requiredText("code").uppercased()
        guard (1...40).contains(code.count), !code.contains(where: \.isWhitespace) else {
            throw DocumentError(field: "code", reason: "1 to 40 characters without spaces are expected")
        }
        do throws(DocumentError) {
            discount = try Discount(json: json["discount"] ?? .null, currency: currency)
        } catch {
            throw DocumentError(field: "discount", reason: error.description)
        }
        minimum = try json.optionalAmount("minimum", currency) ?? 0
        validUntil = nil
        if let text = try json.optionalText("valid_until") {
            guard let moment = Timestamp(text) else {
                throw DocumentError(field: "valid_until", reason: "a time as in RFC 3339 is expected")
            }
            validUntil = moment
        }
    }
}

extension VolumeTable.Tier {
    fileprivate init(json: JSON) throws(DocumentError) {
        guard let from = json["from"].flatMap(Quantity.init(json:)), from.thousandths > 0 else {
            throw DocumentError(field: "from", reason: "a quantity above 0 is expected")
        }
        guard let percent = try json.optionalPercentage("percent"), percent > .zero else {
            throw DocumentError(field: "percent", reason: "a percentage above 0 is expected")
        }
        self.init(
            sku: try json.optionalText("sku"),
            category: try json.optionalText("category"),
            from: from,
            percent: percent
        )
    }
}

extension DiscountPolicy.Limit {
    fileprivate init(json: JSON, currency: String) throws(DocumentError) {
        guard let percent = try json.optionalPercentage("percent") else {
            throw DocumentError(field: "percent", reason: "a percentage is expected")
        }
        self.init(
            agent: try json.optionalText("agent"),
            fromAmount: try json.optionalAmount("from_amount", currency) ?? 0,
            percent: percent
        )
    }
}

extension BusinessProfile {
    fileprivate var members: [String: JSON] {
        [
            "legal_name": JSON(legalName), "rfc": JSON(rfc), "tax_regime": JSON(taxRegime),
            "postal_code": JSON(postalCode), "contact": JSON(contact), "color": JSON(color), "logo": JSON(logoURL),
            "terms": JSON(terms), "paper": .string(paper.rawValue),
        ]
    }

    /// The logo as a `data:` URL; nil for none.
    public var logoURL: String? { logo.map { Self.logoPrefix + Data($0).base64EncodedString() } }

    fileprivate init(json: JSON) throws(DocumentError) {
        legalName = try json.text("legal_name", charactersMax: 300)
        if let text = try json.optionalText("rfc") {
            guard let canonical = TaxpayerID.canonical(text) else {
                throw DocumentError(field: "rfc", reason: "an RFC of 12 or 13 characters is expected")
            }
            rfc = canonical
        }
        taxRegime = try json.digits("tax_regime", 3)
        postalCode = try json.digits("postal_code", 5)
        contact = try json.texts("contact")
        guard contact.count <= 6, contact.allSatisfy({ $0.count <= 200 }) else {
            throw DocumentError(field: "contact", reason: "at most 6 lines of 200 characters are expected")
        }
        color = try json.optionalText("color")
        if let color, color.wholeMatch(of: /#[0-9A-Fa-f]{6}/) == nil {
            throw DocumentError(field: "color", reason: "a colour such as #0B7A75 is expected")
        }
        logo = try Self.logo(in: json)
        terms = try json.text("terms", charactersMax: Limits.documentNoteBytesMax)
        guard (terms?.utf8.count ?? 0) <= Limits.documentNoteBytesMax else {
            throw DocumentError(field: "terms", reason: "at most \(Limits.documentNoteBytesMax) bytes are expected")
        }
        paper = try json.optionalChoice("paper") ?? .letter
    }

    private static let logoPrefix = "data:image/png;base64,"

    /// The logo that a document or a change of one names; nil for none. Whether
    /// the picture can be read is not known yet. Throws for what is no PNG file.
    public static func logo(in json: JSON) throws(DocumentError) -> [UInt8]? {
        guard let text = try json.optionalText("logo") else { return nil }
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        guard text.hasPrefix(logoPrefix), let data = Data(base64Encoded: String(text.dropFirst(logoPrefix.count))),
            data.starts(with: signature), data.count <= Limits.logoBytesMax
        else {
            throw DocumentError(
                field: "logo",
                reason: "a PNG of at most \(Limits.logoBytesMax >> 10) KiB as data:image/png;base64,... is expected"
            )
        }
        return Array(data)
    }
}

extension JSON {
    fileprivate func optionalChoice<Word: RawRepresentable & CaseIterable>(
        _ key: String
    ) throws(DocumentError) -> Word? where Word.RawValue == String {
        try optionalText(key) == nil ? nil : try choice(key)
    }

    fileprivate func optionalPercentage(_ key: String) throws(DocumentError) -> Percentage? {
        guard let value = self[key], !value.isNull else { return nil }
        guard let percentage = Percentage(json: value), (.zero...Percentage.whole).contains(percentage) else {
            throw DocumentError(field: key, reason: "a percentage from 0 to 100 is expected")
        }
        return percentage
    }

    /// An amount from 0 in minor units.
    fileprivate func optionalAmount(_ key: String, _ currency: String) throws(DocumentError) -> Int64? {
        guard let value = self[key], !value.isNull else { return nil }
        guard let money = Money(json: value, currency: currency), money.currency == currency,
            (0...Limits.amountMinorMax).contains(money.minor)
        else { throw DocumentError(field: key, reason: "an amount from 0 in \(currency) is expected") }
        return money.minor
    }

    fileprivate func number(
        _ key: String,
        _ range: ClosedRange<Int64>,
        _ standard: Int64
    ) throws(DocumentError) -> Int64 {
        guard let number = try optionalInteger(key) else { return standard }
        guard range.contains(number) else {
            throw DocumentError(
                field: key,
                reason: "a number from \(range.lowerBound) to \(range.upperBound) is expected"
            )
        }
        return number
    }

    fileprivate func text(_ key: String, charactersMax: Int) throws(DocumentError) -> String? {
        guard let text = try optionalText(key), !text.isEmpty else { return nil }
        guard text.count <= charactersMax else {
            throw DocumentError(field: key, reason: "at most \(charactersMax) characters are expected")
        }
        return text
    }

    fileprivate func digits(_ key: String, _ count: Int) throws(DocumentError) -> String? {
        guard let text = try optionalText(key) else { return nil }
        guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw DocumentError(field: key, reason: "\(count) digits are expected")
        }
        return text
    }
}
