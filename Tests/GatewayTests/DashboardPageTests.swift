// The inbox in the browser: its page and its files.

import HTTPTypes
import HostGateway
import OrkestaModel
import Testing

@Suite(.timeLimit(.minutes(10))) struct DashboardPageTests {
    @Test func theInboxIsAPageOfItsOwnFiles() async throws {
        let host = try await GatewayFixture()
        let page = try await host.client.ask(.get, "/dashboard?lang=pt")
        #expect(page.status == 200)
        let policy = HTTPField.Name("Content-Security-Policy").flatMap { page.headers[$0] }
        #expect(policy?.contains("default-src 'none'") == true)
        let names = page.text.matches(of: #/\/dashboard\/assets\/([a-z.-]+)/#).map { String($0.output.1) }
        #expect(names.count == 7)
        for name in names {
            #expect(try await host.client.ask(.get, "/dashboard/assets/\(name)").status == 200, "\(name)")
        }
        #expect(try await host.client.ask(.get, "/dashboard/assets/chat.css").status == 404)
        // Each word in each of the three languages.
        let words = try await host.client.ask(.get, "/dashboard/assets/dashboard-strings.js").text
            .matches(of: #/([A-Za-z]+): "/#).map { String($0.output.1) }
        let counts = Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts.count > 30 && counts.allSatisfy { $0.value == 3 }, "\(counts)")
    }
}
