// What the orchestrator answers by itself: greetings, cases for people, small
// talk, and a way on when it did not understand.

import DialogueTurn
import OrchestratorRouting
import OrkestaModel
import OrkestaSDK

import struct AgentDialogue.Addressee

/// One answer in one turn.
struct Answering {
    private static let summaryBytesMax = 2_000

    let turn: Turn
    let message: Message
    let settings: OrchestratorSettings
    private let phrases: Phrases
    private let addressee: Addressee

    init(turn: Turn, message: Message, settings: OrchestratorSettings) {
        self.turn = turn
        self.message = message
        self.settings = settings
        phrases = Phrases.of(message.language)
        addressee = Addressee(customerName: turn.customerName, business: turn.businessName)
    }

    func give(_ route: Route) async throws {
        switch route {
        case .greet: try await greet()
        case .openCase(let kind): try await openCase(kind)
        case .noteOrderNumber: try turn.reply(phrases.orderNumberNoted)
        case .smallTalk: try makeSmallTalk()
        case .notUnderstood where turn.isFirst: try await greet()
        case .notUnderstood: try suggest("\(phrases.notUnderstood) \(abilities)")
        case .unrouted: try await tellPerson(.unrouted, phrases.unrouted)
        case .handOff: break
        }
    }

    private func greet() async throws {
        let template: String
        if let own = settings.greetings[message.language] {
            template = own
        } else {
            template = try await isReturning() ? phrases.greetingAgain : phrases.greeting
        }
        try suggest("\(addressee.fill(template)) \(phrases.invitation)")
    }

    private func isReturning() async throws -> Bool {
        (try await turn.customer()["conversations"]?.integerValue ?? 0) > 1
    }

    /// A first complaint is answered at length; later ones join its case.
    private func openCase(_ kind: CaseKind) async throws {
        let standard = kind == .complaint ? phrases.complaint : phrases.support
        let isKnown = message.words.hasOrderNumber || !toldCases.isEmpty
        guard !isKnown else { return try await tellPerson(kind, standard) }
        try await tellPerson(kind, "\(standard) \(phrases.askOrderNumber)")
        turn.patchState(["awaiting": .string(OrchestratorAgent.id)])
    }

    /// A person who was asked for has the conversation from here on, until they
    /// give it back. What merely found no agent leaves it open for the next message.
    private func tellPerson(_ kind: CaseKind, _ text: String) async throws {
        try await turn.openCase(kind: kind.rawValue, summary: summary)
        if settings.pausesForPeople, kind != .unrouted { try await turn.pauseForPerson() }
        guard !toldCases.contains(kind.rawValue) else {
            try turn.reply(addressee.fill(phrases.alreadyWithPerson))
            return
        }
        turn.patchState(["cases": JSON(toldCases + [kind.rawValue])])
        try turn.reply(addressee.fill(text))
    }

    /// Kinds of the cases of this conversation.
    private var toldCases: [String] { turn.state["cases"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

    private func makeSmallTalk() throws {
        switch SmallTalk(message.words, phrases) {
        case .aboutMe: try suggest("\(addressee.fill(phrases.aboutMe)) \(abilities)")
        case let talk?: try turn.reply(addressee.fill(talk.answer(phrases)))
        case nil: try suggest(abilities)
        }
    }

    private var abilities: String {
        turn.agents.contains("catalog") ? phrases.abilities : phrases.abilitiesWithoutCatalog
    }

    private func suggest(_ text: String) throws {
        let buttons = Suggestion.offered(by: turn.agents).map { $0.button(phrases) }
        try turn.reply(.buttons(text: text, buttons))
    }

    /// The customer's words, cut between characters to what a case takes.
    private var summary: String {
        var summary = turn.text
        while summary.utf8.count > Self.summaryBytesMax { summary.removeLast() }
        return summary
    }
}
