// What providers decide on templates, recorded: what is not approved goes out as none.

import HostAccess
public import HostCore
public import HostInbox
public import HostStorage
public import OrkestaModel

extension MessageTemplates {
    /// Records a decision of the channel's provider with each template that is meant, and
    /// in the audit log. One that is older than what is known changes nothing.
    public func record(
        _ decision: TemplateDecision,
        by channel: PluginID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        var decision = decision
        decision.at = decision.at ?? now
        for before in try list(in: connection) where before.channel ?? channel == channel {
            guard let after = before.decided(decision) else { continue }
            try set(after, at: now, in: connection)
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
