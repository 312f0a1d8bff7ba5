// A folder of a test's own, gone with it.

import FoundationEssentials
import Glibc

/// An empty folder under the system's temporary folder, removed with all it
/// holds when the last reference goes.
public final class TemporaryFolder: Sendable {
    public let path: String

    /// `parent` is the folder it lies in; the system's temporary one when nil.
    public init(prefix: String = "orkesta-test", in parent: String? = nil) throws(SystemCallError) {
        let parent = parent ?? inheritedEnvironment()["TMPDIR"] ?? "/tmp"
        var template = Array("\(parent)/\(prefix)-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemCallError(call: "mkdtemp", code: errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in it.
    public func file(_ name: String) -> String { "\(path)/\(name)" }
}
