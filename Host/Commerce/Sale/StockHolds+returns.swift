// Goods that come back from customers.

public import HostStorage
public import OrkestaModel

extension StockHolds {
    /// Puts goods back into the stock, of products that are counted.
    public func takeBack(
        _ lines: [StockLine],
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws(DatabaseError) {
        for line in lines where line.quantity.thousandths > 0 {
            let (units, thousandths) = line.quantity.thousandths.quotientAndRemainder(dividingBy: 1_000)
            let revision = try TenantDirectory().advanceCatalog(of: tenant, in: connection)
            try connection.execute(
                """
                UPDATE catalog_items SET stock = stock + ? + (stock_thousandths + ?) / 1000,
                    stock_thousandths = (stock_thousandths + ?) % 1000, revision = ?, updated_at = ?
                WHERE tenant_id = ? AND sku = ? AND stock IS NOT NULL
                """,
                units,
                thousandths,
                thousandths,
                revision,
                moment,
                tenant.id,
                line.sku
            )
        }
    }
}
