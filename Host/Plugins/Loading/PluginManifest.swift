// A plugin's manifest: what it is, what it offers, what it needs, and the schema
// of its settings. Read from the ELF section, without running the plugin.

public import HostCore
public import OrkestaModel

/// What a plugin says of itself.
public struct PluginManifest: Sendable, Equatable {
    /// What a plugin is for.
    public enum Kind: String, Sendable {
        case agent, channel
        /// No library: a file of plugins.d that only binds tools. No manifest says it.
        case tools
    }

    public let id: PluginID
    public let name: String
    public let version: String
    public let kind: Kind
    /// Interfaces that it implements ("ork.agent/1").
    public let interfaces: [String]
    /// Services that it cannot work without.
    public let requiredServices: [String]
    public let optionalServices: [String]
    /// JSON Schema of its settings; properties may be marked `secret`, `egress`.
    public let settingsSchema: JSON
    /// Of a channel: what its settings say to the host.
    let channel: ChannelDeclaration
    /// The whole document.
    public let document: JSON

    /// Reads the document. Throws `.invalid` naming the member at fault.
    public init(parsing text: String) throws(Problem) {
        let document: JSON
        do {
            document = try JSON(parsing: text)
        } catch {
            throw PluginManifest.problem(nil, "the manifest is not JSON: \(error)")
        }
        guard let id = document["id"]?.stringValue.flatMap(PluginID.init) else {
            throw PluginManifest.problem("id", "the id is no plain word")
        }
        guard let kind = document["kind"]?.stringValue.flatMap(Kind.init), kind != .tools else {
            throw PluginManifest.problem("kind", "the kind is neither agent nor channel")
        }
        guard let version = document["version"]?.stringValue, !version.isEmpty else {
            throw PluginManifest.problem("version", "there is no version")
        }
        self.id = id
        self.kind = kind
        self.version = version
        name = document["name"]?.stringValue ?? id.rawValue
        interfaces = PluginManifest.strings(document["interfaces"])
        requiredServices = PluginManifest.strings(document["services"]?["required"])
        optionalServices = PluginManifest.strings(document["services"]?["optional"])
        let schema = document["config"] ?? ["type": "object"]
        settingsSchema = schema
        let properties = schema["properties"]?.objectValue ?? [:]
        channel =
            try document["channel"].map { member throws(Problem) -> ChannelDeclaration in
                try ChannelDeclaration(member, properties: properties)
            } ?? ChannelDeclaration()
        self.document = document
    }

    /// Stands for the manifest of a file of plugins.d that has no library.
    init(toolsOf id: PluginID) {
        self.id = id
        kind = .tools
        version = ""
        name = id.rawValue
        interfaces = []
        requiredServices = []
        optionalServices = []
        settingsSchema = ["type": "object", "additionalProperties": false]
        channel = ChannelDeclaration()
        document = .object([:])
    }

    /// Names of the settings that are secrets.
    public var secretSettings: [String] {
        (settingsSchema["properties"]?.objectValue ?? [:]).filter { $0.value["secret"] == true }.keys.sorted()
    }

    private static func strings(_ json: JSON?) -> [String] {
        json?.arrayValue?.compactMap(\.stringValue) ?? []
    }

    /// What is wrong with a member of a manifest; nil: with all of it.
    static func problem(_ field: String?, _ detail: String) -> Problem {
        Problem(
            .invalid,
            detail,
            field: field.map { "manifest.\($0)" },
            remedy: "Mend the plugin's manifest.json and build it again"
        )
    }
}
