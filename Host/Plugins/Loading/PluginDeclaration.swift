// `plugins.d/ID.yaml`: which library a plugin is, with which default settings and
// in which isolation, and which functions it binds as tools. Mistakes are told
// with file, line and remedy.

public import HostCore
public import OrkestaModel

/// One file of `plugins.d`.
public struct PluginDeclaration: Sendable, Equatable {
    public let id: PluginID
    /// The file that declares it.
    public let file: String
    /// A file name, found in the plugin folders; nil: the file only binds tools.
    public let library: String?
    /// Defaults under the tenant's own settings.
    public let settings: JSON
    /// Functions of other libraries that a tenant gets as tools with this plugin.
    let tools: [ToolDeclaration]

    /// Reads a file's text. Throws `.invalid` with `file:line` as the field.
    public init(parsing text: String, file: String) throws(Problem) {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        guard let id = PluginID(String(name.dropLast(name.hasSuffix(".yaml") ? 5 : 0))) else {
            throw Problem(
                .invalid,
                "the file's name is no plugin id",
                field: file,
                remedy: "Name it after the plugin: a-z, 0-9 and '-', such as catalog.yaml"
            )
        }
        let reader = try DeclarationReader(text, file: file)
        self.id = id
        self.file = file
        tools = try reader.tools()
        library = try reader.library(isRequired: tools.isEmpty)
        settings = try reader.settings()
        try reader.checkIsolation()
        try reader.checkKeys()
    }
}
