// How a tenant reminds of an invoice at one stage.

public import HostCore
public import OrkestaModel

/// The rule of a stage: one per stage.
public struct DunningRule: Sendable, Hashable {
    public let stage: DunningStage
    public var isEnabled: Bool
    /// Where the customer is reminded, if they can be reached there.
    public var channel: PluginID
    /// Where it goes on when that fails; nil: by the tenant's delivery policy only.
    public var fallbackChannel: PluginID?
    /// The agent's word for what to say: 1 to 100 characters.
    public var template: String
    /// The hour of the tenant's day, 0 to 23, at which customers may be reminded: one
    /// outside of the contact hours is taken from a row alone, and is their nearest then.
    public var hour: Int64
    /// Hours that must have passed since the customer's last reminder.
    public var throttleHours: Int64

    public init(
        stage: DunningStage,
        isEnabled: Bool = true,
        channel: PluginID,
        fallbackChannel: PluginID?,
        template: String,
        hour: Int64,
        throttleHours: Int64 = 24
    ) {
        self.stage = stage
        self.isEnabled = isEnabled
        self.channel = channel
        self.fallbackChannel = fallbackChannel
        self.template = template
        self.hour = hour
        self.throttleHours = throttleHours
    }

    public var json: JSON {
        [
            "stage": .string(stage.rawValue), "enabled": .bool(isEnabled), "channel": .string(channel.rawValue),
            "fallback_channel": JSON(fallbackChannel?.rawValue), "template": .string(template),
            "hour": .integer(hour), "throttle_hours": .integer(throttleHours),
        ]
    }

    /// Reads ``json``; members that are left out stay as `present` has them. Throws the
    /// field at fault.
    init(json: JSON, over present: [DunningStage: DunningRule]) throws(DocumentError) {
        try json.refuseMembers(beyond: Self.members)
        let stage: DunningStage = try json.choice("stage")
        guard var rule = present[stage] else { throw DocumentError(field: "stage", reason: "a stage is expected") }
        rule.isEnabled = try json.flag("enabled", default: rule.isEnabled)
        if let channel = try json.optionalText("channel") {
            rule.channel = try Self.channel(channel, "channel")
        }
        if json["fallback_channel"] != nil {
            let fallback = try json.optionalText("fallback_channel")
            rule.fallbackChannel = nil
            if let fallback { rule.fallbackChannel = try Self.channel(fallback, "fallback_channel") }
        }
        rule.template = try json.optionalText("template") ?? rule.template
        rule.hour = try json.optionalInteger("hour") ?? rule.hour
        rule.throttleHours = try json.optionalInteger("throttle_hours") ?? rule.throttleHours
        try rule.check()
        self = rule
    }

    /// What was read may be put back, outcomes included: they change nothing.
    private static let members: Set = [
        "stage", "enabled", "channel", "fallback_channel", "template", "hour", "throttle_hours", "success_rate",
        "last_sent",
    ]

    private func check() throws(DocumentError) {
        guard fallbackChannel != channel else {
            throw DocumentError(field: "fallback_channel", reason: "another channel than `channel` is expected")
        }
        guard (1...100).contains(template.count) else {
            throw DocumentError(field: "template", reason: "1 to 100 characters are expected")
        }
        guard (0...23).contains(hour) else {
            throw DocumentError(field: "hour", reason: "an hour from 0 to 23 is expected")
        }
        guard (0...720).contains(throttleHours) else {
            throw DocumentError(field: "throttle_hours", reason: "0 to 720 hours are expected")
        }
    }

    private static func channel(_ text: String, _ field: String) throws(DocumentError) -> PluginID {
        guard let channel = PluginID(text) else {
            throw DocumentError(field: field, reason: "the id of a channel is expected, such as whatsapp")
        }
        return channel
    }
}

extension DunningRule {
    /// What a tenant starts with: WhatsApp at ten, SMS where that fails.
    static func standard(_ stage: DunningStage) -> DunningRule {
        DunningRule(
            stage: stage,
            channel: .whatsapp,
            fallbackChannel: .sms,
            template: standardTemplate(stage),
            hour: 10
        )
    }

    static let standards: [DunningStage: DunningRule] = Dictionary(
        uniqueKeysWithValues: DunningStage.allCases.map { ($0, standard($0)) }
    )

    private static func standardTemplate(_ stage: DunningStage) -> String {
        switch stage {
        case .threeBefore, .oneBefore: "upcoming"
        case .due: "due_today"
        case .oneAfter, .threeAfter: "overdue"
        case .sevenAfter, .fifteenAfter: "overdue_firm"
        case .thirtyAfter: "last_notice"
        case .writeOff: "write_off"
        }
    }
}
