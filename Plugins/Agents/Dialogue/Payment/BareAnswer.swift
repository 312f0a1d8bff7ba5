// Whether a message is a day and little else: an answer to "which day?" rather than an
// order that names one.

/// What of a message is neither a day, nor an amount, nor said of paying.
struct BareAnswer {
    /// Only short answers are bare.
    private static let wordsMax = 7
    private static let othersMax = 1

    /// "el viernes cobro", but not "un taladro y clavos para el viernes".
    let isBare: Bool

    init(_ words: Words, _ language: Language, _ days: [Range<Int>]) {
        // "el viernes no".
        guard words.count <= Self.wordsMax, let last = words.all.last, !["no", "nao"].contains(last.folded) else {
            isBare = false
            return
        }
        var known = Set(days.flatMap { Array($0) })
        let amounts = AmountReader(words: words, language: language)
        let (payment, day) = (PaymentWord.table(language), DayWord.table(language))
        var counted: Set<Int> = []
        for index in words.all.indices {
            if Self.small.contains(words.all[index].folded) { known.insert(index) }
            for count in [payment.meaning(at: index, of: words)?.count, day.meaning(at: index, of: words)?.count] {
                known.formUnion(index..<index + (count ?? 0))
            }
            let isShare = [.half, .whole].contains(payment.meaning(at: index, of: words)?.meaning)
            guard let amount = amounts.amount(at: index) else {
                if isShare { counted.insert(index + 1) }
                continue
            }
            known.formUnion(index..<index + amount.numberWordCount)
            counted.insert(index + amount.numberWordCount)
        }
        let others = words.all.indices.filter { !known.contains($0) }
        // In "50 tornillos para el viernes" and "un taladro para mañana" the number counts things.
        isBare = others.count <= Self.othersMax && others.allSatisfy { !counted.contains($0) }
    }

    /// What people put around a day, in every language: they mix them.
    private static let small = Set(
        """
        a ahi asi bueno claro como con creo cuando dale de del demas dia dios el en entonces es esta este favor gracias hola la
        las le les lo los me mejor mismo mxn nos ok pa para parte paso peso pesos podre podria por porfa porfavor posible puede
        puedo pues que quiere quiza sale se seguro sera seria si sino tal talvez te va vale vez voy y ya yo
        an and at be bit but by can could dollars fine for i ill im in is it maybe of on please sorry sure thanks the then think
        this to will would yes
        acho ate bom da do e eu na no o pode posso pra reais ser sim so vou
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )
}
