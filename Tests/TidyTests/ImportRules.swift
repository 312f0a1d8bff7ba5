// The arrows between modules: who may import whom, who owns a heavy library,
// and where a shared library is opened.

extension Rule {
    static let importRules = [
        Rule(
            name: "arrows of the host",
            remedy: "Take what you need as a value or a port, or move it down; stages import only earlier stages "
                + "(ARCHITECTURE.md, Code map; Tests/TidyTests/ImportTable.swift).",
            findings: hostArrows
        ),
        Rule(
            name: "modules with a closed list",
            remedy: "This module does no input or output: hand it values. FoundationEssentials instead of Foundation.",
            findings: closedLists
        ),
        Rule(
            name: "plugins reach only the host's service table",
            remedy: "A plugin imports OrkestaSDK, OrkestaModel, Swift's own libraries and its own targets; everything "
                + "else it asks of the host.",
            findings: pluginImports
        ),
        Rule(
            name: "one importer per heavy library",
            remedy: "Ask the module that owns the library, or extend its interface.",
            findings: libraryOwners
        ),
        Rule(
            name: "nothing imports the App",
            remedy: "Move what you need out of Host/App into the module it belongs to.",
            findings: { file in
                file.imports.filter { ImportTable.rootNames.contains($0.module) }
                    .map { Finding(line: $0.line, problem: "imports the composition root \($0.module)") }
            }
        ),
        Rule(
            "libraries are opened in one place",
            against: ["dlopen(", "dlmopen(", "dlsym("],
            remedy: "Only Host/Plugins and SDK/Check hold library handles; use the ports of HostPlugins.",
            applies: { $0.language == .swift && $0.isProduct && !$0.isUnder(ImportTable.dynamicLoading) }
        ),
    ]

    private static func hostArrows(_ file: SourceFile) -> [Finding] {
        guard file.isProduct, let importer = file.module else { return [] }
        let ours = file.imports.filter { $0.module.isOurs }
        guard importer.hasPrefix("Host") else {
            return ours.filter { $0.module.hasPrefix("Host") }
                .map { Finding(line: $0.line, problem: "\(importer) imports \($0.module) of the host") }
        }
        guard importer != ImportTable.root else { return [] }
        guard let allowed = ImportTable.hostImports[importer] else {
            return [Finding(line: 1, problem: "\(importer) has no row in ImportTable.hostImports")]
        }
        return ours.filter { $0.module != importer && !allowed.contains($0.module) }
            .map { Finding(line: $0.line, problem: "\(importer) must not import \($0.module)") }
    }

    private static func closedLists(_ file: SourceFile) -> [Finding] {
        guard file.isProduct, let importer = file.module, let allowed = ImportTable.closed[importer] else { return [] }
        return file.imports.filter { !allowed.contains($0.module) }
            .map { Finding(line: $0.line, problem: "\(importer) must not import \($0.module)") }
    }

    private static func pluginImports(_ file: SourceFile) -> [Finding] {
        guard file.isProduct, let plugin = file.plugin else { return [] }
        return file.imports.filter { imported in
            !ImportTable.pluginImports.contains(imported.module)
                && !imported.module.hasPrefix(plugin)
        }
        .map { Finding(line: $0.line, problem: "the plugin \(plugin) must not import \($0.module)") }
    }

    private static func libraryOwners(_ file: SourceFile) -> [Finding] {
        guard file.isProduct, file.plugin == nil else { return [] }
        return file.imports.flatMap { imported in
            ImportTable.owners.filter { owner in
                owner.library.covers(imported.module) && !owner.importers.contains(file.module ?? "")
            }
            .map { owner in
                let importers = owner.importers.sorted().joined(separator: ", ")
                return Finding(
                    line: imported.line,
                    problem: "imports \(imported.module), which belongs to \(importers)"
                )
            }
        }
    }
}

extension String {
    /// Whether a module of this name is built from this repository's sources.
    fileprivate var isOurs: Bool { hasPrefix("Host") || hasPrefix("Orkesta") }

    /// Whether `module` is this library, or a module of it when the name ends in a star.
    fileprivate func covers(_ module: String) -> Bool {
        hasSuffix("*") ? module.hasPrefix(dropLast()) : module == self
    }
}
