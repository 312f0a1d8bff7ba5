// `orkesta-reference`: writes the reference page of the ABI's headers to standard
// output. `make docs` keeps SDK/ABI/REFERENCE.md up to date with it.

import Foundation

@main
enum Reference {
    static func main() {
        guard CommandLine.arguments.count == 2, CommandLine.arguments[1] != "--help" else {
            return complain("usage: orkesta-reference SDK/ABI/include/orkesta > SDK/ABI/REFERENCE.md", code: 64)
        }
        let folder = CommandLine.arguments[1]
        let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let headers = paths.filter { $0.hasSuffix(".h") }.sorted().compactMap { path -> Header? in
            guard let text = try? String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8) else { return nil }
            return HeaderReader.read(text, path: path)
        }
        guard !headers.isEmpty else { return complain("there are no headers in \(folder)", code: 1) }
        FileHandle.standardOutput.write(Data(ReferencePage(headers).text.utf8))
    }

    private static func complain(_ text: String, code: Int32) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
        exit(code)
    }
}
