// `orkesta tool`: what dialogues and models may call, listed and tried by hand.

import ArgumentParser
import Foundation
import HostCore
import OrkestaModel

struct ToolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tool",
        abstract: "Tools that plugins offer to dialogues and language models.",
        subcommands: [ListTools.self, CallTool.self]
    )
}

struct ListTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The tools of a tenant, or those that plugins.d binds to libraries.",
        discussion: """
            With --json each tool has its whole description and the JSON Schema of its
            arguments. A file of plugins.d whose tools are refused is shown, with the
            line, by orkesta plugin list.

            Examples:
              orkesta tool list
              orkesta tool list --tenant ferreteria-la-central --json
            """
    )
    @Option(help: "The tenant's id; without it, what plugins.d binds.") var tenant: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tools\(try query(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let rows = (answer["items"]?.arrayValue ?? []).map { tool in
            [
                tool.cell("name"), tool.cell("plugin"), tool.cell("form"),
                tool["changes_state"]?.boolValue == true ? "changes state" : "reads", arguments(of: tool),
                beginning(of: tool.cell("description")),
            ]
        }
        show(answer, as: output, header: ["NAME", "PLUGIN", "FORM", "EFFECT", "ARGUMENTS", "DESCRIPTION"], rows: rows)
    }

    /// As much as fits beside the rest.
    private func beginning(of text: String) -> String { text.count <= 60 ? text : "\(text.prefix(59))…" }

    /// "base exponent [digits]": what may be left out is in brackets.
    private func arguments(of tool: JSON) -> String {
        let required = tool["parameters"]?["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let names = tool["parameters"]?["properties"]?.objectValue?.keys.sorted() ?? []
        let optional = names.filter { !required.contains($0) }.map { "[\($0)]" }
        return names.isEmpty ? "-" : (required + optional).joined(separator: " ")
    }
}

struct CallTool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call",
        abstract: "Call a tool with JSON arguments, and print what it gives.",
        discussion: """
            ARGUMENTS is a JSON object; "-" reads it from standard input.
            What the tool changes is changed at once.
            Exit codes: 0 done, 1 the tool failed, 2 refused before any call.

            Examples:
              orkesta tool call power '{"base": 1.16, "exponent": 2}'
              echo '{"base": 2, "exponent": 10}' | orkesta tool call power - --json
              orkesta tool call --tenant ferreteria-la-central round_up '{"number": 2.1}'
            """
    )
    @Option(help: "The tenant's id; without it, only what plugins.d binds can be called.") var tenant: String?
    @Argument(help: "The tool's name, as orkesta tool list has it.") var name: String
    @Argument(help: "The arguments as a JSON object; '-' reads standard input.") var arguments = "{}"
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let document = try document()
        let path = "/api/tools/\(try segment(name))/call\(try query(tenant))"
        let answer = try await HostConnection.using(data) { try await $0.post(path, document) }
        guard !output.isJSON else { return print(answer.description) }
        print(answer["result"]?.stringValue ?? answer["result"]?.description ?? "null")
    }

    private func document() throws -> JSON {
        let text =
            arguments == "-"
            ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) : arguments
        do throws(JSONError) {
            return try JSON(parsing: text)
        } catch {
            throw Problem(
                .invalid,
                "this is no JSON: \(error.reason) at byte \(error.offset)",
                field: "ARGUMENTS",
                remedy: "Write a JSON object in single quotes, such as '{\"base\": 2}'"
            )
        }
    }
}

private func query(_ tenant: String?) throws -> String { try tenant.map { "?tenant_id=\(try segment($0))" } ?? "" }
