// What customers say about their debt, in their own spelling, and what it means on
// Thursday the 26th of November 2026.

import AgentDialogue
import OrkestaModel
import Testing

@Suite struct PaymentTalkTests {
    /// A Thursday.
    private static let today = CivilDate(daysSinceEpoch: 20_783)

    @Test func todayIsThatThursday() { #expect(Self.today.description == "2026-11-26" && Self.today.weekday == 4) }

    /// What is expected, written short: "promise 2026-11-27 half".
    private func written(_ talk: PaymentTalk) -> String {
        switch talk {
        case .promise(let day, let share): "promise \(day)\(written(share))"
        case .noSuchDay(let monthEnd): "none after \(monthEnd)"
        case .vaguePromise(let share): "vague\(written(share))"
        case .inParts(let parts): "parts" + (parts.map { " \($0)" } ?? "")
        case .paid: "paid"
        case .cannotPay: "cannot"
        case .dispute: "dispute"
        case .angry: "angry"
        case .person: "person"
        case .pay: "pay"
        case .standing: "standing"
        case .yes: "yes"
        case .no: "no"
        case .thanks: "thanks"
        case .other: "other"
        }
    }

    private func written(_ share: PromisedShare?) -> String {
        switch share {
        case nil: ""
        case .whole: " whole"
        case .half: " half"
        case .percent(let percent): " \(percent)%"
        case .money(let thousandths): " $\(thousandths / 1_000)"
        }
    }

    private func read(_ text: String, _ language: Language) -> String {
        written(PaymentTalkReader(language, today: Self.today).read(text))
    }

    @Test(arguments: [
        ("pago el viernes", "promise 2026-11-27"),
        ("Te pago el viernes sin falta!!", "promise 2026-11-27"),
        ("te deposito el 15", "promise 2026-12-15"),
        ("el quince te deposito", "promise 2026-12-15"),
        ("mañana", "promise 2026-11-27"),
        ("mañana temprano te transfiero", "promise 2026-11-27"),
        ("pasado mañana paso a pagar", "promise 2026-11-28"),
        ("en quincena", "promise 2026-11-30"),
        ("te pago en la quincena que viene, ya ves como es esto", "promise 2026-11-30"),
        ("el lunes te pago la mitad", "promise 2026-11-30 half"),
        ("Hoy en la tarde le pago", "promise 2026-11-26"),
        ("al rato te deposito", "promise 2026-11-26"),
        ("el viernes en la tarde", "promise 2026-11-27"),
        ("en la tarde del sábado", "promise 2026-11-28"),
        ("te pago en la mañana", "promise 2026-11-27"),
        ("el jueves", "promise 2026-12-03"),
        ("este domingo le transfiero", "promise 2026-11-29"),
        ("el próximo martes le liquido todo", "promise 2026-12-01 whole"),
        ("el 3 de diciembre pago 1,500", "promise 2026-12-03 $1500"),
        ("puedo el 3/12?", "promise 2026-12-03"),
        ("el 05/01/2027 te pago", "promise 2027-01-05"),
        ("el 10 de enero te cubro $800", "promise 2027-01-10 $800"),
        ("el dia 30 te abono mil pesos", "promise 2026-11-30 $1000"),
        ("te abono 500 el lunes y lo demas despues", "promise 2026-11-30 $500"),
        ("en 3 días te pago", "promise 2026-11-29"),
        ("dame 5 dias y te liquido", "promise 2026-12-01"),
        ("dentro de dos semanas", "promise 2026-12-10"),
        ("en un par de dias te deposito", "promise 2026-11-28"),
        ("de hoy en ocho te pago", "promise 2026-12-03"),
        ("la próxima semana te pago", "promise 2026-12-04"),
        ("el miércoles de la próxima semana", "promise 2026-12-02"),
        ("a fin de mes te liquido", "promise 2026-11-30"),
        ("el primero de diciembre", "promise 2026-12-01"),
        ("el primero del mes te pago", "promise 2026-12-01"),
        ("no puedo hasta el viernes", "promise 2026-11-27"),
        ("no te puedo pagar hoy pero el lunes sí", "promise 2026-11-30"),
        ("dame chance hasta el martes porfa", "promise 2026-12-01"),
        ("prometo pagar el viernes", "promise 2026-11-27"),
        ("el viernes a las 5 te pago", "promise 2026-11-27"),
        ("el lunes o el martes le deposito", "promise 2026-12-01"),
        ("el lunes te doy el 30%", "promise 2026-11-30 30%"),
        ("el fin de semana te pago", "promise 2026-11-29"),
        ("te pago el 3 del próximo mes", "promise 2026-12-03"),
        ("cuando me paguen, el 30", "promise 2026-11-30"),
        ("le pago la factura INV-1001 el viernes", "promise 2026-11-27"),
        ("el viernez te pago", "promise 2026-11-27"),
        ("te pago el viernes 4", "promise 2026-12-04"),
        ("el viernes 27 te pago", "promise 2026-11-27"),
        ("te pago el viernes 28", "promise 2026-11-27"),
        ("te pago el viernes 11 de diciembre", "promise 2026-12-11"),
        ("te pago el viernes, el 4", "promise 2026-12-04"),
        ("el lunes 30", "promise 2026-11-30"),
        ("te pago el lunes 30 pesos", "promise 2026-11-30 $30"),
        ("te pago el lunes $30", "promise 2026-11-30 $30"),
        ("el lunes 30%, te pago", "promise 2026-11-30 30%"),
        ("el viernes cobro", "promise 2026-11-27"),
        ("te mando 500 el viernes", "promise 2026-11-27 $500"),
        ("no te pago hasta el viernes", "promise 2026-11-27"),
        ("no te pago hoy, te pago el lunes", "promise 2026-11-30"),
        ("hoy no pago pero el lunes sí", "promise 2026-11-30"),
        ("no voy a pagar", "dispute"),
        ("no les pienso pagar nada", "dispute"),
        ("no quiero pagar", "dispute"),
        ("no te voy a pagar el viernes", "cannot"),
        ("mañana no te pago", "cannot"),
        ("no puedo hoy ni mañana", "cannot"),
        ("no puedo el viernes, tampoco el lunes", "cannot"),
        ("no puedo hoy y mañana tampoco", "cannot"),
        ("quiero darme de baja", "angry"),
        ("me doy de baja", "angry"),
        ("listo, ya quedó", "paid"),
        ("¿ya quedó mi pedido?", "other"),
        ("el viernes sin falta", "promise 2026-11-27"),
        ("no me llegó el link", "pay"),
        ("no pago en efectivo, ¿puedo con tarjeta?", "pay"),
        ("¿y si no pago, qué pasa?", "standing"),
        ("prefiero que deposite mi esposo el viernes", "promise 2026-11-27"),
        ("cuando pague mi cliente", "vague"),
        ("¿recibieron mi pago?", "paid"),
        ("¿no les llegó mi pago?", "paid"),
        ("Pago otro día", "vague"),
        ("te mando la lista el viernes", "other"),
        ("necesito 50 tornillos para el viernes", "other"),
        ("50 tornillos para el viernes", "other"),
        ("quiero medio kilo de clavo para mañana", "other"),
        ("un taladro para mañana", "other"),
        ("¿abren hasta el domingo?", "other"),
        ("ya pagué", "paid"),
        ("ya te deposité ayer", "paid"),
        ("te mando el comprobante", "paid"),
        ("pagué el lunes", "paid"),
        ("no puedo", "cannot"),
        ("ando corto de dinero", "cannot"),
        ("no puedo pagar el viernes", "cannot"),
        ("me das unos días más?", "cannot"),
        ("me quedé sin trabajo", "cannot"),
        ("puedo pagar en partes?", "parts"),
        ("en 3 pagos", "parts 3"),
        ("me lo divides en dos partes", "parts 2"),
        ("te lo voy abonando poco a poco", "parts"),
        ("no reconozco ese cargo", "dispute"),
        ("yo no debo nada", "dispute"),
        ("me están cobrando de más", "dispute"),
        ("nunca me llegó el pedido", "dispute"),
        ("ya dejen de molestar", "angry"),
        ("los voy a reportar a profeco", "angry"),
        ("quiero hablar con una persona", "person"),
        ("hoy no puedo, el lunes sí", "promise 2026-11-30"),
        ("Prometo pagar el…", "vague"),
        ("luego te pago", "vague"),
        ("en cuanto pueda te pago", "vague"),
        ("te pago la mitad", "vague half"),
        ("pásame el link", "pay"),
        ("¿cómo pago?", "pay"),
        ("cuánto debo?", "standing"),
        ("¿cuándo vence?", "standing"),
        ("gracias", "thanks"),
        ("tienen taladros de media pulgada?", "other"),
        ("quiero dos martillos", "other"),
    ])
    func spanish(_ text: String, _ meaning: String) { #expect(read(text, .spanish) == meaning) }

    @Test(arguments: [
        ("I'll pay on Friday", "promise 2026-11-27"),
        ("i can pay half tomorrow", "promise 2026-11-27 half"),
        ("December 15th", "promise 2026-12-15"),
        ("the 5th", "promise 2026-12-05"),
        ("on 12/03 I'll transfer 500", "promise 2026-12-03 $500"),
        ("I can't pay until Monday", "promise 2026-11-30"),
        ("in two weeks", "promise 2026-12-10"),
        ("friday next week", "promise 2026-12-04"),
        ("end of the month", "promise 2026-11-30"),
        ("I'll send $200 today", "promise 2026-11-26 $200"),
        ("I'll pay on…", "vague"),
        ("I'll pay Friday the 4th", "promise 2026-12-04"),
        ("Friday, December 4", "promise 2026-12-04"),
        ("I won't pay until Monday", "promise 2026-11-30"),
        ("I won't pay", "dispute"),
        ("I'm not going to pay", "dispute"),
        ("I won't pay on Friday", "cannot"),
        ("I can't pay today or tomorrow", "cannot"),
        ("Pay another day", "vague"),
        ("I need 50 screws by Friday", "other"),
        ("I already paid", "paid"),
        ("I haven't paid yet, I'm broke", "cannot"),
        ("can I pay in 3 installments?", "parts 3"),
        ("I don't recognize this charge", "dispute"),
        ("stop texting me", "angry"),
        ("how much do I owe?", "standing"),
    ])
    func english(_ text: String, _ meaning: String) { #expect(read(text, .english) == meaning) }

    @Test(arguments: [
        ("pago na sexta", "promise 2026-11-27"),
        ("segunda-feira eu pago metade", "promise 2026-11-30 half"),
        ("amanhã faço o pix", "promise 2026-11-27"),
        ("só consigo pagar dia 10", "promise 2026-12-10"),
        ("sexta da semana que vem", "promise 2026-12-04"),
        ("dia 5 de dezembro transfiro 1.500", "promise 2026-12-05 $1500"),
        ("daqui a 3 dias", "promise 2026-11-29"),
        ("Prometo pagar dia…", "vague"),
        ("pago sexta, dia 4", "promise 2026-12-04"),
        ("não vou pagar", "dispute"),
        ("não pago na sexta", "cannot"),
        ("não posso hoje nem amanhã", "cannot"),
        ("Pago outro dia", "vague"),
        ("preciso de 50 parafusos para sexta", "other"),
        ("já paguei", "paid"),
        ("não consigo pagar agora", "cannot"),
        ("dá pra parcelar em 4 vezes?", "parts 4"),
        ("não reconheço essa cobrança", "dispute"),
        ("parem de me incomodar", "angry"),
        ("quanto devo?", "standing"),
    ])
    func portuguese(_ text: String, _ meaning: String) { #expect(read(text, .portuguese) == meaning) }

    /// Nobody was asked to pay: a day is the day of anything, unless paying is spoken of.
    @Test(arguments: [
        ("necesito 50 tornillos para el viernes", "other"),
        ("quiero medio kilo de clavo para mañana", "other"),
        ("¿abren hasta el domingo?", "other"),
        ("el viernes", "other"),
        ("te pago el viernes", "promise 2026-11-27"),
        ("prometo pagar el viernes", "promise 2026-11-27"),
        ("te deposito el viernes", "promise 2026-11-27"),
        ("necesito 3 bultos de cemento para mañana sin falta", "other"),
        ("3 costales de abono para el lunes", "other"),
        ("¿ya quedó mi pedido?", "other"),
    ])
    func unasked(_ text: String, _ meaning: String) {
        let reader = PaymentTalkReader(.spanish, today: Self.today)
        #expect(written(reader.read(text, awaitsDay: false)) == meaning)
    }

    /// What is also said of paying is said of goods and dates where nobody asked for money.
    @Test(arguments: [
        "quiero líquido de frenos para mañana", "un depósito de agua para el viernes",
        "una lona para cubrir el techo, para el sábado", "algo para quitar el óxido, para el sábado",
        "mañana te doy razón", "mañana cumplo años", "¿ya quedó lo de mi entrega?",
    ])
    func noPromiseUnasked(_ text: String) {
        switch PaymentTalkReader(.spanish, today: Self.today).read(text, awaitsDay: false) {
        case .promise(let day, _): Issue.record("a promise of \(day)")
        case .paid: Issue.record("a claim to have paid")
        default: break
        }
    }

    /// Somebody who writes in another language than before is understood.
    @Test func anotherLanguageThanExpected() {
        #expect(read("I'll pay on Friday", .spanish) == "promise 2026-11-27")
        #expect(read("te pago mañana", .english) == "promise 2026-11-27")
    }

    @Test(arguments: [
        ("2026-12-31", "mañana te pago", "promise 2027-01-01"),
        ("2026-12-31", "en quincena", "promise 2027-01-15"),
        ("2026-12-31", "a fin de mes", "promise 2027-01-31"),
        ("2027-01-31", "el 30 te pago", "none after 2027-02-28"),
        ("2026-11-26", "te pago el 31", "none after 2026-11-30"),
        ("2027-01-15", "te pago el 30 del próximo mes", "none after 2027-02-28"),
        ("2026-12-05", "te pago el 31", "promise 2026-12-31"),
        ("2028-02-28", "mañana te pago", "promise 2028-02-29"),
        ("2026-11-14", "en quincena te pago", "promise 2026-11-15"),
        ("2026-11-15", "en quincena te pago", "promise 2026-11-30"),
        ("2026-11-29", "el fin de semana te pago", "promise 2026-12-06"),
        ("2026-12-20", "el 5 de enero pago", "promise 2027-01-05"),
    ])
    func endsOfMonthsAndYears(_ today: String, _ text: String, _ meaning: String) throws {
        let date = try #require(CivilDate(today))
        #expect(written(PaymentTalkReader(.spanish, today: date).read(text)) == meaning)
    }

    @Test func sharesArePartsOfTheBalance() {
        let balance = Money(minor: 100_001, currency: "MXN")
        #expect(PromisedShare.half.part(of: balance)?.minor == 50_001)
        #expect(PromisedShare.percent(30).part(of: balance)?.minor == 30_001)
        #expect(PromisedShare.money(500_000).part(of: balance)?.minor == 50_000)
        #expect(PromisedShare.money(.max).part(of: balance) == balance)
        #expect(PromisedShare.money(1).part(of: balance) == nil)
        #expect(PromisedShare.percent(.max).part(of: balance) == balance)
    }

    /// No message traps, however it is written.
    @Test func anyTextIsRead() {
        let pieces = [
            "el", "99999999999999999999", "15/", "/", "31", "de", "en", "0", "%", "$", "pago", "-5", "1/0", "a las",
        ]
        var state: UInt64 = 7
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<8 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count] + " "
            }
            _ = read(text, .spanish)
        }
        _ = read(String(repeating: "el 15 ", count: 2_000), .english)
    }
}
