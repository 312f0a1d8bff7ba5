// What is at hand of a tenant's products, and who holds what of it.

public import HostCore
public import HostStorage
public import OrkestaModel

/// Stock and holds of one tenant. Quantities are thousandths of the product's
/// unit; the catalog counts whole units, and beside them the thousandths that
/// are left of one that was cut.
public struct StockHolds: Sendable {
    let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Whose holds do not count against a demand.
    public struct Claimant: Sendable, Hashable {
        public var reference: String?
        public var conversation: ConversationID?

        public init(reference: String? = nil, conversation: ConversationID? = nil) {
            self.reference = reference
            self.conversation = conversation
        }
    }

    /// For each line what is at hand, less what others hold at `moment`. `staged`
    /// are writes of this turn that are not rows yet.
    public func levels(
        of lines: [StockLine],
        for claimant: Claimant,
        staged: [SaleWrite] = [],
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [StockLevel] {
        let skus = Array(Set(lines.map(\.sku)))
        let counts = try counts(of: skus, in: connection)
        let held = try holds(on: skus, staged: staged, at: moment, in: connection)
        return lines.map { line in
            guard let count = counts[line.sku], count.isActive else {
                return StockLevel(sku: line.sku, available: Quantity(thousandths: 0), isEnough: false)
            }
            guard let onHand = count.stock?.atHand else {
                return StockLevel(sku: line.sku, available: nil, isEnough: true)
            }
            let others = held.filter { $0.sku == line.sku && !claimant.owns($0) }.reduce(Int64(0)) { $0 + $1.quantity }
            let available = Quantity(thousandths: max(0, onHand - others))
            return StockLevel(sku: line.sku, available: available, isEnough: available >= line.quantity)
        }
    }

    /// Makes the hold in place of what its reference held. Throws
    /// ``SaleConflict`` when something of it is short now.
    public func hold(_ hold: StockHold, at moment: Timestamp, in connection: any DatabaseConnection) throws {
        // In the order of SKUs, as all do: a row is locked before it is counted.
        for line in hold.lines {
            try connection.execute(
                "UPDATE catalog_items SET stock = stock WHERE tenant_id = ? AND sku = ?",
                tenant.id,
                line.sku
            )
        }
        let claimant = Claimant(reference: hold.reference, conversation: hold.conversation)
        let levels = try levels(of: hold.lines, for: claimant, at: moment, in: connection)
        guard levels.allSatisfy(\.isEnough) else { throw SaleConflict(thing: hold.reference) }
        try release(hold.reference, in: connection)
        for (line, level) in zip(hold.lines, levels) where level.available != nil {
            try connection.execute(
                """
                INSERT INTO stock_holds (tenant_id, reference, sku, quantity, conversation_id, expires_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                tenant.id,
                hold.reference,
                line.sku,
                line.quantity.thousandths,
                hold.conversation,
                hold.until
            )
        }
    }

    /// Gives back what a reference holds, if anything.
    public func release(_ reference: String, in connection: any DatabaseConnection) throws(DatabaseError) {
        try connection.execute(
            "DELETE FROM stock_holds WHERE tenant_id = ? AND reference = ?",
            tenant.id,
            reference
        )
    }

    /// Gives back what a conversation itself holds: an order took its place.
    public func release(
        holdsOf conversation: ConversationID,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        try connection.execute(
            "DELETE FROM stock_holds WHERE tenant_id = ? AND conversation_id = ?",
            tenant.id,
            conversation
        )
    }

    /// Removes the rows of holds that ended by `moment`. They have not counted
    /// since; this keeps the table small.
    @discardableResult
    public func prune(at moment: Timestamp, in connection: any DatabaseConnection) throws(DatabaseError) -> Int {
        try connection.execute("DELETE FROM stock_holds WHERE tenant_id = ? AND expires_at <= ?", tenant.id, moment)
    }

    /// Takes sold goods from the stock, and ends the hold of `reference`. What is
    /// short is taken as far as it goes, and returned: it was paid all the same.
    public func sell(
        _ lines: [StockLine],
        heldBy reference: String,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> [StockLevel] {
        let sold = StockHold(reference: reference, conversation: nil, lines: lines, until: moment)
        let claimant = Claimant(reference: reference)
        let levels = try levels(of: sold.lines, for: claimant, at: moment, in: connection)
        let counts = try counts(of: sold.lines.map(\.sku), in: connection)
        for line in sold.lines {
            guard let left = counts[line.sku]?.stock?.less(line.quantity) else { continue }
            let revision = try TenantDirectory().advanceCatalog(of: tenant, in: connection)
            try connection.execute(
                """
                UPDATE catalog_items SET stock = ?, stock_thousandths = ?, revision = ?, updated_at = ?
                WHERE tenant_id = ? AND sku = ?
                """,
                left.units,
                left.thousandths,
                revision,
                moment,
                tenant.id,
                line.sku
            )
        }
        try release(reference, in: connection)
        return levels.filter { !$0.isEnough }
    }

    /// A row of a hold.
    struct Held: Sendable {
        let sku: String
        let reference: String
        let conversation: ConversationID?
        let quantity: Int64
    }

    /// What the catalog says of a product.
    private struct Count {
        let isActive: Bool
        /// Nil when nobody counts it.
        let stock: Stock?
    }

    /// What is at hand of a product, as the catalog keeps it.
    private struct Stock {
        /// From 0; more than a quantity's thousandths can say.
        var units: Int64
        /// Beside them, 0 to 999.
        var thousandths: Int64

        /// Beyond the largest quantity that is sold, more is not told apart.
        var atHand: Int64 { min(units, Limits.quantityThousandthsMax) * 1000 + thousandths }

        /// What is left of it, 0 where it was less.
        func less(_ quantity: Quantity) -> Stock {
            var left = self
            left.units -= quantity.thousandths / 1000
            left.thousandths -= quantity.thousandths % 1000
            if left.thousandths < 0 { (left.units, left.thousandths) = (left.units - 1, left.thousandths + 1000) }
            return left.units < 0 ? Stock(units: 0, thousandths: 0) : left
        }
    }

    /// What the catalog says of products; those that it doesn't have are missing.
    private func counts(
        of skus: [String],
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [String: Count] {
        let rows = try connection.rows(
            """
            SELECT sku, active, stock, stock_thousandths FROM catalog_items
            WHERE tenant_id = ? AND sku IN (\(places(skus)))
            """,
            [tenant.id as any DatabaseArgument] + skus
        )
        var counts: [String: Count] = [:]
        for row in rows {
            let thousandths = try row.integer(3)
            let stock = row.optionalInteger(2).map { Stock(units: $0, thousandths: thousandths) }
            counts[try row.text(0)] = Count(isActive: try row.flag(1), stock: stock)
        }
        return counts
    }

    private func holds(
        on skus: [String],
        staged: [SaleWrite],
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) -> [Held] {
        var held: [Held] = []
        let rows = try connection.rows(
            """
            SELECT sku, reference, conversation_id, quantity FROM stock_holds
            WHERE tenant_id = ? AND sku IN (\(places(skus))) AND expires_at > ?
            """,
            [tenant.id as any DatabaseArgument] + skus + [moment]
        )
        for row in rows {
            held.append(
                Held(
                    sku: try row.text(0),
                    reference: try row.text(1),
                    conversation: row.optionalIdentifier(2),
                    quantity: try row.integer(3)
                )
            )
        }
        for write in staged { write.change(&held) }
        return held
    }

    /// Placeholders of a list; NULL, which equals nothing, for an empty one.
    private func places(_ skus: [String]) -> String {
        skus.isEmpty ? "NULL" : Array(repeating: "?", count: skus.count).joined(separator: ", ")
    }
}

extension StockHolds.Claimant {
    fileprivate func owns(_ held: StockHolds.Held) -> Bool {
        held.reference == reference || (conversation != nil && held.conversation == conversation)
    }
}

extension SaleWrite {
    /// What this write will make of the holds.
    fileprivate func change(_ held: inout [StockHolds.Held]) {
        switch self {
        case .placeOrder(_, _, let hold, let conversation):
            held.removeAll { conversation != nil && $0.conversation == conversation }
            if let hold { hold.replace(in: &held) }
        case .holdStock(let hold):
            hold.replace(in: &held)
        case .releaseStock(let reference):
            held.removeAll { $0.reference == reference }
        case .addQuote, .replaceQuote: break
        }
    }
}

extension StockHold {
    fileprivate func replace(in held: inout [StockHolds.Held]) {
        held.removeAll { $0.reference == reference }
        held += lines.map { line in
            StockHolds.Held(
                sku: line.sku,
                reference: reference,
                conversation: conversation,
                quantity: line.quantity.thousandths
            )
        }
    }
}
