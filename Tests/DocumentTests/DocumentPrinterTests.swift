// What comes out of the printer, read back with other people's programs.

import Foundation
import HostCore
import HostDocuments
import OrkestaModel
import TestHarness
import Testing

struct DocumentPrinterTests {
    private let printer = DocumentPrinter()

    @Test("a PDF shows every figure", arguments: [Paper.letter, .a4])
    func pdfShowsFigures(paper: Paper) async throws {
        let document = BusinessDocument.sample(lines: 7, paper: paper)
        let file = try ScratchFile(try await printer.pdf(document), "pdf")
        let text = try file.read(with: ["pdftotext", "-layout", file.path, "-"])
        for line in document.lines { #expect(text.contains(line.sku), "\(line.sku) is not on the paper") }
        let total = try #require(document.sums.last).amount
        #expect(text.contains(total.description))
        #expect(text.contains("Ana Ñúñez <prueba> & Cía"))
        #expect(text.contains("Página 1 de 1"))
        let information = try file.read(with: ["pdfinfo", file.path])
        #expect(information.contains(paper == .letter ? "612 x 792" : "595.276 x 841.89"))
        #expect(information.contains("Cotización COT-42"))
    }

    @Test("the largest amounts stay in one piece")
    func largeAmounts() async throws {
        var document = BusinessDocument.sample(lines: 1)
        let most = Money(minor: Int64(Limits.documentAmountMinorMax), currency: "MXN")
        document.lines[0].unitPrice = most
        document.lines[0].discount = most
        document.lines[0].base = most
        document.lines[0].total = most
        for index in document.sums.indices { document.sums[index].amount = most }
        let file = try ScratchFile(try await printer.pdf(document), "pdf")
        let text = try file.read(with: ["pdftotext", "-layout", file.path, "-"])
        #expect(text.matches(of: /\$900,719,925,474\.09/).count == 3 + document.sums.count, "\(text)")
        #expect(text.contains("$900,719,925,474.09 MXN"))
    }

    @Test("a long table goes over many sheets, and no line is lost")
    func pdfBreaksPages() async throws {
        let file = try ScratchFile(try await printer.pdf(.sample(lines: 120)), "pdf")
        let text = try file.read(with: ["pdftotext", "-layout", file.path, "-"])
        let shown = Set(text.matches(of: /SKU-(\d+)/).compactMap { Int($0.output.1) })
        #expect(shown == Set(0..<120))
        let sheets = text.split(separator: "\u{0C}").filter { $0.contains("Página") }
        #expect(sheets.count > 3)
        #expect(sheets.allSatisfy { $0.contains("Importe") }, "a sheet has no table head")
        #expect(sheets.last?.contains("Total") == true)
    }

    @Test("the same document gives the same bytes")
    func sameBytes() async throws {
        let document = BusinessDocument.sample(lines: 40)
        #expect(try await printer.pdf(document) == printer.pdf(document))
        #expect(try await DocumentPrinter().pdf(document) == printer.pdf(document))
        #expect(try await printer.xlsx(document) == printer.xlsx(document))
    }

    @Test("the spreadsheet holds numbers, and formulas with our results", arguments: [true, false])
    func xlsxHoldsFormulas(taxIncluded: Bool) async throws {
        let document = BusinessDocument.sample(lines: 12, taxIncluded: taxIncluded)
        let file = try ScratchFile(try await printer.xlsx(document), "xlsx")
        let sheet = try file.read(with: ["unzip", "-p", file.path, "xl/worksheets/sheet1.xml"])
        let total = try #require(document.sums.last).amount.decimal
        let results = sheet.matches(of: /<f>SUM\(J\d+:J\d+\)<\/f><v>([^<]+)<\/v>/)
        #expect(results.map { Double($0.output.1) } == [Double(total)])
        #expect(sheet.matches(of: /<f>ROUND/).count == 12 * 3)
        #expect(!sheet.contains("<f>1+1"), "a customer's text became a formula")
        let styles = try file.read(with: ["unzip", "-p", file.path, "xl/styles.xml"])
        #expect(!styles.contains(/0\.#/), "Excel shows a whole number under such a format as “24.”")
    }

    @Test("bad documents are refused, and the printer goes on")
    func refusals() async throws {
        let good = BusinessDocument.sample(lines: 1)
        let bomb = try #require(Data(base64Encoded: SamplePNG.huge))
        let refused: [(PrintingError, @Sendable (inout BusinessDocument) -> Void)] = [
            (.unreadableLogo, { $0.brand.logo = Array("no picture".utf8) }),
            (.unreadableLogo, { $0.brand.logo = Array(bomb) }),
            (.tooLarge("a note of 4001 bytes"), { $0.notes[0].text = String(repeating: "x", count: 4_001) }),
            (.unprintableAmount("two currencies in one document"), { $0.sums[0].amount.currency = "USD" }),
        ]
        for (error, spoil) in refused {
            var bad = good
            spoil(&bad)
            let document = bad
            await #expect(throws: error) { try await printer.pdf(document) }
        }
        #expect(try await printer.pdf(good).count > 1_000)
    }

    @Test("a logo is read as printing will read it")
    func logos() async throws {
        let picture = Array(try #require(Data(base64Encoded: SamplePNG.small)))
        try await printer.check(logo: picture)
        for bad in [[], Array("no picture".utf8), Array(picture.prefix(40)), picture.filter { $0 != 1 }] {
            await #expect(throws: PrintingError.unreadableLogo) { try await printer.check(logo: bad) }
        }
    }

    @Test("a document of nothing, and one of strange texts, still print")
    func strangeTexts() async throws {
        var document = BusinessDocument.sample(lines: 0)
        document.issuer.name = "🏪 Tienda \u{202E}al revés\u{0000} \\'; uri='x"
        document.link?.url = "https://example.mx/'); DROP \\"
        document.number = "[]:*?/\\"
        #expect(try await printer.pdf(document).starts(with: Array("%PDF".utf8)))
        #expect(try await printer.xlsx(document).starts(with: Array("PK".utf8)))
    }

    @Test("many at once")
    func concurrent() async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<16 {
                group.addTask { try await printer.pdf(.sample(lines: index)).count }
            }
            for try await count in group { #expect(count > 1_000) }
        }
    }
}

/// A file that another program reads, removed with the test.
private final class ScratchFile {
    let path: String

    init(_ bytes: [UInt8], _ type: String) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).\(type)").path
        try Data(bytes).write(to: URL(filePath: path))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func read(with command: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(command[0]) ended with \(process.terminationStatus)")
        return String(decoding: data, as: UTF8.self)
    }
}
