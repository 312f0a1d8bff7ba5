// Where the executables of this build lie: beside the test bundle.

import Glibc

/// The folder of the running test binary, `.build/<configuration>`.
public enum BuildFolder {
    public static let path: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let executable = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard let slash = executable.lastIndex(of: "/") else { return "." }
        return String(executable[..<slash])
    }()

    /// The product itself. A benchmark that runs elsewhere passes a path of its own.
    public static var orkesta: String { path + "/orkesta" }
}
