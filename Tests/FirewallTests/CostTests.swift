// What reading a reply costs. The bound is loose, for loaded machines and debug
// builds; the figure is printed.

import OrkestaModel
import Testing

@testable import HostTurns

struct CostTests {
    @Test("a reply with a list of products is read in microseconds")
    func cost() {
        let items = (1...5).map { number in
            ReplyListItem(
                id: "SKU-\(number)",
                title: "Balatas Del. D1324 Jetta A6 2.0 2011-2018 Brembo \(number)",
                description: "$1,029.00 MXN · JGO · \(number) disponibles"
            )
        }
        let text = "Esto es lo que encontré para ti. Dime cuál te interesa y te paso el detalle."
        let reply = Reply.list(text: text, items)
        var provenance = Provenance(currency: "MXN")
        provenance.learn(Money(minor: 102_900, currency: "MXN"))
        let firewall = PriceFirewall(provenance: provenance)
        let rounds = 200
        let clock = ContinuousClock()
        let taken = clock.measure {
            for _ in 0..<rounds { _ = firewall.unsupported(reply) }
        }
        let microseconds = taken / rounds / .microseconds(1)
        print("price firewall: \(microseconds) µs a reply of \(reply.plainText.utf8.count) bytes")
        #expect(microseconds < 20_000)
    }
}
