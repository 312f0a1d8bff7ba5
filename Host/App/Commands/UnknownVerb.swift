// A word where a verb should be: said as such, with the nearest verb there is.
// ArgumentParser counts it among "unexpected arguments".

import ArgumentParser

/// The first word of a command line that is no verb of the command before it.
struct UnknownVerb: CustomStringConvertible {
    /// More edits than this make another word, not a slip.
    private static let editsMax = 2

    let word: String
    /// `orkesta tenant`.
    private let command: String
    private let verbs: [String]

    /// Nil when every word up to the first option or argument is a verb.
    init?(in arguments: [String], of root: any ParsableCommand.Type) {
        var (type, command) = (root, root.configuration.commandName ?? "")
        for word in arguments {
            let verbs = type.configuration.subcommands
            guard !verbs.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
            guard let next = verbs.first(where: { $0.configuration.commandName == word }) else {
                self.word = word
                self.command = command
                self.verbs = verbs.compactMap { $0.configuration.commandName }
                return
            }
            (type, command) = (next, "\(command) \(word)")
        }
        return nil
    }

    var description: String {
        let guess = nearest.map { "; did you mean '\($0)'?" } ?? ""
        return "error: '\(word)' is no command of \(command)\(guess)\n"
            + "remedy: \(command) --help shows them: \(verbs.joined(separator: ", "))\n"
    }

    private var nearest: String? {
        verbs.map { (verb: $0, edits: Array($0).difference(from: Array(word)).count) }
            .filter { $0.edits <= Self.editsMax }.min { $0.edits < $1.edits }?.verb
    }
}
