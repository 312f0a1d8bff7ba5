// The verbs of `orkesta` as an operator types them: against a running host, and
// on the data folder of one that is stopped.

import FoundationEssentials
import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CommandLineFlows {
    private let host: HostProcess
    private let http: HTTPClient

    init() async throws {
        host = try await HostProcess.start(FlowHost.configuration)
        http = try HTTPClient()
    }

    private func orkesta(_ arguments: String..., input: String = "") async throws -> CommandLineRun {
        try await CommandLineRun.orkesta(arguments + ["--data", host.dataFolder], input: input)
    }

    private func document(_ run: CommandLineRun) throws -> JSON {
        try #require(run.exitCode == 0, "\(run.standardError)")
        return try JSON(parsing: run.standardOutput.trimmingSuffix("\n"))
    }

    @Test func theVerbsSpeakToARunningHostAndToAStoppedOne() async throws {
        try await readVerbs()
        let online = try await chat("+525588880001")
        #expect(online.standardOutput.contains("La Central"), "\(online.standardOutput)")
        try await host.stop()
        try await readVerbs()
        let offline = try await chat("+525588880002")
        #expect(offline.standardOutput.contains("La Central"), "\(offline.standardOutput)")
        // What was said offline is there when the host is back.
        try await host.start()
        let client = try host.client(FlowHost.laCentral, http)
        for phone in ["+525588880001", "+525588880002"] {
            let history = try await client.get("/api/chat/history/\(phone)")
            #expect(history.text.contains("tienen martillos"), "\(history.text)")
        }
    }

    private func readVerbs() async throws {
        let tenants = try document(try await orkesta("tenant", "list", "--json"))
        let ids = Set(tenants["items"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? [])
        #expect(ids == [FlowHost.javaz, FlowHost.laCentral, FlowHost.delValle])
        let table = try await orkesta("tenant", "list")
        #expect(
            table.exitCode == 0 && table.standardOutput.contains("Ferretería La Central"),
            "\(table.standardOutput)"
        )
        let search = try await orkesta("catalog", "search", "--tenant", FlowHost.delValle, "leche deslactozada")
        #expect(search.exitCode == 0 && search.standardOutput.contains("Leche"), "\(search)")
        let plugins = try await orkesta("plugin", "list")
        for plugin in ["orchestrator", "catalog", "web"] { #expect(plugins.standardOutput.contains(plugin)) }
        let prediction = try await orkesta("dunning", "prediction", "--tenant", FlowHost.javaz)
        #expect(prediction.standardOutput.hasPrefix("Nothing is learnt yet."), "\(prediction)")
        let shown = try document(try await orkesta("tenant", "show", FlowHost.javaz, "--json"))
        #expect(shown["tenant"]?["id"]?.stringValue == FlowHost.javaz, "\(shown)")
    }

    private func chat(_ phone: String) async throws -> CommandLineRun {
        let lines = "hola\n¿tienen martillos?\n"
        let run = try await orkesta("chat", "--tenant", FlowHost.laCentral, "--phone", phone, input: lines)
        #expect(run.exitCode == 0, "\(run.standardError)")
        #expect(run.standardOutput.contains("[catalog"), "\(run.standardOutput)")
        return run
    }

    @Test func changesAreLive() async throws {
        let client = try host.client(FlowHost.javaz, http)
        #expect(try await orkesta("tenant", "disable-plugin", FlowHost.javaz, "catalog").exitCode == 0)
        #expect(try await client.post("/api/catalog/search", ["query": "balatas"]).status == 409)
        #expect(try await orkesta("tenant", "enable-plugin", FlowHost.javaz, "catalog").exitCode == 0)
        #expect(try await client.post("/api/catalog/search", ["query": "balatas"]).status == 200)
        let limited = try await orkesta("tenant", "set", FlowHost.javaz, "catalog.results_per_reply", "1")
        #expect(limited.exitCode == 0, "\(limited.standardError)")
        #expect(try await client.chat(phone: "+525588880003", text: "busco balatas").products.count == 1)
        let csv = "sku,name,price\nXYZ-9,Unicornio Hidráulico,99\n"
        let upload = try await orkesta("catalog", "upload", "--tenant", FlowHost.javaz, "-", input: csv)
        #expect(upload.exitCode == 0, "\(upload.standardError)")
        let hits = try await client.post("/api/catalog/search", ["query": "unicornio"]).json["hits"]?.arrayValue
        #expect(hits?.first?["sku"] == "XYZ-9")
        // The provider that the host plays has no templates yet.
        let asked = try await orkesta("template", "refresh", "--tenant", FlowHost.laCentral)
        #expect(asked.exitCode == 0 && asked.standardOutput == "(none)\n", "\(asked)")
    }

    @Test func aQuoteBeyondStockSaysSo() async throws {
        let csv = "sku,name,price,stock\nXYZ-9,Unicornio Hidráulico,99,7\n"
        let upload = try await orkesta("catalog", "upload", "--tenant", FlowHost.javaz, "-", input: csv)
        #expect(upload.exitCode == 0, "\(upload.standardError)")
        for (quantity, isShort) in [("7", false), ("500", true)] {
            let made = try await orkesta(
                "quote",
                "create",
                "--tenant",
                FlowHost.javaz,
                "--customer",
                "+525588880009",
                "XYZ-9=\(quantity)"
            )
            #expect(made.exitCode == 0, "\(made.standardError)")
            #expect(made.standardOutput.contains("7 of XYZ-9 are at hand") == isShort, "\(made.standardOutput)")
        }
    }

    @Test func tenantsAndKillSwitchesAreChanged() async throws {
        let named = try await orkesta("tenant", "set", FlowHost.javaz, "display_name", "Javaz e Hijos")
        #expect(named.exitCode == 0, "\(named.standardError)")
        let shown = try await orkesta("tenant", "show", FlowHost.javaz)
        #expect(shown.standardOutput.contains("Javaz e Hijos") && shown.standardOutput.contains("catalog"), "\(shown)")
        let stopped = try await orkesta("kill-switch", "on", "--tenant", FlowHost.javaz, "--reason", "prueba")
        #expect(stopped.exitCode == 0 && stopped.standardOutput.contains("prueba"), "\(stopped)")
        let listed = try await orkesta("kill-switch")
        #expect(listed.exitCode == 0 && listed.standardOutput.contains(FlowHost.javaz), "\(listed)")
        let lifted = try await orkesta("kill-switch", "off", "--tenant", FlowHost.javaz, "--discard")
        #expect(lifted.exitCode == 0, "\(lifted.standardError)")
        #expect(try await !orkesta("kill-switch").standardOutput.contains(FlowHost.javaz))
    }

    @Test func aNewTenantWorksWithItsKey() async throws {
        let made = try document(
            try await orkesta("tenant", "add", "papeleria-sol", "--name", "Papelería Sol", "--json")
        )
        let key = try #require(made["api_key"]?.stringValue)
        #expect(try await orkesta("tenant", "enable-plugin", "papeleria-sol", "orchestrator").exitCode == 0)
        let client = APIClient(baseURL: try #require(host.clientURL), apiKey: key, http: http)
        let answer = try await client.chat(phone: "+525588880004", text: "Hola")
        #expect(answer.status == 200 && answer.said.contains("Papelería Sol"), "\(answer.text)")
    }

    @Test func aBackupBringsTheHistoryBack() async throws {
        let folder = try TemporaryFolder()
        let phone = "+525588880005"
        let client = try host.client(FlowHost.delValle, http)
        let before = try await client.chat(phone: phone, text: "busco arroz", messageID: "before")
        #expect(before.status == 200, "\(before.text)")
        let backup = try await orkesta("backup", folder.file("copy.sqlite"))
        guard host.isEmbedded else {
            // A server's data are for the server's tools.
            #expect(backup.exitCode == 2 && backup.standardError.contains("pg_dump"), "\(backup.standardError)")
            try await host.stop()
            let restored = try await orkesta("restore", folder.file("copy.sqlite"))
            #expect(restored.exitCode == 2 && restored.standardError.contains("pg_restore"), "\(restored)")
            return
        }
        #expect(backup.exitCode == 0, "\(backup.standardError)")
        _ = try await client.chat(phone: phone, text: "busco frijol")
        let refused = try await orkesta("restore", folder.file("copy.sqlite"))
        #expect(refused.exitCode == 2 && refused.standardError.contains("remedy:"), "\(refused.standardError)")
        try await host.stop()
        let restored = try await orkesta("restore", folder.file("copy.sqlite"))
        #expect(restored.exitCode == 0, "\(restored.standardError)")
        try await host.start()
        let history = try await host.client(FlowHost.delValle, http).get("/api/chat/history/\(phone)")
        #expect(history.text.contains("busco arroz") && !history.text.contains("busco frijol"), "\(history.text)")
    }

    @Test func mistakesAreToldWithARemedy() async throws {
        for setting in ["no-value", "=1"] {
            let refused = try await orkesta("tenant", "sales", FlowHost.javaz, "--set", setting)
            #expect(refused.exitCode == 64 && refused.standardError.contains(setting), "\(refused)")
        }
        #expect(try await orkesta("tenant", "set", FlowHost.javaz, "catalog.", "1").exitCode == 64)
        let unknown = try await orkesta("chat", "--tenant", "nobody", input: "hola\n")
        #expect(unknown.exitCode == 2 && unknown.standardError.contains("remedy:"), "\(unknown)")
        let second = try await orkesta("serve", "--client-port", "0", "--tower-port", "0")
        #expect(second.exitCode == 2 && second.standardError.contains("already runs"), "\(second)")
        #expect(try await orkesta("tenant", "lst").exitCode == 64)
        let wrong = try await orkesta("tenant", "set", FlowHost.javaz, "catalog.results_per_reply", "many")
        #expect(wrong.exitCode == 2 && wrong.standardError.contains("results_per_reply"), "\(wrong)")
        #expect(try await orkesta("catalog", "upload", "--tenant", FlowHost.javaz, "/no/such/file.csv").exitCode == 2)
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
