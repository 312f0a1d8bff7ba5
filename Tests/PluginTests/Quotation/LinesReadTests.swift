// Lines that a language model reads in a message: they count when they make more
// of it than the grammar, and never bring a price along.

import AgentDialogue
import OrkestaModel
import QuotationEngine
import Testing

@Suite struct LinesReadTests {
    private static let text = "fíjate que ando arreglando el baño y ocupo como tres cosas de esas para la regadera"
    private let shower = ProductHit(
        sku: "REG-1",
        name: "Regadera Cromada",
        price: Money(minor: 18_500, currency: "MXN"),
        unit: "PZA",
        stock: 8,
        score: 0.9
    )

    private func machine(canAskModel: Bool = true) -> QuotationMachine {
        let context = DialogueContext(
            language: .spanish,
            addressee: Addressee(customerName: "Ana", business: "La Central"),
            now: Timestamp(milliseconds: 1_000),
            agents: ["sales"],
            canAskModel: canAskModel
        )
        return QuotationMachine(Quotation(language: .spanish), context)
    }

    private func calls(_ actions: [QuotationAction]) -> [QuotationCall] {
        actions.compactMap { if case .call(let call) = $0 { call } else { nil } }
    }

    /// What the grammar reads in it finds nothing.
    private func nothingFound(_ machine: inout QuotationMachine) throws -> [QuotationCall] {
        let first = calls(machine.handle(.message(Self.text, intent: "quotation", confidence: 0.9)))
        guard case .search(let wishes) = try #require(first.first) else {
            Issue.record("no search: \(first)")
            return []
        }
        return calls(machine.handle(.found(wishes.map { Finding(wish: $0, hits: []) })))
    }

    @Test func aModelIsAskedWhenLinesFitNothing() throws {
        var machine = machine()
        let asked = try nothingFound(&machine)
        guard case .readLines = try #require(asked.first) else { throw Unexpected(calls: asked) }
        let wish = Wish(text: "regadera", amount: .quantity(Quantity(thousandths: 3_000)))
        #expect(calls(machine.handle(.linesRead([wish]))) == [.search([wish])])
        let drafted = calls(machine.handle(.found([Finding(wish: wish, hits: [shower])])))
        guard case .quote(let draft, nil) = try #require(drafted.first) else { throw Unexpected(calls: drafted) }
        #expect(draft.lines.map(\.sku) == ["REG-1"] && draft.lines[0].quantity == Quantity(thousandths: 3_000))
        #expect(draft.discount == nil && draft.lines[0].discount == nil)
    }

    @Test func withoutAnAnswerItIsAsWithoutAModel() throws {
        var (alone, silent) = (machine(canAskModel: false), machine())
        #expect(try nothingFound(&alone).isEmpty)
        _ = try nothingFound(&silent)
        _ = silent.handle(.linesRead([]))
        #expect(alone.quotation == silent.quotation)
    }

    /// A model that found less than the grammar is not believed.
    @Test func aWorseReadingIsDropped() throws {
        var machine = machine()
        _ = machine.handle(.message("cotízame 2 regaderas y 1 zumbalete", intent: "quotation", confidence: 0.9))
        let (known, unknown) = (Wish(text: "regaderas", amount: .quantity(.one)), Wish(text: "zumbalete"))
        let asked = machine.handle(.found([Finding(wish: known, hits: [shower]), Finding(wish: unknown, hits: [])]))
        guard case .readLines = try #require(calls(asked).first) else { throw Unexpected(calls: calls(asked)) }
        let other = Wish(text: "oro")
        _ = machine.handle(.linesRead([other]))
        _ = machine.handle(.found([Finding(wish: other, hits: [])]))
        #expect(machine.quotation.desk.list.basket.lines.map(\.sku) == ["REG-1"])
    }

    private struct Unexpected: Error { let calls: [QuotationCall] }
}
