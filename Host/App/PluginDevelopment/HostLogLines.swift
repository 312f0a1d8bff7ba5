// What a host's log says that a plugin's author wants to see: the plugin's own
// lines, and what went wrong.

import Foundation
import HostCore
import OrkestaModel

/// Reads the log on from where it was last read.
struct HostLogLines {
    private let file: String
    private let plugin: PluginID
    private var offset: UInt64 = 0

    init(_ file: String, plugin: PluginID) {
        self.file = file
        self.plugin = plugin
    }

    /// New lines, in words for people.
    mutating func next() -> [String] {
        guard let handle = FileHandle(forReadingAtPath: file), (try? handle.seek(toOffset: offset)) != nil,
            let bytes = (try? handle.readToEnd()) ?? nil, let end = bytes.lastIndex(of: UInt8(ascii: "\n"))
        else { return [] }
        let whole = bytes[...end]
        offset += UInt64(whole.count)
        return whole.split(separator: UInt8(ascii: "\n")).compactMap { line in
            (try? JSON(parsing: [UInt8](line))).flatMap(words)
        }
    }

    /// Nil for what is of no interest here.
    private func words(_ line: JSON) -> String? {
        let level = line["level"]?.stringValue ?? ""
        let isOwn = line["plugin"]?.stringValue == plugin.rawValue
        guard isOwn || ["warning", "error", "critical"].contains(level) else { return nil }
        let hidden: Set<String> = ["level", "message", "time", "logger", "tenant", "plugin"]
        let details = (line.objectValue ?? [:]).filter { !hidden.contains($0.key) }.sorted { $0.key < $1.key }.map {
            "\($0.key.replacingOccurrences(of: "plugin.", with: "")): \($0.value.stringValue ?? $0.value.description)"
        }
        let rest = details.isEmpty ? "" : " (\(details.joined(separator: ", ")))"
        return "\(level): \(line["message"]?.stringValue ?? "")\(rest)"
    }
}
