// Gathers the written examples of every language into the messages the model
// learns from: patterns expanded, some greeted, some mistyped.

/// One message with what it means.
package struct TrainingExample: Sendable {
    package let text: String
    package let intent: Intent
    package let language: Language
}

/// The written lines of one label.
struct ExampleGroup {
    let intent: Intent
    let lines: String
}

/// What one language teaches.
struct ExampleBook {
    let language: Language
    let slots: [String: [Substring]]
    /// Greetings that real messages open with before they come to the point.
    let openings: [Substring]
    let groups: [ExampleGroup]

    /// In the order in which they are learnt.
    static let all = [spanish, portuguese, english, spanishProblems, portugueseProblems, englishProblems]

    /// The comma-separated entries of a slot.
    static func entries(_ text: String) -> [Substring] {
        text.split(whereSeparator: { $0 == "," || $0 == "\n" }).map { entry in
            entry.first == " " ? entry.dropFirst() : entry
        }
    }
}

package enum TrainingExamples {
    /// No pattern gives more messages than this, however many it could.
    private static let messagesPerLineMax = 20

    /// All training messages, always the same in the same order.
    package static func all() -> [TrainingExample] {
        var random = SplitMix64(seed: 20_26)
        var examples: [TrainingExample] = []
        examples.reserveCapacity(32_768)
        for book in ExampleBook.all {
            for group in book.groups {
                for line in group.lines.split(separator: "\n") {
                    let pattern = ExamplePattern(line)
                    for text in pattern.messages(limit: messagesPerLineMax, slots: book.slots, random: &random) {
                        append(text, group.intent, book, &random, to: &examples)
                    }
                }
            }
        }
        return examples
    }

    /// Adds the message; sometimes also with an opening, sometimes mistyped.
    private static func append(
        _ text: String,
        _ intent: Intent,
        _ book: ExampleBook,
        _ random: inout SplitMix64,
        to examples: inout [TrainingExample]
    ) {
        examples.append(TrainingExample(text: text, intent: intent, language: book.language))
        if intent != .greeting, intent != .other, random.below(6) == 0 {
            let greeted = "\(book.openings[random.below(book.openings.count)]) \(text)"
            examples.append(TrainingExample(text: greeted, intent: intent, language: book.language))
        }
        if random.below(4) == 0, let mistyped = mistype(text, &random) {
            examples.append(TrainingExample(text: mistyped, intent: intent, language: book.language))
        }
    }

    /// Drops, doubles or swaps one letter; nil when the text is too short.
    private static func mistype(_ text: String, _ random: inout SplitMix64) -> String? {
        var scalars = Array(text.unicodeScalars)
        guard scalars.count > 6 else { return nil }
        let position = 1 + random.below(scalars.count - 2)
        switch random.below(3) {
        case 0: scalars.remove(at: position)
        case 1: scalars.insert(scalars[position], at: position)
        default: scalars.swapAt(position, position + 1)
        }
        var mistyped = String.UnicodeScalarView()
        mistyped.append(contentsOf: scalars)
        return String(mistyped)
    }
}
