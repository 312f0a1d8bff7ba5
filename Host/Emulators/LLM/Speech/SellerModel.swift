// A small seller in place of a language model: the same words get the same answer.
// It greets, looks things up with the tools it is given, and reads out what they
// return. It says no figure that no tool said. Spanish, English and Portuguese.

internal import HostLLM
internal import OrkestaModel

/// Answers as a seller would.
struct SellerModel: Sendable {
    func answer(to question: ChatRequest) -> SpokenAnswer {
        let heard = question.lastUserText
        let language = SellerLanguage(of: heard)
        if let rest = rest(of: question) { return SpokenAnswer(rest) }
        if let object = structuredAnswer(to: heard, question) { return SpokenAnswer(object.description) }
        if case .tool(_, let name, let content) = question.messages.last {
            let result = (try? JSON(parsing: content)) ?? .string(content)
            if let note = SellerNotes.call(after: name, result, heard, question) { return SpokenAnswer(calling: note) }
            return SpokenAnswer(language.report(result))
        }
        if question.toolChoice != .never, let tool = chosenTool(for: heard, question) {
            return SpokenAnswer(calling: tool.name, arguments(of: tool, heard))
        }
        return SpokenAnswer(language.greeting)
    }

    /// What comes behind its last answer, when that was cut and it is asked to go on.
    private func rest(of question: ChatRequest) -> String? {
        guard case .user? = question.messages.last,
            case .assistant(let said?, calls: [])? = question.messages.dropLast().last
        else { return nil }
        var before = question
        before.messages.removeLast(2)
        guard let whole = answer(to: before).text, whole.hasPrefix(said), whole.count > said.count else { return nil }
        return String(whole.dropFirst(said.count))
    }

    /// The tool that is named, or the first one whose words are in what was said.
    private func chosenTool(for heard: String, _ question: ChatRequest) -> ChatTool? {
        if case .named(let name) = question.toolChoice { return question.tools.first { $0.name == name } }
        let words = Set(heard.lowercased().split { !$0.isLetter }.map(String.init))
        let wish = SellerWish.allCases.first { !$0.words.isDisjoint(with: words) }
        let chosen = (wish ?? (SellerNeeds.product(for: heard) == nil ? nil : .product)).flatMap { wish in
            question.tools.first { tool in wish.toolWords.contains { tool.name.lowercased().contains($0) } }
        }
        return chosen ?? (question.toolChoice == .required ? question.tools.first : nil)
    }

    /// Every required argument, made from what was said.
    private func arguments(of tool: ChatTool, _ heard: String) -> JSON {
        let properties = tool.parameters["properties"]?.objectValue ?? [:]
        let required = tool.parameters["required"]?.arrayValue?.compactMap(\.stringValue) ?? properties.keys.sorted()
        var members: [String: JSON] = [:]
        for name in required { members[name] = value(of: properties[name] ?? [:], heard) }
        return .object(members)
    }

    private func value(of schema: JSON, _ heard: String) -> JSON {
        if let first = schema["enum"]?.arrayValue?.first { return first }
        let number = heard.split { !$0.isNumber }.first.flatMap { Int64($0) }
        switch schema["type"]?.stringValue {
        case "integer", "number": return .integer(number ?? 1)
        case "boolean": return true
        case "array": return .array([value(of: schema["items"] ?? [:], heard)])
        case "object":
            return .object((schema["properties"]?.objectValue ?? [:]).mapValues { value(of: $0, heard) })
        default: return .string(SellerWish.subject(of: heard))
        }
    }

    /// What a question for JSON gets: each member by its schema, an intent by the words.
    private func structuredAnswer(to heard: String, _ question: ChatRequest) -> JSON? {
        switch question.format {
        case .text: return nil
        case .object: return ["respuesta": .string(SellerWish.subject(of: heard))]
        case .schema(_, let schema):
            guard var members = value(of: schema, heard).objectValue else { return value(of: schema, heard) }
            if members["lines"] != nil { members["lines"] = SellerLines.lines(in: heard) }
            if members["ids"] != nil { members["ids"] = question.listedIDs(fitting: heard) }
            let intents = schema["properties"]?["intent"]?["enum"]?.arrayValue?.compactMap(\.stringValue) ?? []
            let words = Set(heard.lowercased().split { !$0.isLetter }.map(String.init))
            if intents.isEmpty { return .object(members) }
            let said = SellerWish.allCases.first { !$0.words.isDisjoint(with: words) }
            let intent = said?.intent ?? (SellerNeeds.product(for: heard) == nil ? "other" : SellerWish.product.intent)
            if intents.contains(intent) { members["intent"] = .string(intent) }
            return .object(members)
        }
    }
}

extension ChatRequest {
    /// Ids of the products in the data that are what the seller thinks of; all of
    /// them where it thinks of nothing.
    fileprivate func listedIDs(fitting heard: String) -> JSON {
        let stem = SellerNeeds.product(for: heard)?.prefix(5).lowercased() ?? ""
        var ids: [JSON] = []
        for case .user(let text) in messages {
            guard let start = text.firstIndex(of: "["), let end = text.lastIndex(of: "]"), start < end,
                let products = (try? JSON(parsing: String(text[start...end])))?.arrayValue
            else { continue }
            ids += products.compactMap { product in
                let name = product["nombre"]?.stringValue?.lowercased() ?? ""
                return stem.isEmpty || name.contains(stem) ? product["id"] : nil
            }
        }
        return .array(ids)
    }

    /// What the customer said last.
    fileprivate var lastUserText: String {
        for case .user(let text) in messages.reversed() { return text }
        return ""
    }
}
