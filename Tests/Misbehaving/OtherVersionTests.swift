// Plugins built from the headers of other versions run on this host: what is
// released never changes, and what grows is read by its size.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct OtherVersionTests {
    @Test("a plugin of version 1.0 loads, answers and remembers")
    func olderPlugin() async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: "older")
        let enabled = try await tenant.enable()
        try #require(enabled.status == 200, "\(enabled.text)")
        #expect(try await tenant.chat("hola", messageID: "1").said == "Mensaje 1 de api-1.0: hola")
        let second = try await tenant.chat("¿sigues ahí?", messageID: "2")
        #expect(second.said == "Mensaje 2 de api-1.0: ¿sigues ahí?", "\(second.text)")
        let status = try await tenant.status()
        #expect(status["state"] == "running" && status["detail"] == .null, "\(status)")
    }

    @Test("a plugin of a later version, whose structs are longer, loads and answers")
    func newerPlugin() async throws {
        let tenant = try await MisbehavingHost.shared().newTenant(agent: "newer")
        let enabled = try await tenant.enable()
        try #require(enabled.status == 200, "\(enabled.text)")
        #expect(try await tenant.chat("hola", messageID: "1").said == "Me escribiste: hola")
        let status = try await tenant.status()
        #expect(status["state"] == "running" && status["detail"] == .null, "\(status)")
    }
}
