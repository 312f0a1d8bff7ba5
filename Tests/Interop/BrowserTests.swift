// The pages of a host in a real browser of a phone's size: a customer's phone, and the inbox
// in which a person reads, takes over, answers and gives back.

import OrkestaModel
import TestHarness
import Testing

@Suite(
    .enabled("Chromium is missing and cannot be installed: nothing is tested") { await Browser.isThere },
    .timeLimit(.minutes(20))
)
struct BrowserTests {
    @Test func aPersonTakesAnswersAndGivesBackOnAPhone() async throws {
        let host = try await HostProcess.start()
        let tenant = "ferreteria-la-central"
        let seen = try await Browser.drive(
            environment: [
                "URL": try #require(host.clientURL), "TENANT": tenant, "KEY": try host.apiKey(tenant),
            ]
        )
        #expect(seen["error"] == nil, "\(seen)")
        #expect(seen["complaints"] == [], "\(seen)")
        // Nothing lies beside the screen, and one thing is shown at a time.
        for place in ["phone_fits", "list_fits", "list_is_hidden", "thread_fits"] {
            #expect(seen[place] == true, "\(place): \(seen)")
        }
        // What was not answered is kept to be sent again, and is said once.
        let once: JSON = ["Va en camino": 1, "Llega a las cinco": 1]
        #expect(seen["draft"] == "Llega a las cinco" && seen["said"] == once && seen["read"] == once, "\(seen)")
        #expect(seen["question"]?.stringValue?.hasPrefix("¿Qué acordaste") == true, "\(seen)")
        #expect(seen["may_answer"] == false, "\(seen)")
        try await host.stop()
    }
}
