// What Groq's models wrote when they meant a call and missed the form. Often the
// call is all there; then nobody has to be asked again. Source: the
// `failed_generation` of Groq's errors, as people report them.

internal import OrkestaModel

extension AttemptFailure {
    /// The answer that hides in a failed generation; nil when there is none whose
    /// tool is known and whose arguments are an object.
    func salvaged(for question: ChatRequest) -> WholeAnswer? {
        guard kind == .toolUseFailed, let failedGeneration else { return nil }
        let text = failedGeneration.prefix(64 << 10)
        let known = Set(question.tools.map(\.name))
        guard let (name, arguments) = taggedCall(text, known) ?? plainCall(text, known) else { return nil }
        let call = ToolCall(id: "call_\(question.callCount + 1)", name: name, arguments: arguments)
        return WholeAnswer(answer: ChatAnswer(text: nil, calls: [call], finish: .calls), usage: nil)
    }
}

/// `<function=name>{…}</function>`, and the same with `,`, `(` or nothing behind the name.
private func taggedCall(_ text: Substring, _ known: Set<String>) -> (String, JSON)? {
    guard let start = text.firstRange(of: "<function=")?.upperBound else { return nil }
    let name = String(text[start...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" })
    guard known.contains(name), let arguments = firstObject(text[start...].dropFirst(name.count)) else { return nil }
    return (name, arguments)
}

/// `{"name": …, "arguments": {…}}` (or `parameters`), alone, in a list, or in text.
private func plainCall(_ text: Substring, _ known: Set<String>) -> (String, JSON)? {
    guard let object = firstObject(text), let name = object["name"]?.stringValue, known.contains(name) else {
        return nil
    }
    let written = object["arguments"] ?? object["parameters"] ?? [:]
    guard let arguments = written.stringValue.map(argumentsObject) ?? written, arguments.objectValue != nil else {
        return nil
    }
    return (name, arguments)
}

/// The first complete JSON object in `text`.
private func firstObject(_ text: Substring) -> JSON? {
    guard let start = text.firstIndex(of: "{") else { return nil }
    var (depth, isInString, isEscaped) = (0, false, false)
    for index in text[start...].utf8.indices {
        let byte = text.utf8[index]
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            continue
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"):
            depth -= 1
            if depth == 0 { return try? JSON(parsing: Array(text[start...].utf8[...index])) }
        default: break
        }
    }
    return nil
}
