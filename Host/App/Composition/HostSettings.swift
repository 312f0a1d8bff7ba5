// The host's settings, from the command line, then the environment, then
// DIR/orkesta.yaml, then the defaults.

import Foundation
import HostCore
import HostLLM
import HostPayments
import HostPlugins
import OrkestaModel
import Yams

/// Everything that `serve` needs to know before it starts.
struct HostSettings: Sendable {
    var host: String
    var clientPort: Int
    var towerPort: Int
    /// The address under which customers reach the host; no slash at the end.
    var publicURL: String?
    /// Whether the host plays the providers for sandbox tenants.
    var playsProviders: Bool
    var pluginsFolder: String
    /// Where plugin libraries are looked for, in order.
    var pluginSearchPath: [String]
    var masterKey: String?
    var logLevel: String
    var database: DatabaseChoice
    var languageModels: LLMSettings
    var paymentAccounts: PlatformAccounts

    /// What the command line said; nil: nothing.
    struct Arguments: Sendable {
        var host: String?
        var clientPort: Int?
        var towerPort: Int?
        var publicURL: String?
        /// `on` or `off`.
        var emulators: String?
        var plugins: String?
        var databaseURL: String?
    }

    /// Throws `.invalid` naming the variable or `file:key` at fault.
    init(_ arguments: Arguments, environment: [String: String], folder: DataFolder) throws(Problem) {
        let file = try SettingsFile(folder.settingsFile)
        host = arguments.host ?? environment["ORKESTA_HOST"] ?? file.text("host") ?? "127.0.0.1"
        clientPort = try HostSettings.port(
            arguments.clientPort,
            environment["ORKESTA_CLIENT_PORT"],
            file,
            "client-port",
            8000
        )
        towerPort = try HostSettings.port(
            arguments.towerPort,
            environment["ORKESTA_TOWER_PORT"],
            file,
            "tower-port",
            8001
        )
        let url = arguments.publicURL ?? environment["ORKESTA_PUBLIC_URL"] ?? file.text("public-url")
        publicURL = url.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        playsProviders = try HostSettings.isOn(
            arguments.emulators ?? environment["ORKESTA_EMULATORS"] ?? file.text("emulators"),
            "emulators",
            // Whoever reaches them may write as anybody: by default nobody from elsewhere does.
            standard: ["127.0.0.1", "::1", "localhost"].contains(host) && publicURL == nil
        )
        pluginsFolder =
            arguments.plugins ?? environment["ORKESTA_PLUGINS"] ?? file.text("plugins")
            ?? HostSettings.defaultPluginsFolder
        let extra = environment["ORKESTA_PLUGIN_PATH"] ?? file.text("plugin-path") ?? ""
        pluginSearchPath = [HostSettings.executableFolder] + extra.split(separator: ":").map(String.init)
        masterKey = environment["ORKESTA_MASTER_KEY"]
        logLevel = environment["ORKESTA_LOG_LEVEL"] ?? file.text("log-level") ?? "notice"
        database = try DatabaseChoice(
            argument: arguments.databaseURL,
            variable: environment["DATABASE_URL"],
            file: file.text("database-url"),
            path: folder.database
        )
        languageModels = try file.languageModels(over: LLMSettings(environment: environment), environment)
        paymentAccounts = try PlatformAccounts(environment: environment)
        try file.checkKeys()
    }

    /// The client API as this machine reaches it.
    var localURL: String { ownURL(at: ["0.0.0.0", "::"].contains(host) ? "127.0.0.1" : host) }

    /// The client API at an address of this machine.
    func ownURL(at host: String) -> String {
        "http://\(host.contains(":") ? "[\(host)]" : host):\(clientPort)"
    }

    /// Without any plugin a host answers nobody: throws when the folder is missing.
    func requirePluginsFolder() throws(Problem) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: pluginsFolder, isDirectory: &isFolder), isFolder.boolValue else {
            throw Problem(
                .notFound,
                "there is no folder \(pluginsFolder)",
                field: "--plugins",
                remedy: "Give the folder that holds the plugins' YAML files, such as plugins.d"
            )
        }
    }

    private static func isOn(_ text: String?, _ key: String, standard: Bool) throws(Problem) -> Bool {
        switch text {
        case nil: standard
        case "on": true
        case "off": false
        case let text?: throw Problem(.invalid, "\(text) is neither on nor off", field: key, remedy: "Write on, or off")
        }
    }

    private static func port(
        _ argument: Int?,
        _ variable: String?,
        _ file: SettingsFile,
        _ key: String,
        _ standard: Int
    ) throws(Problem) -> Int {
        let text = argument.map(String.init) ?? variable ?? file.text(key) ?? String(standard)
        guard let port = Int(text), (0...65535).contains(port) else {
            throw Problem(
                .invalid,
                "\(text) is no port",
                field: key,
                remedy: "Give a number from 1 to 65535, or 0 for a free one"
            )
        }
        return port
    }

    /// The folder of the running program.
    static var executableFolder: String {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return (path as NSString).deletingLastPathComponent
    }

    /// `plugins.d` of the working folder, or of the nearest folder above the
    /// program that has one.
    static var defaultPluginsFolder: String {
        if FileManager.default.fileExists(atPath: "plugins.d") { return "plugins.d" }
        var folder = executableFolder
        while folder.count > 1 {
            let candidate = "\(folder)/plugins.d"
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            folder = (folder as NSString).deletingLastPathComponent
        }
        return "plugins.d"
    }
}

/// DIR/orkesta.yaml; a missing file is an empty one.
private struct SettingsFile {
    private static let known = [
        "host", "client-port", "tower-port", "public-url", "emulators", "plugins", "plugin-path", "log-level",
        "database-url", "llm",
    ]

    private let path: String
    private let root: Node.Mapping

    init(_ path: String) throws(Problem) {
        self.path = path
        guard let text = try? String(contentsOfFile: path, encoding: .utf8), !text.isEmpty else {
            root = Node.Mapping([])
            return
        }
        do {
            root = try Yams.compose(yaml: text)?.mapping ?? Node.Mapping([])
        } catch {
            throw Problem(.invalid, "this is no YAML: \(error)", field: path, remedy: "Mend the file")
        }
    }

    func text(_ key: String) -> String? { root[key]?.string }

    /// `settings` with what the file says of language models.
    func languageModels(
        over settings: LLMSettings,
        _ environment: [String: String]
    ) throws(Problem) -> LLMSettings {
        guard let node = root["llm"] else { return settings }
        var changed = settings
        let document = try node.json(file: path)
        do throws(DocumentError) {
            try changed.take(document, environment: environment)
        } catch {
            throw Problem(
                .invalid,
                error.reason,
                field: "\(path):\(node.mark?.line ?? 1): llm.\(error.field)",
                remedy: "Mend the file; the README shows an example"
            )
        }
        return changed
    }

    func checkKeys() throws(Problem) {
        for (key, _) in root where !SettingsFile.known.contains(key.string ?? "") {
            throw Problem(
                .invalid,
                "an unknown key `\(key.string ?? "?")`",
                field: "\(path):\(key.mark?.line ?? 1)",
                remedy: "Use \(SettingsFile.known.joined(separator: ", "))"
            )
        }
    }
}
