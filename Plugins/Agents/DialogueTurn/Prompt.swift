// The rules under which a language model is asked: a file beside the agent that
// asks, one for each language, with a version that traces show.

public import AgentDialogue
import OrkestaABI
import OrkestaSDK

/// One prompt in one language.
public struct Prompt: Sendable, Equatable {
    /// As its file is named: `intent`.
    public let name: String
    public let language: Language
    /// From 1; raised with every change of the text.
    public let version: Int
    public let text: String

    /// For traces: `intent.es 1`.
    public var label: String { "\(name).\(language.rawValue) \(version)" }

    private static let opening = "<!-- version "
    private static let closing = " -->"

    /// Reads a file that begins with the line `<!-- version 1 -->`. Throws
    /// `ORK_E_CORRUPT` for one that does not.
    init(_ name: String, _ language: Language, file: [UInt8]) throws {
        let content = String(decoding: file, as: UTF8.self)
        let line = content.prefix { $0 != "\n" }
        let number = line.dropFirst(Self.opening.count).dropLast(Self.closing.count)
        let text = content.dropFirst(line.count).drop(while: \.isWhitespace)
        guard line.hasPrefix(Self.opening), line.hasSuffix(Self.closing), let version = Int(number), version > 0,
            !text.isEmpty
        else { throw PluginError(ORK_E_CORRUPT, "the prompt \(name).\(language.rawValue) names no version") }
        (self.name, self.language, self.version, self.text) = (name, language, version, String(text))
    }
}

/// One prompt in every language that the agents speak.
public struct PromptSet: Sendable {
    private let spanish: Prompt
    private let english: Prompt
    private let portuguese: Prompt

    /// The embedded files. Throws `ORK_E_CORRUPT` for one without a version.
    public init(_ name: String, spanish: [UInt8], english: [UInt8], portuguese: [UInt8]) throws {
        self.spanish = try Prompt(name, .spanish, file: spanish)
        self.english = try Prompt(name, .english, file: english)
        self.portuguese = try Prompt(name, .portuguese, file: portuguese)
    }

    /// The prompt in one language.
    public func of(_ language: Language) -> Prompt {
        switch language {
        case .spanish: spanish
        case .english: english
        case .portuguese: portuguese
        }
    }
}
