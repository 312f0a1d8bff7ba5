// What providers decide on templates, recorded: what is not approved goes out as none.

import HostAccess
public import HostCore
public import HostInbox
public import HostStorage
public import OrkestaModel

extension MessageTemplates {
    /// Records decisions of the channel's provider, in their order, by the provider's names, with each
    /// template of the tenant's that is meant, and in the audit log. One that is older than what is known changes nothing.
    /// Returns the templates that have changed, as they are then.
    @discardableResult
    public func record(
        _ decisions: [TemplateDecision],
        by channel: PluginID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [MessageTemplate] {
        var known = try followed(by: channel, in: connection)
        var changed: Set<Int> = []
        for var decision in decisions {
            decision.at = decision.at ?? now
            try TemplateDecisions(tenant).keep(decision, by: channel, now: now, in: connection)
            for place in known.indices {
                guard let after = known[place].decided(decision) else { continue }
                try set(after, at: now, in: connection)
                try audit(known[place], after, by: channel, now: now, in: connection)
                known[place] = after
                changed.insert(place)
            }
        }
        return changed.sorted().map { known[$0] }
    }

    /// The templates on which the channel's provider decides.
    func followed(
        by channel: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [MessageTemplate] {
        try list(in: connection).filter { $0.provider != nil && $0.channel ?? channel == channel }
    }

    private func audit(
        _ before: MessageTemplate,
        _ after: MessageTemplate,
        by channel: PluginID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        try AuditLog.record(
            AuditRecord(
                id: AuditRecordID(at: now, randomness: SystemRandomness()),
                tenant: tenant.id,
                actor: "channel:\(channel)",
                action: "template.decide",
                entityType: "template",
                entityID: after.name,
                before: before.json,
                after: after.json,
                at: now
            ),
            in: connection
        )
    }
}

extension TemplateDecision {
    /// That the provider held back the template with which `document` (as
    /// ``OutboundMessage/template``) went out; nil where it went out as none.
    init?(refusing document: JSON?, reason: String?) {
        guard let name = document?["name"]?.stringValue, let language = document?["language"]?.stringValue else {
            return nil
        }
        self.init(name: name, language: language, approval: .paused, reason: reason, at: nil)
    }
}
