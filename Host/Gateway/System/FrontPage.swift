// The page at `/`: tells whoever opens the bare address in a browser where to
// go on. It names no tenant: who is on a host is nobody's business.

import Hummingbird
import NIOCore

enum FrontPage {
    static func response(_ exchange: Exchange) -> Response {
        let chat = exchange.ports.contains(.client) ? paragraphs(of: chatLines) : ""
        return Response(
            status: .ok,
            headers: PublicPage.headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: page(chat)))
        )
    }

    private static let chatLines: [(language: String, text: String)] = [
        ("es", "Escríbele a un negocio en <code>/chat/NEGOCIO</code>."),
        ("en", "Write to a business at <code>/chat/BUSINESS</code>."),
        ("pt", "Escreva para um negócio em <code>/chat/NEGOCIO</code>."),
    ]

    private static func paragraphs(of lines: [(language: String, text: String)]) -> String {
        lines.map { "<p lang=\"\($0.language)\">\($0.text)</p>\n" }.joined()
    }

    private static func page(_ chat: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Orkesta</title>
        <style>
        body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 38rem; margin: 3rem auto; padding: 0 1rem; }
        </style>
        </head>
        <body>
        <main>
        <h1>Orkesta</h1>
        \(chat)<p><a href="/openapi.json">API</a> · <a href="/api/health">health</a> · <a href="/metrics">metrics</a></p>
        </main>
        </body>
        </html>

        """
    }
}
