// The price list of Abarrotes del Valle, section by section.

enum DelValleCatalog {
    static var families: [Family] {
        DelVallePantry.families + DelValleCanned.families + DelValleDrinks.families + DelValleDairy.families
            + DelValleSnacks.families + DelValleCleaning.families + DelValleHousehold.families
    }
}
