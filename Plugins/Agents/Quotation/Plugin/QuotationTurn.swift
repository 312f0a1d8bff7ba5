// Drives the quotation's machine through one turn: its calls go to the host, its
// words to the customer, its state back into the conversation.

import AgentDialogue
import DialogueTurn
import OrkestaModel
import OrkestaSDK
import QuotationEngine

/// One turn of one quotation.
struct QuotationTurn {
    private let turn: Turn
    private let host: Host
    private let prompts: PromptSet
    private let wasUnfinished: Bool
    private var machine: QuotationMachine
    private var hasSpoken = false

    init(_ turn: Turn, _ agent: QuotationAgent) {
        self.turn = turn
        host = agent.host
        prompts = agent.prompts
        wasUnfinished = turn.state["unfinished"]?.stringValue == QuotationAgent.id
        let context = turn.dialogueContext(offeredDiscount: agent.offeredDiscount)
        machine = QuotationMachine(Self.quotation(in: turn.state, context.language, agent.host), context)
    }

    /// A quotation that can't be read is begun anew.
    private static func quotation(in state: JSON, _ language: Language, _ host: Host) -> Quotation {
        guard let document = state["quotation"], !document.isNull else { return Quotation(language: language) }
        do {
            return try Quotation(json: document, language: language)
        } catch {
            host.log(.error, "A stored quotation could not be read", ["reason": .string(String(describing: error))])
            return Quotation(language: language)
        }
    }

    mutating func run(_ event: QuotationEvent) async throws {
        var next: QuotationEvent? = event
        while let event = next {
            next = nil
            for action in machine.handle(event) {
                if let answer = try await perform(action) { next = answer }
            }
        }
        keep()
    }

    /// The answer of a call; nil for everything else.
    private mutating func perform(_ action: QuotationAction) async throws -> QuotationEvent? {
        switch action {
        case .say(let reply):
            try turn.reply(reply)
            hasSpoken = true
        case .call(let call): return await answer(call)
        case .attach(let quote): try turn.reply(try await turn.quotes.render(quote, as: .pdf))
        case .page(let quote): try turn.reply(try await turn.quotes.render(quote, as: .page))
        case .openCase(let kind, let summary): try await turn.openCase(kind: kind, summary: summary)
        case .pause: try await turn.pauseForPerson()
        case .handBack: turn.handOff(to: "orchestrator", note: turn.handOffNote)
        case .close(let quote, let hash):
            let accepted: JSON = ["accept": ["quote": .string(quote), "hash": .string(hash)]]
            turn.handOff(to: "sales", note: turn.handOffNote.merging(accepted))
        }
        return nil
    }

    /// A service that fails is an event: the customer is told, and a case opened.
    private func answer(_ call: QuotationCall) async -> QuotationEvent {
        do {
            switch call {
            case .search(let wishes): return .found(try await turn.find(wishes))
            case .quote(let draft, nil): return .quoted(try await turn.quotes.create(draft))
            case .quote(let draft, let paper?):
                return .quoted(try await turn.quotes.revise(paper.number, version: paper.version, draft))
            case .read(let quote): return .read(try await turn.quotes.get(quote))
            case .readLines(let why): return .linesRead(await readLines(why))
            case .accept(let quote, let hash): return .accepted(try await turn.quotes.accept(quote, hash: hash))
            }
        } catch {
            host.log(
                .warning,
                "The shop could not do what the quotation asked",
                ["reason": .string(String(describing: error))]
            )
            return .failed
        }
    }

    /// What a model read in the message, as far as the customer's words bear it out.
    private func readLines(_ why: String) async -> [Wish] {
        let answer = await turn.ask(ModelQuestion(prompts.of(turn.language), why: why, schema: Self.linesSchema))
        let reading = WishReading(of: turn.text, in: turn.language)
        let lines = answer?.json?["lines"]?.arrayValue ?? []
        return lines.prefix(Self.linesMax).compactMap(reading.wish)
    }

    private static let linesMax = 30

    private static let linesSchema: JSON = [
        "type": "object", "additionalProperties": false, "required": ["lines"],
        "properties": [
            "lines": [
                "type": "array", "maxItems": .integer(Int64(linesMax)),
                "items": [
                    "type": "object", "additionalProperties": false, "required": ["name", "quantity", "unit"],
                    "properties": [
                        "name": ["type": "string", "maxLength": 120], "quantity": ["type": "string", "maxLength": 20],
                        "unit": ["type": "string", "maxLength": 20],
                    ],
                ],
            ]
        ],
    ]

    /// An open quotation keeps its conversation open as long as its prices hold.
    private func keep() {
        let quotation = machine.quotation
        turn.replaceState("quotation", with: quotation.isUnfinished ? quotation.json : .null)
        if quotation.isUnfinished {
            let end = quotation.desk.paper?.validUntil ?? turn.now.advanced(bySeconds: 3 * 86_400)
            turn.keepOpen(for: QuotationAgent.id, until: end, isAnswer: hasSpoken)
        } else if wasUnfinished {
            turn.nothingIsBegun()
        }
        turn.share(quotation.desk.list)
    }
}
