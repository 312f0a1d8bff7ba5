// Who answers what a customer who owes something says: the agent that collects, or the
// one that sells.

import AgentDialogue
import OrchestratorRouting
import OrchestratorUnderstanding
import Testing

@Suite struct RoutingTests {
    private func routing(awaiting: String = "", unfinished: String = "", isCollecting: Bool = false) -> Routing {
        let agents = ["catalog", "sales", "quotation", "dunning"]
        return Routing(
            threshold: 0.6,
            agents: agents,
            awaiting: awaiting,
            unfinished: unfinished,
            isCollecting: isCollecting
        )
    }

    private func reading(_ intent: Intent, _ confidence: Double = 0.9, debt: DebtTalk) -> Reading {
        Reading(intent: intent, confidence: confidence, words: Words("el viernes"), smallTalk: nil, debt: debt)
    }

    private let collects = Route.handOff(to: "dunning", tentative: true)
    private let sells = Route.handOff(to: "sales", tentative: false)

    /// "quiero 50 tornillos para mañana y te pago en efectivo".
    @Test func whoWasNotRemindedAndPlainlyOrdersOrders() {
        #expect(routing().route(reading(.purchase, debt: .plain)) == sells)
        #expect(routing().route(reading(.purchase, 0.3, debt: .plain)) == collects)
        #expect(routing().route(reading(.support, debt: .plain)) == collects)
    }

    /// A basket or a question that is open is not left for a promise that nobody asked for.
    @Test func withoutAReminderWhoAskedIsAnswered() {
        #expect(routing(unfinished: "sales").route(reading(.support, debt: .plain)) == sells)
        #expect(routing(awaiting: "sales").route(reading(.productSearch, debt: .plain)) == sells)
    }

    @Test func underAReminderWhatIsSaidOfPayingIsTheCollectors() {
        let reminded = routing(awaiting: "dunning", unfinished: "sales", isCollecting: true)
        #expect(reminded.route(reading(.support, debt: .plain)) == collects)
        #expect(reminded.route(reading(.other, debt: .answer)) == collects)
        #expect(reminded.route(reading(.support, debt: .common)) == collects)
        #expect(reminded.route(reading(.purchase, debt: .answer)) == sells)
    }

    /// "¿cómo pago?" and "¿cuánto es?" are of the basket when the sale spoke last.
    @Test func whatIsSaidOfAnyPaymentIsOfWhoSpokeLast() {
        let selling = routing(unfinished: "sales", isCollecting: true)
        #expect(selling.route(reading(.support, debt: .common)) == sells)
        #expect(selling.route(reading(.support, debt: .plain)) == collects)
        #expect(routing(isCollecting: true).route(reading(.support, debt: .common)) == collects)
    }

    /// Where nobody sells, what sounds like an order is tried on the collector.
    @Test func whereNobodySellsTheCollectorIsAsked() {
        let routing = Routing(threshold: 0.6, agents: ["dunning"], awaiting: "", unfinished: "", isCollecting: false)
        #expect(routing.route(reading(.purchase, debt: .plain)) == collects)
    }

    @Test func noCollectorIsAskedThatIsNotEnabled() {
        let routing = Routing(
            threshold: 0.6,
            agents: ["sales"],
            awaiting: "",
            unfinished: "",
            isCollecting: true
        )
        #expect(routing.route(reading(.purchase, debt: .plain)) == sells)
    }
}
