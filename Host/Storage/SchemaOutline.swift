// The tables of the database as they are, for what has to know all of them, those of
// later migrations too.

/// Tables and their columns; a table stands behind those that it refers to.
public struct SchemaOutline: Sendable {
    /// One table, its columns in their order.
    public struct Table: Sendable {
        public let name: String
        public let columns: [String]
        /// By column: the table to whose `id` it refers.
        public let references: [String: String]
    }

    public let tables: [Table]

    public init(in connection: any DatabaseConnection) throws(DatabaseError) {
        var columns: [String: [String]] = [:]
        for row in try connection.rows(connection.dialect.columnsSQL) {
            let (table, column) = (try row.text(0), try row.text(1))
            columns[table, default: []].append(column)
        }
        var references: [String: [String: String]] = [:]
        for row in try connection.rows(connection.dialect.referencesSQL) {
            let (table, column) = (try row.text(0), try row.text(1))
            references[table, default: [:]][column] = try row.text(2)
        }
        let all = columns.keys.sorted().map { name in
            Table(name: name, columns: columns[name] ?? [], references: references[name] ?? [:])
        }
        tables = Self.ordered(all)
    }

    /// Tables that refer to each other in a circle keep their order by name.
    private static func ordered(_ tables: [Table]) -> [Table] {
        var (waiting, placed, ordered): ([Table], Set<String>, [Table]) = (tables, [], [])
        while !waiting.isEmpty {
            let ready = waiting.filter { table in
                table.references.values.allSatisfy { placed.contains($0) || $0 == table.name }
            }
            let next = ready.isEmpty ? waiting : ready
            ordered += next
            placed.formUnion(next.map(\.name))
            waiting.removeAll { placed.contains($0.name) }
        }
        return ordered
    }
}
