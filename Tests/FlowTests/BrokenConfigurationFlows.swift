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
        try await host.stop()
    }
}
