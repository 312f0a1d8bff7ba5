// The reference page of the ABI, in Markdown, made from the headers alone.

/// Writes the page.
struct ReferencePage {
    /// In the order in which somebody who writes a plugin needs them; others follow
    /// as the umbrella header names them.
    private static let readingOrder = [
        "base.h", "entry.h", "ext/agent.h", "ext/turn.h", "ext/channel.h", "ext/channel_host.h", "ext/http.h",
        "ext/mail.h", "ext/crypto.h", "ext/media.h", "ext/storage.h", "ext/catalog.h", "ext/conversation.h",
        "ext/clock.h",
        "ext/templates.h", "ext/llm.h", "ext/log.h", "ext/search.h", "ext/tools.h",
    ]

    private let headers: [Header]
    private let prose: Prose

    /// `headers` in any order, their paths below `orkesta/`.
    init(_ headers: [Header]) {
        let order = Self.readingOrder
        self.headers = headers.filter { $0.path != "orkesta.h" }.sorted { left, right in
            let places = (
                order.firstIndex(of: left.path) ?? order.count, order.firstIndex(of: right.path) ?? order.count
            )
            return places.0 == places.1 ? left.path < right.path : places.0 < places.1
        }
        let names = headers.flatMap { $0.structures.map(\.name) + $0.aliases.map(\.name) }
        prose = Prose(linking: Set(names))
    }

    var text: String {
        ([title, index, threads, lifetimes] + headers.map(chapter)).joined(separator: "\n\n") + "\n"
    }

    private var title: String {
        """
        # The Orkesta plugin ABI, version 1

        Every struct, function and constant of the C headers in [include/orkesta](include/orkesta), in the order in which
        a plugin's author needs them. This page is made from them by `make docs`: mend a header, never this page. A
        project to start from is one command away: `orkesta plugin new agent NAME --lang c`.
        """
    }

    // MARK: At a glance

    private var index: String {
        let rows = headers.map { header in
            let structures = header.structures.map { "[`\($0.name)`](#\($0.name))" }.joined(separator: ", ")
            return "| [\(heading(header))](#\(anchor(header))) | \(firstSentence(header)) | \(structures) |"
        }
        return "## Contents\n\n| header | what it is | structs |\n|---|---|---|\n" + rows.joined(separator: "\n")
    }

    private var threads: String {
        let functions = headers.flatMap { header in
            header.structures.flatMap { structure in structure.functions.map { (header, structure, $0) } }
        }
        let rows = functions.map { _, structure, function in
            let link = "[`\(structure.name).\(function.name)`](#\(structure.name)\(function.name))"
            return "| \(link) | \(tags(of: function, in: structure)) | \(firstSentence(function.comment)) |"
        }
        return """
            ## Functions and their threads

            `[scan]`: pure, no services, any thread, before any instance exists. `[lane]`: on the instance's serial
            executor, an order and not an OS thread. `[any]`: any thread, concurrently.

            | function | thread | |
            |---|---|---|
            \(rows.joined(separator: "\n"))
            """
    }

    private var lifetimes: String {
        let rows = headers.flatMap { header in
            header.structures.compactMap { structure -> String? in
                let said = sentences(structure.comment).filter(isAboutLifetime).joined(separator: " ")
                return said.isEmpty ? nil : "| [`\(structure.name)`](#\(structure.name)) | \(cell(said)) |"
            }
        }
        return "## Who owns what, and how long it lives\n\n| struct | |\n|---|---|\n" + rows.joined(separator: "\n")
    }

    // MARK: One header

    private func chapter(_ header: Header) -> String {
        var parts = ["<a id=\"\(anchor(header))\"></a>\n## \(heading(header))"]
        parts.append("`#include <orkesta/\(header.path)>`")
        parts.append(words(header.introduction))
        let short = header.constants.filter { !$0.comment.contains("\n\n") }
        parts += table("constant", short.map { ("`\($0.name)`", $0.value.isEmpty ? "" : "`\($0.value)`", $0.comment) })
        parts += header.constants.filter { $0.comment.contains("\n\n") }.map { constant in
            "### `\(constant.name)`\n\n```c\n#define \(constant.name) \(constant.value)\n```\n\n\(words(constant.comment))"
        }
        parts += header.aliases.map { alias in
            let tags = tags(in: alias.comment).map { " `[\($0)]`" }.joined()
            return
                "<a id=\"\(alias.name)\"></a>\n### `\(alias.name)`\(tags)\n\n```c\n\(alias.code)\n```\n\n\(words(alias.comment))"
        }
        parts += header.structures.map { section($0, header.callers) }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func section(_ structure: Structure, _ callers: [Function]) -> String {
        var parts = ["<a id=\"\(structure.name)\"></a>\n### `\(structure.name)`", words(structure.comment)]
        let fields = structure.members.compactMap { member -> (String, String, String)? in
            guard case .field(let name, let type, let comment) = member, name != "reserved" else { return nil }
            return ("`\(name)`", "`\(type)`", comment)
        }
        // `size` alone says nothing that the first page has not said.
        if fields.count > 1 || structure.functions.isEmpty { parts += table("field", fields) }
        for function in structure.functions {
            let caller = callers.first {
                call(in: $0.code, of: structure.name) && $0.name.hasSuffix("_\(function.name)")
            }
            parts.append(entry(function, of: structure, caller: caller))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private func entry(_ function: Function, of structure: Structure, caller: Function?) -> String {
        let tags = tags(of: function, in: structure)
        var parts = [
            "<a id=\"\(structure.name)\(function.name)\"></a>\n#### `\(function.name)` \(tags)",
            "```c\n\(function.code)\n```",
        ]
        parts.append(words(function.comment))
        if let caller { parts.append("Call it as `\(caller.name)`, which answers for a host that does not have it.") }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// Whether a caller takes this table.
    private func call(in code: String, of structure: String) -> Bool { code.contains("const \(structure) *") }

    private func table(_ first: String, _ rows: [(String, String, String)]) -> [String] {
        guard !rows.isEmpty else { return [] }
        let lines = rows.map { "| \($0.0) | \($0.1.replacing("|", with: "\\|")) | \(cell($0.2)) |" }
        return ["| \(first) | | |\n|---|---|---|\n" + lines.joined(separator: "\n")]
    }

    // MARK: Words

    /// The function's own thread tags, else those of its struct.
    private func tags(of function: Function, in structure: Structure) -> String {
        let own = tags(in: function.comment)
        // "All functions [any]; count and descriptor also [scan].": the exceptions say so themselves.
        let rule = structure.comment.split { $0 == ";" || $0 == "." }.first { $0.contains("All functions") } ?? ""
        let found = own.isEmpty ? tags(in: String(rule)) : own
        return found.map { "`[\($0)]`" }.joined(separator: " ")
    }

    private func tags(in comment: String) -> [String] {
        ["scan", "lane", "any"].filter { comment.contains("[\($0)]") }
    }

    /// `ork.agent/1`, or the file for what is no service or interface.
    private func heading(_ header: Header) -> String {
        let first = header.introduction.prefix { $0 != ":" && $0 != "\n" }
        return first.hasPrefix("ork.") ? String(first) : header.path
    }

    private func anchor(_ header: Header) -> String {
        String(header.path.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    }

    private func firstSentence(_ header: Header) -> String {
        let text = header.introduction
        guard heading(header) != header.path, let colon = text.firstIndex(of: ":") else { return firstSentence(text) }
        return firstSentence(String(text[text.index(after: colon)...]))
    }

    /// The first sentence, with the next as long as it is no more than a word or two.
    private func firstSentence(_ text: String) -> String {
        var said = ""
        for sentence in sentences(withoutTags(text)) where said.count < 30 {
            said += said.isEmpty ? sentence : " \(sentence)"
        }
        return cell(said)
    }

    private func sentences(_ text: String) -> [String] {
        let words = text.oneLine
        var sentences: [String] = []
        var start = words.startIndex
        for place in words.ranges(of: ". ") {
            sentences.append(String(words[start..<place.lowerBound]) + ".")
            start = place.upperBound
        }
        return (sentences + [String(words[start...])]).filter { !$0.isEmpty }
    }

    private func isAboutLifetime(_ sentence: String) -> Bool {
        ["orrowed", "alid until", "mmortal", "opied", "copies", "belongs to", "owner"].contains(
            where: sentence.contains
        )
    }

    /// Within a table, a line break or a bar would end the cell.
    private func cell(_ text: String) -> String { prose.inline(text.oneLine).replacing("|", with: "\\|") }

    private func words(_ comment: String) -> String { prose.paragraphs(withoutTags(comment)) }

    /// The tag has a column or a heading of its own.
    private func withoutTags(_ comment: String) -> String {
        comment.replacing(/^(\[(scan|lane|any)\] ?)+/, with: "")
    }
}
