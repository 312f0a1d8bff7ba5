// Drives the sale's machine through one turn: its calls go to the host, its
// words to the customer, its state back into the conversation.

import AgentDialogue
import DialogueTurn
import OrkestaModel
import OrkestaSDK
import SalesEngine

/// One turn of one sale.
struct SaleTurn {
    /// A few rounds of looking and noting, in milliseconds; the turn's end leaves time
    /// for the answer without.
    private static let modelPatience: Int64 = 6_000
    private static let historyMax = 6

    private let turn: Turn
    private let settings: SalesSettings
    private let host: Host
    private let prompts: PromptSet
    private let wasUnfinished: Bool
    private var machine: SaleMachine
    private var hasSpoken = false
    /// Tools that ran in this turn and changed nothing.
    private var idleTools: Set<String> = []

    init(_ turn: Turn, _ agent: SalesAgent) {
        self.turn = turn
        settings = agent.settings
        host = agent.host
        prompts = agent.prompts
        wasUnfinished = turn.state["unfinished"]?.stringValue == SalesAgent.id
        let context = turn.dialogueContext(offeredDiscount: agent.settings.offeredDiscount)
        machine = SaleMachine(Self.sale(in: turn.state, context.language, agent.host), context)
    }

    /// A sale that can't be read is begun anew; the basket is lost, the
    /// conversation is not.
    private static func sale(in state: JSON, _ language: Language, _ host: Host) -> Sale {
        guard let document = state["sale"], !document.isNull else { return Sale(language: language) }
        do {
            return try Sale(json: document, language: language)
        } catch {
            host.log(.error, "A stored sale could not be read", ["reason": .string(String(describing: error))])
            return Sale(language: language)
        }
    }

    mutating func run(_ event: SaleEvent) async throws {
        var next: SaleEvent? = event
        while let event = next {
            next = nil
            for action in machine.handle(event) {
                if let answer = try await perform(action) { next = answer }
            }
            if next == nil, machine.hasNext { next = .next }
        }
        keep()
    }

    /// The answer of a call; nil for everything else.
    private mutating func perform(_ action: SaleAction) async throws -> SaleEvent? {
        switch action {
        case .say(let reply):
            try turn.reply(reply)
            hasSpoken = true
        case .call(let call): return await answer(call)
        case .attach(let quote): try turn.reply(try await turn.quotes.render(quote, as: .pdf))
        case .openCase(let kind, let summary): try await turn.openCase(kind: kind, summary: summary)
        case .pause: try await turn.pauseForPerson()
        case .handBack: turn.handOff(to: "orchestrator", note: turn.handOffNote)
        case .handOff(let agent): turn.handOff(to: agent, note: turn.handOffNote)
        }
        return nil
    }

    /// A service that fails is an event, not an error: the customer is told, and
    /// a case is opened.
    private mutating func answer(_ call: SaleCall) async -> SaleEvent {
        do {
            guard let (tool, arguments) = call.tool else { return try await read(call) }
            let answer = try await use(tool, arguments)
            if let reason = answer["sin_link"] { host.log(.warning, "An order has no link", ["reason": reason]) }
            if SaleCall.changedNothing(answer) { idleTools.insert(tool.tool.name) }
            return try call.event(answer)
        } catch {
            host.log(
                .warning,
                "The shop could not do what the sale asked",
                ["reason": .string(String(describing: error))]
            )
            return .failed(call)
        }
    }

    /// A tool changes state at most once a turn; one that changed nothing may be
    /// tried again with what was mended.
    private func use(_ tool: SalesTool, _ arguments: JSON) async throws -> JSON {
        guard idleTools.contains(tool.tool.name) else { return try await turn.call(tool.tool, arguments) }
        return try await tool.run(turn, arguments)
    }

    private func read(_ call: SaleCall) async throws -> SaleEvent {
        switch call {
        case .recheck(let skus): .rechecked(try await turn.products(skus))
        case .price(let draft): .priced(try await turn.quotes.price(draft))
        case .read(let quote): .read(try await turn.quotes.get(quote))
        case .understand(let why): .understood(await understand(why))
        case .search, .quote, .discount, .link, .payment: .failed(call)
        }
    }

    /// What a model made of the message by calling tools; empty when it made nothing
    /// of it, or nobody answered.
    private func understand(_ why: String) async -> [Request] {
        let shown = machine.sale.desk.list.shown
        let answer = await turn.ask(
            ModelQuestion(
                prompts.of(turn.language),
                why: why,
                data: shown.isEmpty ? [] : [.init("mostrados", json: .array(shown.map(\.json)))],
                tools: SalesTools.forModels,
                patience: Self.modelPatience,
                historyMax: Self.historyMax
            )
        )
        let calls = (answer?.calls ?? []).compactMap { call in
            call.result.map { NotedCall(tool: call.tool, arguments: call.arguments, result: $0) }
        }
        return NotedCalls(machine.sale, message: turn.text, language: turn.language).requests(calls)
    }

    private func keep() {
        let sale = machine.sale
        let isUnfinished = sale.isUnfinished
        turn.replaceState("sale", with: sale.json)
        turn.patchState(["sales_state": .string(sale.stage.rawValue)])
        if isUnfinished {
            let end = turn.now.advanced(bySeconds: settings.basketSeconds)
            turn.keepOpen(for: SalesAgent.id, until: end, isAnswer: hasSpoken)
        } else if wasUnfinished {
            turn.nothingIsBegun()
        }
        turn.share(sale.desk.list)
    }
}
