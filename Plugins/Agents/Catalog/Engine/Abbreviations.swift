// Data: how suppliers shorten words, and what they mean. Only shorthand that is
// no word of its own in Spanish.

enum Abbreviations {
    /// What a folded shorthand stands for, as one or more folded words; nil when it is none.
    static func expansion(of word: [UInt8]) -> [UInt8]? { table[word] }

    private static let cutLettersMin = 4
    private static let skeletonLengths = 3...5

    /// The ways to cut a word short behind a consonant: "acril" and "hidr", never "mar" of "martillo".
    static func cuts(of word: [UInt8]) -> [[UInt8]] {
        guard word.count > cutLettersMin + 1 else { return [] }
        return (cutLettersMin..<(word.count - 1)).filter { !word[$0 - 1].isVowel }.map { Array(word[..<$0]) }
    }

    /// A word without its vowels, or the beginning of that: "trn" and "trnll" for "tornillo".
    static func skeletons(of word: [UInt8]) -> [[UInt8]] {
        let consonants = word.filter { !$0.isVowel }
        guard consonants.count < word.count, word.count > skeletonLengths.lowerBound + 1 else { return [] }
        return skeletonLengths.filter { $0 <= consonants.count }.map { Array(consonants[..<$0]) }
    }

    static let shorthandLetters = 3...8

    /// Which share of a word's consonants a shorthand for it keeps, from 0 to 1; nil when it is none.
    ///
    /// Shorthand begins as the word does and keeps some of its letters in their order: all up to a place ("carret" of
    /// "carretilla") or mostly consonants, half of them at least ("rda" of "rueda", "nja" of "naranja").
    static func kept(by short: [UInt8], of word: UnsafeBufferPointer<UInt8>) -> Float? {
        guard shorthandLetters.contains(short.count), word.count > short.count, word.first == short.first else {
            return nil
        }
        var place = 0
        var consonants = 0
        var kept = 0
        for letter in word {
            let isKept = place < short.count && letter == short[place]
            if isKept { place += 1 }
            if !letter.isVowel {
                consonants += 1
                if isKept { kept += 1 }
            }
        }
        guard place == short.count, consonants > 0 else { return nil }
        let isCut = short.elementsEqual(word.prefix(short.count)) && word.count <= short.count * 3
        let isSkeleton = kept * 2 >= consonants && short.count(where: \.isVowel) <= 1
        return isCut || isSkeleton ? Float(kept) / Float(consonants) : nil
    }

    private static let table: [[UInt8]: [UInt8]] = {
        var table: [[UInt8]: [UInt8]] = [:]
        for entry in entries.split(whereSeparator: { $0 == "\n" || $0 == "," }) {
            let sides = entry.split(separator: "=").map { $0.drop { $0 == " " } }
            guard let meaning = sides.last, sides.count == 2 else { continue }
            for short in sides[0].split(separator: " ") { table[Array(short.utf8)] = Array(meaning.utf8) }
        }
        return table
    }()

    private static let entries = """
        torn trn=tornillo, hex hexag=hexagonal, galv galvan=galvanizado, tca tuerc=tuerca, rond rda=rondana
        aran=arandela, cab=cabeza, std=estandar, inox=inoxidable,  alum=aluminio, bce=bronce
        latn=laton, cem=cemento, mang=manguera, valv=valvula, conex=conexion, adap=adaptador
        reduc=reduccion, niq=niquel, crom=cromado, pint=pintura, esm=esmalte, vinil=vinilica, imper=impermeabilizante
        bco blco=blanco, ngo neg=negro, rjo=rojo, amar aml=amarillo, vde=verde, azl=azul, gde=grande
        med=mediano, prof=profesional, ind=industrial, cint=cinta, desarm destor=desarmador, mart=martillo
        llav=llave, cand=candado, cerrad=cerradura, bisag=bisagra, tub=tubo, abraz=abrazadera, taq=taquete, brc=broca
        plast=plastico, met=metalico, madr=madera, elec=electrico, interr=interruptor, lamp=lampara
        dlant delant dela=delantero, tras=trasero, izq izqdo=izquierdo, der drch=derecho, sup=superior, inf=inferior
        amort=amortiguador, filt=filtro, acte=aceite, anticong=anticongelante, bat=bateria, buj=bujia
        fren=freno, susp=suspension, direc dir=direccion, radiad rad=radiador, bba=bomba, bda=banda, jgo jgos=juego
        hidr=hidraulico, transm trans=transmision, automat aut=automatico, estan=estandar, sint=sintetico
        semisint=semisintetico, lub=lubricante, refrig=refrigerante, univ=universal, orig=original
        deslac desl=deslactosada, semid=semidescremada, descrem=descremada, choc=chocolate, vain=vainilla
        fsa=fresa, mzna=manzana, refr=refresco, mayo=mayonesa, mant=mantequilla, mca=marca
        azuc=azucar, harin=harina, atn=atun, chil=chile, jal jalap=jalapeno, serr=serrano, frij=frijol, tort=tortilla
        det deterg=detergente, suav=suavizante, shamp=shampoo, serv=servilleta, desech=desechable
        liq=liquido, polv pvo=polvo, enlat=enlatado, cong=congelado, integ=integral, orgcn=organico
        autorr autorros=autorroscante, punt=punta, estr=estrella, phill=phillips, maq=maquina
        """
}

/// Data: how suppliers and customers write units of sale.
enum SaleUnits {
    /// The unit of sale of a folded word: PZA, KG, M, L, CAJA, …; nil when it is none.
    static func unit(_ word: [UInt8]) -> String? { table[word] }

    private static let table: [[UInt8]: String] = {
        var table: [[UInt8]: String] = [:]
        for line in lines.split(separator: "\n") {
            let sides = line.split(separator: "=")
            guard let unit = sides.first, sides.count == 2 else { continue }
            for name in sides[1].split(separator: " ") { table[Array(name.utf8)] = String(unit) }
        }
        return table
    }()

    private static let lines = """
        PZA=pz pza pzas pzs pieza piezas pc pcs piece pieces peca pecas unidad unidades und unid
        KG=kg kgs kilo kilos kilogramo kilogramos quilo quilos
        G=gr grs gramo gramos
        L=lt lts ltr litro litros liter liters
        ML=ml mililitro mililitros
        M=mt mts mtr metro metros meter meters
        CAJA=cja cjas caja cajas box boxes caixa
        PAQ=paq pqt pqte paquete paquetes pack pacote
        BOLSA=bls bsa bolsa bolsas bag bags
        JGO=jgo jgos juego juegos kit kits set sets
        PAR=par pares pair pairs
        ROLLO=rll rollo rollos roll rolls rolo
        BULTO=bto bulto bultos saco sacos costal costales
        CUBETA=cub cbt cubeta cubetas balde bucket
        GALON=galon galones gal gallon
        LATA=lata latas can cans
        BOT=bot botella botellas bottle bottles garrafa
        DOC=doc docena docenas dozen duzia
        CIENTO=cto ciento cientos
        MILLAR=mll millar millares
        TRAMO=tmo tramo tramos
        HOJA=hja hoja hojas sheet sheets
        """
}
