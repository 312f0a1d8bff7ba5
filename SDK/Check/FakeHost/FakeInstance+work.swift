// Giving work to the plugin, and waiting for what becomes of it.

import OrkestaABI
import OrkestaModel

/// Work that was given.
struct Ticket: Sendable {
    let work: Work
    /// Of the turn or the operation.
    let handle: UInt64
    let isTurn: Bool
    /// What the call that gave it returned.
    let returned: ork_status
}

extension FakeInstance {
    /// Gives the work, and does not wait for its end. `cancelAtOnce` cancels a turn
    /// in the same breath.
    func give(_ work: Work, cancelAtOnce: Bool = false) throws -> Ticket {
        let isTurn: Bool
        let handle: UInt64
        switch work {
        case .message, .timer, .event, .unknownTurn: (isTurn, handle) = (true, openTurn())
        case .search: (isTurn, handle) = (false, giveOperation(work.what, work.rule))
        case .tool(_, let isInTurn):
            (isTurn, handle) = (false, giveOperation(work.what, work.rule, lending: isInTurn ? lendTurn() : nil))
        case .request, .pull: (isTurn, handle) = (false, giveOperation(work.what, work.rule, .ingest))
        case .fetchMedia: (isTurn, handle) = (false, giveOperation(work.what, work.rule))
        case .send: (isTurn, handle) = (false, giveOperation(work.what, work.rule, .send))
        }
        note("> \(work.what)")
        let returned = try onLane(work.what, work.rule) { instance in
            let status = instance.call(work, handle)
            guard cancelAtOnce, status == ORK_OK, instance.withState({ $0.turns[handle]?.isOpen }) == true else {
                return status
            }
            instance.withState { $0.turns[handle]?.isCancelled = true }
            instance.tables.agent?.cancel_turn?(instance.tables.instance.impl, handle)
            return status
        }
        if returned != ORK_OK { refuse(isTurn, handle, returned, work) }
        return Ticket(work: work, handle: handle, isTurn: isTurn, returned: returned)
    }

    /// Waits until the work is answered. Throws ``Stop`` after a finding when it is
    /// not: other work would not fare better.
    func settle(_ ticket: Ticket) throws {
        guard ticket.returned == ORK_OK else { return }
        if !wait(Self.patience, until: { $0.isAnswered(ticket) }) {
            report.find(
                ticket.work.rule,
                "\(ticket.work.what) returned ORK_OK, and nothing was heard of it for \(Self.patience) ms"
            )
            throw Stop()
        }
    }

    /// Gives the work and waits for its end.
    @discardableResult
    func run(_ work: Work) throws -> Ticket {
        let ticket = try give(work)
        try settle(ticket)
        return ticket
    }

    /// Lives through a day of the plugin's, one thing after the other.
    func runDay() throws { try liveDay { try run($0) } }

    /// Hands the work of a day to `take`, each when it comes up: then the timers that
    /// the plugin set, and what became of what it sold.
    func liveDay(_ take: (Work) throws -> Void) throws {
        for work in Work.day(of: self) {
            if case .message = work { try handBack(take) }
            try take(work)
        }
        for name in withState({ $0.store.timers.keys.sorted() }) {
            if let timer = withState({ $0.store.takeTimer(name) }) { try take(timer) }
        }
        // A host of version 1.0 has no events.
        guard tables.agent?.wake != nil, behaviour.edition != .first else { return }
        for event in withState({ $0.store.sale.news() }) { try take(event) }
        if library.manifest.requiredServices.contains(ORK_DUNNING_1) {
            try take(.event(name: "dunning.due", document: #"{"reason": "stage"}"#))
        }
    }

    /// Messages come again after a person had the conversation: by the plugin's own
    /// timer, when nobody took it, else because the person gives it back.
    private func handBack(_ take: (Work) throws -> Void) throws {
        guard withState({ $0.store.isWithPerson }) else { return }
        if let timer = withState({ $0.store.takeTimer(ORK_TIMER_HAND_BACK) }) { try take(timer) }
        withState { $0.store.isWithPerson = false }
    }

    private func openTurn() -> ork_turn {
        let turn = FakeHost.shared.newHandle()
        withState { state in
            state.turns[turn] = FakeTurn()
            state.store.turnCount += 1
        }
        return turn
    }

    private func lendTurn() -> ork_turn {
        let turn = FakeHost.shared.newHandle()
        withState { $0.turns[turn] = FakeTurn(isLent: true) }
        return turn
    }

    /// How a ticket ended; nil while it has not.
    func status(of ticket: Ticket) -> ork_status? {
        guard ticket.returned == ORK_OK else { return ticket.returned }
        return withState { state in
            ticket.isTurn ? state.turns[ticket.handle]?.status : state.operations[ticket.handle]?.status
        }
    }

    private func refuse(_ isTurn: Bool, _ handle: UInt64, _ status: ork_status, _ work: Work) {
        guard isTurn else { return refuse(handle, status) }
        let wasFinished = withState { state -> Bool in
            let wasFinished = state.turns[handle]?.status != nil
            state.turns[handle]?.isRefused = true
            return wasFinished
        }
        if wasFinished {
            report.find(.refusedIsOver, "\(work.what) finished its turn and then returned \(StatusName(status))")
        }
    }

    // MARK: The calls, on the lane

    private func call(_ work: Work, _ handle: UInt64) -> ork_status {
        let loans = Loans(work.what, behaviour.edition)
        defer { loans.end() }
        let (tables, impl) = (tables, tables.instance.impl)
        switch work {
        case .message(let text):
            var input = turnInput(loans)
            (input.kind, input.text) = (ORK_TURN_MESSAGE, loans.text(text, "text"))
            return tables.agent?.start_turn?(impl, handle, lend(input, loans)) ?? ORK_E_UNSUPPORTED
        case .timer(let name, let payload):
            var input = wakeInput(ORK_TURN_TIMER, loans)
            (input.timer_name, input.timer_json) = (loans.text(name, "timer_name"), loans.text(payload, "timer_json"))
            return tables.agent?.wake?(impl, handle, lend(input, loans)) ?? ORK_E_UNSUPPORTED
        case .event(let name, let document):
            var input = wakeInput(ORK_TURN_EVENT, loans)
            (input.event_name, input.event_json) = (loans.text(name, "event_name"), loans.text(document, "event_json"))
            return tables.agent?.wake?(impl, handle, lend(input, loans)) ?? ORK_E_UNSUPPORTED
        case .unknownTurn(let throughWake):
            var input = turnInput(loans)
            input.kind = 4711
            let function = throughWake ? tables.agent?.wake : tables.agent?.start_turn
            return function?(impl, handle, lend(input, loans)) ?? ORK_E_UNSUPPORTED
        case .search(let function, let json):
            return callSearch(function, json, handle, loans)
        case .request(let request):
            return tables.channel?.ingest?(impl, handle, httpRequest(request, loans)) ?? ORK_E_UNSUPPORTED
        case .send(let reply, let attempt):
            return tables.channel?.send?(impl, handle, outbound(reply, attempt, loans)) ?? ORK_E_UNSUPPORTED
        case .pull(let cursor):
            return tables.channel?.pull?(impl, handle, loans.text(cursor, "cursor")) ?? ORK_E_UNSUPPORTED
        case .fetchMedia(let reference):
            return tables.channel?.fetch_media?(impl, handle, loans.text(reference, "reference")) ?? ORK_E_UNSUPPORTED
        case .tool(let tool, _):
            let turn = withState { $0.operations[handle]?.lentTurn } ?? 0
            let (name, lent) = (loans.text(tool.name, "name"), loans.text(tool.arguments, "arguments_json"))
            return tables.tools?.call?(impl, handle, turn, name, lent) ?? ORK_E_UNSUPPORTED
        }
    }

    private func callSearch(
        _ function: Work.SearchFunction,
        _ json: String,
        _ op: ork_op,
        _ loans: Loans
    ) -> ork_status {
        var request = ork_search_request()
        request.json = loans.text(json, "json")
        request.catalog_revision = FakeCatalog.revision
        let lent = loans.structure(request, firstSize: firstSize(\ork_search_request.catalog_revision), "request")
        let (table, impl) = (tables.search, tables.instance.impl)
        switch function {
        case .search: return table?.search?(impl, op, lent) ?? ORK_E_UNSUPPORTED
        case .normalize: return table?.normalize?(impl, op, lent) ?? ORK_E_UNSUPPORTED
        case .recommend: return table?.recommend?(impl, op, lent) ?? ORK_E_UNSUPPORTED
        }
    }
}

extension FakeInstance.State {
    fileprivate func isAnswered(_ ticket: Ticket) -> Bool {
        ticket.isTurn ? turns[ticket.handle]?.status != nil : operations[ticket.handle]?.status != nil
    }
}
