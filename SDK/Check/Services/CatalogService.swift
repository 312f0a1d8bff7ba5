// ork.catalog/1: a small hardware store, the same for every tenant.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let catalog = FakeService(
        ORK_CATALOG_1,
        firstSize: firstSize(\ork_catalog_service.recommend),
        ork_catalog_service(
            size: 0,
            reserved: 0,
            scan: { handle, call, op in
                FakeInstance.serve(handle, call, op, "catalog.scan") { arguments throws(Refused) in
                    { _ in ServiceAnswer(number: FakeCatalog.revision, events: FakeCatalog.batches(FakeCatalog.items)) }
                }
            },
            changes: { handle, call, since, max, op in
                FakeInstance.serve(handle, call, op, "catalog.changes") { arguments throws(Refused) in
                    arguments.number(since, "since")
                    arguments.number(max, "max")
                    let changed = FakeCatalog.items.filter { $0.revision > since }.prefix(Int(max))
                    return { _ in
                        ServiceAnswer(
                            number: changed.last?.revision ?? since,
                            events: FakeCatalog.batches(Array(changed))
                        )
                    }
                }
            },
            get: { handle, call, sku, op in
                FakeInstance.serve(handle, call, op, "catalog.get") { arguments throws(Refused) in
                    let sku = try arguments.text(sku, "sku", in: 1...400)
                    let found = FakeCatalog.items.filter { $0.sku == sku }
                    return { _ in
                        found.isEmpty
                            ? .failure(ORK_E_NOT_FOUND)
                            : ServiceAnswer(number: FakeCatalog.revision, events: FakeCatalog.batches(found))
                    }
                }
            },
            search: { ask($0, $1, $2, $3, "search", FakeCatalog.hits) },
            normalize: { ask($0, $1, $2, $3, "normalize", ["items": []]) },
            recommend: { ask($0, $1, $2, $3, "recommend", FakeCatalog.hits) }
        )
    )
}

private func ask(
    _ handle: ork_inst,
    _ call: UnsafePointer<ork_call>?,
    _ query: ork_str,
    _ op: UnsafeMutablePointer<ork_op>?,
    _ function: String,
    _ answer: JSON
) -> ork_status {
    FakeInstance.serve(handle, call, op, "catalog.\(function)") { arguments throws(Refused) in
        _ = try arguments.json(query, "json", limit: 1 << 20, mayBeEmpty: false, isObject: true)
        return { _ in ServiceAnswer(json: answer.description) }
    }
}

/// The products of the fake host.
enum FakeCatalog {
    static let items: [CatalogItem] = names.enumerated().map { index, name in
        CatalogItem(
            id: "SKU-\(index)",
            sku: "SKU-\(index)",
            name: name,
            canonicalName: "",
            aliases: index.isMultiple(of: 3) ? ["el de siempre"] : [],
            price: Money(minor: Int64(1_000 + index * 250), currency: "MXN"),
            unit: "PZA",
            category: index.isMultiple(of: 2) ? "Herramienta" : nil,
            tags: [],
            attributes: index.isMultiple(of: 4) ? ["marca": "Truper"] : [:],
            stock: index.isMultiple(of: 5) ? nil : Int64(index),
            active: true,
            revision: Int64(index + 1)
        )
    }

    static let revision = Int64(names.count)

    static let hits = ProductAnswer(
        hits: items.prefix(3).map {
            ProductHit(sku: $0.sku, name: $0.name, price: $0.price, unit: $0.unit, stock: $0.stock, score: 0.9)
        }
    ).json

    private static let names = [
        "Martillo de uña 16 oz", "Martillo de bola 24 oz", "Desarmador plano 6\"", "Taquete 1/4 bolsa con 100",
        "Pintura vinílica blanca 19 L", "Brocha 3\"", "Cinta de aislar 18 m", "Foco LED 9 W luz cálida",
        "Llave mezcladora para lavabo", "Cemento gris 50 kg", "Tornillo hexagonal 1/2 x 2 galvanizado",
    ]

    /// In batches of four, larger than the struct: stepping goes by `stride`.
    static func batches(_ items: [CatalogItem]) -> [@Sendable (Loans) -> UnsafeRawPointer?] {
        stride(from: 0, to: items.count, by: 4).map { start in
            { lend(Array(items[start..<min(start + 4, items.count)]), $0) }
        }
    }

    private static func lend(_ items: [CatalogItem], _ loans: Loans) -> UnsafeRawPointer? {
        let stride = MemoryLayout<ork_catalog_item>.stride + 16
        var bytes: [UInt8] = []
        for item in items {
            let lent = withUnsafeBytes(of: item.lent(loans)) { Array($0) }.withSize
            bytes += lent + [UInt8](repeating: 0x5A, count: stride - lent.count)
        }
        var batch = ork_catalog_batch()
        batch.count = UInt32(items.count)
        batch.items = UnsafeRawPointer(loans.bytes(bytes, "items").ptr)?.assumingMemoryBound(to: ork_catalog_item.self)
        batch.stride = stride
        let place = loans.structure(batch, firstSize: firstSize(\ork_catalog_batch.stride), "batch")
        return place.map { UnsafeRawPointer($0) }
    }
}

extension CatalogItem {
    fileprivate func lent(_ loans: Loans) -> ork_catalog_item {
        var lent = ork_catalog_item()
        lent.active = active ? 1 : 0
        (lent.sku, lent.name) = (loans.text(sku, "sku"), loans.text(name, "name"))
        (lent.category, lent.unit) = (loans.text(category ?? "", "category"), loans.text(unit, "unit"))
        lent.price.minor = price.minor
        withUnsafeMutableBytes(of: &lent.price.currency) { $0.copyBytes(from: price.currency.utf8.prefix(3)) }
        (lent.stock, lent.revision) = (stock ?? .min, revision)
        lent.aliases_json = loans.text(aliases.isEmpty ? "" : JSON(aliases).description, "aliases_json")
        lent.attributes_json = loans.text(
            attributes.isEmpty ? "" : JSON.object(attributes.mapValues(JSON.string)).description,
            "attributes_json"
        )
        return lent
    }
}
