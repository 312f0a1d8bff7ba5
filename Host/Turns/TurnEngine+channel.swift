// What a channel read from its provider becomes durable: receipts, decisions on templates,
// news of customers, what a person of the business wrote outside the house, and customers'
// messages.

import HostAccess
import HostConversations
public import HostCore
public import HostInbox
import HostOutbox
public import HostStorage
import HostTime
import Logging
import OrkestaModel

extension TurnEngine {
    /// Returns once everything is durable; the provider may be answered then. Again
    /// with the same entries changes nothing. What no provider can mend fails nothing: an
    /// entry that cannot be kept is passed over, so that the others of its batch, and all
    /// that come later through the channel, are taken. `keep` runs in the last transaction,
    /// which is that of the customers' messages; when it throws, those are not kept either.
    public func take(
        _ ingest: ChannelIngest,
        channel: PluginID,
        tenant: TenantHandle,
        keeping keep: (@Sendable (any DatabaseConnection) throws -> Void)? = nil
    ) async throws(Problem) {
        let entries = ingest.messages.compactMap { keepable($0, channel, tenant) }
        let messages = entries.filter { !$0.isEcho }
        do {
            try await record(ingest.receipts, channel, tenant)
            try await record(ingest.templates, channel, tenant)
            try await record(ingest.contacts, channel, tenant)
            for echo in entries where echo.isEcho { try await hear(echo, channel, tenant) }
            if messages.isEmpty, let keep { try await database.write { try keep($0) } }
        } catch {
            throw Problem(mapping: error)
        }
        // A message that is accepted has its customer and all of its files.
        let accepted = try await accept(messages, channel: channel, tenant: tenant) { [self] connection in
            try keep?(connection)
            try recognize(messages, channel, tenant, in: connection)
            try name(messages.filter { !$0.attachments.isEmpty }, channel, tenant, in: connection)
        }
        await runner.dispatcher.heard(accepted.count { !$0.isDuplicate }, by: channel, of: tenant)
    }

    /// The entry as it is kept; nil for one that cannot be.
    private func keepable(_ entry: InboundMessage, _ channel: PluginID, _ tenant: TenantHandle) -> InboundMessage? {
        let kept = entry.fitted.readable
        do throws(Problem) {
            try kept.checkLimits()
            return kept
        } catch {
            log.warning(
                "an entry of a provider's request was passed over",
                metadata: ["tenant": "\(tenant.id)", "channel": "\(channel)", "error": "\(error)"]
            )
            runner.metrics.entryPassedOver(channel)
            return nil
        }
    }

    private func record(_ receipts: [DeliveryReceipt], _ channel: PluginID, _ tenant: TenantHandle) async throws {
        guard !receipts.isEmpty else { return }
        let now = clock.now()
        let capabilities = try? await runner.dispatcher.channels.channel(channel, for: tenant).capabilities
        let failures = try await database.write { connection in
            try DeliveryReceipts(tenant).record(
                receipts,
                channel: channel,
                tellsDelivery: capabilities?.tellsDelivery ?? true,
                now: now,
                in: connection
            )
        }
        await runner.dispatcher.restSenders(after: failures, by: channel, of: tenant)
        // A failure may have left a message for another channel.
        if receipts.contains(where: { $0.kind == .failed }) { runner.dispatcher.wake() }
    }

    private func record(_ decisions: [TemplateDecision], _ channel: PluginID, _ tenant: TenantHandle) async throws {
        guard !decisions.isEmpty else { return }
        let now = clock.now()
        try await database.write { connection in
            try MessageTemplates(tenant).record(decisions, by: channel, now: now, in: connection)
        }
    }

    /// Whom a provider vouches for by a telephone number, or by another address, is the
    /// customer of that one too. What waits for who had the number before is not said to them.
    private func recognize(
        _ messages: [InboundMessage],
        _ channel: PluginID,
        _ tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws {
        let vouched = messages.filter { $0.alias != nil || Address.isPhone(Address.canonical($0.phone ?? "")) }
        guard !vouched.isEmpty else { return }
        let known = try TurnSnapshot.tenant(tenant, in: connection)
        let at = clocks.clock(for: known).now()
        for message in vouched {
            let passed = try Customers(tenant).recognize(
                message,
                channel: channel,
                at: at,
                randomness: clocks.randomness(for: known, thing: "who\u{1F}\(channel)\u{1F}\(message.messageID)"),
                in: connection
            )
            if let passed { try Outbox(tenant).cancel(passed, now: clock.now(), in: connection) }
        }
    }

    private func name(
        _ messages: [InboundMessage],
        _ channel: PluginID,
        _ tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws {
        guard !messages.isEmpty else { return }
        try Attachments.store(messages, channel: channel, of: tenant, now: clock.now(), in: connection)
    }

    /// A person answered from the provider's own app: what was said is kept, and the
    /// agents are silent until it is given back, or the person has been for long.
    private func hear(_ echo: InboundMessage, _ channel: PluginID, _ tenant: TenantHandle) async throws {
        let key = ConversationKey(
            tenant: tenant.id,
            channel: channel,
            address: Address.canonical(echo.address)
        )
        let isNew = try await database.write { [self] connection in try keep(echo, key, tenant, in: connection) }
        guard isNew else { return }
        feed.publish(.messages, of: key)
        database.hint([.messages(tenant: key.tenant, channel: key.channel, address: key.address)])
    }

    /// False when it is known already. Its files are fetched as a customer's are.
    private func keep(
        _ echo: InboundMessage,
        _ key: ConversationKey,
        _ tenant: TenantHandle,
        in connection: any DatabaseConnection
    ) throws -> Bool {
        let known = try TurnSnapshot.tenant(tenant, in: connection)
        let at = clocks.clock(for: known).now()
        let thing = "echo\u{1F}\(key.channel)\u{1F}\(echo.messageID)"
        let randomness = clocks.randomness(for: known, thing: thing)
        try recognize([echo], key.channel, tenant, in: connection)
        let conversation = try openConversation(key, tenant, at, randomness, in: connection)
        let earlier = try connection.row(
            "SELECT 1 FROM messages WHERE conversation_id = ? AND provider_message_id = ? LIMIT 1",
            conversation.id,
            echo.messageID
        )
        guard earlier == nil else { return false }
        try name([echo].filter { !$0.attachments.isEmpty }, key.channel, tenant, in: connection)
        let held = try holdBySpeaking(
            conversation,
            known,
            tenant,
            minutes: Limits.echoHandOffMinutes,
            at: at,
            byEcho(in: conversation, tenant, randomness),
            in: connection
        )
        let draft = MessageDraft(
            id: MessageID(at: at, randomness: randomness),
            role: .person,
            content: .text(echo.text),
            providerMessageID: echo.messageID,
            at: at
        )
        let said = try Conversations(tenant).append([draft], to: held.id, at: at, in: connection)
        try ConversationEvents(tenant).messagesCame(
            said,
            in: held,
            id: DomainEventID(at: at, randomness: randomness),
            at: at,
            connection
        )
        return true
    }

    private func byEcho(
        in conversation: Conversation,
        _ tenant: TenantHandle,
        _ randomness: any Randomness
    ) -> PersonAudit {
        { action, after, moment in
            AuditRecord(
                id: AuditRecordID(at: moment, randomness: randomness),
                tenant: tenant.id,
                actor: "channel:\(conversation.channel)",
                action: action,
                entityType: "conversation",
                entityID: conversation.id.rawValue,
                after: after.merging(["reason": "a person answered from the provider's app"]),
                at: moment
            )
        }
    }

    private func openConversation(
        _ key: ConversationKey,
        _ tenant: TenantHandle,
        _ moment: Timestamp,
        _ randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> Conversation {
        let contact = try Conversations(tenant).load(channel: key.channel, address: key.address, in: connection)
        if let open = contact?.conversation { return open }
        let customer =
            try contact?.customer
            ?? Customers(tenant).resolve(
                channel: key.channel,
                address: key.address,
                at: moment,
                randomness: randomness,
                in: connection
            )
        return try Conversations(tenant).open(
            channel: key.channel,
            address: key.address,
            customer: customer,
            at: moment,
            randomness: randomness,
            in: connection
        )
    }
}

extension InboundMessage {
    /// Begins the text of a message that is nothing but files.
    static let fileMark = "📎"
    /// Stands, until its turn has words for it, for what nobody can read.
    private static let unreadableMark = "❔"

    /// With a text in any case: files alone are named, so that agents and people see
    /// that something came.
    fileprivate var readable: InboundMessage {
        guard text.utf8.allSatisfy({ $0 <= UInt8(ascii: " ") }) else { return self }
        var copy = self
        if isUnreadable {
            copy.text = Self.unreadableMark
        } else {
            copy.text = attachments.map { "\(Self.fileMark) \($0.name ?? $0.mime ?? "")" }.joined(separator: "\n")
        }
        return copy
    }
}
