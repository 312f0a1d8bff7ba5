// Finds what tells who somebody is: telephones, addresses, numbers of cards,
// accounts and taxpayers. Unlike Access/Masking, which hides too much rather than
// too little from logs, it takes only what is certain: a model that is shown
// [PHONE_1] in place of a price or of a product's code misunderstands the customer.

/// Personal data in a text, by its form.
enum PersonalData {
    /// What it is; the raw value is the word of its placeholder.
    enum Kind: String, CaseIterable {
        case phone = "PHONE"
        case email = "EMAIL"
        case card = "CARD"
        /// A CLABE, Mexico's number of a bank account.
        case account = "ACCOUNT"
        /// RFC, CURP, CPF, CNPJ.
        case taxpayer = "TAX_ID"
        case address = "ADDRESS"
        case name = "NAME"
    }

    /// One place in a text; `range` counts bytes of UTF-8.
    struct Finding: Equatable {
        let kind: Kind
        let range: Range<Int>
    }

    /// Everything certain in `text`, in order, without overlaps. Names are not
    /// known by their form; see ``PersonalDataMask``.
    static func findings(in text: [UInt8]) -> [Finding] {
        var findings: [Finding] = []
        var position = 0
        while position < text.count {
            guard !text.isInsideWord(at: position), let finding = finding(in: text, at: position) else {
                position += 1
                continue
            }
            findings.append(finding)
            position = finding.range.upperBound
        }
        return findings
    }

    private static func finding(in text: [UInt8], at start: Int) -> Finding? {
        let byte = text[start]
        if byte.isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(") {
            if let number = DigitRun(text, at: start)?.finding { return number }
            return StreetAddress.end(in: text, at: start).map { Finding(kind: .address, range: start..<$0) }
        }
        guard byte.isWordByte else { return nil }
        if let end = emailEnd(in: text, at: start) { return Finding(kind: .email, range: start..<end) }
        let end = text[start...].firstIndex { !$0.isWordByte } ?? text.count
        if isTaxpayer(text[start..<end]) { return Finding(kind: .taxpayer, range: start..<end) }
        return StreetAddress.end(in: text, at: start).map { Finding(kind: .address, range: start..<$0) }
    }

    // MARK: E-mail

    private static func emailEnd(in text: [UInt8], at start: Int) -> Int? {
        let at = text[start...].firstIndex { !($0.isWordByte || "._%+-".utf8.contains($0)) }
        guard let at, at > start, text[at] == UInt8(ascii: "@") else { return nil }
        var end = text[(at + 1)...].firstIndex { !($0.isWordByte || $0 == 0x2D || $0 == 0x2E) } ?? text.count
        // A sentence's full stop is not the domain's.
        while end > at + 1, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
        let domain = text[(at + 1)..<end]
        guard let dot = domain.lastIndex(of: 0x2E), dot > domain.startIndex, domain.endIndex - dot > 2 else {
            return nil
        }
        return end
    }

    // MARK: Codes of taxpayers

    /// An RFC (3 or 4 letters, a date, 3 more) or a CURP (4 letters, a date, a sex,
    /// a state and more). The date must be one: products have codes of that form too.
    private static func isTaxpayer(_ word: ArraySlice<UInt8>) -> Bool {
        let letters = word.prefix { $0.isLetter }
        guard (3...4).contains(letters.count), word.count >= letters.count + 9 else { return false }
        let date = word.dropFirst(letters.count).prefix(6)
        let rest = word.dropFirst(letters.count + 6)
        guard date.allSatisfy(\.isDigit), isDate(date), rest.allSatisfy({ $0.isDigit || $0.isLetter }) else {
            return false
        }
        if rest.count == 3 { return true }
        guard letters.count == 4, rest.count == 8, let sex = rest.first, let check = rest.last else { return false }
        return "HMXhmx".utf8.contains(sex) && check.isDigit && rest.dropFirst().prefix(5).allSatisfy(\.isLetter)
    }

    /// Year, month and day, two digits each.
    private static func isDate(_ digits: ArraySlice<UInt8>) -> Bool {
        let values = digits.map { Int($0 - UInt8(ascii: "0")) }
        return (1...12).contains(values[2] * 10 + values[3]) && (1...31).contains(values[4] * 10 + values[5])
    }
}

extension [UInt8] {
    /// Whether a word, a number or a code such as `BOS-0986494` began before this
    /// place and goes on here.
    fileprivate func isInsideWord(at place: Int) -> Bool {
        guard place > 0 else { return false }
        let before = self[place - 1]
        if before.isWordByte || "@_".utf8.contains(before) { return true }
        return "-/".utf8.contains(before) && place > 1 && self[place - 2].isWordByte
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var isLetter: Bool { self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z") }
    /// Letters and digits; every byte of a character beyond ASCII is taken for a letter's.
    var isWordByte: Bool { isDigit || isLetter || self >= 0x80 }
}
