// What a tenant decides about collecting besides the rules of the stages.

public import HostCore
public import OrkestaModel

/// A tenant's settings; every default suits a small business in Mexico.
public struct DunningSettings: Sendable, Hashable {
    public var hours = ContactHours()
    /// The longest that a promise to pay may wait, 1 to 90 days.
    public var promiseDaysMax: Int64 = 15
    /// Broken promises about the same invoices after which no more is taken.
    public var brokenPromisesMax: Int64 = 2
    /// A part payment of at least this share of what was open, in percent, lets the
    /// ladder begin again from its day. 0 to 100; 0: any part payment does.
    public var resetPercent: Int64 = 25
    /// Parts in which an overdue invoice may be paid, at most; 1: plans are not offered.
    public var planPartsMax: Int64 = 3
    public var planEveryDays: Int64 = 15
    /// Invoices below this are not offered in parts, in minor units of the tenant's currency.
    public var planMinimumMinor: Int64 = 100_000
    /// What a reminder costs on a channel, in minor units of the tenant's currency.
    public var costs: [PluginID: Int64] = [:]
    /// What another channel than the rule's own may cost at most, in percent of what the
    /// reminder asks for: 0 to 100.
    public var fallbackCostMaxPercent: Int64 = 10

    public init() {}

    /// Of a channel whose cost nobody set: nothing.
    public func cost(of channel: PluginID) -> Int64 { costs[channel] ?? 0 }
}

extension DunningSettings {
    /// `currency` is the tenant's.
    public func json(currency: String) -> JSON {
        plain.merging([
            "plan_minimum": Money(minor: planMinimumMinor, currency: currency).json,
            "costs": amounts { .string(Money(minor: $0, currency: currency).decimal) },
        ])
    }

    /// As the tenant's row keeps them: in minor units, that can be read whatever the
    /// tenant's currency is by then.
    var stored: JSON {
        plain.merging(["plan_minimum_minor": .integer(planMinimumMinor), "costs_minor": amounts { .integer($0) }])
    }

    /// Reads ``stored``; what is left out is as usual. Throws the field at fault.
    init(stored json: JSON) throws(DocumentError) {
        self.init()
        try change(plain: json)
        planMinimumMinor = try json.optionalInteger("plan_minimum_minor") ?? planMinimumMinor
        for (name, value) in json["costs_minor"]?.objectValue ?? [:] {
            guard let channel = PluginID(name), let minor = value.integerValue else {
                throw DocumentError(field: "costs_minor.\(name)", reason: "a channel's cost in minor units is expected")
            }
            costs[channel] = minor
        }
    }

    private func amounts(_ document: (Int64) -> JSON) -> JSON {
        .object(Dictionary(uniqueKeysWithValues: costs.map { ($0.key.rawValue, document($0.value)) }))
    }

    /// All but the amounts.
    private var plain: JSON {
        [
            "contact_from": .integer(hours.from), "contact_until": .integer(hours.until),
            "saturdays": .bool(hours.saturdays), "sundays": .bool(hours.sundays),
            "holidays": .string(hours.holidays.rawValue),
            "extra_holidays": .array(hours.extraHolidays.sorted().map { .string($0.description) }),
            "promise_days_max": .integer(promiseDaysMax), "broken_promises_max": .integer(brokenPromisesMax),
            "reset_percent": .integer(resetPercent), "plan_parts_max": .integer(planPartsMax),
            "plan_every_days": .integer(planEveryDays),
            "fallback_cost_max_percent": .integer(fallbackCostMaxPercent),
        ]
    }

    /// These settings with what a document says in their place. Throws the field at
    /// fault, and changes nothing then.
    public func changed(by json: JSON, currency: String) throws(DocumentError) -> DunningSettings {
        guard json.objectValue != nil else {
            throw DocumentError(field: "settings", reason: "an object is expected")
        }
        try json.refuseMembers(beyond: Set((self.json(currency: currency).objectValue ?? [:]).keys))
        var settings = self
        try settings.change(plain: json)
        if let value = json.present("plan_minimum") {
            settings.planMinimumMinor = try Self.amount(value, "plan_minimum", currency)
        }
        if let value = json.present("costs") {
            guard let members = value.objectValue else {
                throw DocumentError(field: "costs", reason: "an object of amounts by channel is expected")
            }
            settings.costs = [:]
            for (name, value) in members {
                guard let channel = PluginID(name) else {
                    throw DocumentError(field: "costs.\(name)", reason: "the id of a channel is expected")
                }
                settings.costs[channel] = try Self.amount(value, "costs.\(name)", currency)
            }
        }
        return settings
    }

    private mutating func change(plain json: JSON) throws(DocumentError) {
        try hours.change(by: json)
        try json.set(&promiseDaysMax, "promise_days_max", in: 1...Limits.promiseDaysMax)
        try json.set(&brokenPromisesMax, "broken_promises_max", in: 0...10)
        try json.set(&resetPercent, "reset_percent", in: 0...100)
        try json.set(&planPartsMax, "plan_parts_max", in: 1...Int64(Limits.installmentsMax))
        try json.set(&planEveryDays, "plan_every_days", in: 1...Limits.installmentDaysMax)
        try json.set(&fallbackCostMaxPercent, "fallback_cost_max_percent", in: 0...100)
    }

    private static func amount(_ json: JSON, _ field: String, _ currency: String) throws(DocumentError) -> Int64 {
        guard let money = Money(json: json, currency: currency), money.currency == currency, money.minor >= 0 else {
            throw DocumentError(field: field, reason: "an amount in \(currency) is expected, such as \"0.90\"")
        }
        return money.minor
    }
}

extension ContactHours {
    fileprivate mutating func change(by json: JSON) throws(DocumentError) {
        try json.set(&from, "contact_from", in: 0...23)
        try json.set(&until, "contact_until", in: 1...24)
        guard from < until else {
            throw DocumentError(field: "contact_until", reason: "an hour later than contact_from is expected")
        }
        saturdays = try json.flag("saturdays", default: saturdays)
        sundays = try json.flag("sundays", default: sundays)
        if json.present("holidays") != nil { holidays = try json.choice("holidays") }
        guard json.present("extra_holidays") != nil else { return }
        let days = try json.texts("extra_holidays")
        let dates = days.compactMap { CivilDate($0) }
        guard dates.count == days.count, dates.count <= Limits.extraHolidaysMax else {
            throw DocumentError(
                field: "extra_holidays",
                reason: "up to \(Limits.extraHolidaysMax) dates such as 2026-12-24 are expected"
            )
        }
        extraHolidays = Set(dates)
    }
}

extension JSON {
    /// Sets a value to the member, where there is one within range.
    fileprivate func set(
        _ value: inout Int64,
        _ key: String,
        in range: ClosedRange<Int64>
    ) throws(DocumentError) {
        guard let given = try optionalInteger(key) else { return }
        guard range.contains(given) else {
            throw DocumentError(field: key, reason: "\(range.lowerBound) to \(range.upperBound) is expected")
        }
        value = given
    }
}
