// The `orkesta` program: one command, its verbs, and where their errors go.

import ArgumentParser
import Foundation
import Glibc
import HostCore

@main
struct Orkesta: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "orkesta",
        abstract: "Sells, quotes, charges and collects for small businesses over chat.",
        discussion: """
            Examples:
              orkesta serve                                   start the host with its demo tenants
              orkesta chat --tenant ferreteria-la-central     talk to a tenant in the terminal
              orkesta tenant list                             who is on this host
              orkesta catalog search --tenant abarrotes-del-valle "leche deslactosada"
              orkesta quote list --tenant ferreteria-la-central
              orkesta llm status                              the language models, and what they cost
              orkesta emulate llm --port 9100                 a provider of language models to try things with
              orkesta tool call power '{"base": 1.16, "exponent": 2}'

            Every verb takes --data DIR (default: var). With a host running on that folder
            the verb speaks to it; otherwise it opens the database itself.
            Exit codes: 0 done, 1 failed, 2 refused as invalid, 64 wrong usage.
            """,
        version: "orkesta 1.0.0",
        subcommands: [
            ServeCommand.self, ChatCommand.self, TenantCommand.self, PluginCommand.self, ToolCommand.self,
            CatalogCommand.self, QuoteCommand.self, OrderCommand.self, InvoiceCommand.self, PaymentsCommand.self,
            RefundCommand.self, ReturnCommand.self, CreditCommand.self, DunningCommand.self, WebhookCommand.self,
            CustomerCommand.self,
            ConversationCommand.self, CaseCommand.self, TurnCommand.self, OutboxCommand.self, TemplateCommand.self,
            LLMCommand.self,
            KillSwitchCommand.self, BackupCommand.self, RestoreCommand.self, MasterKeyCommand.self, EmulateCommand.self,
            GoldenCommand.self, TimeCommand.self,
        ]
    )

    static func main() async {
        if let unknown = UnknownVerb(in: Array(CommandLine.arguments.dropFirst()), of: Self.self) {
            writeError(unknown.description)
            Glibc.exit(ExitCode.validationFailure.rawValue)
        }
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let problem as Problem {
            complain(problem)
            Glibc.exit(problem.kind.exitCode)
        } catch {
            exit(withError: error)
        }
    }
}

extension Problem.Kind {
    /// 2 for what the caller can mend in the call, 1 for everything else.
    var exitCode: Int32 {
        switch self {
        case .invalid, .notFound, .conflict, .mismatch, .tooLarge, .unsupportedMedia: 2
        case .unauthorized, .forbidden, .rateLimited, .unavailable, .pluginFailure, .timeout, .internal: 1
        }
    }
}

/// Says on stderr what is wrong and what to do about it.
func complain(_ problem: Problem) {
    let place = problem.field.map { "\($0): " } ?? ""
    writeError("error: \(place)\(problem.detail)\nremedy: \(problem.remedy)\n")
}

func writeError(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
