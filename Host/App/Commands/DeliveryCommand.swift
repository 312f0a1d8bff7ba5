// `orkesta tenant delivery`: how messages go on when their channel fails them.

import ArgumentParser
import OrkestaModel

struct DeliveryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delivery",
        abstract: "How messages of a channel go on when it fails them; shows it when nothing is given.",
        discussion: """
            A message that failed, or was not delivered in time, goes out by the first of the
            fallback channels on which the customer can be reached. Only WhatsApp, and SMS with
            webhook_url, tell what they deliver; elsewhere the minutes count for what the provider
            does not take, and for sends of which nobody knows whether they arrived. Outside the
            channel's window (WhatsApp: 24 hours) the template carries a message. An empty value
            takes a setting away.

            Examples:
              orkesta tenant delivery ferreteria-la-central whatsapp
              orkesta tenant delivery ferreteria-la-central whatsapp --fallback sms,email --undelivered-minutes 30
              orkesta tenant delivery ferreteria-la-central whatsapp --template aviso --language es_MX
            """
    )
    @Argument(help: "The tenant's id.") var tenant: String
    @Argument(help: "The channel's id.") var channel: String
    @Option(help: "Other channels, divided by commas.") var fallback: String?
    @Option(help: "A message goes on too when it is not delivered after so long; 0: never.")
    var undeliveredMinutes: Int64?
    @Option(help: "The provider's name of the template.") var template: String?
    @Option(help: "The template's language, as the provider writes it.") var language = "es_MX"
    @Option(help: "What its variables are filled with, in order: text, or customer,text.") var parameters = "text"
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tenants/\(try segment(tenant))/channels/\(try segment(channel))/delivery"
        let change = requested
        let answer = try await HostConnection.using(data) { host in
            change.isEmpty ? try await host.get(path) : try await host.send("PUT", path, .object(change))
        }
        let fields = ["fallback", "undelivered_minutes", "template"].map { ($0, answer.cell($0)) }
        show(answer, as: output, fields: fields)
    }

    private var requested: [String: JSON] {
        var members: [String: JSON] = [:]
        members["fallback"] = fallback.map { JSON(words($0)) }
        members["undelivered_minutes"] = undeliveredMinutes.map { $0 == 0 ? .null : .integer($0) }
        members["template"] = template.map { name in
            name.isEmpty
                ? .null
                : ["name": .string(name), "language": .string(language), "parameters": JSON(words(parameters))]
        }
        return members
    }

    private func words(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0).filter { $0 != " " } }
    }
}
