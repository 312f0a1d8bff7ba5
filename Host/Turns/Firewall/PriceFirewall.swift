// No agent and no model can make a price up: a reply that claims a figure which
// came from nowhere is not sent. Its deterministic fallback is, or, when that
// fails too, a sentence that claims nothing.

import HostCore
import HostStorage
import OrkestaModel

/// Screens what agents say.
struct PriceFirewall: Sendable {
    let provenance: Provenance

    /// A reply that was held back.
    struct Refusal: Sendable, Hashable {
        /// The claims that came from nowhere.
        let figures: [Figure]
        /// Whose reply it was.
        let agent: PluginID?
        /// What was sent instead.
        let sent: Substitute

        /// For the turn's trace.
        var json: JSON {
            [
                "agent": JSON(agent?.rawValue), "sent": .string(sent.rawValue),
                "figures": .array(figures.map { ["kind": .string($0.kind), "text": .string($0.text)] }),
            ]
        }
    }

    /// Screens a draft's replies with what its sources know; the database is asked
    /// only when the turn itself does not support a claim.
    static func screen(
        _ draft: TurnDraft,
        _ source: ProvenanceSource,
        in database: any Database
    ) async throws -> TurnDraft {
        let claims = draft.replies.flatMap { figures(in: $0.reply) }
        guard !claims.isEmpty, !source.immediate().admits(all: claims) else { return draft }
        let provenance = try await database.read { connection -> Provenance? in
            let items = try source.items(in: connection)
            guard !items.admits(all: claims) else { return nil }
            return try source.complete(items, in: connection)
        }
        guard let provenance else { return draft }
        let locale = draft.locale ?? source.snapshot.locale(for: source.item)
        return PriceFirewall(provenance: provenance).screened(draft, locale: locale)
    }

    /// The draft with replies as they may be sent to somebody who speaks `locale`.
    private func screened(_ draft: TurnDraft, locale: String) -> TurnDraft {
        var screened = draft
        for index in screened.replies.indices {
            let (reply, refusal) = self.screened(screened.replies[index], locale: locale)
            screened.replies[index].reply = reply
            if let refusal { screened.refusals.append(refusal) }
        }
        return screened
    }

    /// What is sent in the place of a reply.
    enum Substitute: String, Sendable {
        case fallback
        case neutral
    }

    /// Claims of a reply that nothing supports; empty when it may be sent.
    func unsupported(_ reply: Reply) -> [Figure] {
        Self.figures(in: reply).filter { !provenance.admits($0) }
    }

    /// The reply as it may be sent to somebody who speaks `locale`, and why it
    /// is another one, when it is.
    func screened(_ staged: StagedReply, locale: String) -> (reply: Reply, refusal: Refusal?) {
        let unsupported = unsupported(staged.reply)
        guard !unsupported.isEmpty else { return (staged.reply, nil) }
        if let fallback = staged.fallback {
            let substitute = staged.reply.replacing(text: fallback)
            for candidate in [substitute, .text(fallback)] where self.unsupported(candidate).isEmpty {
                return (candidate, Refusal(figures: unsupported, agent: staged.agent, sent: .fallback))
            }
        }
        return (
            .text(FirewallPhrases.neutral(in: locale)),
            Refusal(figures: unsupported, agent: staged.agent, sent: .neutral)
        )
    }

    /// Everything that a reply claims, wherever in it.
    static func figures(in reply: Reply) -> [Figure] {
        var figures = reply.texts.flatMap(FigureReader.figures)
        if let url = reply.url { figures.append(Figure(claim: .link(LinkReader.normalized(url)), text: url)) }
        return figures
    }
}

extension Reply {
    /// What the customer reads in it.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .buttons(let text, let buttons): [text] + buttons.map(\.title)
        case .list(let text, let items): [text] + items.flatMap { [$0.title, $0.description].compactMap(\.self) }
        case .image(_, let caption): [caption].compactMap(\.self)
        case .document(_, let name, _): [name]
        case .link(_, let title): [title].compactMap(\.self)
        }
    }

    /// Where it leads.
    fileprivate var url: String? {
        switch self {
        case .text, .buttons, .list: nil
        case .image(let url, _), .document(let url, _, _), .link(let url, _): url
        }
    }

    /// The same form with another text.
    fileprivate func replacing(text: String) -> Reply {
        switch self {
        case .text, .document: .text(text)
        case .buttons(_, let buttons): .buttons(text: text, buttons)
        case .list(_, let items): .list(text: text, items)
        case .image(let url, _): .image(url: url, caption: text)
        case .link(let url, _): .link(url: url, title: text)
        }
    }
}
