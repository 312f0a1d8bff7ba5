// What providers have decided on their templates, by the provider's own names: so that one which
// is held back is not used, whoever would use it.

public import HostCore
import HostInbox
public import HostStorage
import OrkestaModel

/// The decisions on the templates of one tenant.
public struct TemplateDecisions: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Whether the channel's provider lets no message through by this template. One on which
    /// nothing is known is tried.
    func holdBack(
        _ name: String,
        _ language: String,
        on channel: PluginID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Bool {
        try connection.row(
            """
            SELECT 1 FROM template_decisions
            WHERE tenant_id = ? AND channel = ? AND name = ? AND language = ? AND approval <> ?
            """,
            tenant.id,
            channel,
            name,
            language,
            TemplateApproval.approved.rawValue
        ) != nil
    }

    /// Keeps what a provider decided at `decision.at`, or now. Providers tell whole seconds, and in
    /// any order: what is older than what is known changes nothing.
    func keep(
        _ decision: TemplateDecision,
        by channel: PluginID,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            INSERT INTO template_decisions (tenant_id, channel, name, language, approval, reason, decided_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, channel, name, language) DO UPDATE
                SET approval = excluded.approval, reason = excluded.reason, decided_at = excluded.decided_at
                WHERE template_decisions.approval <> excluded.approval
                    AND template_decisions.decided_at / 1000 <= excluded.decided_at / 1000
            """,
            tenant.id,
            channel,
            decision.name,
            decision.language,
            decision.approval.rawValue,
            decision.reason,
            decision.at ?? now
        )
    }

    /// Somebody says that a channel's provider lets the template through, or, without a channel,
    /// that every one does: it is tried again.
    public func forget(
        _ name: String,
        _ language: String,
        on channel: PluginID?,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            """
            DELETE FROM template_decisions WHERE tenant_id = ? AND name = ? AND language = ? AND channel BETWEEN ? AND ?
            """,
            tenant.id,
            name,
            language,
            channel?.rawValue ?? "",
            channel?.rawValue ?? "~"
        )
    }
}
