// The chat page's files, embedded in the program, under a version that is the
// digest of their bytes.

import Mustache

enum ChatAssets {
    /// By file name.
    static let all: [String: PageFile] = {
        var files = ["chat.css": PageFile(PackageResources.chat_css, "text/css")]
        for (name, bytes) in scripts { files[name] = PageFile(bytes, "text/javascript", version: scriptVersion) }
        return files
    }()

    private static let scripts: [(String, [UInt8])] = [
        ("chat-strings.js", PackageResources.chat_strings_js),
        ("chat-replies.js", PackageResources.chat_replies_js),
        ("chat-log.js", PackageResources.chat_log_js),
        ("chat-files.js", PackageResources.chat_files_js),
        ("chat-outbox.js", PackageResources.chat_outbox_js),
        ("chat-stream.js", PackageResources.chat_stream_js),
        ("chat.js", PackageResources.chat_js),
    ]

    static let styleVersion = PageFile.version(of: PackageResources.chat_css)
    /// One for all scripts: they belong together.
    static let scriptVersion = PageFile.version(of: scripts.flatMap(\.1))

    /// Nil only when the embedded template is broken, which a test forbids.
    static let page = try? MustacheTemplate(string: String(decoding: PackageResources.chat_mustache, as: UTF8.self))
}
