// Data: the words that make the word beside them a mere qualifier, so that
// "batería" finds batteries before "cable para batería", and "keyboard" finds
// keyboards before a "keyboard cover".

enum ModifierWords {
    /// How many words behind a product's name are looked at.
    static let reach = 3

    /// Whether what follows this word only says what the product is for or made of.
    static func qualifiesNext(_ word: String) -> Bool { prepositions.contains(word) }

    /// Whether this word, behind a product's name, makes another product of it.
    static func qualifiesPrevious(_ word: String) -> Bool { accessories.contains(word) }

    private static let prepositions: Set<String> = [
        "de", "del", "para", "con", "sin", "a", "al", "en", "sabor", "p", "tipo", "compatible", "do", "da", "com",
        "sem",
        "for", "with", "without", "of", "fits", "in", "to",
    ]

    private static let accessories: Set<String> = Set(
        """
        accessory accessories adapter adapters arm backpack bag bags battery batteries bracket brackets briefcase cable
        cables cap caps cart case cases charger chargers cleaner cleaning clip controller cooler cover covers cradle desk dock
        docking drive enclosure enclosures filter filters fan grip guard holder holders joint kit kits lid lock locks
        mat mount mounts mounting outlet pad pads panel pillow player pouch protector protectors rack rest ring screen
        service services shell skin sleeve sleeves sling spray stand stands station strap support supports switch tip
        toolbar tray wallet warranty wipes wrist
        adaptador base bolsa cable cargador control correa estuche filtro funda fundas kit llavero protector repuesto
        soporte tapa
        """.split { $0 == " " || $0 == "\n" }.map(String.init)
    )
}
