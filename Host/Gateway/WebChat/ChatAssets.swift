// The chat page's files, embedded in the program, under a version that is the
// digest of their bytes.

import HostAccess
import Mustache

/// A file of the chat page.
struct ChatAsset: Sendable {
    let bytes: [UInt8]
    let contentType: String
    /// Changes with the bytes.
    let version: String
}

enum ChatAssets {
    /// By file name.
    static let all: [String: ChatAsset] = {
        var assets = [
            "chat.css": ChatAsset(
                bytes: PackageResources.chat_css,
                contentType: "text/css; charset=utf-8",
                version: styleVersion
            )
        ]
        for (name, bytes) in scripts {
            assets[name] = ChatAsset(
                bytes: bytes,
                contentType: "text/javascript; charset=utf-8",
                version: scriptVersion
            )
        }
        return assets
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

    static let styleVersion = version(PackageResources.chat_css)
    /// One for all scripts: they belong together.
    static let scriptVersion = version(scripts.flatMap(\.1))

    /// Nil only when the embedded template is broken, which a test forbids.
    static let page = try? MustacheTemplate(string: String(decoding: PackageResources.chat_mustache, as: UTF8.self))

    private static func version(_ bytes: [UInt8]) -> String { String(Digests.sha256Hex(bytes).prefix(12)) }
}
