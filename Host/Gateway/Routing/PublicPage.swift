// What the pages have in common whose address is their key: quotes and payments.

import HTTPTypes
import HostCore
import HostDocuments
import Hummingbird
import Mustache
import NIOCore

enum PublicPage {
    /// No script, nothing from elsewhere, in no frame and in no search engine.
    static let headers: HTTPFields = [
        .contentType: "text/html; charset=utf-8",
        .cacheControl: "no-store",
        .contentSecurityPolicy: policy(formsTo: "https:"),
        .xContentTypeOptions: "nosniff",
        // The address is the key to the page: no other site may learn it.
        .referrerPolicy: "no-referrer",
        .robots: "noindex",
    ]

    /// `targets` are where forms may lead besides the host itself, redirects included.
    static func policy(formsTo targets: String) -> String {
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; base-uri 'none'; "
            + "form-action 'self' \(targets); frame-ancestors 'none'"
    }

    private static let languages = [(code: "es", name: "Español"), ("en", "English"), ("pt", "Português")]

    /// The links to a page's languages, for its template.
    static func languages(current: String) -> [[String: Any]] {
        languages.map { code, name in
            ["code": code, "label": code.uppercased(), "name": name, "isCurrent": code == current]
        }
    }

    /// What `show` answers. When there is no such thing, people get a page that
    /// says so, and programs the problem.
    static func found(_ exchange: Exchange, _ show: () async throws -> Response) async throws -> Response {
        do {
            return try await show()
        } catch let problem as Problem where problem.kind == .notFound {
            guard exchange.request.headers[.accept]?.contains("text/html") == true else { throw problem }
            var response = response(String(decoding: PackageResources.missing_html, as: UTF8.self))
            response.status = .notFound
            return response
        }
    }

    /// A page's text. Throws an internal problem when its embedded template is broken.
    static func html(_ template: MustacheTemplate?, _ context: [String: Any]) throws(Problem) -> String {
        guard let template else {
            throw Problem(.internal, "the page cannot be made", remedy: "Report this defect.")
        }
        return template.render(context)
    }

    static func response(_ html: String) -> Response {
        Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// A style sheet.
    static func style(_ bytes: [UInt8]) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/css; charset=utf-8", .cacheControl: "public, max-age=3600",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = HTTPField.Name.wellKnown("Referrer-Policy")
    fileprivate static let robots = HTTPField.Name.wellKnown("X-Robots-Tag")
}

extension Color {
    /// `#1f4e79`.
    var css: String { "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }

    /// Whether dark text is read better on it than white text.
    var needsDarkText: Bool { Int(red) * 299 + Int(green) * 587 + Int(blue) * 114 > 150_000 }
}
