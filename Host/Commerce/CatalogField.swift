// The fields of a product under the names that people give their columns.

/// A field that an upload may hold.
enum CatalogField: String, CaseIterable {
    case sku
    case name
    case price
    case currency
    case unit
    case category
    case stock
    case minimumStock = "min_stock"
    case aliases
    case tags
    case attributes
    case tax
    case cost

    /// Folded, without spaces and underscores; the best name first.
    private var columnNames: [String] {
        switch self {
        case .sku: ["sku", "clave", "codigo", "code", "id", "productid", "referencia", "ref", "itemcode", "codigosku"]
        case .name:
            [
                "name", "nombre", "nome", "producto", "produto", "product", "articulo", "descripcion", "description",
                "descricao", "title", "titulo",
            ]
        case .price: ["price", "precio", "preco", "precioventa", "preciounitario", "unitprice", "costo", "valor"]
        case .currency: ["currency", "moneda", "moeda", "divisa"]
        case .unit: ["unit", "unidad", "unidade", "um", "uom", "unidaddemedida", "medida"]
        case .category: ["category", "categoria", "familia", "departamento", "linea", "rubro"]
        case .stock: ["stock", "existencia", "existencias", "estoque", "inventario", "inventory", "disponible", "qty"]
        case .minimumStock: ["minstock", "minimumstock", "stockminimo", "estoqueminimo", "minimo"]
        case .aliases: ["aliases", "alias", "sinonimos", "sinonimo", "apelidos", "synonyms"]
        case .tags: ["tags", "etiquetas", "etiqueta", "tag"]
        case .attributes: ["attributes", "atributos", "atributo"]
        case .tax: ["tax", "impuesto", "imposto", "taxclass", "tasaiva", "iva"]
        case .cost: ["cost", "costo", "custo", "preciocosto", "preciocompra", "unitcost", "costounitario"]
        }
    }

    /// Where each field stands among `names`; unknown names are passed over,
    /// and of two names for one field the better one counts.
    static func positions(in names: [String]) -> [CatalogField: Int] {
        let columns = names.map { $0.folded.filter { $0.isLetter || $0.isNumber } }
        var positions: [CatalogField: Int] = [:]
        for field in allCases {
            positions[field] = field.columnNames.lazy.compactMap { columns.firstIndex(of: $0) }.first
        }
        // A list with nothing but "costo" means its prices.
        if positions[.cost] == positions[.price] { positions[.cost] = nil }
        return positions
    }
}
