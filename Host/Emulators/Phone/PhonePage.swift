// The page's files, embedded in the program.

internal import HTTPTypes
internal import Hummingbird
internal import OrkestaModel

enum PhonePage {
    private static let styles: [String: [UInt8]] = ["phone.css": PackageResources.phone_css]

    private static let scripts: [String: [UInt8]] = [
        "phone.js": PackageResources.phone_js, "phone-strings.js": PackageResources.phone_strings_js,
        "phone-view.js": PackageResources.phone_view_js, "phone-bubble.js": PackageResources.phone_bubble_js,
    ]

    /// The page in the look of a provider. Everything that it loads is its own.
    static func response(look: String, language: String) -> Response {
        let html = String(decoding: PackageResources.phone_html, as: UTF8.self)
            .replacing("{{look}}", with: look).replacing("{{language}}", with: language)
        let policy =
            "default-src 'self'; img-src * data: blob:; media-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'"
        return .bytes(
            200,
            Array(html.utf8),
            type: "text/html; charset=utf-8",
            [("Content-Security-Policy", policy), ("Cache-Control", "no-cache")]
        )
    }

    /// Nil when there is no such file.
    static func asset(_ name: String) -> Response? {
        if let style = styles[name] { return file(style, "text/css; charset=utf-8") }
        return scripts[name].map { file($0, "text/javascript; charset=utf-8") }
    }

    private static func file(_ bytes: [UInt8], _ type: String) -> Response {
        .bytes(200, bytes, type: type, [("Cache-Control", "no-cache")])
    }
}
