// Reads amounts where customers read them, without the host's own types: as text.

import Foundation

/// A place does not show the amount that it should.
public struct NotShown: Error, CustomStringConvertible {
    public let description: String
}

/// Amounts as people find them, in centavos.
public enum ShownAmounts {
    /// Of a quote in the chat: the line that begins with the total's label.
    public static func total(inChat text: String) throws -> Int64 {
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("Total: ") }
        guard lines.count == 1 else { throw NotShown(description: "no single total in \(text)") }
        return try centavos(lines[0].dropFirst("Total: ".count))
    }

    /// Of the quote's page: the last of its sums.
    public static func total(inQuotePage html: String) throws -> Int64 {
        try centavos(try text(in: html, after: "<div class=\"total\"><dt>Total</dt><dd>", before: "</dd>"))
    }

    /// Of the page to pay: what its button takes or, when nothing is to be paid,
    /// the invoice's total.
    public static func asked(inPayPage html: String, isOpen: Bool) throws -> Int64 {
        guard isOpen else { return try centavos(try text(in: html, after: "<dt>Total</dt><dd>", before: "</dd>")) }
        let button = try text(in: html, after: "value=\"pay\" class=\"primary\">", before: "</button>")
        guard let start = button.firstIndex(of: "$") else { throw NotShown(description: "\(button) names no amount") }
        return try centavos(button[start...])
    }

    /// Of the PDF: what stands behind the last of the total's labels, as another
    /// program reads it.
    public static func total(inPDF bytes: [UInt8]) throws -> Int64 {
        let text = try pdfText(bytes)
        guard let total = text.matches(of: /\bTotal +(\$[\d,.]+ MXN)/).last else {
            throw NotShown(description: "no total in \(text)")
        }
        return try centavos(total.output.1)
    }

    /// "$1,234.50 MXN" as 123450.
    private static func centavos(_ text: Substring) throws -> Int64 {
        let digits = text.filter(\.isNumber)
        guard text.hasPrefix("$"), text.hasSuffix(" MXN"), text.dropLast(4).suffix(3).first == ".",
            let centavos = Int64(digits)
        else { throw NotShown(description: "\(text) is no amount in pesos") }
        return centavos
    }

    private static func text(in html: String, after start: String, before end: String) throws -> Substring {
        guard let opening = html.range(of: start),
            let closing = html.range(of: end, range: opening.upperBound..<html.endIndex)
        else { throw NotShown(description: "nothing after \(start)") }
        return html[opening.upperBound..<closing.lowerBound]
    }

    private static func pdfText(_ bytes: [UInt8]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf").path
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["pdftotext", "-layout", path, "-"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NotShown(description: "pdftotext reads no PDF") }
        return String(decoding: data, as: UTF8.self)
    }
}
