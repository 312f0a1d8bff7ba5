// ork.orders/1: orders of the turn's customer.

import OrkestaABI
public import OrkestaModel

/// Orders of the turn's customer. A name is `ORD-12` or a key. Writes are staged.
public struct OrderService: Sendable {
    let table: ServiceTable<ork_orders_service>
    let instance: ork_inst
    let turn: ork_turn

    /// An order of a draft, without a quote before it.
    public func create(_ draft: QuoteDraft) async throws -> OrderAnswer {
        let answer = try await serviceCall(turn: turn) { call, op in
            withBorrowed(draft.json.description) { ork_orders_create(table.pointer, instance, call, $0, op) }
        }
        return try OrderAnswer(json: try parsed(answer.json))
    }

    /// The order, or nil when this customer has none of that name.
    public func get(_ name: String) async throws -> Order? {
        do {
            let answer = try await serviceCall(turn: turn) { call, op in
                withBorrowed(name) { ork_orders_get(table.pointer, instance, call, $0, op) }
            }
            return try Order(json: try parsed(answer.json))
        } catch let error as PluginError where error.status == ORK_E_NOT_FOUND {
            return nil
        }
    }

    /// The customer's orders, newest first.
    public func list(limit: Int) async throws -> [Order] {
        let answer = try await serviceCall(turn: turn) { call, op in
            ork_orders_list(table.pointer, instance, call, UInt32(clamping: limit), op)
        }
        return try parsed(answer.json).arrayValue?.map { try Order(json: $0) } ?? []
    }
}
