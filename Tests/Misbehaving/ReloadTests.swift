// A library that is replaced while the host runs: `orkesta plugin reload` and its
// route.

import HostNet
import OrkestaModel
import Synchronization
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ReloadTests {
    private static let plugin = "versioned"

    /// A host of the test's own with build 1 of the plugin, and a tenant of it.
    private func started() async throws -> (host: MisbehavingHost, tenant: MisbehavingTenant) {
        let host = try await MisbehavingHost(CompiledPlugins())
        try await host.plugins.add(Self.plugin, source: Self.plugin, defines: [#"BUILD="1""#])
        let tenant = try await host.newTenant(agent: Self.plugin)
        // A plugin that was not there when the host started.
        try #require(try await tenant.enable().status == 200)
        #expect(try await tenant.chat("hola", messageID: "first").said == "build 1")
        return (host, tenant)
    }

    private func reload(_ tower: APIClient) async throws -> APIResponse {
        try await tower.post("/api/plugins/\(Self.plugin)/reload", .object([:]))
    }

    @Test func theNextMessageIsAnsweredByTheNewLibrary() async throws {
        let (host, tenant) = try await started()
        let other = try await host.newTenant(agent: Self.plugin)
        try #require(try await other.enable().status == 200)
        try await host.plugins.add(Self.plugin, source: Self.plugin, defines: [#"BUILD="2""#])
        #expect(try await tenant.chat("hola", messageID: "before").said == "build 1")
        let answer = try await reload(tenant.tower)
        #expect(answer.status == 200 && answer.json["version"] == "2", "\(answer.text)")
        let tenants = answer.json["tenants"]?.arrayValue?.compactMap(\.stringValue) ?? []
        #expect(Set(tenants) == [tenant.id, other.id] && answer.json["failed"]?.arrayValue == [], "\(answer.text)")
        for tenant in [tenant, other] {
            #expect(try await tenant.chat("hola", messageID: "after").said == "build 2")
        }
        let audit = try await tenant.tower.get("/api/audit?limit=50")
        #expect(audit.text.contains("plugin.reload"), "\(audit.text)")
        try await host.process.stop()
    }

    @Test func aTurnThatRunsFinishesOnTheOldLibrary() async throws {
        let (host, tenant) = try await started()
        try await host.plugins.add(Self.plugin, source: Self.plugin, defines: [#"BUILD="2""#])
        let isAnswered = Mutex(false)
        @Sendable func writeSlowly() async throws -> APIResponse {
            defer { isAnswered.withLock { $0 = true } }
            return try await tenant.chat("espera 4000", messageID: "slow")
        }
        async let slow = writeSlowly()
        // A machine that stands still may see no more of it than its answer.
        _ = try await eventually(every: 5) {
            let metrics = try await tenant.tower.get("/metrics").text
            return metrics.contains("orkesta_turns_in_memory 1") || isAnswered.withLock { $0 }
        }
        // One that came later was answered: the slow one has begun.
        #expect(try await tenant.chat("hola", messageID: "before", phone: "+525577770003").said == "build 1")
        #expect(try await reload(tenant.tower).status == 200)
        #expect(try await tenant.chat("hola", messageID: "next", phone: "+525577770002").said == "build 2")
        #expect(try await slow.said == "build 1")
        try await host.process.stop()
    }

    /// The old instances stay, and whoever asks is told why.
    @Test(arguments: [["FAIL_START"], ["ABI_MAJOR=9"]])
    func aNewLibraryThatDoesNotComeUpChangesNothing(defines: [String]) async throws {
        let (host, tenant) = try await started()
        try await host.plugins.add(Self.plugin, source: Self.plugin, defines: [#"BUILD="2""#] + defines)
        let run = try await CommandLineRun.orkesta(
            ["plugin", "reload", Self.plugin, "--data", host.process.dataFolder]
        )
        #expect(run.exitCode == 1 && run.standardError.contains(Self.plugin), "\(run.standardError)")
        #expect(try await tenant.chat("hola", messageID: "after").said == "build 1")
        try await host.plugins.add(Self.plugin, source: Self.plugin, defines: [#"BUILD="3""#])
        let mended = try await CommandLineRun.orkesta(
            ["plugin", "reload", Self.plugin, "--json", "--data", host.process.dataFolder]
        )
        #expect(mended.exitCode == 0 && mended.standardOutput.contains(#""version":"3""#), "\(mended.standardOutput)")
        #expect(try await tenant.chat("hola", messageID: "last").said == "build 3")
        try await host.process.stop()
    }

    @Test func whoMayNotReloadIsToldSo() async throws {
        let host = try await MisbehavingHost.shared()
        let tenant = try await host.newTenant(agent: "hello")
        let own = try await APIClient(
            baseURL: try #require(host.process.towerURL),
            apiKey: tenant.key,
            http: HTTPClient()
        ).post("/api/plugins/hello/reload", .object([:]))
        #expect(own.status == 403 && own.json["remedy"]?.stringValue != nil, "\(own.text)")
        let unknown = try await tenant.tower.post("/api/plugins/nobody/reload", .object([:]))
        #expect(unknown.status == 404, "\(unknown.text)")
    }
}
