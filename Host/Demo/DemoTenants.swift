// The shops that `orkesta serve` creates when its data folder is empty.

/// The built-in sandbox tenants.
public enum DemoTenants {
    /// Every demo tenant with its whole catalog; equal on every call and in every process.
    public static func all() -> [DemoTenant] {
        [javaz, laCentral, delValle]
    }

    private static var javaz: DemoTenant {
        DemoTenant(
            id: "equipo-automotriz-javaz",
            displayName: "Equipo Automotriz Javaz",
            trade: "refaccionaria",
            greetingName: "Javaz",
            items: JavazCatalog.families.flatMap(\.items),
        )
    }

    private static var laCentral: DemoTenant {
        DemoTenant(
            id: "ferreteria-la-central",
            displayName: "Ferretería La Central",
            trade: "ferretería",
            greetingName: "La Central",
            items: LaCentralCatalog.families.flatMap(\.items),
        )
    }

    private static var delValle: DemoTenant {
        DemoTenant(
            id: "abarrotes-del-valle",
            displayName: "Abarrotes del Valle",
            trade: "tienda de abarrotes",
            greetingName: "Abarrotes del Valle",
            items: DelValleCatalog.families.flatMap(\.items),
        )
    }
}
