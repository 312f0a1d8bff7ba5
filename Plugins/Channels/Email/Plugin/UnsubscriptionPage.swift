// What a person sees who opens the address of List-Unsubscribe in a browser: a button
// first, as programs that look at every link must end nothing by it.

import OrkestaSDK

/// The page, in the browser's language.
enum UnsubscriptionPage {
    /// Asks whether to end what comes unasked; the button posts to the page's own address.
    static func question(for request: ChannelRequest) -> ChannelIngest {
        let words = Words(request.header("Accept-Language"))
        let button = "<form method=\"post\"><button>\(words.button)</button></form>"
        return page(words, "<h1>\(words.question)</h1>\(button)")
    }

    /// Says that it is done.
    static func answer(to request: ChannelRequest) -> ChannelIngest {
        let words = Words(request.header("Accept-Language"))
        return page(words, "<h1>\(words.done)</h1>")
    }

    private static func page(_ words: Words, _ body: String) -> ChannelIngest {
        let head = """
            <meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">\
            <meta name="robots" content="noindex"><title>\(words.title)</title><style>body{font:1.1rem/1.5 system-ui,\
            sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}h1{font-size:1.4rem}button{font:inherit;\
            padding:.7rem 1.4rem}</style>
            """
        let page = "<!doctype html><html lang=\"\(words.language)\"><head>\(head)</head><body>\(body)</body></html>"
        return ChannelIngest(
            status: 200,
            headers: [("Content-Type", "text/html; charset=utf-8")],
            body: Array(page.utf8)
        )
    }

    private struct Words {
        let language: String
        let title: String
        let question: String
        let button: String
        let done: String

        /// Spanish for a language that is not spoken here.
        init(_ accepted: String?) {
            switch accepted?.lowercased().prefix(2) {
            case "en":
                language = "en"
                title = "Messages"
                question = "Do you want no more e-mail that you did not ask for?"
                button = "No more messages"
                done = "Done: we won’t write to you first any more. You can still write to us."
            case "pt":
                language = "pt"
                title = "Mensagens"
                question = "Não quer mais receber e-mails que não pediu?"
                button = "Não quero mais mensagens"
                done = "Pronto: não vamos mais escrever primeiro. Você pode continuar escrevendo."
            default:
                language = "es"
                title = "Mensajes"
                question = "¿Ya no quiere recibir correos que no pidió?"
                button = "No quiero más mensajes"
                done = "Listo: ya no le escribiremos primero. Usted puede seguir escribiéndonos."
            }
        }
    }
}
