// The page at `/`: tells whoever opens the bare address in a browser where to
// go on. It names no tenant: who is on a host is nobody's business.

import Hummingbird
import NIOCore

enum FrontPage {
    static func response(_ exchange: Exchange) -> Response {
        let isClient = exchange.ports.contains(.client)
        let chat = isClient ? paragraphs(of: chatLines) + phones(exchange.services.emulators?.channels ?? []) : ""
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

    private static let phoneLines: [(language: String, text: String)] = [
        ("es", "Teléfonos de clientes, para probar sin cuenta con nadie:"),
        ("en", "Phones of customers, to try things without an account:"),
        ("pt", "Telefones de clientes, para experimentar sem conta:"),
    ]

    private static func paragraphs(of lines: [(language: String, text: String)]) -> String {
        lines.map { "<p lang=\"\($0.language)\">\($0.text)</p>\n" }.joined()
    }

    /// The emulated phones, with which customers write to sandbox tenants.
    private static func phones(_ channels: [EmulatedChannel]) -> String {
        guard !channels.isEmpty else { return "" }
        let links = channels.map { "<a href=\"\($0.root)/\">\($0.name)</a>" }.joined(separator: " · ")
        return paragraphs(of: phoneLines) + "<p>\(links)</p>\n"
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
