// The frame of every page that an emulated payment provider shows.

enum EmulatorPage {
    /// A page that says which provider is played here. `title` is text, `body` HTML.
    static func html(_ title: String, _ body: String, provider: String) -> String {
        """
        <!doctype html><html lang="es"><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(escaped(title))</title>
        <body style="font: 1rem/1.5 sans-serif; max-width: 30rem; margin: 2rem auto; padding: 0 1rem">
        <p><small>\(provider) emulado: aquí no se mueve dinero.</small></p><h1>\(escaped(title))</h1>\(body)</body></html>
        """
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
