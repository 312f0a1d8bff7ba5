// `orkesta catalog`: products in, products found.

import ArgumentParser
import Foundation
import HostCore
import OrkestaModel

struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog",
        abstract: "A tenant's products.",
        subcommands: [UploadCatalog.self, SearchCatalog.self, UnmatchedWords.self]
    )
}

struct UploadCatalog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upload",
        abstract: "Import products from a CSV, JSON or JSON lines file.",
        discussion: """
            Rows are matched by SKU: new ones are created, changed ones updated. A row with a
            mistake is reported with its line and field, and the others are imported; the exit
            code is then 1.

            Example: orkesta catalog upload --tenant ferreteria-la-central precios.csv
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Flag(help: "Withdraw the products that the file does not have.") var replace = false
    @Argument(help: "The file; '-' reads standard input.") var file: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bytes = try contents()
        let path = "/api/catalog/upload?tenant_id=\(try segment(tenant))\(replace ? "&mode=replace" : "")"
        let answer = try await HostConnection.using(data) { host in
            try await host.send("POST", path, bytes: bytes, contentType: contentType)
        }
        let counts = ["created", "updated", "unchanged"].map { ($0, answer.cell($0)) }
        show(answer, as: output, fields: counts + [("refused", answer.cell("error_count"))])
        for error in answer["errors"]?.arrayValue ?? [] where !output.isJSON {
            writeError("line \(error.cell("line")), \(error.cell("field")): \(error.cell("problem"))\n")
        }
        guard answer["error_count"] == 0 else { throw ExitCode.failure }
    }

    private func contents() throws -> [UInt8] {
        if file == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Problem(.notFound, "the file cannot be read", field: file, remedy: "Check the path")
        }
        return Array(data)
    }

    private var contentType: String {
        if file.hasSuffix(".json") { return "application/json" }
        if file.hasSuffix(".ndjson") || file.hasSuffix(".jsonl") { return "application/x-ndjson" }
        return "text/csv"
    }
}

struct SearchCatalog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find products as a customer would ask for them.",
        discussion: "Example: orkesta catalog search --tenant abarrotes-del-valle \"lala deslactosada 1 lt\""
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "At most so many.") var limit = 10
    @Argument var query: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let request: JSON = ["query": .string(query), "limit": .integer(Int64(limit))]
        let path = "/api/catalog/search?tenant_id=\(try segment(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.post(path, request) }
        let rows = (answer["hits"]?.arrayValue ?? []).map { hit in
            [
                hit.cell("sku"), hit.cell("name"), "\(hit.cell("price")) \(hit.cell("currency"))", hit.cell("unit"),
                hit.cell("stock"), hit["score"]?.doubleValue.map { String(format: "%.2f", $0) } ?? "-",
            ]
        }
        show(answer, as: output, header: ["SKU", "NAME", "PRICE", "UNIT", "STOCK", "SCORE"], rows: rows)
    }
}

struct UnmatchedWords: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmatched",
        abstract: "Words that customers used and nothing in the catalog resembles.",
        discussion: """
            Each is a candidate for an alias of a product, or for the tenant's synonyms:

            Example: orkesta catalog unmatched --tenant abarrotes-del-valle
                     orkesta tenant set abarrotes-del-valle catalog.synonyms '["chesco, refresco"]'
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/catalog/default/unmatched?tenant_id=\(try segment(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let rows = (answer["items"]?.arrayValue ?? []).map { [$0.cell("word"), $0.cell("count"), $0.cell("last_at")] }
        show(answer, as: output, header: ["WORD", "TIMES", "LAST"], rows: rows)
    }
}
