// The price list of Ferretería La Central, section by section.

enum LaCentralCatalog {
    static var families: [Family] {
        LaCentralFasteners.families + LaCentralPlumbing.families + LaCentralElectrical.families
            + LaCentralPaint.families + LaCentralConstruction.families + LaCentralTools.families
            + LaCentralLocks.families
    }
}
