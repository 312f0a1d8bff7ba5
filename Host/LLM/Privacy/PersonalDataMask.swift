// What stands in place of personal data while a question is outside: [PHONE_1],
// [NAME_1]. The same thing has the same placeholder throughout a question, so that
// the model can speak of it, and it is put back in what the model answers.

public import OrkestaModel

/// The placeholders of one question. Pure: texts that come in the same order get
/// the same placeholders, so that a redo asks the same question again.
public struct PersonalDataMask: Sendable {
    /// The customer's name, and its parts that are long enough to be told from other words.
    private let fullName: String?
    private let nameParts: Set<String>
    private var placeholders: [String: String] = [:]
    private var originals: [String: String] = [:]
    private var numbers: [PersonalData.Kind: Int] = [:]

    private static let namePartCharactersMin = 3

    /// `customerName` nil or empty: not known.
    public init(customerName: String?) {
        let name = (customerName ?? "").split(separator: " ").joined(separator: " ")
        fullName = name.count >= Self.namePartCharactersMin ? name : nil
        nameParts = Set(
            name.split(separator: " ").map(String.init)
                .filter { $0.count >= Self.namePartCharactersMin && $0.first?.isUppercase == true }
        )
    }

    /// How many there are of each kind, for the trace.
    public var counts: [String: Int] {
        Dictionary(uniqueKeysWithValues: numbers.map { ($0.key.rawValue.lowercased(), $0.value) })
    }

    // MARK: Out

    /// `text` with placeholders. In what is `said` in the dialogue, parts of the
    /// customer's name are hidden as well: in data they may be a product's.
    public mutating func masked(_ text: String, isSaid: Bool = false) -> String {
        let bytes = Array(text.utf8)
        let found = PersonalData.findings(in: bytes)
        var (output, position): ([UInt8], Int) = ([], 0)
        output.reserveCapacity(bytes.count)
        for finding in found {
            let original = String(decoding: bytes[finding.range], as: UTF8.self)
            output += bytes[position..<finding.range.lowerBound]
            output += placeholder(finding.kind, for: original).utf8
            position = finding.range.upperBound
        }
        output += bytes[position...]
        return withoutName(String(decoding: output, as: UTF8.self), isSaid)
    }

    /// As ``masked(_:isSaid:)``, in every text within `json`.
    public mutating func masked(_ json: JSON) -> JSON {
        switch json {
        case .string(let text): return .string(masked(text))
        case .array(let elements): return .array(elements.map { masked($0) })
        case .object(let members):
            // In order: dictionaries have none, and placeholders are numbered.
            var hidden = members
            for key in members.keys.sorted() { hidden[key] = members[key].map { masked($0) } }
            return .object(hidden)
        default: return json
        }
    }

    private mutating func placeholder(_ kind: PersonalData.Kind, for original: String) -> String {
        if let known = placeholders[original] { return known }
        numbers[kind, default: 0] += 1
        let placeholder = "[\(kind.rawValue)_\(numbers[kind] ?? 1)]"
        placeholders[original] = placeholder
        originals[placeholder] = original
        return placeholder
    }

    // MARK: Names

    private mutating func withoutName(_ text: String, _ isSaid: Bool) -> String {
        guard let fullName else { return text }
        var text = text
        var start = text.startIndex
        while let range = text[start...].firstRange(ofWords: fullName) {
            let placeholder = placeholder(.name, for: String(text[range]))
            let offset = text.utf8.distance(from: text.startIndex, to: range.lowerBound) + placeholder.utf8.count
            text.replaceSubrange(range, with: placeholder)
            start = text.utf8.index(text.startIndex, offsetBy: offset)
        }
        guard isSaid, nameParts.contains(where: text.contains) else { return text }
        return text.replacingWords { nameParts.contains($0) ? placeholder(.name, for: $0) : nil }
    }

    // MARK: Back

    /// `text` with what the placeholders stand for.
    public func restored(_ text: String) -> String {
        guard !originals.isEmpty, text.contains("[") else { return text }
        return text.replacingPlaceholders { originals[$0] }
    }

    /// As ``restored(_:)-(String)``, in every text within `json`.
    public func restored(_ json: JSON) -> JSON {
        guard !originals.isEmpty else { return json }
        switch json {
        case .string(let text): return .string(restored(text))
        case .array(let elements): return .array(elements.map { restored($0) })
        case .object(let members): return .object(members.mapValues { restored($0) })
        default: return json
        }
    }

    /// Whether a placeholder stands in `text`: after ``restored(_:)-(String)``, one
    /// that the model made up.
    static func hasPlaceholder(_ text: String) -> Bool {
        var isFound = false
        _ = text.replacingPlaceholders { _ in
            isFound = true
            return nil
        }
        return isFound
    }
}

extension StringProtocol {
    /// Where `phrase` stands as whole words, in whichever case.
    fileprivate func firstRange(ofWords phrase: String) -> Range<Index>? {
        let words = phrase.lowercased()
        var start = startIndex
        while start < endIndex {
            let isBeginning = start == startIndex || !self[index(before: start)].isLetter
            if isBeginning, let end = index(start, offsetBy: phrase.count, limitedBy: endIndex),
                self[start..<end].lowercased() == words, end == endIndex || !self[end].isLetter
            {
                return start..<end
            }
            start = index(after: start)
        }
        return nil
    }
}

extension String {
    /// Each run of letters that `replacement` knows, replaced.
    fileprivate func replacingWords(_ replacement: (String) -> String?) -> String {
        var (output, word) = ("", "")
        for character in self {
            guard !character.isLetter else {
                word.append(character)
                continue
            }
            if !word.isEmpty { output += replacement(word) ?? word }
            word = ""
            output.append(character)
        }
        return output + (word.isEmpty ? "" : replacement(word) ?? word)
    }

    /// Each `[KIND_1]` that `original` knows, replaced.
    fileprivate func replacingPlaceholders(_ original: (String) -> String?) -> String {
        var (output, rest) = ("", self[...])
        while let open = rest.firstIndex(of: "[") {
            output += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "]"), isPlaceholder(rest[open...close]) else {
                output.append("[")
                rest = rest.dropFirst()
                continue
            }
            let placeholder = String(rest[open...close])
            output += original(placeholder) ?? placeholder
            rest = rest[close...].dropFirst()
        }
        return output + rest
    }
}

private func isPlaceholder(_ text: Substring) -> Bool {
    let inside = text.dropFirst().dropLast()
    guard inside.utf8.count < 24, let divider = inside.lastIndex(of: "_") else { return false }
    let number = inside[divider...].dropFirst()
    return !number.isEmpty && number.utf8.allSatisfy(\.isDigit)
        && PersonalData.Kind(rawValue: String(inside[..<divider])) != nil
}
