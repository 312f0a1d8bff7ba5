// What reading a reply costs. The figure is printed; what must hold on any
// machine is that it grows as the reply does.

import OrkestaModel
import Testing

@testable import HostTurns

struct CostTests {
    @Test("a list ten times as long costs about ten times as much to read")
    func cost() {
        let (short, long) = (reply(5), reply(50))
        var provenance = Provenance(currency: "MXN")
        provenance.learn(Money(minor: 102_900, currency: "MXN"))
        let firewall = PriceFirewall(provenance: provenance)
        let shortTime = fastest { _ = firewall.unsupported(short) }
        let longTime = fastest { _ = firewall.unsupported(long) }
        print("price firewall: \(shortTime) a reply of \(short.plainText.utf8.count) bytes")
        // The square would be a hundred times as much.
        #expect(longTime < shortTime * 40)
    }

    private func reply(_ count: Int) -> Reply {
        let items = (1...count).map { number in
            ReplyListItem(
                id: "SKU-\(number)",
                title: "Balatas Del. D1324 Jetta A6 2.0 2011-2018 Brembo \(number)",
                description: "$1,029.00 MXN · JGO · \(number) disponibles"
            )
        }
        return .list(text: "Esto es lo que encontré para ti. Dime cuál te interesa y te paso el detalle.", items)
    }

    /// The time of the run that the machine disturbed least.
    private func fastest(_ work: () -> Void) -> Duration {
        (0..<50).map { _ in ContinuousClock().measure(work) }.min() ?? .zero
    }
}
