// Data: numbers as words, in thousandths, by language.

enum NumberWords {
    static func value(_ word: String, _ language: Language) -> Int64? { table(language)[word] }

    /// Words that join tens and units: "treinta y dos".
    static func joins(_ word: String, _ language: Language) -> Bool {
        switch language {
        case .spanish: word == "y" || word == "i"
        case .english: word == "and"
        case .portuguese: word == "e"
        }
    }

    static let half: Int64 = 500

    private static func table(_ language: Language) -> [String: Int64] {
        switch language {
        case .spanish: spanish
        case .english: english
        case .portuguese: portuguese
        }
    }

    /// Rows of "value: words".
    private static func read(_ rows: String) -> [String: Int64] {
        var table: [String: Int64] = [:]
        for row in rows.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
            let sides = row.split(separator: ":")
            guard sides.count == 2, let value = Int64(sides[0].filter { $0 != " " }) else { continue }
            for word in sides[1].split(separator: " ") { table[String(word)] = value }
        }
        return table
    }

    private static let spanish = read(
        """
        500: medio media; 250: cuarto cuartito
        1000: un uno una; 2000: dos; 3000: tres; 4000: cuatro; 5000: cinco; 6000: seis seiz; 7000: siete; 8000: ocho
        9000: nueve; 10000: diez dies; 11000: once; 12000: doce; 13000: trece; 14000: catorce; 15000: quince
        16000: dieciseis; 17000: diecisiete; 18000: dieciocho; 19000: diecinueve; 20000: veinte; 21000: veintiuno veintiun
        22000: veintidos; 23000: veintitres; 24000: veinticuatro; 25000: veinticinco; 26000: veintiseis
        27000: veintisiete; 28000: veintiocho; 29000: veintinueve; 30000: treinta; 40000: cuarenta; 50000: cincuenta
        60000: sesenta; 70000: setenta; 80000: ochenta; 90000: noventa; 100000: cien ciento; 200000: doscientos doscientas
        300000: trescientos trescientas; 400000: cuatrocientos cuatrocientas; 500000: quinientos quinientas
        600000: seiscientos; 700000: setecientos; 800000: ochocientos; 900000: novecientos; 1000000: mil
        """
    )

    private static let english = read(
        """
        500: half; 250: quarter
        1000: one a an; 2000: two; 3000: three; 4000: four; 5000: five; 6000: six; 7000: seven; 8000: eight; 9000: nine
        10000: ten; 11000: eleven; 12000: twelve; 13000: thirteen; 14000: fourteen; 15000: fifteen; 16000: sixteen
        17000: seventeen; 18000: eighteen; 19000: nineteen; 20000: twenty; 30000: thirty; 40000: forty; 50000: fifty
        60000: sixty; 70000: seventy; 80000: eighty; 90000: ninety; 100000: hundred; 1000000: thousand
        """
    )

    private static let portuguese = read(
        """
        500: meio meia; 250: quarto
        1000: um uma; 2000: dois duas; 3000: tres; 4000: quatro; 5000: cinco; 6000: seis; 7000: sete; 8000: oito
        9000: nove; 10000: dez; 11000: onze; 12000: doze; 13000: treze; 14000: quatorze catorze; 15000: quinze
        16000: dezesseis; 17000: dezessete; 18000: dezoito; 19000: dezenove; 20000: vinte; 30000: trinta; 40000: quarenta
        50000: cinquenta; 60000: sessenta; 70000: setenta; 80000: oitenta; 90000: noventa; 100000: cem cento
        200000: duzentos duzentas; 300000: trezentos trezentas; 400000: quatrocentos; 500000: quinhentos
        600000: seiscentos; 700000: setecentos; 800000: oitocentos; 900000: novecentos; 1000000: mil
        """
    )
}
