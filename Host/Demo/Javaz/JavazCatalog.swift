// The price list of Equipo Automotriz Javaz, section by section.

enum JavazCatalog {
    static var families: [Family] {
        JavazBrakes.families + JavazFilters.families + JavazIgnition.families + JavazFluids.families
            + JavazSuspension.families + JavazCooling.families + JavazElectrical.families
            + JavazAccessories.families
    }
}
