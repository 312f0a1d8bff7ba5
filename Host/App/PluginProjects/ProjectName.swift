// The name of a new plugin, in the forms in which a project needs it.

import HostCore

/// A plugin's id that a new project may have.
struct ProjectName: Sendable, Equatable {
    let id: PluginID
    let kind: ProjectTemplate.Kind

    /// Ids of this house: its plugins, those to come, and the built-in channel.
    private static let taken: Set<String> = [
        "orchestrator", "catalog", "sales", "quotation", "dunning", "web", "whatsapp", "telegram", "email", "sms",
        "api",
    ]

    /// Throws `.invalid` for what is no id of a plugin, or is taken.
    init(_ text: String, kind: ProjectTemplate.Kind) throws(Problem) {
        guard let id = PluginID(text), text.first?.isLetter == true, text.last != "-" else {
            throw Problem(
                .invalid,
                "'\(text)' is no plugin id",
                field: "NAME",
                remedy: "Use a-z, 0-9 and '-', beginning with a letter, at most 63 characters: store-hours"
            )
        }
        guard !Self.taken.contains(text) else {
            throw Problem(.invalid, "'\(text)' is a plugin of Orkesta", field: "NAME", remedy: "Choose another name")
        }
        self.id = id
        self.kind = kind
    }

    /// For people: `Store hours`.
    var display: String {
        let words = id.rawValue.split(separator: "-").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// For types and modules: `StoreHoursAgent`.
    var type: String {
        let words = id.rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let name = words.joined()
        let suffix = kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
        return name.hasSuffix(suffix) && name != suffix ? name : name + suffix
    }
}
