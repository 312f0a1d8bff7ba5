// A document such as a hardware shop would print, with as many lines as asked.

import HostDocuments
import OrkestaModel

extension BusinessDocument {
    static func sample(lines count: Int, paper: Paper = .letter, taxIncluded: Bool = true) -> BusinessDocument {
        let lines = (0..<count).map { Line.sample($0, taxIncluded: taxIncluded) }
        func sum(_ amount: (Line) -> Money) -> Money {
            Money(minor: lines.reduce(0) { $0 + amount($1).minor }, currency: "MXN")
        }
        return BusinessDocument(
            title: "Cotización",
            number: "COT-42",
            facts: [Fact("Fecha", "25 nov 2026"), Fact("Válida hasta", "10 dic 2026"), Fact("Versión", "2")],
            issuer: Party(
                name: "Ferretería La Central",
                details: ["Materiales La Central S.A. de C.V. · RFC MLC980112AB3", "Av. Insurgentes 1234, CDMX"]
            ),
            recipient: Party(name: "Ana Ñúñez <prueba> & Cía", details: ["+52 55 1234 5678"]),
            lines: lines,
            sums: [
                Sum("Subtotal", sum(\.base), .bases), Sum("Descuentos", sum(\.discount), .discounts),
                Sum("IVA", sum(\.tax), .taxes), Sum("Total", sum(\.total), .total),
            ],
            amountInWords: "MIL DOSCIENTOS TREINTA Y CUATRO PESOS 50/100 M.N.",
            notes: [Note(title: "Condiciones", text: "Precios sujetos a existencias. Entrega en 24 horas en CDMX.")],
            link: Link(label: "Ver, aceptar y pagar", url: "https://pagos.example.mx/q/AbC123"),
            paper: paper,
            labels: .spanish,
            createdAt: Timestamp(milliseconds: 1_795_600_000_000)
        )
    }
}

extension BusinessDocument.Line {
    /// Every third line has a discount, every fourth is exempt, every fifth is sold by fractions.
    fileprivate static func sample(_ index: Int, taxIncluded: Bool) -> BusinessDocument.Line {
        func money(_ minor: Int64) -> Money { Money(minor: minor, currency: "MXN") }
        let quantity: Int64 = index % 5 == 4 ? 1_250 : Int64(index % 7 + 1) * 1_000
        let price = Int64(1_999 + index * 1_237)
        let gross = (quantity * price + 500) / 1_000
        let discount: Int64 = index % 3 == 2 ? gross / 10 : 0
        let rate: Int64? = index % 4 == 3 ? nil : 1_600
        let shown = gross - discount
        let base = taxIncluded ? (shown * 20_000 + (10_000 + (rate ?? 0))) / (2 * (10_000 + (rate ?? 0))) : shown
        let tax = taxIncluded ? shown - base : (base * (rate ?? 0) + 5_000) / 10_000
        return BusinessDocument.Line(
            sku: "SKU-\(index)",
            description: index == 1
                ? "=1+1 Tornillo hexagonal grado 5 galvanizado 1/2 x 2 pulgadas, caja con cien piezas y su tuerca"
                : "Martillo uña curva \(index) oz",
            quantityThousandths: quantity,
            unit: index % 5 == 4 ? "KG" : "PZA",
            unitPrice: money(price),
            discount: money(discount),
            taxRateBasisPoints: rate,
            taxIncluded: taxIncluded,
            base: money(base),
            tax: money(tax),
            total: money(base + tax)
        )
    }
}

extension BusinessDocument.Labels {
    fileprivate static let spanish = BusinessDocument.Labels(
        recipient: "Para",
        sku: "Clave",
        description: "Descripción",
        quantity: "Cantidad",
        unit: "Unidad",
        unitPrice: "Precio unitario",
        discount: "Descuento",
        base: "Subtotal",
        taxRate: "IVA",
        tax: "Impuesto",
        total: "Importe",
        exempt: "Exento",
        page: "Página {page} de {pages}"
    )
}
