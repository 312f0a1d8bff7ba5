// Finds what a text claims: amounts as customers read them, stock figures,
// delivery times and links. Pure, and fast enough for every reply.

/// Reads the claims of a text. It would rather see one too many: what it sees is
/// only refused when it came from nowhere.
struct FigureReader {
    let text: String
    let tokens: [FigureToken]

    /// Everything that `text` claims, in the order of kinds, then of places.
    static func figures(in text: String) -> [Figure] {
        let reader = FigureReader(text)
        guard !reader.tokens.isEmpty else { return [] }
        return reader.money() + reader.stock() + reader.deliveries() + LinkReader.links(in: text)
    }

    /// Every number of a text, in digits or words, in thousandths: what a
    /// customer who wrote it may be answered with.
    static func numbers(in text: String) -> Set<Int64> {
        let reader = FigureReader(text)
        var found: Set<Int64> = []
        var index = 0
        while index < reader.tokens.count {
            guard let amount = reader.amount(at: index) else {
                index += 1
                continue
            }
            found.insert(amount.value)
            index = amount.end
        }
        return found
    }

    init(_ text: String) {
        self.text = text
        tokens = FigureReader.marked(FigureScanner.tokens(of: text))
    }

    // MARK: Looking around

    func token(_ index: Int) -> FigureToken? { tokens.indices.contains(index) ? tokens[index] : nil }

    /// Reads the token where it lies: this is asked many times a word.
    func has(_ roles: WordRoles, at index: Int) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .word && !tokens[index].roles.isDisjoint(with: roles)
    }

    func isKind(_ kind: FigureToken.Kind, at index: Int) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == kind
    }

    /// The text from the token at `start` to that before `end`.
    func words(_ start: Int, _ end: Int) -> String {
        guard let first = token(start), let last = token(end - 1), first.start <= last.end else { return "" }
        let bytes = text.utf8
        let from = bytes.index(bytes.startIndex, offsetBy: first.start)
        return String(text[from..<bytes.index(bytes.startIndex, offsetBy: last.end)])
    }

    // MARK: Numbers

    /// A number, in digits or in words.
    struct Amount {
        /// Thousandths.
        let value: Int64
        let start: Int
        /// Behind its last token.
        let end: Int
        let hasCents: Bool
        let isCode: Bool
    }

    /// The number that begins at a token: "1,234.50", "1 234", "2 mil", "mil
    /// doscientos treinta y cuatro"; nil when none begins there.
    func amount(at start: Int) -> Amount? {
        if isKind(.number, at: start) { return digits(at: start) }
        return has([.number, .multiplier, .indefinite], at: start) ? spelled(at: start) : nil
    }

    private func digits(at start: Int) -> Amount {
        var (value, end) = (tokens[start].value, start + 1)
        var (hasCents, isCode) = (tokens[start].hasCents, tokens[start].isCode)
        // "1 234" where the groups fit, as some write thousands.
        while tokens[start].wholeDigits <= 3, !tokens[start].hasMarks, let next = token(end), next.kind == .number,
            !next.isAttached, next.wholeDigits == 3, !next.isCode, joinsThousands(start, end)
        {
            value = value.multipliedReportingOverflow(by: 1_000).partialValue &+ next.value
            hasCents = next.hasCents
            end += 1
            if next.hasMarks { break }
        }
        while has(.multiplier, at: end), let factor = token(end)?.value {
            value = multiplied(value, by: factor)
            (hasCents, isCode) = (false, false)
            end += 1
        }
        return Amount(value: value, start: start, end: end, hasCents: hasCents, isCode: isCode)
    }

    /// Groups apart are one number only next to a currency: "2 350 g bags" are two.
    private func joinsThousands(_ start: Int, _ end: Int) -> Bool {
        isKind(.sign, at: start - 1) || has(.currency, at: start - 1) || isKind(.sign, at: end + 1)
            || has(.currency, at: end + 1)
    }

    private func spelled(at start: Int) -> Amount? {
        var (total, group, end, isEmpty): (Int64, Int64, Int, Bool) = (0, 0, start, true)
        while let token = token(end) {
            if isJoin(at: end, after: group), !isEmpty {
                end += 1
                continue
            }
            guard token.kind == .word else { break }
            if token.roles.contains(.multiplier), token.value == 100_000 {
                group = multiplied(group == 0 ? 1_000 : group, by: token.value)
            } else if token.roles.contains(.multiplier) {
                let step = multiplied(group == 0 ? 1_000 : group, by: token.value)
                (total, group) = (total.addingReportingOverflow(step).partialValue, 0)
            } else if token.roles.contains(.number) || isOne(token, isFirst: isEmpty, after: group) {
                group = group.addingReportingOverflow(token.value == 0 ? oneOrZero(token) : token.value).partialValue
            } else {
                break
            }
            isEmpty = false
            end += 1
        }
        guard !isEmpty else { return nil }
        return Amount(value: total &+ group, start: start, end: end, hasCents: false, isCode: false)
    }

    /// "y", "and" or the dash of "fifty-one", with more of the number behind it.
    private func isJoin(at index: Int, after group: Int64) -> Bool {
        let isDash = isKind(.dash, at: index) && token(index)?.isAttached == true
        guard isDash || has(.joiner, at: index), let next = token(index + 1), next.kind == .word else { return false }
        if !next.roles.isDisjoint(with: [.number, .multiplier]) { return true }
        // "treinta y un", but not "doscientos y un regalo".
        return next.value == 1_000 && group % 100_000 >= 20_000 && group % 10_000 == 0
    }

    /// "un" as a number of its own, or as the end of "ciento un" and "treinta y un".
    private func isOne(_ token: FigureToken, isFirst: Bool, after group: Int64) -> Bool {
        guard token.roles.contains(.indefinite) else { return false }
        return isFirst || (token.value == 1_000 && group % 10_000 == 0)
    }

    /// "a" and "with" have no value of their own; "a dollar" is one.
    private func oneOrZero(_ token: FigureToken) -> Int64 { token.roles.contains(.indefinite) ? 1_000 : 0 }

    /// Both in thousandths. Saturates.
    private func multiplied(_ value: Int64, by factor: Int64) -> Int64 {
        let (product, overflow) = value.multipliedReportingOverflow(by: factor / 1_000)
        return overflow ? .max : product
    }

    // MARK: Codes

    /// Marks numbers that are parts of codes, dates, times and fractions.
    private static func marked(_ tokens: [FigureToken]) -> [FigureToken] {
        var tokens = tokens
        for index in tokens.indices where tokens[index].kind == .number {
            let before = index > 0 ? tokens[index - 1] : nil
            let after = index + 1 < tokens.count ? tokens[index + 1] : nil
            let beforeThat = index > 1 ? tokens[index - 2] : nil
            let afterThat = index + 2 < tokens.count ? tokens[index + 2] : nil
            if tokens[index].isAttached, let before, before.isAttached || index == 1, let beforeThat {
                // COT-42, 25/11, 10:30: a mark that touches both sides.
                let isJoined = [.dash, .slash, .colon].contains(before.kind)
                let isCodeWord = beforeThat.kind == .word && beforeThat.roles.isDisjoint(with: [.price, .currency])
                if isJoined, before.kind != .dash ? beforeThat.kind == .number : isCodeWord {
                    tokens[index].isCode = true
                }
            }
            if let after, after.isAttached, after.kind == .slash || after.kind == .colon, let afterThat,
                afterThat.isAttached, afterThat.kind == .number
            {
                tokens[index].isCode = true
            }
        }
        return tokens
    }
}
