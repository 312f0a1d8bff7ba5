// ork.stock/1: what is at hand, and holds on it.

import OrkestaABI
public import OrkestaModel

/// Stock, and holds on it until a moment. A reference is an order of the turn's
/// customer (`ORD-12`) or a word of this conversation's. Writes are staged.
public struct StockService: Sendable {
    let table: ServiceTable<ork_stock_service>
    let instance: ork_inst
    let turn: ork_turn

    /// What is at hand of each product, less what is held for others.
    public func check(_ lines: [StockLine]) async throws -> [StockLevel] {
        let answer = try await serviceCall(turn: turn) { call, op in
            withBorrowed(JSON.array(lines.map(\.json)).description) {
                ork_stock_check(table.pointer, instance, call, $0, op)
            }
        }
        return try parsed(answer.json).arrayValue?.map { try StockLevel(json: $0) } ?? []
    }

    /// Holds all of the lines or none, in place of what the reference held.
    /// Without lines, those of the order that it names. `minutes` is 1 to
    /// 10,080; nil for the tenant's own.
    public func reserve(_ reference: String, _ lines: [StockLine] = [], minutes: Int? = nil) async throws -> StockAnswer
    {
        let items = lines.isEmpty ? "" : JSON.array(lines.map(\.json)).description
        let answer = try await serviceCall(turn: turn) { call, op in
            withBorrowed([reference, items]) {
                ork_stock_reserve(table.pointer, instance, call, $0[0], $0[1], UInt32(clamping: minutes ?? 0), op)
            }
        }
        return try StockAnswer(json: try parsed(answer.json))
    }

    /// Gives back what the reference holds, if anything.
    public func release(_ reference: String) async throws {
        _ = try await serviceCall(turn: turn) { call, op in
            withBorrowed(reference) { ork_stock_release(table.pointer, instance, call, $0, op) }
        }
    }
}
