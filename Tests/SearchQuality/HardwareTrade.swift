// Data: a hardware shop, as suppliers print its goods and as customers of
// several countries ask for them.

enum HardwareTrade {
    static let makers = [
        "TRUPER", "PRETUL", "FIERO", "VOLTECK", "FOSET", "URREA", "SURTEK", "LOCK", "HERMEX", "PHILLIPS", "COMEX",
        "RESISTOL", "STANLEY", "BELLOTA", "COFLEX", "DICA",
    ]

    /// Which sizes a thing comes in: as printed, and as customers write each.
    enum Sizes {
        static let inches: [(printed: [String], asked: [String])] = [
            (["1/4", "1/4\""], ["1/4", "un cuarto de pulgada", "6.35 mm"]),
            (["3/8", "3/8\""], ["3/8", "3/8 de pulgada", "3/8\""]),
            (["1/2", "1/2\""], ["1/2", "media pulgada", "12.7 mm"]),
            (["3/4", "3/4\""], ["3/4", "3/4 pulg", "tres cuartos de pulgada"]),
            (["1\"", "1 PULG"], ["1 pulgada", "1\""]),
            (["1 1/2\"", "1-1/2\""], ["1 1/2", "pulgada y media", "1 1/2 pulgadas"]),
            (["2\"", "2 PULG"], ["2 pulgadas", "2\""]),
        ]
        static let volumes: [(printed: [String], asked: [String])] = [
            (["1 LT", "1L"], ["1 litro", "un litro"]), (["4 LTS", "4L"], ["4 litros", "4l"]),
            (["19 LTS", "19L"], ["19 litros", "19 l"]), (["250 ML"], ["250 ml", "un cuarto de litro"]),
        ]
        static let weights: [(printed: [String], asked: [String])] = [
            (["500 GR", "500G"], ["medio kilo", "500 gramos", "1/2 kilo"]), (["1 KG", "1KG"], ["1 kilo", "un kilo"]),
            (["25 KG"], ["25 kilos", "25 kg"]), (["50 KG"], ["50 kilos", "50 kg"]),
        ]
        static let powers: [(printed: [String], asked: [String])] = [
            (["9W", "9 W"], ["9 watts", "9w"]), (["14W"], ["14 watts", "14w"]), (["100W"], ["100 watts", "100w"]),
        ]
    }

    typealias Good = (
        printed: [String], category: String, asked: [String], sizes: [(printed: [String], asked: [String])]
    )

    static let goods: [Good] = [
        (["TORN HEX GALV", "TORNILLO HEX. GALV."], "Tornillería", ["tornillo hexagonal galvanizado"], Sizes.inches),
        (
            ["TORN MAQ CAB PLANA", "TORNILLO MAQ. CAB. PLANA"], "Tornillería", ["tornillo de maquina cabeza plana"],
            Sizes.inches
        ),
        (["PIJA CAB PLANA", "PIJA P/MADERA"], "Tornillería", ["pijas", "tirafondos"], Sizes.inches),
        (["TCA HEX GALV", "TUERCA HEX GALV"], "Tornillería", ["tuerca hexagonal", "porca"], Sizes.inches),
        (["ROND PLANA GALV", "RONDANA PLANA"], "Tornillería", ["rondana plana", "arandela plana"], Sizes.inches),
        (["TAQ PLASTICO", "TAQUETE PLAST"], "Fijación", ["taquete de plastico", "tarugo", "ramplug"], Sizes.inches),
        (
            ["TAQ EXPANSION", "TAQUETE EXPANSIVO"], "Fijación", ["taquete expansivo", "taquete de expansion"],
            Sizes.inches
        ),
        (["CLAVO C/CABEZA", "CLAVO P/MADERA"], "Clavos", ["clavos", "puntillas"], Sizes.inches),
        (
            ["BRC CONCRETO", "BROCA P/CONCRETO"], "Brocas", ["broca para concreto", "mecha para concreto"], Sizes.inches
        ),
        (["TUBO PVC HID", "TUB PVC HIDR"], "Plomería", ["tubo de pvc", "cano de pvc"], Sizes.inches),
        (["CODO PVC 90", "CODO PVC HID 90"], "Plomería", ["codo de pvc", "joelho pvc"], Sizes.inches),
        (["COPLE PVC", "COPLE PVC HID"], "Plomería", ["cople de pvc", "luva pvc"], Sizes.inches),
        (["TEE PVC", "TEE PVC HID"], "Plomería", ["tee de pvc", "te pvc"], Sizes.inches),
        (["VALV ESFERA", "VALVULA ESFERA BCE"], "Plomería", ["valvula de esfera", "llave de esfera"], Sizes.inches),
        (["LLAVE NARIZ", "LLAV NARIZ BCE"], "Plomería", ["llave de nariz", "llave de jardin"], Sizes.inches),
        (["MANG JARDIN REF", "MANGUERA JARDIN"], "Jardín", ["manguera de jardin", "garden hose"], Sizes.inches),
        (["ABRAZ SIN FIN", "ABRAZADERA SIN FIN"], "Plomería", ["abrazadera", "hose clamp"], Sizes.inches),
        (
            ["PINT VINIL BCA", "PINTURA VINIL. BLANCA"], "Pinturas", ["pintura vinilica blanca", "pintura blanca"],
            Sizes.volumes
        ),
        (["PINT ESM NGO", "ESMALTE NEGRO"], "Pinturas", ["esmalte negro", "pintura de esmalte negra"], Sizes.volumes),
        (["THINNER STD", "THINNER"], "Solventes", ["thinner", "adelgazador"], Sizes.volumes),
        (
            ["IMPER ACRILICO ROJO", "IMPERM. ACRIL. ROJO"], "Impermeabilizantes", ["impermeabilizante rojo"],
            Sizes.volumes
        ),
        (["PEGAMENTO BCO", "PEG BLANCO"], "Adhesivos", ["pegamento blanco", "cola blanca"], Sizes.volumes),
        (["CEM GRIS", "CEMENTO GRIS"], "Construcción", ["cemento gris", "cement"], Sizes.weights),
        (["YESO", "YESO SUPREMO"], "Construcción", ["yeso"], Sizes.weights),
        (
            ["PEGAZULEJO", "ADHESIVO P/AZULEJO"], "Construcción", ["pegazulejo", "adhesivo para azulejo"], Sizes.weights
        ),
        (["ESTOPA BLANCA", "ESTOPA"], "Limpieza", ["estopa"], Sizes.weights),
        (
            ["FOCO LED A19", "FOCO LED LUZ BCA"], "Iluminación",
            ["foco led", "bombilla led", "ampolleta led", "bombillo led"], Sizes.powers
        ),
        (["REFLECTOR LED", "REFL LED"], "Iluminación", ["reflector led"], Sizes.powers),
        (["BROCHA", "BROCHA PROF"], "Pinturas", ["brocha", "pincel"], Sizes.inches),
        (["LLAVE COMB", "LLAV COMBINADA"], "Herramienta", ["llave combinada", "llave mixta"], Sizes.inches),
        (
            ["DESARM PLANO", "DESARMADOR PLANO"], "Herramienta", ["desarmador plano", "destornillador plano"],
            Sizes.inches
        ),
        (["FORMON", "FORMON P/MADERA"], "Herramienta", ["formon"], Sizes.inches),
        (["CERROJO", "CERROJO ENTRADA"], "Cerrajería", ["cerrojo"], Sizes.inches),
        (["CAND ACERO", "CANDADO ACERO"], "Cerrajería", ["candado de acero", "cadeado"], Sizes.inches),
        (["BISAG TUBULAR", "BISAGRA TUBULAR"], "Cerrajería", ["bisagra tubular", "dobradica"], Sizes.inches),
        (["SOGA POLIPROP", "CUERDA POLIPROP"], "Jarcia", ["soga", "cuerda", "mecate", "reata"], Sizes.inches),
        (["CINTA AISL NGA", "CINTA AISLAR NEGRA"], "Eléctrico", ["cinta de aislar negra"], Sizes.inches),
        (["TUBO CONDUIT", "TUB CONDUIT GALV"], "Eléctrico", ["tubo conduit"], Sizes.inches),
        (["NIPLE GALV", "NIPLE GALVANIZADO"], "Plomería", ["niple galvanizado"], Sizes.inches),
        (["REDUC BUSHING GALV", "REDUCCION GALV"], "Plomería", ["reduccion galvanizada"], Sizes.inches),
    ]
}
