// How a tenant's messages go on when a channel fails them: by which other channels,
// after how long, and with which template where only templates are let through.

public import HostCore
public import OrkestaModel

/// What applies to the conversations of one channel.
public struct DeliveryPolicy: Sendable, Hashable {
    /// Tried in order, each once, for a message that failed.
    public var fallback: [PluginID]
    /// A message that is not delivered after so long goes on too; nil: never. Where the channel's
    /// provider does not tell what was delivered (``ChannelCapabilities/tellsDelivery``), only one
    /// that it has not taken by then, or of which nobody knows whether it was sent.
    public var undeliveredMinutes: Int64?
    /// What goes out when the channel's window is closed; nil: nothing does.
    public var template: WindowTemplate?

    public static let none = DeliveryPolicy(fallback: [], undeliveredMinutes: nil, template: nil)

    public init(fallback: [PluginID], undeliveredMinutes: Int64?, template: WindowTemplate?) {
        self.fallback = fallback
        self.undeliveredMinutes = undeliveredMinutes
        self.template = template
    }

    public var json: JSON {
        [
            "fallback": .array(fallback.map { .string($0.rawValue) }),
            "undelivered_minutes": undeliveredMinutes.map(JSON.integer) ?? .null,
            "template": template?.json ?? .null,
        ]
    }

    /// Reads ``json``. Throws naming the member at fault.
    public init(json: JSON, of channel: PluginID) throws(DocumentError) {
        fallback = try json.elements("fallback") { element throws(DocumentError) in
            guard let id = element.stringValue.flatMap(PluginID.init), id != channel else {
                throw DocumentError(field: "", reason: "the id of another channel is expected")
            }
            return id
        }
        guard fallback.count <= Limits.fallbackChannelsMax, Set(fallback).count == fallback.count else {
            throw DocumentError(
                field: "fallback",
                reason: "up to \(Limits.fallbackChannelsMax) channels are expected, each once"
            )
        }
        undeliveredMinutes = json["undelivered_minutes"]?.integerValue
        let isNumber = undeliveredMinutes.map { (1...Limits.undeliveredMinutesMax).contains($0) }
        guard isNumber ?? (json["undelivered_minutes"] ?? .null).isNull else {
            throw DocumentError(
                field: "undelivered_minutes",
                reason: "a whole number from 1 to \(Limits.undeliveredMinutesMax) is expected, or null"
            )
        }
        let document = json["template"] ?? .null
        template = document.isNull ? nil : try WindowTemplate(json: document)
    }
}
