// What the page of a quote says besides its paper, in the three languages.

import HostCommerce
import OrkestaModel

struct QuotePageWords {
    let papers: QuoteWords
    let accept: String
    let hint: String
    let pay: String
    let print: String
    let spreadsheet: String
    private let states: [Quote.State: String]
    private let notices: [OrderAnswer.Outcome: String]

    init(_ language: String) {
        papers = QuoteWords(language)
        switch papers.language {
        case "en":
            accept = "Accept quote"
            hint = "By accepting you order what is listed here, at these prices."
            pay = "Pay now"
            print = "Download PDF"
            spreadsheet = "Download Excel"
            states = [
                .sent: "Open: you can accept it.", .accepted: "Accepted. Thank you!",
                .expired: "This quote has expired. Write to us and we will send you a new one.",
                .superseded: "There is a newer version of this quote.",
            ]
            notices = [
                .changed: "The quote has changed since you saw it. Please look at it again.",
                .expired: "The quote expired before it was accepted.",
                .refused: "Some products are not available any more. Write to us and we will find a way.",
            ]
        case "pt":
            accept = "Aceitar orçamento"
            hint = "Ao aceitar, você pede o que está listado aqui, a estes preços."
            pay = "Pagar agora"
            print = "Baixar PDF"
            spreadsheet = "Baixar Excel"
            states = [
                .sent: "Em aberto: você pode aceitar.", .accepted: "Aceito. Obrigado!",
                .expired: "Este orçamento venceu. Escreva para nós e enviamos um novo.",
                .superseded: "Há uma versão mais nova deste orçamento.",
            ]
            notices = [
                .changed: "O orçamento mudou desde que você o viu. Confira de novo, por favor.",
                .expired: "O orçamento venceu antes de ser aceito.",
                .refused: "Alguns produtos não estão mais disponíveis. Escreva para nós e damos um jeito.",
            ]
        default:
            accept = "Aceptar cotización"
            hint = "Al aceptar, pides lo que aparece aquí, a estos precios."
            pay = "Pagar ahora"
            print = "Descargar PDF"
            spreadsheet = "Descargar Excel"
            states = [
                .sent: "Vigente: la puedes aceptar.", .accepted: "Aceptada. ¡Gracias!",
                .expired: "Esta cotización ya venció. Escríbenos y te mandamos una nueva.",
                .superseded: "Hay una versión más reciente de esta cotización.",
            ]
            notices = [
                .changed: "La cotización cambió desde que la viste. Revísala de nuevo, por favor.",
                .expired: "La cotización venció antes de que la aceptaras.",
                .refused: "Algunos productos ya no están disponibles. Escríbenos y lo resolvemos.",
            ]
        }
    }

    /// How the quote stands.
    func state(_ quote: Quote) -> String { states[quote.state] ?? "" }

    /// Why a yes led to nothing.
    func notice(_ outcome: OrderAnswer.Outcome) -> String { notices[outcome] ?? notices[.changed] ?? "" }
}
