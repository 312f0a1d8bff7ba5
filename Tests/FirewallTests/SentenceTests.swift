// The price firewall by sentences: what it must let go, and what it must not.

import OrkestaModel
import Testing

@testable import HostTurns

/// Replies in one language.
struct Sentences: Sendable {
    let mayPass: [String]
    let mustNotPass: [String]
}

struct SentenceTests {
    /// A turn in which these figures came from somewhere.
    static let firewall: PriceFirewall = {
        var provenance = Provenance(currency: "MXN")
        for amount in ["350.00", "1234.50", "1200.00", "89.90", "15000.00", "2000000.00", "700.00"] {
            provenance.learn(["unit_price": .string(amount), "currency": "MXN"])
        }
        for amount in ["1234.56", "50.00", "89.90"] { provenance.learn(["total": .string(amount), "currency": "BRL"]) }
        provenance.learn(["total": ["amount": "50.00", "currency": "USD"]])
        for stock in [3, 9, 24] as [Int64] { provenance.learn(["stock": .integer(stock)]) }
        provenance.learn(written: "busco algo de menos de 300")
        provenance.learn(["url": "https://shop.example/pay/abc123", "quote": "https://shop.example/q/tok"])
        provenance.learn(
            text: "Entregamos en 24 a 48 horas, también el viernes. Entregamos na sexta. Within 2 business days."
        )
        return PriceFirewall(provenance: provenance)
    }()

    static let languages = [Sentences.spanish, .portuguese, .english]
    static let mayPass = languages.flatMap(\.mayPass)
    static let mustNotPass = languages.flatMap(\.mustNotPass)

    @Test("what came from somewhere, and what claims nothing, is sent", arguments: mayPass)
    func passes(_ sentence: String) {
        let refused = Self.firewall.unsupported(.text(sentence))
        #expect(refused.isEmpty, "\(sentence): \(refused)")
    }

    @Test("what came from nowhere is not", arguments: mustNotPass)
    func isRefused(_ sentence: String) {
        let figures = PriceFirewall.figures(in: .text(sentence))
        #expect(!Self.firewall.unsupported(.text(sentence)).isEmpty, "\(sentence): only \(figures) was seen")
    }

    @Test("there are enough of both")
    func tablesAreLarge() {
        #expect(Self.mayPass.count >= 150)
        #expect(Self.mustNotPass.count >= 150)
    }
}
