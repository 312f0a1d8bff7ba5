// A price list goes in, and the next search and the next chat find it.

import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CatalogFlows {
    private static let list = """
        sku,nombre,precio,unidad,categoria,existencia
        GUI-1,Guitarra Acústica Paracho,2350.00,PZA,Instrumentos,4
        GUI-2,Guitarra Eléctrica,mucho,PZA,Instrumentos,2
        VIO-1,Violín 4/4 de Estudio,1890.50,PZA,Instrumentos,3
        """

    @Test func anUploadIsFoundAtOnce() async throws {
        let tenant = try await FlowHost.newTenant()
        let before = try await tenant.client.chat(phone: FlowHost.newPhone(), text: "¿tienen guitarra acústica?")
        #expect(before.status == 200 && before.products.isEmpty, "\(before.text)")

        let upload = try await tenant.upload(Self.list)
        #expect(upload.status == 200, "\(upload.text)")
        #expect(upload.json["created"] == 2 && upload.json["error_count"] == 1, "\(upload.text)")
        let error = try #require(upload.json["errors"]?.arrayValue?.first)
        #expect(error["line"] == 3 && error["field"] == "price", "\(error)")

        let search = try await tenant.client.post("/api/catalog/search", ["query": "gitarra acustica"])
        #expect(search.json["hits"]?.arrayValue?.first?["sku"] == "GUI-1", "\(search.text)")
        let chat = try await tenant.client.chat(phone: FlowHost.newPhone(), text: "¿tienen gitarra acústica?")
        #expect(chat.products.first?["sku"] == "GUI-1", "\(chat.text)")
        #expect(chat.text.contains("2,350.00") || chat.text.contains("2350.00"), "\(chat.text)")
    }

    @Test func aSecondUploadUpdatesAndReplaceWithdraws() async throws {
        let tenant = try await FlowHost.newTenant()
        _ = try await tenant.upload(Self.list)
        let update = try await tenant.upload(
            "sku,name,price\nGUI-1,Guitarra Acústica Paracho,2100\nVIO-1,Violín 4/4 de Estudio,1890.50\n"
        )
        #expect(update.json["created"] == 0, "\(update.text)")
        let found = try await tenant.client.post("/api/catalog/search", ["query": "guitarra acustica"])
        #expect(found.text.contains("2100.00") || found.text.contains("210000"), "\(found.text)")
        let replace = try await tenant.client.send(
            "POST",
            "/api/catalog/upload?mode=replace",
            body: Array("sku,name,price\nVIO-1,Violín 4/4 de Estudio,1890.50\n".utf8),
            type: "text/csv"
        )
        #expect(replace.json["deactivated"] == 1, "\(replace.text)")
        let gone = try await tenant.client.post("/api/catalog/search", ["query": "guitarra acustica"])
        #expect(gone.json["hits"]?.arrayValue?.contains { $0["sku"] == "GUI-1" } == false, "\(gone.text)")
        let list = try await tenant.client.get("/api/catalog/default?limit=1")
        #expect(list.status == 200 && list.json["items"]?.arrayValue?.count == 1, "\(list.text)")
    }

    @Test func filesAsAWholeUnusableAreRefused() async throws {
        let tenant = try await FlowHost.newTenant()
        for file in ["", "sku,name,price\n", "only one column\nx\n"] {
            let answer = try await tenant.upload(file)
            #expect(answer.isProblem(400), "\(file): \(answer.text)")
        }
    }

    @Test func linesAreTakenApart() async throws {
        let client = try await FlowHost.client(FlowHost.delValle)
        let answer = try await client.post(
            "/api/catalog/normalize",
            ["lines": ["2 kg jitomate saladet", "leche 1 lt"]]
        )
        let items = try #require(answer.json["items"]?.arrayValue, "\(answer.text)")
        #expect(items.count == 2)
        #expect(items[0]["quantity"] == "2" && items[0]["unit"] == "KG", "\(items[0])")
        #expect(items[0]["canonical_name"]?.stringValue?.contains("jitomate") == true, "\(items[0])")
        #expect(items[1]["unit"] == "L", "\(items[1])")
    }

    @Test func withoutItsProviderSearchSaysWhatToDo() async throws {
        let tenant = try await FlowHost.newTenant(enabling: ["orchestrator"])
        let answer = try await tenant.client.post("/api/catalog/search", ["query": "algo"])
        #expect(answer.isProblem(409), "\(answer.text)")
        // The conversation goes to a person instead.
        let chat = try await tenant.client.chat(phone: FlowHost.newPhone(), text: "¿tienen martillos?")
        #expect(chat.status == 200 && chat.agent == "orchestrator" && !chat.said.isEmpty, "\(chat.text)")
    }
}
