// What the firewall does with a reply, piece by piece, and what it costs.

import OrkestaModel
import Testing

@testable import HostTurns

struct FirewallTests {
    private static let hammer = CatalogItem(
        id: "1",
        sku: "MAR-16OZ",
        name: "Martillo 16 oz, promo de $99",
        canonicalName: "martillo 16 oz",
        price: Money(minor: 35_000, currency: "MXN"),
        unit: "PZA",
        stock: 9
    )

    private static let firewall: PriceFirewall = {
        var provenance = Provenance(currency: "MXN")
        provenance.learn(hammer)
        return PriceFirewall(provenance: provenance)
    }()

    private func screened(_ reply: Reply, fallback: String? = nil, locale: String = "es") -> (Reply, String?) {
        let (reply, refusal) = Self.firewall.screened(
            StagedReply(agent: nil, reply: reply, fallback: fallback),
            locale: locale
        )
        return (reply, refusal?.sent.rawValue)
    }

    @Test("what an item says may be said of it, in any form of reply")
    func itemsAreSources() {
        let list = Reply.list(
            text: "Esto encontré:",
            [ReplyListItem(id: "MAR-16OZ", title: Self.hammer.name, description: "$350.00 MXN · PZA · 9 disponibles")]
        )
        #expect(screened(list) == (list, nil))
        let buttons = Reply.buttons(text: "Cuesta 350 pesos.", [ReplyButton(id: "yes", title: "Lo quiero")])
        #expect(screened(buttons) == (buttons, nil))
    }

    @Test("the fallback takes the text's place and leaves the buttons")
    func fallback() {
        let buttons = [ReplyButton(id: "yes", title: "Lo quiero")]
        let made = screened(.buttons(text: "¡Solo 340 pesos!", buttons), fallback: "Cuesta $350.00 MXN.")
        #expect(made == (.buttons(text: "Cuesta $350.00 MXN.", buttons), "fallback"))
    }

    @Test("where a button itself makes a price up, the fallback is sent alone")
    func buttonsAreRead() {
        let made = screened(
            .buttons(text: "¿Te lo llevas?", [ReplyButton(id: "yes", title: "Sí, por $1")]),
            fallback: "¿Te lo llevas?"
        )
        #expect(made == (.text("¿Te lo llevas?"), "fallback"))
    }

    @Test(
        "a fallback that fails too gives way to a sentence without a claim",
        arguments: ["es-MX", "pt-BR", "en", "fr"]
    )
    func neutral(locale: String) {
        let (reply, sent) = screened(.text("Cuesta $1"), fallback: "Cuesta $2", locale: locale)
        #expect(sent == "neutral")
        #expect(Self.firewall.unsupported(reply).isEmpty)
        #expect(reply == .text(FirewallPhrases.neutral(in: locale)))
    }

    @Test("links and documents lead only to where the host or the tenant leads")
    func links() {
        var provenance = Provenance(currency: "MXN")
        provenance.learn(["url": "https://shop.example/q/tok"])
        let firewall = PriceFirewall(provenance: provenance)
        let quote = Reply.document(url: "https://shop.example/q/tok.pdf", name: "COT-42.pdf", mime: nil)
        #expect(firewall.unsupported(quote).isEmpty)
        #expect(!firewall.unsupported(.link(url: "https://evil.example/q/tok", title: nil)).isEmpty)
        #expect(!firewall.unsupported(.image(url: "https://shop.example/other.png", caption: nil)).isEmpty)
    }

    @Test("what the customer wrote is no promise of stock")
    func customersWordsAreNoStock() {
        var provenance = Provenance(currency: "MXN")
        provenance.learn(written: "¿tienes 500 por 300 pesos?")
        let firewall = PriceFirewall(provenance: provenance)
        #expect(firewall.unsupported(.text("Por 300 pesos no tengo.")).isEmpty)
        #expect(!firewall.unsupported(.text("Sí, hay 500 piezas disponibles.")).isEmpty)
    }

    @Test(
        "numbers as customers read them",
        arguments: [
            ("1,234.50", 1_234_500), ("1.234,50", 1_234_500), ("1234.5", 1_234_500), ("1'234.50", 1_234_500),
            ("1,234", 1_234_000), ("1.234", 1_234_000), ("0.125", 125), ("1,234,567.89", 1_234_567_890),
            ("1.234.567,89", 1_234_567_890), ("12,5", 12_500), ("٣٥٠", 350_000), ("mil doscientos", 1_200_000),
            ("treinta y cinco", 35_000), ("dos mil quinientos", 2_500_000), ("cento e vinte e três", 123_000),
            ("two hundred and fifty-one", 251_000), ("treinta y un", 31_000), ("ciento un", 101_000),
            ("1.5 millones", 1_500_000_000), ("15k", 15_000_000),
        ] as [(String, Int64)]
    )
    func numbers(text: String, thousandths: Int64) {
        #expect(FigureReader.numbers(in: text).contains(thousandths), "\(FigureReader.numbers(in: text))")
    }

    @Test(
        "nothing that a reply holds makes the reader fail",
        arguments: [
            "", "$", "$$$$", "$-", "1.", ".1", "1..2", "1,2,3", "9999999999999999999999999", "$9223372036854775807",
            "mil mil mil mil mil mil mil mil millones", "🛒💵 350 🛒", "a\u{0}b $5", "“$5”", "1/2/3/4/5", "10:20:30",
            "://", "www.", ".com", "a.b", "http://", "$٣", "un", "k", "de de de", String(repeating: "9", count: 5_000),
            String(repeating: "$1 ", count: 3_000), String(repeating: "mil ", count: 3_000),
        ]
    )
    func oddTexts(text: String) {
        _ = Self.firewall.unsupported(.text(text))
    }
}
