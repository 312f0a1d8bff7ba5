// Data: what customers describe without naming it, and the product that the
// emulated seller thinks of, as a hardware shop in Mexico names it.

/// What somebody has a problem with, by a few words in three languages.
enum SellerNeeds {
    private static let products: [(words: Set<String>, product: String)] = [
        (
            [
                "gotea", "goteando", "fuga", "salga", "escurre", "chorrea", "leak", "leaks", "leaking", "drips",
                "dripping", "vaza", "vazando", "pinga", "pingando",
            ], "teflón"
        ),
        (
            ["colgar", "colgarlo", "hang", "hanging", "pendurar"], "taquete plástico"
        ),
        (
            ["alumbrar", "oscuro", "oscuras", "dark", "light", "escuro", "iluminar"], "foco led"
        ),
        (
            ["lijar", "alisar", "áspera", "aspera", "rough", "smooth", "lixar"], "lija de agua"
        ),
        (
            ["clavar", "pound", "hammering", "martelar"], "martillo"
        ),
    ]

    /// What would help whoever says this; nil for what the seller knows nothing of.
    static func product(for heard: String) -> String? {
        let words = Set(heard.lowercased().split { !$0.isLetter }.map(String.init))
        return products.first { !$0.words.isDisjoint(with: words) }?.product
    }
}
