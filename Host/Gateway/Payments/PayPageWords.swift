// Data: what the page to pay says, in the three languages.

import HostPayments

struct PayPageWords {
    let title: String
    let total: String
    let paid: String
    let balance: String
    /// The state of an invoice of which a part is paid, with `{amount}`.
    let partlyPaid: String
    let concept: String
    let validUntil: String
    let payments: String
    let underWay: String
    /// With `{amount}`.
    let pay: String
    let partTitle: String
    let partLabel: String
    /// With `{amount}`.
    let partHint: String
    let payPart: String
    let sandbox: String
    let decline: String
    /// What a plan and a voucher say.
    let plan: Plan
    let states: [PayPage.State: String]
    let notices: [PayPageRoutes.Result: String]

    struct Plan {
        let title: String
        /// With `{amount}`.
        let payAll: String
        let states: [PaymentPlan.Standing.State: String]
        let voucher: String
        let voucherUntil: String
        /// The state of an invoice that only a shop's till can end.
        let voucherWaits: String
        /// To the provider's page of it, with its bars.
        let voucherOpen: String
        /// Of the sandbox.
        let tryVoucher: String
    }

    /// `language` is es, en or pt; any other is Spanish.
    init(_ language: String) {
        switch language {
        case "en": self = .english
        case "pt": self = .portuguese
        default: self = .spanish
        }
    }

    private init(
        title: String,
        total: String,
        paid: String,
        balance: String,
        partlyPaid: String,
        concept: String,
        validUntil: String,
        payments: String,
        underWay: String,
        pay: String,
        partTitle: String,
        partLabel: String,
        partHint: String,
        payPart: String,
        sandbox: String,
        decline: String,
        plan: Plan,
        states: [PayPage.State: String],
        notices: [PayPageRoutes.Result: String]
    ) {
        (self.title, self.total, self.paid, self.balance) = (title, total, paid, balance)
        (self.partlyPaid, self.concept, self.validUntil) = (partlyPaid, concept, validUntil)
        (self.payments, self.underWay) = (payments, underWay)
        (self.pay, self.partTitle, self.partLabel, self.partHint) = (pay, partTitle, partLabel, partHint)
        (self.payPart, self.sandbox, self.decline, self.plan) = (payPart, sandbox, decline, plan)
        (self.states, self.notices) = (states, notices)
    }

    private static let spanish = PayPageWords(
        title: "Pago de",
        total: "Total",
        paid: "Pagado",
        balance: "Por pagar",
        partlyPaid: "Ya recibimos una parte. Faltan {amount}.",
        concept: "Concepto",
        validUntil: "Puedes pagar aquí hasta el",
        payments: "Pagos",
        underWay: "en proceso",
        pay: "Pagar {amount}",
        partTitle: "Pagar una parte",
        partLabel: "Cantidad",
        partHint: "Hasta {amount}. Lo que falte lo pagas después con este mismo enlace.",
        payPart: "Pagar esta cantidad",
        sandbox: "Página de prueba: aquí no se mueve dinero.",
        decline: "Simular un pago rechazado",
        plan: Plan(
            title: "Plan de pagos",
            payAll: "Pagar todo: {amount}",
            states: [.paid: "pagado", .open: "por pagar", .overdue: "vencido"],
            voucher: "Paga en la caja con este número",
            voucherUntil: "Hasta el {time}",
            voucherWaits: "Falta pagar en la caja. La confirmación suele llegar al siguiente día hábil.",
            voucherOpen: "Ver el voucher con su código de barras",
            tryVoucher: "Simular un pago en efectivo (OXXO)"
        ),
        states: [
            .open: "Listo para pagar.", .processing: "Tu pago está en proceso. Esta página se actualiza sola.",
            .paid: "Pagado. ¡Gracias por tu compra!", .refunded: "El pago fue devuelto.",
            .expired: "Este enlace ya venció. Escríbenos y te mandamos uno nuevo.",
            .void: "Esta factura fue cancelada: no hay nada que pagar.",
        ],
        notices: [
            .unclear: "No entendimos la cantidad. Escríbela con centavos, por ejemplo 1234.50.",
            .amount: "Esa cantidad no se puede pagar. Escribe una mayor que cero y que no pase de lo que falta.",
            .declined: "El pago fue rechazado. No se hizo ningún cargo; puedes intentarlo otra vez.",
            .changed: "Algo cambió desde que abriste la página. Así está ahora.",
            .stopped: "Por el momento no se pueden hacer pagos. Inténtalo más tarde.",
        ]
    )

    private static let english = PayPageWords(
        title: "Payment of",
        total: "Total",
        paid: "Paid",
        balance: "To be paid",
        partlyPaid: "A part is paid. {amount} is left to pay.",
        concept: "For",
        validUntil: "You can pay here until",
        payments: "Payments",
        underWay: "in progress",
        pay: "Pay {amount}",
        partTitle: "Pay a part",
        partLabel: "Amount",
        partHint: "Up to {amount}. You can pay the rest later under this same link.",
        payPart: "Pay this amount",
        sandbox: "Test page: no money moves here.",
        decline: "Simulate a declined payment",
        plan: Plan(
            title: "Payment plan",
            payAll: "Pay all of it: {amount}",
            states: [.paid: "paid", .open: "to be paid", .overdue: "overdue"],
            voucher: "Pay at the till with this number",
            voucherUntil: "Until {time}",
            voucherWaits: "To be paid at the till. The confirmation usually comes on the next business day.",
            voucherOpen: "See the voucher with its barcode",
            tryVoucher: "Simulate a payment in cash (OXXO)"
        ),
        states: [
            .open: "Ready to be paid.", .processing: "Your payment is in progress. This page updates by itself.",
            .paid: "Paid. Thank you for your purchase!", .refunded: "The payment was refunded.",
            .expired: "This link has expired. Write to us and we will send you a new one.",
            .void: "This invoice was cancelled: there is nothing to pay.",
        ],
        notices: [
            .unclear: "We could not read the amount. Write it with cents, such as 1234.50.",
            .amount: "That amount cannot be paid. Enter one above zero and up to what is left.",
            .declined: "The payment was declined. Nothing was charged; you can try again.",
            .changed: "Something changed since you opened the page. This is how it stands now.",
            .stopped: "Payments cannot be made at the moment. Please try again later.",
        ]
    )

    private static let portuguese = PayPageWords(
        title: "Pagamento de",
        total: "Total",
        paid: "Pago",
        balance: "A pagar",
        partlyPaid: "Já recebemos uma parte. Faltam {amount}.",
        concept: "Referente a",
        validUntil: "Você pode pagar aqui até",
        payments: "Pagamentos",
        underWay: "em andamento",
        pay: "Pagar {amount}",
        partTitle: "Pagar uma parte",
        partLabel: "Valor",
        partHint: "Até {amount}. O restante você paga depois neste mesmo link.",
        payPart: "Pagar este valor",
        sandbox: "Página de teste: aqui nenhum dinheiro é movimentado.",
        decline: "Simular um pagamento recusado",
        plan: Plan(
            title: "Plano de pagamento",
            payAll: "Pagar tudo: {amount}",
            states: [.paid: "pago", .open: "a pagar", .overdue: "vencido"],
            voucher: "Pague no caixa com este número",
            voucherUntil: "Até {time}",
            voucherWaits: "Falta pagar no caixa. A confirmação costuma chegar no próximo dia útil.",
            voucherOpen: "Ver o voucher com o código de barras",
            tryVoucher: "Simular um pagamento em dinheiro (OXXO)"
        ),
        states: [
            .open: "Pronto para pagar.",
            .processing: "Seu pagamento está em andamento. Esta página se atualiza sozinha.",
            .paid: "Pago. Obrigado pela compra!", .refunded: "O pagamento foi devolvido.",
            .expired: "Este link venceu. Escreva para nós e enviamos um novo.",
            .void: "Esta fatura foi cancelada: não há nada a pagar.",
        ],
        notices: [
            .unclear: "Não entendemos o valor. Escreva com centavos, por exemplo 1234,50.",
            .amount: "Esse valor não pode ser pago. Digite um maior que zero e que não passe do que falta.",
            .declined: "O pagamento foi recusado. Nada foi cobrado; você pode tentar de novo.",
            .changed: "Algo mudou desde que você abriu a página. Agora está assim.",
            .stopped: "No momento não é possível fazer pagamentos. Tente mais tarde.",
        ]
    )
}
