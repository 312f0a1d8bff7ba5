// The link to pay, in the turns after the one that made it.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct PayLinkFlows {
    @Test("whoever says too early that he has paid is shown his link again", arguments: ["ya pagué", "¿ya pagué?"])
    func paidTooEarly(words: String) async throws {
        let tenant = try await FlowHost.newShop()
        var ana = Shopper(tenant.client)
        for message in ["quiero un taladro", "es todo", "sí, confirmo"] { try await ana.write(message) }
        let link = try ana.link
        let answer = try await ana.write(words)
        #expect(answer.contains("Todavía no me llega"), "\(answer)")
        // The firewall lets a link of the customer's own invoice pass.
        #expect(try ana.link == link, "\(answer)")
        #expect(!answer.contains("No puedo confirmar"), "\(answer)")
        // The host of the flows listens where the system let it, and its links say so.
        let host = try await FlowHost.shared()
        #expect(link.hasPrefix("\(try #require(host.clientURL))/pay/"), "\(link)")
    }
}
