// Which module a file belongs to, and which modules it imports.

extension SourceFile {
    struct Import {
        let module: String
        /// From 1.
        let line: Int
    }

    /// The module of the host or the SDK that this file is part of, by its folder; nil elsewhere.
    var module: String? {
        let folders = path.split(separator: "/").map(String.init)
        guard folders.count > 2, language == .swift else { return nil }
        switch (folders[0], folders[1]) {
        case ("Host", let folder): return "Host" + folder
        case ("SDK", "Model"): return "OrkestaModel"
        case ("SDK", "Swift"): return "OrkestaSDK"
        case ("SDK", "Check"): return "OrkestaCheck"
        default: return nil
        }
    }

    /// The name of the plugin this file is part of: `Sales` for `Plugins/Agents/Sales/…`. A template is a plugin too,
    /// named by its target: `SDK/Templates/agent-swift/Sources/NewPlugin/…`.
    var plugin: String? {
        let folders = path.split(separator: "/").map(String.init)
        guard language == .swift, name != "Package.swift", folders.count > 3 else { return nil }
        if folders[0] == "SDK", folders[1] == "Templates" { return folders.count > 5 ? folders[4] : nil }
        return folders[0] == "Plugins" ? folders[2] : nil
    }

    /// The modules this file imports; `import struct A.B` imports A.
    var imports: [Import] {
        guard language == .swift else { return [] }
        return codeLines.enumerated().compactMap { index, line in
            guard line.contains("import ") else { return nil }
            let words = line.split(separator: " ")
            guard
                let keyword = words.firstIndex(of: "import"),
                words[..<keyword].allSatisfy({ $0.hasPrefix("@") || Self.accessLevels.contains(String($0)) }),
                let target = words[(keyword + 1)...].first(where: { !Self.importKinds.contains(String($0)) }),
                let module = target.split(separator: ".").first
            else { return nil }
            return Import(module: String(module), line: index + 1)
        }
    }

    private static let accessLevels: Set = ["public", "package", "internal", "fileprivate", "private"]
    private static let importKinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "var", "let"]
}
