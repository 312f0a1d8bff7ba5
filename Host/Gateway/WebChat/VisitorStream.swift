// A visitor's messages over all conversations as one numbered stream: history
// first, then what is committed while the page is open.

import HostConversations
import HostCore
import HostStorage
import HostTime
import HostTurns
import Hummingbird
import OrkestaModel

/// The event stream of one visitor.
struct VisitorStream: Sendable {
    let services: GatewayServices
    let tenant: TenantHandle
    let channel: PluginID
    let visitor: String
    /// Messages of the past that a new page is shown.
    private static let historyMax = Int64(Limits.pageItemsMax)

    /// Throws a rateLimited problem when the tenant has too many streams open.
    func response(after: Int64) throws(Problem) -> Response {
        // Watching begins before the history is read, so nothing falls between the two.
        let events = try services.engine.feed.subscribe(tenant: tenant.id, channel: channel, address: visitor)
        return .events { [self] writer in
            try await withTicks(
                every: Limits.keepAliveCommentMilliseconds,
                among: events,
                keeping: ConversationFeed.bufferMax
            ) { beats in
                try await write(beats, after: after, to: &writer)
            }
        }
    }

    @concurrent private func write(
        _ beats: AsyncStream<Beat<ConversationFeed.Event>>,
        after: Int64,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        try await writer.write(StreamEvent.comment)
        var last = try await writeMessages(after: after, isHistory: true, to: &writer)
        for await beat in beats {
            switch beat {
            case .event(.messages): last = try await writeMessages(after: last, isHistory: false, to: &writer)
            case .event(.typing(let isOn)):
                try await writer.write(StreamEvent(name: "typing", data: ["on": .bool(isOn)]).buffer)
            case .tick:
                last = try await writeMessages(after: last, isHistory: false, to: &writer)
                try await writer.write(StreamEvent.comment)
            }
        }
    }

    /// Writes what comes after a place of the stream and returns the new place.
    @concurrent private func writeMessages(
        after: Int64,
        isHistory: Bool,
        to writer: inout any ResponseBodyWriter
    ) async throws -> Int64 {
        var last = after
        while true {
            let start = last
            let isFirst = isHistory && last == after
            let batch = try await services.database.read { [tenant, channel, visitor] in
                try VisitorHistory(tenant, channel: channel, visitor: visitor, in: $0)
                    .messages(after: start, newest: isFirst ? Self.historyMax : nil, in: $0)
            }
            guard let end = batch.last?.place else { return last }
            try await writer.write(contentsOf: batch.map(\.event.buffer))
            last = end
        }
    }
}

/// A visitor's conversations laid end to end: a message's place is its sequence
/// plus the messages of all conversations before its own.
private struct VisitorHistory {
    private let tenant: TenantHandle
    private let channel: PluginID
    private let visitor: String
    private var conversations: [(id: ConversationID, offset: Int64, count: Int64)] = []
    private var total: Int64 = 0

    init(
        _ tenant: TenantHandle,
        channel: PluginID,
        visitor: String,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        self.tenant = tenant
        self.channel = channel
        self.visitor = visitor
        let rows = try connection.rows(
            """
            SELECT id, message_count FROM conversations WHERE tenant_id = ? AND address = ? AND channel = ?
            ORDER BY created_at, id
            """,
            tenant.id,
            visitor,
            channel
        )
        for row in rows {
            let count = try row.integer(1)
            conversations.append((try row.identifier(0), total, count))
            total += count
        }
    }

    /// The first messages after `after`, of the `newest` at most.
    func messages(
        after: Int64,
        newest: Int64?,
        in connection: any DatabaseConnection
    ) throws -> [(place: Int64, event: StreamEvent)] {
        let after = max(after, newest.map { total - $0 } ?? 0)
        for conversation in conversations where conversation.offset + conversation.count > after {
            let messages = try Conversations(tenant).messages(
                of: conversation.id,
                after: max(0, after - conversation.offset),
                in: connection
            )
            guard !messages.isEmpty else { continue }
            let files = try Attachments.list(
                of: messages,
                channel: channel,
                address: visitor,
                tenant: tenant,
                in: connection
            )
            return messages.map { message in
                let place = conversation.offset + message.sequence
                let own = message.providerMessageID.flatMap { files[$0] } ?? []
                let data = document(message, own, at: place)
                return (place, StreamEvent(name: "message", id: String(place), data: data))
            }
        }
        return []
    }

    private func document(_ message: Message, _ files: [Attachment], at place: Int64) -> JSON {
        let role =
            switch message.role {
            case .user: "customer"
            case .assistant: "agent"
            case .person: "person"
            case .system: "system"
            }
        return [
            "seq": .integer(place),
            "role": .string(role),
            "message_id": .string(message.providerMessageID ?? message.id.rawValue),
            "at": .string(message.at.description),
            "reply": message.content.json,
            "attachments": .array(
                files.map { ["file": .string($0.reference), "name": JSON($0.name), "mime": JSON($0.mime)] }
            ),
        ]
    }
}
