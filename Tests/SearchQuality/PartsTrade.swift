// Data: an auto parts dealer, as suppliers print its goods and as customers of
// several countries ask for them.

enum PartsTrade {
    static let makers = [
        "WAGNER", "BREMBO", "FRITEC", "GONHER", "INTERFIL", "NGK", "BOSCH", "CHAMPION", "MONROE", "GABRIEL", "DOLZ",
        "KYB", "SYD", "TRW", "LUK", "VALEO", "GATES", "DAYCO", "LTH", "OSRAM", "MOOG", "SKF", "TIMKEN", "HELLA",
    ]

    /// Model, first and last year.
    static let vehicles: [(model: String, years: ClosedRange<Int>)] = [
        ("TSURU", 1992...2017), ("SENTRA", 2013...2019), ("VERSA", 2012...2019), ("MARCH", 2011...2020),
        ("TIIDA", 2007...2017), ("NP300", 2009...2015), ("URVAN", 2008...2013), ("PLATINA", 2002...2010),
        ("JETTA A4", 1999...2015), ("JETTA A6", 2011...2018), ("GOL", 2009...2022), ("POINTER", 1998...2009),
        ("VENTO", 2014...2021), ("BORA", 2005...2010), ("POLO", 2003...2012), ("CHEVY", 1994...2012),
        ("AVEO", 2008...2017), ("SPARK", 2011...2017), ("SONIC", 2012...2017), ("CORSA", 2002...2008),
        ("MATIZ", 2004...2015), ("CRUZE", 2010...2016), ("FIESTA", 2003...2019), ("IKON", 2001...2015),
        ("FOCUS", 2000...2018), ("RANGER", 1993...2012), ("LOBO", 2004...2014), ("F150", 1997...2008),
        ("CIVIC", 2006...2015), ("CRV", 2007...2016), ("ACCORD", 2003...2012), ("COROLLA", 2009...2019),
        ("HILUX", 2006...2015), ("YARIS", 2006...2017), ("CAMRY", 2007...2017), ("ATTITUDE", 2006...2019),
    ]

    /// As printed by suppliers, the category, and what customers call it; `fits` says whether it is made for a vehicle.
    static let goods: [(printed: [String], category: String, asked: [String])] = [
        (["BALATA DEL", "BALATAS DEL."], "Frenos", ["balatas delanteras", "pastillas de freno delanteras"]),
        (["BALATA TRAS", "BALATAS TRAS."], "Frenos", ["balatas traseras", "pastillas de freno traseras"]),
        (["DISCO FRENO DEL", "DISCO DE FRENO DEL."], "Frenos", ["disco de freno delantero", "rotor delantero"]),
        (["TAMBOR FRENO TRAS"], "Frenos", ["tambor trasero", "tambor de freno"]),
        (["FILTRO ACEITE", "FILT ACTE"], "Filtros", ["filtro de aceite", "oil filter", "filtro de oleo"]),
        (["FILTRO AIRE", "FILT AIRE"], "Filtros", ["filtro de aire", "air filter", "filtro de ar"]),
        (["FILTRO GASOLINA", "FILT GASOLINA"], "Filtros", ["filtro de gasolina", "filtro de combustible"]),
        (["FILTRO CABINA"], "Filtros", ["filtro de cabina", "filtro de polen"]),
        (["AMORT DEL DER", "AMORTIGUADOR DEL DER"], "Suspensión", ["amortiguador delantero derecho"]),
        (["AMORT DEL IZQ", "AMORTIGUADOR DEL IZQ"], "Suspensión", ["amortiguador delantero izquierdo"]),
        (["AMORT TRAS", "AMORTIGUADOR TRAS"], "Suspensión", ["amortiguador trasero", "amortecedor traseiro"]),
        (["BOMBA AGUA", "BBA AGUA"], "Enfriamiento", ["bomba de agua", "water pump"]),
        (["BOMBA GASOLINA", "BBA GASOLINA"], "Combustible", ["bomba de gasolina", "bomba de combustible"]),
        (["RADIADOR", "RAD"], "Enfriamiento", ["radiador"]),
        (["TERMOSTATO"], "Enfriamiento", ["termostato", "thermostat"]),
        (["BANDA TIEMPO", "BDA TIEMPO"], "Motor", ["banda de tiempo", "correa de distribucion", "correia dentada"]),
        (["JGO CLUTCH", "KIT CLUTCH"], "Clutch", ["clutch", "embrague", "kit de clutch"]),
        (["BUJIA", "BUJIAS"], "Encendido", ["bujias", "spark plugs", "velas de ignicao"]),
        (["BOBINA ENC", "BOBINA DE ENCENDIDO"], "Encendido", ["bobina de encendido", "bobina"]),
        (["CABLES BUJIA", "JGO CABLES BUJIA"], "Encendido", ["cables de bujia", "cables para bujias"]),
        (["FARO DER", "FARO LADO DER"], "Iluminación", ["faro derecho", "headlight derecho"]),
        (["FARO IZQ", "FARO LADO IZQ"], "Iluminación", ["faro izquierdo", "optica izquierda"]),
        (["CALAVERA DER"], "Iluminación", ["calavera derecha", "stop derecho"]),
        (["CALAVERA IZQ"], "Iluminación", ["calavera izquierda", "stop izquierdo"]),
        (["ESPEJO DER"], "Carrocería", ["espejo derecho", "retrovisor derecho"]),
        (["ESPEJO IZQ"], "Carrocería", ["espejo izquierdo", "retrovisor izquierdo"]),
        (["MARCHA", "MARCHA REMAN"], "Eléctrico", ["marcha", "motor de arranque", "burro de arranque"]),
        (["ALTERNADOR", "ALTERNADOR REMAN"], "Eléctrico", ["alternador", "alternator"]),
        (["ROTULA INF", "ROTULA INFERIOR"], "Suspensión", ["rotula inferior", "ball joint"]),
        (["TERMINAL DIRECCION", "TERM DIRECCION"], "Suspensión", ["terminal de direccion", "tie rod end"]),
        (["HORQUILLA INF DER"], "Suspensión", ["horquilla derecha", "brazo inferior derecho"]),
        (["BALERO RUEDA DEL", "BALERO MAZA DEL"], "Suspensión", ["balero delantero", "rodamiento delantero"]),
        (["SOPORTE MOTOR", "SOP MOTOR"], "Motor", ["soporte de motor", "base de motor"]),
        (["EMPAQUE CABEZA", "JUNTA CABEZA"], "Motor", ["empaque de cabeza", "junta de culata"]),
        (["SENSOR OXIGENO", "SENS OXIGENO"], "Eléctrico", ["sensor de oxigeno", "sonda lambda"]),
        (["CILINDRO MAESTRO", "CIL MAESTRO"], "Frenos", ["cilindro maestro", "bomba de freno"]),
    ]
}
