// The templates of one tenant.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Finds and keeps templates.
public struct MessageTemplates: Sendable {
    /// Which one: a name has one for each channel and language.
    public struct Key: Sendable, Hashable {
        public let name: String
        /// Nil: that of every channel.
        public let channel: PluginID?
        public let language: String

        public init(name: String, channel: PluginID?, language: String) {
            self.name = name
            self.channel = channel
            self.language = language
        }
    }

    let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// All that can be read, by name, channel and language. See ``damage(in:)``.
    public func list(in connection: any DatabaseConnection) throws(DatabaseError) -> [MessageTemplate] {
        let rows = try connection.rows(
            """
            SELECT name, channel, language, document FROM message_templates WHERE tenant_id = ?
            ORDER BY name, channel, language
            """,
            tenant.id
        )
        return rows.compactMap { try? Self.template($0) }
    }

    /// The templates of all tenants that cannot be read.
    static func damage(in connection: any DatabaseConnection) throws(DatabaseError) -> [DamagedRow] {
        let rows = try connection.rows("SELECT name, channel, language, document, tenant_id FROM message_templates")
        var damage: [DamagedRow] = []
        for row in rows {
            do throws(DatabaseError) {
                _ = try template(row)
            } catch {
                let (name, tenant) = (try row.text(0), try row.text(4))
                damage.append(DamagedRow(tenant: tenant, name: "template \(name)", error: "\(error)"))
            }
        }
        return damage
    }

    /// The very one; nil when there is none, or none that can be read.
    public func find(_ key: Key, in connection: any DatabaseConnection) throws(DatabaseError) -> MessageTemplate? {
        let row = try connection.row(
            """
            SELECT name, channel, language, document FROM message_templates
            WHERE tenant_id = ? AND name = ? AND channel = ? AND language = ?
            """,
            tenant.id,
            key.name,
            key.channel?.rawValue ?? "",
            key.language
        )
        return row.flatMap { try? Self.template($0) }
    }

    /// The best one for a message: of the channel before that of all, in the language
    /// before that of `fallbackLanguage`; nil when there is none.
    public func best(
        _ name: String,
        channel: PluginID,
        language: String,
        fallbackLanguage: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> MessageTemplate? {
        for language in [language, fallbackLanguage].map(Self.plain) {
            for channel in [channel, nil] {
                let key = Key(name: name, channel: channel, language: language)
                if let found = try find(key, in: connection) { return found }
            }
        }
        return nil
    }

    /// Adds a template, or changes the one of its name, channel and language. Throws a
    /// `conflict` when the tenant has ``Limits/templatesMax`` others, and the database's errors.
    public func set(
        _ template: MessageTemplate,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let key = Key(name: template.name, channel: template.channel, language: template.language)
        if try find(key, in: connection) == nil {
            let row = try connection.row("SELECT COUNT(*) FROM message_templates WHERE tenant_id = ?", tenant.id)
            guard try row?.integer(0) ?? 0 < Limits.templatesMax else {
                throw Problem(
                    .conflict,
                    "there are \(Limits.templatesMax) templates already",
                    field: "name",
                    remedy: "Remove those that nobody uses."
                )
            }
        }
        try connection.execute(
            """
            INSERT INTO message_templates (tenant_id, name, channel, language, document, updated_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, name, channel, language) DO UPDATE
                SET document = excluded.document, updated_at = excluded.updated_at
            """,
            tenant.id,
            key.name,
            key.channel?.rawValue ?? "",
            key.language,
            template.json,
            moment
        )
    }

    /// False when there was none.
    public func remove(_ key: Key, in connection: any DatabaseConnection) throws(DatabaseError) -> Bool {
        try connection.execute(
            "DELETE FROM message_templates WHERE tenant_id = ? AND name = ? AND channel = ? AND language = ?",
            tenant.id,
            key.name,
            key.channel?.rawValue ?? "",
            key.language
        ) == 1
    }

    private static func template(_ row: DatabaseRow) throws(DatabaseError) -> MessageTemplate {
        let (name, channel, language) = (try row.text(0), PluginID(try row.text(1)), try row.text(2))
        let document = try row.json(3)
        do throws(DocumentError) {
            return try MessageTemplate(name: name, channel: channel, language: language, json: document)
        } catch {
            throw .failed("a template is damaged: \(error)")
        }
    }

    /// `es` of `es-MX`.
    private static func plain(_ language: String) -> String {
        String(language.lowercased().prefix { $0 != "-" && $0 != "_" })
    }
}
