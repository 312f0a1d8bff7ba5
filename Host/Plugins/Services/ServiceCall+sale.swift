// Service calls that sell: planned in one transaction, staged for the turn's
// commit. Everything is of the turn's customer, and of nobody else.

import HostCommerce
import HostCore
import HostStorage
import HostTime
import HostTurns
import OrkestaABI
import OrkestaModel

extension ServiceCall {
    /// Reads of the customer's papers. Nil is answered with NOT_FOUND.
    func readSale(
        _ body: @escaping @Sendable (SaleDesk, SaleDesk.Request, any DatabaseConnection) throws -> JSON?
    ) {
        guard let turn else { return fail(ORK_E_INVALID, "a turn is needed") }
        let (desk, request) = (instance.services.sales(instance.tenant), saleRequest(turn, turn.stagedWrites))
        read {
            try body(desk, request, $0)
        } then: { call, json in
            guard let json else { return call.failUnknownPaper() }
            call.succeed(fact: json.description)
        }
    }

    /// Plans a change and stages it; a plan that something else staged meanwhile
    /// made old is made anew. Nil is answered with NOT_FOUND.
    func planSale<Answer: Sendable>(
        _ plan:
            @escaping @Sendable (SaleDesk, SaleDesk.Request, any DatabaseConnection) throws
            -> SaleDesk.Plan<Answer>?,
        answer: @escaping @Sendable (Answer) -> JSON
    ) {
        guard let turn else { return fail(ORK_E_INVALID, "a turn is needed") }
        let desk = instance.services.sales(instance.tenant)
        Task { [self] in
            do {
                while true {
                    let staged = turn.stagedWrites
                    let request = saleRequest(turn, staged)
                    // A transaction that may write: numbers are reserved in it.
                    let planned = try await instance.services.database.write { try plan(desk, request, $0) }
                    guard let planned else { return failUnknownPaper() }
                    switch turn.stage(planned.write.map(stagedWrites) ?? [], plannedAfter: staged.count) {
                    case .staged: return succeed(fact: answer(planned.answer).description)
                    case .tooMany: return fail(ORK_E_BUDGET, "a turn staged too many writes")
                    case .outdated: continue
                    }
                }
            } catch {
                fail(error)
            }
        }
    }

    /// The write, and the case that a discount beyond policy needs.
    private func stagedWrites(_ write: SaleWrite) -> [StagedWrite] {
        guard let quote = write.quoteForApproval else { return [.sale(write)] }
        let summary = "\(quote.shownNumber) asks for a discount beyond the policy"
        return [.sale(write), .openCase(kind: "discount-approval", summary: summary)]
    }

    private func failUnknownPaper() { fail(ORK_E_NOT_FOUND, "the customer has no such paper") }

    /// Chance and numbers come from the turn's inbox item, so that a redo makes
    /// the same papers.
    private func saleRequest(_ turn: TurnContext, _ staged: [StagedWrite]) -> SaleDesk.Request {
        var seed = StableHash()
        seed.combine(turn.inboxID.rawValue)
        seed.combine("sale")
        seed.combine(UInt64(staged.count))
        return SaleDesk.Request(
            customer: turn.customerID,
            conversation: turn.conversationID,
            agent: instance.plugin,
            now: turn.now,
            randomness: SeededRandomness(seed: seed.value),
            key: turn.inboxID.rawValue,
            staged: staged.compactMap { if case .sale(let write) = $0 { write } else { nil } }
        )
    }
}

extension SaleDesk {
    /// A draft as a plugin passed it, in the tenant's currency.
    func draft(_ json: JSON, in connection: any DatabaseConnection) throws -> QuoteDraft {
        try QuoteDraft(json: json, currency: try SalesSettingsStore(tenant).get(in: connection).tenant.currency)
    }
}

/// A document that must be there.
func requiredObject(_ borrowed: ork_str, _ field: String) throws(Refusal) -> JSON {
    guard let json = try JSON.checkingObject(borrowed, field, limit: Limits.documentBytesMax) else {
        throw Refusal(status: ORK_E_INVALID, reason: "\(field) is empty")
    }
    return json
}

/// The name of a paper, which must be there.
func paperName(_ borrowed: ork_str, _ field: String = "name") throws(Refusal) -> String {
    let name = try String(checking: borrowed, field, limit: 100)
    guard !name.isEmpty else { throw Refusal(status: ORK_E_INVALID, reason: "\(field) is empty") }
    return name
}
