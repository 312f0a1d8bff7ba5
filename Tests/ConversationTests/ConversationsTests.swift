// Conversations: turns, messages, histories and cases.

import HostCore
import HostStorage
import OrkestaModel
import Testing

@testable import HostConversations

extension TestHouse {
    /// The open conversation at an address, made if there is none.
    func conversation(_ address: String, on channel: PluginID? = web) async throws -> Conversation {
        let customer = try await customer(address, on: channel)
        let channel = try #require(channel)
        let conversations = Conversations(tenant)
        return try await database.write { connection in
            try conversations.open(
                channel: channel,
                address: address,
                customer: customer,
                at: noon,
                randomness: SystemRandomness(),
                in: connection
            )
        }
    }

    /// Commits a turn that says `texts`.
    func turn(
        _ texts: [String],
        in conversation: Conversation,
        at moment: Timestamp = noon
    ) async throws -> Conversation {
        let conversations = Conversations(tenant)
        return try await database.write { connection in
            let change = ConversationChange(keeping: conversation, messages: texts.map { draft($0, at: moment) })
            return try conversations.commitTurn(change, to: conversation, at: moment, in: connection).conversation
        }
    }
}

private func draft(_ text: String, at moment: Timestamp = noon) -> MessageDraft {
    MessageDraft(
        id: MessageID(at: moment, randomness: SystemRandomness()),
        role: .user,
        content: .text(text),
        at: moment
    )
}

struct ConversationsTests {
    @Test func oneIsOpenAtATime() async throws {
        try await TestHouse.with { house in
            let conversations = Conversations(house.tenant)
            let first = try await house.conversation("5512345678")
            #expect(try await house.conversation("+525512345678") == first)
            try await house.database.write {
                try conversations.setState(.completed, of: first.id, at: noon, in: $0)
            }
            #expect(try await house.conversation("5512345678").id != first.id)
        }
    }

    @Test func loadsCustomerAndConversationTogether() async throws {
        try await TestHouse.with { house in
            let channel = try #require(web)
            let conversations = Conversations(house.tenant)
            func load() async throws -> Contact? {
                try await house.database.read {
                    try conversations.load(channel: channel, address: "5512345678", in: $0)
                }
            }
            #expect(try await load() == nil)
            let customer = try await house.customer("5512345678")
            #expect(try await load() == Contact(customer: customer, conversation: nil))
            let conversation = try await house.conversation("5512345678")
            #expect(try await load() == Contact(customer: customer, conversation: conversation))
        }
    }

    @Test func commitsATurnOnceARevision() async throws {
        try await TestHouse.with { house in
            let conversations = Conversations(house.tenant)
            let before = try await house.conversation("visitor")
            var change = ConversationChange(keeping: before, messages: [draft("hola"), draft("adiós")])
            change.agentID = PluginID("catalog")
            change.state = .paused
            change.locale = "pt-BR"
            change.context = ["cart": [1]]
            let committed = try await house.database.write { [change] in
                try conversations.commitTurn(change, to: before, at: noon.advanced(bySeconds: 1), in: $0)
            }
            let stored = try await house.database.read { try conversations.find(before.id, in: $0) }
            #expect(stored == committed.conversation)
            #expect(stored?.context == ["cart": [1]] && stored?.stateRevision == 1 && stored?.messageCount == 2)
            #expect(committed.messages.map(\.sequence) == [1, 2])
            await #expect(throws: StaleConversation(id: before.id, expectedRevision: 0)) {
                try await house.turn(["tarde"], in: before)
            }
            let messages = try await house.database.read { try conversations.messages(of: before.id, after: 0, in: $0) }
            #expect(messages == committed.messages)
        }
    }

    @Test func appendedMessagesFollowWithoutGaps() async throws {
        try await TestHouse.with { house in
            let conversations = Conversations(house.tenant)
            let conversation = try await house.conversation("visitor")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        _ = try await house.database.write {
                            try conversations.append(
                                [draft("\(number)"), draft("\(number)")],
                                to: conversation.id,
                                at: noon,
                                in: $0
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            let all = try await house.database.read {
                try conversations.messages(of: conversation.id, after: 0, in: $0)
            }
            #expect(all.map(\.sequence) == Array(1...40))
            let last = try await house.database.read {
                try conversations.history(of: conversation.id, before: 40, limit: 3, in: $0)
            }
            #expect(last.map(\.sequence) == [37, 38, 39])
        }
    }

    @Test func aStrangerReachesNothing() async throws {
        try await TestHouse.with { house in
            let strangers = Conversations(house.other)
            let conversation = try await house.turn(["hola"], in: try await house.conversation("visitor"))
            let (found, messages, history) = try await house.database.read { connection in
                (
                    try strangers.find(conversation.id, in: connection),
                    try strangers.messages(of: conversation.id, after: 0, in: connection),
                    try strangers.history(address: "visitor", newestFirst: true, limit: 9, in: connection).messages
                )
            }
            #expect(found == nil && messages.isEmpty && history.isEmpty)
            await #expect(throws: Problem.self) {
                try await house.database.write {
                    try strangers.append([draft("x")], to: conversation.id, at: noon, in: $0)
                }
            }
        }
    }

    @Test(arguments: [true, false])
    func historyRunsOverAllChannels(newestFirst: Bool) async throws {
        try await TestHouse.with { house in
            let conversations = Conversations(house.tenant)
            var onWeb = try await house.conversation("5512345678")
            var onPhone = try await house.conversation("5215512345678", on: whatsapp)
            for step in 0..<5 {
                let moment = noon.advanced(bySeconds: Int64(step))
                onWeb = try await house.turn(["w\(step)a", "w\(step)b"], in: onWeb, at: moment)
                onPhone = try await house.turn(["p\(step)"], in: onPhone, at: moment)
            }
            var seen: [Message] = []
            var cursor: HistoryCursor?
            repeat {
                let page = try await house.database.read { [cursor] in
                    try conversations.history(
                        address: "5512345678",
                        newestFirst: newestFirst,
                        after: cursor,
                        limit: 4,
                        in: $0
                    )
                }
                seen += page.messages
                cursor = page.next.flatMap { HistoryCursor($0.description) }
            } while cursor != nil
            #expect(seen.count == 15 && Set(seen.map(\.id)).count == 15)
            let times = seen.map(\.at)
            #expect(times == (newestFirst ? times.sorted(by: >) : times.sorted()))
        }
    }

    @Test func listsByActivity() async throws {
        try await TestHouse.with { house in
            let conversations = Conversations(house.tenant)
            for number in 0..<5 {
                let conversation = try await house.conversation("visitor-\(number)")
                _ = try await house.turn(["x"], in: conversation, at: noon.advanced(bySeconds: Int64(number)))
            }
            let first = try await house.database.read { try conversations.active(limit: 3, in: $0) }
            #expect(first.conversations.map(\.address) == ["visitor-4", "visitor-3", "visitor-2"])
            let cursor = try #require(first.next.flatMap { ActivityCursor($0.description) })
            let rest = try await house.database.read { try conversations.active(after: cursor, limit: 3, in: $0) }
            #expect(rest.conversations.map(\.address) == ["visitor-1", "visitor-0"])
            #expect(rest.next == nil)
        }
    }
}

struct CasesTests {
    @Test func oneOfAKindIsOpen() async throws {
        try await TestHouse.with { house in
            let cases = Cases(house.tenant)
            let conversation = try await house.conversation("visitor")
            func open(_ kind: String) async throws -> (case: Case, isNew: Bool) {
                try await house.database.write {
                    try cases.open(
                        kind: kind,
                        summary: "s",
                        conversation: conversation,
                        at: noon,
                        randomness: SystemRandomness(),
                        in: $0
                    )
                }
            }
            let first = try await open("complaint")
            let again = try await open("complaint")
            #expect(first.isNew && !again.isNew && first.case == again.case)
            #expect(try await open("refund").case.shownNumber == "CASE-2")
            let taken = try await house.database.write { try cases.take("CASE-1", at: noon, in: $0) }
            #expect(taken.state == .taken)
            await #expect(throws: Problem.self) {
                try await house.database.write { try cases.take("CASE-1", at: noon, in: $0) }
            }
            let closed = try await house.database.write { try cases.close(first.case.id.rawValue, at: noon, in: $0) }
            #expect(closed.state == .closed)
            #expect(try await open("complaint").case.number == 3)
            let open = try await house.database.read { try cases.list(state: .open, limit: 9, in: $0).cases }
            #expect(Set(open.map(\.number)) == [2, 3])
            let page = try await house.database.read { try cases.list(limit: 2, in: $0) }
            #expect(page.cases.count == 2 && page.next != nil)
            let customer = try await house.customer("visitor")
            let context = try await house.database.read { try Customers(house.tenant).context(customer, in: $0) }
            #expect(context.openCases == 2 && context.conversations == 1)
        }
    }

    @Test func strangersSeeNone() async throws {
        try await TestHouse.with { house in
            await #expect(throws: Problem.self) {
                try await house.database.write { try Cases(house.other).take("CASE-1", at: noon, in: $0) }
            }
        }
    }
}
