// What is configured wrongly is told clearly to whom it concerns, and nobody
// else notices.

import FoundationEssentials
import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct BrokenConfigurationFlows {
    @Test(arguments: [
        (["settings": ["results_per_reply": "many"]] as JSON, "results_per_reply"),
        (["settings": ["results_per_reply": -1]] as JSON, "results_per_reply"),
        (["settings": ["no_such_setting": 1]] as JSON, "no_such_setting"),
        (["settings": 7] as JSON, "settings"),
    ])
    func wrongSettingsAreRefusedAndNothingChanges(change: JSON, field: String) async throws {
        let tenant = try await FlowHost.newTenant()
        let before = try await tenant.plugin("catalog")["settings"]
        let answer = try await tenant.tower.put("/api/tenants/\(tenant.id)/plugins/catalog", change)
        #expect(answer.isProblem(400), "\(answer.text)")
        #expect(answer.text.contains(field), "\(answer.text)")
        #expect(try await tenant.plugin("catalog")["settings"] == before)
        #expect(try await tenant.client.chat(phone: FlowHost.newPhone(), text: "hola").status == 200)
    }

    @Test func unknownPluginsAreNamed() async throws {
        let tenant = try await FlowHost.newTenant()
        let answer = try await tenant.tower.put("/api/tenants/\(tenant.id)/plugins/dunning-deluxe", ["enabled": true])
        #expect(answer.isProblem(404) && answer.text.contains("dunning-deluxe"), "\(answer.text)")
    }

    /// A plugins.d with mistakes of every kind: the host starts, says what is
    /// wrong with each file, and serves the rest.
    @Test func aBrokenPluginsFolderStopsNobody() async throws {
        let folder = try TemporaryFolder(prefix: "orkesta-plugins.d")
        let files = [
            "orchestrator.yaml": "library: liborchestrator.so\n", "catalog.yaml": "library: libcatalog.so\n",
            "web.yaml": "library: libweb.so\n", "ghost.yaml": "library: libghost.so\n",
            "worker.yaml": "library: libweb.so\nisolation: worker\n", "yaml.yaml": "library: [unclosed\n",
            "typo.yaml": "libary: libweb.so\n", "renamed.yaml": "library: libcatalog.so\n",
            "path.yaml": "library: ../../etc/passwd.so\n",
        ]
        for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: folder.file(name))) }
        var configuration = FlowHost.configuration
        configuration.pluginsFolder = folder.path
        let host = try await HostProcess.start(configuration)
        let http = try HTTPClient()
        let tower = try host.tower("platform", http)
        let list = try await tower.get("/api/plugins")
        for word in ["ghost", "worker.yaml:2", "yaml.yaml", "typo.yaml:1", "renamed", "path.yaml"] {
            #expect(list.text.contains(word), "\(word) is not in \(list.text)")
        }
        let enabling = try await tower.put("/api/tenants/\(FlowHost.javaz)/plugins/ghost", ["enabled": true])
        #expect(enabling.status >= 400 && enabling.text.contains("libghost.so"), "\(enabling.text)")
        #expect(enabling.isProblem(enabling.status), "\(enabling.text)")
        for tenant in [FlowHost.javaz, FlowHost.laCentral] {
            let chat = try await host.client(tenant, http).chat(phone: FlowHost.newPhone(), text: "hola")
            #expect(chat.status == 200 && chat.agent == "orchestrator", "\(chat.text)")
        }
        let log = host.logTail(bytesMax: 100_000)
        for name in files.keys where !["orchestrator.yaml", "catalog.yaml", "web.yaml"].contains(name) {
            let line = log.split(separator: "\n").first { $0.contains("cannot be used") && $0.contains(name) }
            #expect(line?.contains("warning") == true, "\(name) is in no warning of \(log)")
        }
        try await host.stop()
    }

    @Test func aHostWithoutItsPluginsFolderDoesNotStart() async throws {
        let folder = try TemporaryFolder()
        let ports = ["--client-port", "0", "--tower-port", "0"]
        let run = try await CommandLineRun.orkesta(
            ["serve", "--plugins", "/nope", "--data", folder.file("data")] + ports,
            timeoutMilliseconds: 300_000
        )
        #expect(run.exitCode == 2 && run.standardError.contains("--plugins: there is no folder /nope"), "\(run)")
        #expect(run.standardError.contains("remedy:"), "\(run)")
    }

    @Test func aTakenPortIsNamed() async throws {
        let taken = try #require(try await FlowHost.shared().clientURL?.split(separator: ":").last.map(String.init))
        let folder = try TemporaryFolder()
        let run = try await CommandLineRun.orkesta(
            ["serve", "--data", folder.file("data"), "--client-port", taken, "--tower-port", "0"],
            timeoutMilliseconds: 300_000
        )
        let port = "error: --client-port: port \(taken) of 127.0.0.1 is in use"
        #expect(run.exitCode == 2 && run.standardError.contains(port), "\(run)")
        #expect(!run.standardError.contains("bind("), "\(run)")
    }
}
