// How much memory an index takes beyond the text of its products.

import CatalogEngine
import FoundationEssentials
import Glibc
import SearchQuality

struct IndexFootprint {
    let products: Int
    /// Resident bytes that the index added, its products' text included.
    let bytes: Int64
    /// UTF-8 bytes of SKU, name and category.
    let textBytes: Int64

    var bytesPerProductBeyondText: Int64 { products == 0 ? 0 : (bytes - textBytes) / Int64(products) }

    /// Makes the products one by one, so that only the index keeps them.
    static func measure(products: Int) -> IndexFootprint {
        let before = residentBytes()
        let index = CatalogIndex()
        var text: Int64 = 0
        GeneratedWorkloads.forEachLarge(products: products, seed: 77) { document in
            text += Int64(document.sku.utf8.count + document.name.utf8.count + (document.category?.utf8.count ?? 0))
            index.upsert(document)
        }
        index.settle()
        let after = residentBytes()
        return IndexFootprint(products: index.count, bytes: after - before, textBytes: text)
    }

    private static func residentBytes() -> Int64 {
        let statistics = FileManager.default.contents(atPath: "/proc/self/statm") ?? Data()
        let fields = String(decoding: statistics, as: UTF8.self).split(separator: " ")
        let pages = fields.count > 1 ? Int64(fields[1]) ?? 0 : 0
        return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }
}
