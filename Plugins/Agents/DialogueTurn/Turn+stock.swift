// What of a product can be had now. The catalog says what is on the shelf; some
// of it may be held for other customers' orders.

import AgentDialogue
import OrkestaABI
import OrkestaModel
public import OrkestaSDK

extension Turn {
    /// As many products as one question to the host may name.
    private static let levelsMax = 200

    /// By SKU, how many whole units can be had: what is on the shelf less what is
    /// held for others. Products whose stock nobody counts are left out; none is
    /// known where the host keeps no stock.
    public func available(_ skus: [String]) async throws -> [String: Int64] {
        var available: [String: Int64] = [:]
        var rest = Array(Set(skus)).sorted()[...]
        while !rest.isEmpty {
            let lines = rest.prefix(Self.levelsMax).map { StockLine(sku: $0, quantity: .one) }
            rest = rest.dropFirst(Self.levelsMax)
            do {
                for level in try await stock.check(lines) {
                    available[level.sku] = level.available.map { max(0, $0.thousandths / 1_000) }
                }
            } catch let error as PluginError where error.status == ORK_E_UNSUPPORTED {
                return [:]
            }
        }
        return available
    }
}

extension ProductHit {
    /// The same with what can be had of it in place of what is on the shelf.
    func withStock(_ available: [String: Int64]) -> ProductHit {
        var product = self
        product.stock = available[sku] ?? stock
        return product
    }
}

extension Finding {
    func withStock(_ available: [String: Int64]) -> Finding {
        var finding = self
        finding.hits = hits.map { $0.withStock(available) }
        return finding
    }
}
