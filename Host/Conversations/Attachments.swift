// Files that came with messages: first only named, as the provider names them, then
// fetched into the tenant's media.

public import HostCore
public import HostInbox
public import HostStorage
public import OrkestaModel

/// A file that came with a message.
public struct Attachment: Sendable, Hashable {
    /// Whether it is here.
    public enum State: String, Sendable, CaseIterable {
        case pending, fetched, failed
    }

    /// The provider's name of it.
    public let reference: String
    public let mime: String?
    public let name: String?
    public let state: State
    /// Set once it is fetched.
    public let media: MediaID?

    static let columns = "reference, mime, name, state, media_id"

    init(_ row: DatabaseRow) throws(DatabaseError) {
        reference = try row.text(0)
        mime = row.optionalText(1)
        name = row.optionalText(2)
        state = State(rawValue: try row.text(3)) ?? .failed
        media = row.optionalIdentifier(4)
    }

    /// The form in the API.
    public var json: JSON {
        [
            "name": JSON(name), "mime": JSON(mime), "state": .string(state.rawValue),
            "media_id": JSON(media?.rawValue),
        ]
    }
}

/// A file that is to be fetched.
public struct AttachmentJob: Sendable, Hashable {
    public let tenant: TenantID
    public let channel: PluginID
    public let reference: String
    let address: String
    let providerMessageID: String
    let place: Int64
    /// Before the one that it is taken for.
    let attempts: Int64

    fileprivate static let columns = "tenant_id, channel, reference, address, provider_message_id, place, attempts"

    fileprivate init(_ row: DatabaseRow) throws(DatabaseError) {
        guard let tenant = TenantID(try row.text(0)), let channel = PluginID(try row.text(1)) else {
            throw .failed("an attachment's row is damaged")
        }
        self.tenant = tenant
        self.channel = channel
        reference = try row.text(2)
        address = try row.text(3)
        providerMessageID = try row.text(4)
        place = try row.integer(5)
        attempts = try row.integer(6)
    }
}

/// The attachments of all tenants.
public enum Attachments {
    /// Names the files of messages; those that are named already stay as they are.
    public static func store(
        _ messages: [InboundMessage],
        channel: PluginID,
        of tenant: TenantHandle,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        for message in messages {
            for (place, file) in message.attachments.enumerated() {
                try connection.execute(
                    """
                    INSERT INTO attachments (tenant_id, channel, address, provider_message_id, place, reference, mime,
                        name, state, available_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?)
                    ON CONFLICT DO NOTHING
                    """,
                    tenant.id,
                    channel,
                    Address.canonical(message.address),
                    message.messageID,
                    place,
                    file.reference,
                    file.mime,
                    file.name,
                    now
                )
            }
        }
    }

    /// Those of messages with one address on a channel, by the provider's id of each message.
    public static func list(
        of messages: [Message],
        channel: PluginID,
        address: String,
        tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [String: [Attachment]] {
        let ids = messages.compactMap(\.providerMessageID)
        guard !ids.isEmpty else { return [:] }
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        let rows = try connection.rows(
            """
            SELECT \(Attachment.columns), provider_message_id FROM attachments
            WHERE tenant_id = ? AND channel = ? AND address = ? AND provider_message_id IN (\(marks))
            ORDER BY provider_message_id, place
            """,
            [tenant.id as any DatabaseArgument, channel, address] + ids.map { $0 as any DatabaseArgument }
        )
        var found: [String: [Attachment]] = [:]
        for row in rows {
            found[try row.text(5), default: []].append(try Attachment(row))
        }
        return found
    }

    /// Messages of a conversation in the form of the API, each with its files.
    public static func shown(
        with messages: [Message],
        of conversation: Conversation,
        tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [JSON] {
        let files = try list(
            of: messages,
            channel: conversation.channel,
            address: conversation.address,
            tenant: tenant,
            in: connection
        )
        return messages.map { message in
            let own = message.providerMessageID.flatMap { files[$0] } ?? []
            return message.json.merging(["attachments": .array(own.map(\.json))])
        }
    }

    /// Files that wait to be fetched, the oldest first; none of these tenants and channels.
    public static func waiting(
        limit: Int,
        except tenants: Set<TenantID>,
        _ channels: Set<PluginID>,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [AttachmentJob] {
        func others(_ column: String, _ count: Int) -> String {
            count == 0 ? "" : "AND \(column) NOT IN (\(Array(repeating: "?", count: count).joined(separator: ", ")))"
        }
        var arguments: [any DatabaseArgument] = [now]
        for tenant in tenants { arguments.append(tenant) }
        for channel in channels { arguments.append(channel) }
        arguments.append(limit)
        let rows = try connection.rows(
            """
            SELECT \(AttachmentJob.columns) FROM attachments WHERE state = 'pending' AND available_at <= ?
                \(others("tenant_id", tenants.count)) \(others("channel", channels.count))
            ORDER BY available_at LIMIT ?
            """,
            arguments
        )
        var jobs: [AttachmentJob] = []
        for row in rows { jobs.append(try AttachmentJob(row)) }
        return jobs
    }

    /// Takes files to fetch, which nobody else takes until `moment`: those of `jobs` that are
    /// as they were when they waited.
    public static func take(
        _ jobs: [AttachmentJob],
        until moment: Timestamp,
        now: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [AttachmentJob] {
        var taken: [AttachmentJob] = []
        for job in jobs {
            let count = try connection.execute(
                """
                UPDATE attachments SET available_at = ?, attempts = attempts + 1
                WHERE tenant_id = ? AND channel = ? AND address = ? AND provider_message_id = ? AND place = ?
                    AND state = 'pending' AND attempts = ? AND available_at <= ?
                """,
                moment,
                job.tenant,
                job.channel,
                job.address,
                job.providerMessageID,
                job.place,
                job.attempts,
                now
            )
            if count == 1 { taken.append(job) }
        }
        return taken
    }

    /// The only file of a message that waits; nil when it has none, or several.
    public static func only(
        with item: InboxItem,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Attachment? {
        let rows = try connection.rows(
            """
            SELECT \(Attachment.columns) FROM attachments
            WHERE tenant_id = ? AND channel = ? AND address = ? AND provider_message_id = ? LIMIT 2
            """,
            item.tenant,
            item.channel,
            item.address,
            item.messageID
        )
        guard let row = rows.first, rows.count == 1 else { return nil }
        return try Attachment(row)
    }

    /// Removes up to `limit` names of files that nobody has touched since `moment`.
    public static func prune(
        before moment: Timestamp,
        limit: Int,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> Int {
        try connection.execute(
            """
            DELETE FROM attachments WHERE (tenant_id, channel, address, provider_message_id, place) IN (
                SELECT tenant_id, channel, address, provider_message_id, place FROM attachments
                WHERE state <> 'pending' AND available_at < ? LIMIT ?
            )
            """,
            moment,
            limit
        )
    }

    /// Records that a file is here, or (nil) that it could not be fetched, which is
    /// tried again at `again` for a while; a try that does not count, as often as it takes.
    public static func settle(
        _ job: AttachmentJob,
        _ media: MediaID?,
        again: Timestamp,
        counts: Bool = true,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        let attempts = counts ? job.attempts + 1 : job.attempts
        let state: Attachment.State =
            media != nil ? .fetched : attempts >= Limits.attachmentAttemptsMax ? .failed : .pending
        try connection.execute(
            """
            UPDATE attachments SET state = ?, media_id = ?, available_at = ?, attempts = ?
            WHERE tenant_id = ? AND channel = ? AND address = ? AND provider_message_id = ? AND place = ?
                AND state = 'pending'
            """,
            state.rawValue,
            media,
            again,
            attempts,
            job.tenant,
            job.channel,
            job.address,
            job.providerMessageID,
            job.place
        )
    }
}
