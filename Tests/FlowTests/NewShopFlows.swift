// The first minutes of somebody's own shop, and what the terminal says to
// mistakes: in its own words, with what to do.

import FoundationEssentials
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct NewShopFlows {
    private func orkesta(_ arguments: String..., input: String = "") async throws -> CommandLineRun {
        try await CommandLineRun.orkesta(
            arguments + ["--data", try await FlowHost.shared().dataFolder],
            input: input,
            timeoutMilliseconds: 300_000
        )
    }

    @Test func aTenantThatWasAddedSells() async throws {
        let shop = FlowHost.newName("papeleria")
        let added = try await orkesta("tenant", "add", shop, "--name", "Papelería Sol")
        #expect(
            added.exitCode == 0 && added.standardOutput.contains("orkesta catalog upload --tenant \(shop)"),
            "\(added)"
        )
        let csv =
            "sku,name,price,stock\nCUA-1,Cuaderno Profesional Raya,45.50,20\n"
            + "CUA-2,Cuaderno Profesional Cuadro,45.50,20\nLAP-1,Lápiz,nada,5\n"
        let upload = try await orkesta("catalog", "upload", "--tenant", shop, "-", input: csv)
        // One row has no price: the other is there, and a script notices.
        #expect(upload.exitCode == 1, "\(upload)")
        #expect(upload.standardOutput.contains("refused:   1"), "\(upload.standardOutput)")
        #expect(upload.standardError.contains("line 4, price"), "\(upload.standardError)")
        let sale = "quiero 2 cuadernos\nel primero\nes todo\nsí, confirmo\n/pay\n"
        let first = try await orkesta("chat", "--tenant", shop, input: sale)
        #expect(first.exitCode == 0 && first.standardOutput.contains("Cuadro"), "\(first)")
        #expect(!first.standardError.contains("goes on"), "\(first.standardError)")
        let orders = try await paidOrders(shop)
        try await expectOnlyNews(shop, not: "Cuadro")
        let number = try #require(
            orders.standardOutput.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("ORD-") }
        )
        let order = try await orkesta("order", "show", "--tenant", shop, String(number))
        #expect(order.exitCode == 0 && order.standardOutput.contains("CUA-1"), "\(order)")
        try await expectRefund(shop)
    }

    /// The payment is booked a moment after the sandbox told of it.
    private func paidOrders(_ shop: String) async throws -> CommandLineRun {
        let paid = try await eventual(every: 200) {
            let orders = try await orkesta("order", "list", "--tenant", shop, "--state", "paid")
            return orders.exitCode != 0 || orders.standardOutput.contains("ORD-") ? orders : nil
        }
        if let paid { return paid }
        return try await orkesta("order", "list", "--tenant", shop)
    }

    /// Restarted, the chat goes on without saying again what was said.
    private func expectOnlyNews(_ shop: String, not old: String) async throws {
        let second = try await orkesta("chat", "--tenant", shop, input: "hola\n")
        #expect(second.standardError.contains("goes on"), "\(second)")
        #expect(second.standardOutput.contains("  ["), "\(second)")
        #expect(!second.standardOutput.contains(old), "\(second.standardOutput)")
    }

    private func expectRefund(_ shop: String) async throws {
        let invoices = try await orkesta("invoice", "list", "--tenant", shop, "--status", "paid")
        let words = invoices.standardOutput.split(whereSeparator: \.isWhitespace)
        let invoice = String(try #require(words.first { $0.hasPrefix("INV-") }, "\(invoices)"))
        #expect(words.contains("paid") && !words.contains("succeeded"), "\(invoices)")
        let back = try await orkesta("payments", "simulate", "--tenant", shop, invoice, "--outcome", "refunded")
        #expect(back.exitCode == 0, "\(back)")
    }

    @Test func aBareTenantHasNothing() async throws {
        let shop = FlowHost.newName("bare")
        let added = try await orkesta("tenant", "add", shop, "--bare")
        #expect(added.exitCode == 0 && added.standardOutput.contains("enable-plugin \(shop)"), "\(added)")
        let shown = try await orkesta("tenant", "show", shop)
        #expect(!shown.standardOutput.contains("yes"), "\(shown.standardOutput)")
        for agent in ["nope", "web"] {
            let set = try await orkesta("tenant", "set", shop, "default_agent", agent)
            #expect(set.exitCode == 2 && set.standardError.contains("none is enabled"), "\(set)")
        }
    }

    @Test func remediesAreVerbs() async throws {
        let unknown = try await orkesta("chat", "--tenant", "nobody", input: "hola\n")
        #expect(unknown.exitCode == 2 && unknown.standardError.contains("orkesta tenant list"), "\(unknown)")
        let phone = try await orkesta("chat", "--tenant", FlowHost.javaz, "--phone", "abc", input: "hola\n")
        #expect(phone.exitCode == 2 && phone.standardError.contains("--help"), "\(phone)")
        let lifted = try await orkesta("kill-switch", "off", "--tenant", FlowHost.delValle)
        #expect(lifted.exitCode == 2 && lifted.standardError.contains("orkesta kill-switch show"), "\(lifted)")
        for run in [unknown, phone, lifted] {
            #expect(!run.standardError.contains("GET /"), "\(run.standardError)")
        }
    }

    @Test(arguments: [
        (["orders"], "'orders' is no command of orkesta; did you mean 'order'?"),
        (["tenant", "lst"], "'lst' is no command of orkesta tenant; did you mean 'list'?"),
        (["frobnicate", "--tenant", "x"], "'frobnicate' is no command of orkesta\n"),
    ])
    func anUnknownVerbIsNamed(arguments: [String], said: String) async throws {
        let run = try await CommandLineRun.orkesta(arguments)
        #expect(run.exitCode == 64 && run.standardError.contains(said), "\(run)")
        let help = try await CommandLineRun.orkesta(["help", "order"])
        #expect(help.exitCode == 0 && help.standardOutput.contains("list"), "\(help)")
    }

    @Test func whatIsNoBackupIsSaid() async throws {
        let folder = try TemporaryFolder()
        try Data("sku,name\n".utf8).write(to: URL(filePath: folder.file("notadb.csv")))
        let run = try await CommandLineRun.orkesta(
            ["restore", folder.file("notadb.csv"), "--data", folder.file("data")],
            timeoutMilliseconds: 300_000
        )
        #expect(run.exitCode == 2 && run.standardError.contains("this is no backup"), "\(run)")
        #expect(run.standardError.contains("remedy: Give a file that orkesta backup made"), "\(run)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("data")), "a data folder is left behind")
    }
}
