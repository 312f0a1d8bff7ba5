// A line of the training examples, which may stand for many messages:
// "{quiero|dame} <amount> <product>".

/// Alternatives stand in braces; one of them may be empty, none may nest. A
/// name in angle brackets, also inside braces, stands for any entry of that
/// slot. A line that starts with a star gives eight times as many messages.
struct ExamplePattern {
    /// The pieces in order, each a choice of texts that may name slots.
    private(set) var pieces: [[Substring]] = []
    private let namesSlots: Bool
    private let abundance: Int

    init(_ line: Substring) {
        let isStarred = line.first == "*"
        var rest = isStarred ? line.dropFirst() : line
        abundance = isStarred ? 8 : 1
        namesSlots = line.contains("<")
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            pieces.append([rest[..<open]])
            let choices = rest[rest.index(after: open)..<close]
            pieces.append(choices.split(separator: "|", omittingEmptySubsequences: false))
            rest = rest[rest.index(after: close)...]
        }
        pieces.append([rest])
    }

    /// Every message of the pattern, or about `limit` of them drawn by `random`.
    func messages(limit: Int, slots: [String: [Substring]], random: inout SplitMix64) -> [String] {
        let limit = limit * abundance
        let total = namesSlots ? limit + 1 : combinationCount(limit: limit)
        guard total > limit else {
            return (0..<total).map(combination)
        }
        return (0..<limit).map { _ in
            let text = pieces.map { $0[random.below($0.count)] }.joined()
            return namesSlots ? Self.fill(text, slots: slots, random: &random) : text
        }
    }

    /// The number of messages, or any number above `limit` when more.
    private func combinationCount(limit: Int) -> Int {
        var total = 1
        for choices in pieces where total <= limit {
            total *= choices.count
        }
        return total
    }

    private func combination(_ number: Int) -> String {
        var remaining = number
        return pieces.map { choices in
            let choice = choices[remaining % choices.count]
            remaining /= choices.count
            return choice
        }.joined()
    }

    /// Puts a drawn entry in place of each slot; an unknown slot keeps its name.
    private static func fill(_ text: String, slots: [String: [Substring]], random: inout SplitMix64) -> String {
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            filled += rest[..<open]
            let name = rest[rest.index(after: open)..<close]
            if let entries = slots[String(name)], !entries.isEmpty {
                filled += entries[random.below(entries.count)]
            } else {
                filled += name
            }
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}
