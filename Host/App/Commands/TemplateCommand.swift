// `orkesta template`: messages that a business words beforehand.

import ArgumentParser
import Foundation
import OrkestaModel

struct TemplateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Templates of messages: list, set, preview, remove, refresh.",
        discussion: """
            The text has {{name}} for each variable, and --variable NAME=TYPE says what it is:
            text, money, date, integer or link. A link may stand at the end of a --button instead,
            whose address then is the link, or be the file above the text. With --provider it is also
            the provider's template of that name; record with --approval what the provider decided.
            WhatsApp's decisions are followed by themselves once whatsapp.account_id is set, and asked
            for by refresh. Worded anew, a template keeps the provider's name; other words are pending
            until the provider has approved them.

            Examples:
              orkesta template set payment-reminder --tenant T \\
                --body "Hola {{customer}}, tu pago de {{amount}} vence el {{due}}." \\
                --variable customer=text --variable amount=money --variable due=date
              orkesta template set payment-reminder --tenant T --channel whatsapp --body "..." \\
                --provider recordatorio_pago --provider-language es_MX --approval approved
              orkesta template set payment-reminder --tenant T --channel whatsapp --body "..." \\
                --variable link=link --button "Pagar=https://shop.example/pay/{{link}}" \\
                --document https://shop.example/terms.pdf --document-name Condiciones.pdf
              orkesta template preview payment-reminder --tenant T \\
                --values '{"customer": "Ana", "amount": {"amount": "1160.00", "currency": "MXN"},
                           "due": "2026-12-01T18:00:00Z"}'
            """,
        subcommands: [
            ListTemplates.self, SetTemplate.self, PreviewTemplate.self, RemoveTemplate.self, RefreshTemplates.self,
        ]
    )
}

/// Which template.
struct TemplateOptions: ParsableArguments {
    @Argument(help: "The template's name.") var name: String
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "Only for this channel; without it, for every channel.") var channel: String?
    @Option(help: "es, en or pt.") var language = "es"

    /// The route of it, with more behind the name.
    func path(_ more: String = "") throws -> String {
        let channel = try channel.map { "&channel=\(try segment($0))" } ?? ""
        let route = "/api/tenants/\(try segment(tenant))/templates/\(try segment(name))\(more)"
        return "\(route)?language=\(try segment(language))\(channel)"
    }
}

struct ListTemplates: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "A tenant's templates.")
    @Option(help: "The tenant's id.") var tenant: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tenants/\(try segment(tenant))/templates"
        let answer = try await HostConnection.using(data) { try await $0.get(path) }
        let rows = (answer["items"]?.arrayValue ?? []).map { template in
            let provider = template["provider"] ?? .null
            return ["name", "channel", "language"].map(template.cell)
                + [provider.cell("name"), provider.cell("approval"), template.cell("body")]
        }
        show(answer, as: output, header: ["NAME", "CHANNEL", "LANGUAGE", "PROVIDER'S", "APPROVAL", "TEXT"], rows: rows)
    }
}

struct SetTemplate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "set", abstract: "Word a template.")
    @OptionGroup var template: TemplateOptions
    @Option(help: "The text, with {{name}} for each variable.") var body: String
    @Option(help: ArgumentHelp("A variable; may be given more than once.", valueName: "NAME=TYPE"))
    var variable: [String] = []
    @Option(help: ArgumentHelp("A button that opens an address; may be given more than once.", valueName: "TITLE=URL"))
    var button: [String] = []
    @Option(help: "The address of a document above the text, or {{name}} of a link.") var document: String?
    @Option(help: "What the document is called, such as Lista.pdf.") var documentName: String?
    @Option(help: "The address of a picture above the text, or {{name}} of a link.") var image: String?
    @Option(help: "The provider's name of it; without it, that of before.") var provider: String?
    @Option(help: "Its language, as the provider writes it.") var providerLanguage = "es_MX"
    @Option(help: "pending, approved, rejected, paused or disabled; without it, what was decided on the same words.")
    var approval: String?
    @Flag(help: "It is no template of the provider's any more.") var noProvider = false
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard variable.allSatisfy({ $0.contains("=") }) else {
            throw ValidationError("--variable wants NAME=TYPE, such as amount=money.")
        }
        guard button.allSatisfy({ $0.contains("=") }) else {
            throw ValidationError("--button wants TITLE=URL, such as Pagar=https://shop.example/pay.")
        }
        guard document == nil || image == nil else { throw ValidationError("--document and --image contradict.") }
        guard !noProvider || provider == nil else { throw ValidationError("--no-provider and --provider contradict.") }
        guard approval == nil || provider != nil else { throw ValidationError("--approval wants --provider too.") }
    }

    /// What stands before the first `=` of a word under `name`, and what behind it under `value`.
    private func pairs(_ words: [String], _ name: String, _ value: String) -> JSON {
        .array(
            words.map { word -> JSON in
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return [name: JSON(parts.first), value: JSON(parts.last)]
            }
        )
    }

    private var header: JSON {
        if let document { return ["type": "document", "link": .string(document), "name": JSON(documentName)] }
        if let image { return ["type": "image", "link": .string(image)] }
        return .null
    }

    func run() async throws {
        var members: [String: JSON] = [
            "body": .string(body), "variables": pairs(variable, "name", "type"),
            "buttons": pairs(button, "title", "url"), "header": header,
        ]
        if noProvider { members["provider"] = .null }
        if let provider {
            var document: [String: JSON] = ["name": .string(provider), "language": .string(providerLanguage)]
            document["approval"] = approval.map(JSON.string)
            members["provider"] = .object(document)
        }
        let (path, request) = (try template.path(), JSON.object(members))
        let answer = try await HostConnection.using(data) { try await $0.send("PUT", path, request) }
        let known = answer["provider"] ?? .null
        let fields = ["name", "channel", "language", "body"].map { ($0, answer.cell($0)) }
        show(
            answer,
            as: output,
            fields: fields + [("provider's", known.cell("name")), ("approval", known.cell("approval"))]
        )
    }
}

struct PreviewTemplate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "What a template says with some values; nothing is sent."
    )
    @OptionGroup var template: TemplateOptions
    @Option(help: "A JSON object with a value for each variable.") var values = "{}"
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let document = try? JSON(parsing: values), document.objectValue != nil else {
            throw ValidationError("--values wants a JSON object, such as '{\"customer\": \"Ana\"}'.")
        }
        let path = try template.path("/preview")
        let answer = try await HostConnection.using(data) { try await $0.post(path, ["values": document]) }
        show(answer, as: output, fields: ["text", "template"].map { ($0, answer.cell($0)) })
    }
}

struct RemoveTemplate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Remove a template.")
    @OptionGroup var template: TemplateOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = try template.path()
        let answer = try await HostConnection.using(data) { try await $0.send("DELETE", path, .null) }
        show(answer, as: output, fields: [("removed", answer.cell("name"))])
    }
}

struct RefreshTemplates: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refresh",
        abstract: "Ask a channel's provider what it has decided, and record it.",
        discussion: "Lists all of the provider's templates, and of each the tenant's that go out as it."
    )
    @Option(help: "The tenant's id.") var tenant: String
    @Option(help: "The channel whose provider is asked.") var channel = "whatsapp"
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tenants/\(try segment(tenant))/channels/\(try segment(channel))/templates/refresh"
        let answer = try await HostConnection.using(data) { try await $0.post(path, [:]) }
        let rows = (answer["items"]?.arrayValue ?? []).map { listed in
            let own = listed["templates"]?.arrayValue?.compactMap(\.stringValue) ?? []
            return ["name", "language", "approval", "reason"].map(listed.cell) + [own.joined(separator: ", ")]
        }
        show(answer, as: output, header: ["PROVIDER'S", "LANGUAGE", "APPROVAL", "REASON", "TEMPLATES"], rows: rows)
        guard !output.isJSON else { return }
        for template in answer["missing"]?.arrayValue ?? [] {
            let provider = template["provider"] ?? .null
            let name = "\(provider.cell("name")) in \(provider.cell("language"))"
            print("The provider has no \(name), as which \(template.cell("name")) should go out.")
        }
    }
}
