// A catalog with queries of which it is known what they should find.

public import CatalogEngine

/// A query and the products that answer it.
public struct JudgedQuery: Sendable {
    public let text: String
    /// By SKU, from 0 (judged not to fit) to 3 (just what is meant). A product without a grade was not judged.
    public let grades: [String: Int]

    public init(_ text: String, grades: [String: Int]) {
        self.text = text
        self.grades = grades
    }
}

/// One catalog and its queries.
public struct SearchWorkload: Sendable {
    public let name: String
    public let documents: [SearchDocument]
    public let queries: [JudgedQuery]

    public init(_ name: String, documents: [SearchDocument], queries: [JudgedQuery]) {
        self.name = name
        self.documents = documents
        self.queries = queries
    }

    /// An index of its catalog.
    public func index() -> CatalogIndex {
        let index = CatalogIndex()
        for document in documents { index.upsert(document) }
        return index
    }

    /// What the engine makes of every query, as deep as the measures look.
    public func figures(of index: CatalogIndex) -> QualityFigures {
        var figures = QualityFigures()
        for query in queries {
            figures.count(
                index.search(query.text, limit: QualityFigures.depth).hits.map(\.document.sku),
                of: query
            )
        }
        return figures
    }
}
