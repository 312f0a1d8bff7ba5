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
            One line is one message; an empty line or Ctrl-D ends. Lines can be piped in. Two
            lines are not sent: /pay pays the newest invoice as the sandbox does and shows the
            receipt, /wait shows what arrives without having been asked for; both also show what
            the customer gets on other channels, as a reminder by SMS. A conversation that was
            not ended goes on; another --phone is another customer, with a new one.

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
        let isTerminal = isatty(STDIN_FILENO) == 1
        try await HostConnection.using(data) { host in
            var session = ChatSession(host, tenant: tenant, phone: phone, name: name)
            if try await session.resume() {
                writeError("Your conversation with \(tenant) goes on. Another --phone begins a new one.\n")
            }
            while let line = nextLine(prompting: isTerminal), !line.isEmpty {
                if !isTerminal, !output.isJSON { print("> \(line)") }
                switch line {
                case "/pay": show(arrived: try await session.pay())
                case "/wait": show(arrived: try await session.awaitNews())
                default:
                    let (answer, arrived) = try await session.send(line, id: UUID().uuidString)
                    show(arrived: arrived)
                    output.isJSON ? print(answer.description) : orkesta.show(answer)
                }
            }
        }
    }

    private func nextLine(prompting isTerminal: Bool) -> String? {
        if isTerminal { print("> ", terminator: "") }
        fflush(nil)
        return readLine(strippingNewline: true)?.trimmingCharacters(in: .whitespaces)
    }

    private func show(arrived messages: [JSON]) {
        for message in messages {
            guard !output.isJSON else {
                print(message.description)
                continue
            }
            orkesta.show(replies: [message["reply"] ?? .null])
            print("  [\(message["agent"]?.stringValue ?? message.cell("role"))]")
        }
    }
}

/// Prints what the agents said, which of them spoke, and how far a sale is, for people.
func show(_ answer: JSON) {
    show(replies: answer["replies"]?.arrayValue ?? [])
    let facts = ["intent", "sales_state"].compactMap { answer[$0]?.stringValue }
    print("  [\(([answer.cell("agent")] + facts).joined(separator: ", "))]")
}

/// Prints replies as text, indented.
func show(replies: [JSON]) {
    for document in replies {
        let text = (try? Reply(json: document))?.plainText ?? document.description
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { print("  \(line)") }
    }
}
