// ork.quotes/1: quotes of the turn's customer.

import OrkestaABI
public import OrkestaModel

/// Prices and quotes of the turn's customer. A name is `COT-42` (its latest
/// version), `COT-42/1` or a version's key. Writes are staged: this turn reads
/// them at once, and they become real with its commit.
public struct QuoteService: Sendable {
    let table: ServiceTable<ork_quotes_service>
    let instance: ork_inst
    let turn: ork_turn

    /// What a draft costs now; nothing is stored.
    public func price(_ draft: QuoteDraft) async throws -> QuoteAnswer {
        try await answer { call, op in
            withBorrowed(draft.json.description) { ork_quotes_price(table.pointer, instance, call, $0, op) }
        }
    }

    /// Makes a quote, or tells what keeps it from being made.
    public func create(_ draft: QuoteDraft) async throws -> QuoteAnswer {
        try await answer { call, op in
            withBorrowed(draft.json.description) { ork_quotes_create(table.pointer, instance, call, $0, op) }
        }
    }

    /// The quote, or nil when this customer has none of that name.
    public func get(_ name: String) async throws -> Quote? {
        do {
            let answer = try await serviceCall(turn: turn) { call, op in
                withBorrowed(name) { ork_quotes_get(table.pointer, instance, call, $0, op) }
            }
            return try Quote(json: try parsed(answer.json))
        } catch let error as PluginError where error.status == ORK_E_NOT_FOUND {
            return nil
        }
    }

    /// The customer's quotes, the latest version of each, newest first.
    public func list(limit: Int) async throws -> [Quote] {
        let answer = try await serviceCall(turn: turn) { call, op in
            ork_quotes_list(table.pointer, instance, call, UInt32(clamping: limit), op)
        }
        return try parsed(answer.json).arrayValue?.map { try Quote(json: $0) } ?? []
    }

    /// Makes a new version of a whole draft, if `version` is still the latest.
    public func revise(_ name: String, version: Int64, _ draft: QuoteDraft) async throws -> QuoteAnswer {
        try await answer { call, op in
            withBorrowed([name, draft.json.description]) {
                ork_quotes_revise(table.pointer, instance, call, $0[0], version, $0[1], op)
            }
        }
    }

    /// The customer's explicit yes to the version whose hash was shown.
    public func accept(_ name: String, hash: String) async throws -> OrderAnswer {
        let answer = try await serviceCall(turn: turn) { call, op in
            withBorrowed([name, hash]) { ork_quotes_accept(table.pointer, instance, call, $0[0], $0[1], op) }
        }
        return try OrderAnswer(json: try parsed(answer.json))
    }

    /// The quote as a reply to send.
    public func render(_ name: String, as format: QuoteFormat) async throws -> Reply {
        let answer = try await serviceCall(turn: turn) { call, op in
            withBorrowed([name, format.rawValue]) {
                ork_quotes_render(table.pointer, instance, call, $0[0], $0[1], op)
            }
        }
        return try Reply(json: try parsed(answer.json))
    }

    private func answer(
        _ start: (UnsafePointer<ork_call>, UnsafeMutablePointer<ork_op>) -> ork_status
    ) async throws -> QuoteAnswer {
        try QuoteAnswer(json: try parsed(try await serviceCall(turn: turn, start).json))
    }
}
