// `orkesta tenant sales`: how a tenant sells, shown and changed.

import ArgumentParser
import Foundation
import HostCore
import OrkestaModel

struct SalesSettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sales",
        abstract: "A tenant's taxes, discounts, coupons, terms, and look on paper.",
        discussion: """
            Without options, shows them. --set takes KEY=VALUE, where VALUE is JSON if it parses as such, else text;
            null takes a setting away, and a list replaces the whole list.

            Examples:
              orkesta tenant sales ferreteria-la-central
              orkesta tenant sales ferreteria-la-central --set tax_zone=mexico_border --set quote_validity_days=30
              orkesta tenant sales ferreteria-la-central --set 'volume_table=[{"from": "10", "percent": "5"}]'
              orkesta tenant sales ferreteria-la-central --set 'discount_limits=[{"agent": "sales", "percent": "10"}]'
              orkesta tenant sales ferreteria-la-central --set rfc=ABC010101AB1 --logo logo.png
            """
    )
    @Argument(help: "The tenant's id.") var tenant: String
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A setting; may come more than once.", valueName: "KEY=VALUE")
    )
    var changes: [SettingArgument] = []
    @Option(help: "A PNG file for pages and papers, at most 256 KiB.") var logo: String?
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let path = "/api/tenants/\(try segment(tenant))/sales-settings"
        let patch = JSON.object(try members())
        let answer = try await HostConnection.using(data) { host in
            patch == [:] ? try await host.get(path) : try await host.send("PUT", path, patch)
        }
        let names = answer.objectValue?.keys.sorted() ?? []
        show(answer, as: output, fields: names.map { ($0, shortened(answer.cell($0))) })
    }

    private func members() throws -> [String: JSON] {
        var members = changes.members
        // Keys of the tax authority are texts of digits, which unquoted read as numbers.
        for key in ["postal_code", "tax_regime"] {
            if case .integer(let number) = members[key] { members[key] = .string(String(number)) }
        }
        if let logo {
            guard let png = FileManager.default.contents(atPath: logo) else {
                throw Problem(.notFound, "the file cannot be read", field: logo, remedy: "Check the path")
            }
            members["logo"] = .string("data:image/png;base64,\(png.base64EncodedString())")
        }
        return members
    }

    /// A logo is no reading matter.
    private func shortened(_ text: String) -> String { text.count > 200 ? "\(text.prefix(60))…" : text }
}
