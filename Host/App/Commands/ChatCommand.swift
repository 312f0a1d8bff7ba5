// `orkesta chat`: a conversation with a tenant, in the terminal.

import ArgumentParser
import Foundation
import HostCore
import OrkestaModel

struct ChatCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat",
        abstract: "Talk to a tenant in the terminal.",
        discussion: """
            One line is one message; an empty line or Ctrl-D ends. Lines can be piped in.

            Examples:
              orkesta chat --tenant ferreteria-la-central
              printf 'hola\\ntienen taquetes?\\n' | orkesta chat --tenant ferreteria-la-central
            """
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "The customer's phone number.") var phone = "+525500000000"
    @Option(help: "The customer's name.") var name: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/chat?tenant_id=\(try segment(tenant))"
        let isTerminal = isatty(STDIN_FILENO) == 1
        try await HostConnection.using(data) { host in
            while let line = nextLine(prompting: isTerminal), !line.isEmpty {
                if !isTerminal, !output.isJSON { print("> \(line)") }
                let answer = try await host.post(path, request(line))
                output.isJSON ? print(answer.description) : show(answer)
            }
        }
    }

    private func nextLine(prompting isTerminal: Bool) -> String? {
        if isTerminal { print("> ", terminator: "") }
        fflush(nil)
        return readLine(strippingNewline: true)?.trimmingCharacters(in: .whitespaces)
    }

    private func request(_ line: String) -> JSON {
        var customer: [String: JSON] = ["phone": .string(phone)]
        if let name { customer["name"] = .string(name) }
        return ["customer": .object(customer), "message": .string(line), "message_id": .string(UUID().uuidString)]
    }

    private func show(_ answer: JSON) {
        for document in answer["replies"]?.arrayValue ?? [] {
            let text = (try? Reply(json: document))?.plainText ?? document.description
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) { print("  \(line)") }
        }
        let intent = answer["intent"]?.stringValue.map { ", \($0)" } ?? ""
        print("  [\(answer.cell("agent"))\(intent)]")
    }
}
