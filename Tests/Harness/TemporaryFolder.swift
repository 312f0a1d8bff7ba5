// A folder of a test's own, gone with it.

import FoundationEssentials
import Glibc

/// An empty folder under the system's temporary folder, removed with all it
/// holds when the last reference goes.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init(prefix: String = "orkesta-test") throws(SystemCallError) {
        let parent = inheritedEnvironment()["TMPDIR"] ?? "/tmp"
        var template = Array("\(parent)/\(prefix)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemCallError(call: "mkdtemp", code: errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in it.
    public func file(_ name: String) -> String { "\(path)/\(name)" }
}
