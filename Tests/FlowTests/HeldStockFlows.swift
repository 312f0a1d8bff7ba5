// What is held for one customer's unpaid order is not offered to the next.

import HostNet
import OrkestaModel
import TestHarness
import Testing

@Suite(.timeLimit(.minutes(10)))
struct HeldStockFlows {
    private func order(_ sku: String, _ quantity: String, from shop: FlowTenant) async throws {
        let draft: JSON = [
            "customer": ["phone": .string(FlowHost.newPhone())],
            "lines": [["sku": .string(sku), "quantity": .string(quantity)]],
        ]
        let quote = try await shop.client.post("/api/quotes", draft)
        let number = try #require(quote.json["number"]?.stringValue, "\(quote.text)")
        let hash: JSON = ["hash": quote.json["hash"] ?? .null]
        let accepted = try await shop.client.post("/api/quotes/\(number)/accept", hash)
        try #require(accepted.status == 200, "\(accepted.text)")
    }

    @Test func whatIsHeldForOthersIsNotOffered() async throws {
        let shop = try await FlowHost.newTenant(enabling: FlowHost.sellingAgents)
        let upload = try await shop.upload(
            """
            sku,nombre,precio,unidad,existencia
            MAR-16,Martillo Uña Curva 16 oz,189.00,PZA,6
            BRO-3,Brocha 3 pulgadas Perfect,59.00,PZA,7
            """
        )
        try #require(upload.json["created"] == 2, "\(upload.text)")
        try await order("MAR-16", "6", from: shop)
        try await order("BRO-3", "5", from: shop)
        var shopper = Shopper(shop.client)
        let hammers = try await shopper.write("busco martillos")
        #expect(hammers.contains("agotado") && !hammers.contains("6 disponibles"), "\(hammers)")
        let brushes = try await shopper.write("busco brochas")
        #expect(brushes.contains("2 disponibles"), "\(brushes)")
        let short = try await shopper.write("quiero 4 brochas")
        #expect(short.contains("solo tengo 2 piezas"), "\(short)")
    }
}
