// Reads the signature grammar. What it has no word for is refused with its place
// and with what to write instead.

import HostCore

extension ToolSignature {
    /// Throws ``ToolSignatureError`` for what is not in the grammar.
    init(parsing text: String) throws(ToolSignatureError) {
        var parser = ToolSignatureParser(text)
        self = try parser.signature()
    }
}

/// One reading of one text.
private struct ToolSignatureParser {
    private let text: [Character]
    private var place = 0

    init(_ text: String) { self.text = Array(text.prefix(Limits.toolSignatureCharactersMax + 1)) }

    mutating func signature() throws(ToolSignatureError) -> ToolSignature {
        guard text.count <= Limits.toolSignatureCharactersMax else {
            throw error("it is longer than \(Limits.toolSignatureCharactersMax) characters", "Shorten the names", at: 0)
        }
        let result = try resultType()
        let function = try identifier("the function's name")
        let parameters = try parameterList()
        skipSpaces()
        if place < text.count { throw error("something follows the closing parenthesis", "End with `)`") }
        return ToolSignature(result: result, function: function, parameters: parameters)
    }

    // MARK: Types

    private mutating func resultType() throws(ToolSignatureError) -> ToolSignature.Kind {
        skipSpaces()
        let start = place
        let kind = try type()
        if case .out = kind {
            throw error("out(N) is no result", "Return i32 or void, and take out(N) as a parameter", at: start)
        }
        return kind
    }

    private mutating func parameterType() throws(ToolSignatureError) -> ToolSignature.Kind {
        let start = place
        let kind = try type()
        switch kind {
        case .void: throw error("void is no parameter", "Write the parameter's type, or empty parentheses", at: start)
        case .strfree: throw error("strfree(...) is no parameter", "Pass text as str", at: start)
        default: return kind
        }
    }

    private mutating func type() throws(ToolSignatureError) -> ToolSignature.Kind {
        skipSpaces()
        let start = place
        let word = takeWord()
        switch word {
        case "void": return .void
        case "i32": return .i32
        case "i64": return .i64
        case "f64": return .f64
        case "bool": return .bool
        case "str": return .str
        case "strfree":
            try expect("(", "strfree names the function that frees the text", "Write strfree(free)")
            let release = try identifier("the freeing function's name")
            try expect(")", "the parenthesis of strfree is open", "Write strfree(\(release))")
            return .strfree(release)
        case "out": return .out(try capacity())
        default: throw unknownType(word, at: start)
        }
    }

    private mutating func capacity() throws(ToolSignatureError) -> Int {
        let remedy = "Write out(N) with N from 1 to \(Limits.toolOutBytesMax)"
        try expect("(", "out has no size", remedy)
        skipSpaces()
        let start = place
        guard let bytes = Int(takeWord()), (1...Limits.toolOutBytesMax).contains(bytes) else {
            throw error("the size of out is no number of bytes in range", remedy, at: start)
        }
        try expect(")", "the parenthesis of out is open", "Write out(\(bytes))")
        return bytes
    }

    private func unknownType(_ word: String, at start: Int) -> ToolSignatureError {
        guard !word.isEmpty else {
            let found = start < text.count ? "`\(text[start])`" : "the end"
            return error("a type is expected, not \(found)", knownTypes, at: start)
        }
        guard let hint = typeHints[word] else { return error("`\(word)` is no type", knownTypes, at: start) }
        return error("`\(word)` cannot be called", hint, at: start)
    }

    // MARK: Parameters

    private mutating func parameterList() throws(ToolSignatureError) -> [ToolSignature.Parameter] {
        try expect("(", "the parameters are missing", "Write them in parentheses, `()` for none")
        if takeEmptyList() { return [] }
        var parameters: [ToolSignature.Parameter] = []
        while true {
            skipSpaces()
            let start = place
            guard parameters.count < Limits.toolParametersMax else {
                throw error(
                    "there are more than \(Limits.toolParametersMax) parameters",
                    "Write a C function that takes fewer",
                    at: start
                )
            }
            parameters.append(try parameter(number: parameters.count + 1, after: parameters))
            skipSpaces()
            if take(",") { continue }
            try expect(")", "`,` or `)` is expected", "Write TYPE or TYPE NAME, divided by commas")
            return parameters
        }
    }

    /// Takes `)` or `void)`.
    private mutating func takeEmptyList() -> Bool {
        let start = place
        skipSpaces()
        if text[place...].starts(with: "void") {
            place += 4
            skipSpaces()
        }
        if take(")") { return true }
        place = start
        return false
    }

    private mutating func parameter(
        number: Int,
        after earlier: [ToolSignature.Parameter]
    ) throws(ToolSignatureError) -> ToolSignature.Parameter {
        let kind = try parameterType()
        skipSpaces()
        let start = place
        if start < text.count, let problem = declarators[text[start]] {
            throw error("`\(text[start])` cannot stand here: \(problem)", knownTypes, at: start)
        }
        let word = takeWord()
        guard word.isEmpty || isIdentifier(word) else {
            throw error("`\(word)` is no name", "Begin names with a letter", at: start)
        }
        let name = word.isEmpty ? "arg\(number)" : word
        guard !earlier.contains(where: { $0.name == name }), name != "result" else {
            throw error("the name \(name) is taken", "Name each parameter differently, and none `result`", at: start)
        }
        return ToolSignature.Parameter(kind: kind, name: name)
    }

    // MARK: Characters

    private mutating func identifier(_ what: String) throws(ToolSignatureError) -> String {
        skipSpaces()
        let start = place
        if start < text.count, text[start] == "*" {
            throw error("pointers are no types of the grammar", "For text write str, or strfree(fn)", at: start)
        }
        let word = takeWord()
        guard isIdentifier(word) else {
            throw error("\(what) is missing, or no C name", "Write it as the library exports it", at: start)
        }
        return word
    }

    private mutating func takeWord() -> String {
        let start = place
        while place < text.count, text[place].isWordCharacter { place += 1 }
        return String(text[start..<place])
    }

    private mutating func take(_ character: Character) -> Bool {
        guard place < text.count, text[place] == character else { return false }
        place += 1
        return true
    }

    private mutating func expect(
        _ character: Character,
        _ reason: String,
        _ remedy: String
    ) throws(ToolSignatureError) {
        skipSpaces()
        if !take(character) { throw error(reason, remedy) }
    }

    private mutating func skipSpaces() {
        while place < text.count, text[place] == " " || text[place] == "\t" || text[place] == "\n" { place += 1 }
    }

    private func error(_ reason: String, _ remedy: String, at position: Int? = nil) -> ToolSignatureError {
        ToolSignatureError(position: (position ?? place) + 1, reason: reason, remedy: remedy)
    }
}

private func isIdentifier(_ word: String) -> Bool {
    guard let first = word.first, first.isLetter || first == "_" else { return false }
    return word.allSatisfy(\.isWordCharacter)
}

extension Character {
    /// Of a C name or a number.
    fileprivate var isWordCharacter: Bool { isASCII && (isLetter || isNumber || self == "_") }
}

private let knownTypes = "Types are void, i32, i64, f64, bool, str, strfree(fn) and out(N)"

/// What cannot follow a parameter's type.
private let declarators: [Character: String] = [
    "*": "pointers are no types of the grammar", "[": "arrays are no types of the grammar",
    "(": "callbacks are not supported", ".": "variable arguments are not supported",
]

/// C's own words, and what to write instead.
private let typeHints: [String: String] = [
    "int": "Write i32", "int32_t": "Write i32", "uint32_t": "Write i32, where values stay below 2^31",
    "unsigned": "Write i32 or i64 as wide as the type, where values stay in its range",
    "long": "Write i64", "int64_t": "Write i64", "size_t": "Write i64", "ssize_t": "Write i64",
    "uint64_t": "Write i64, where values stay below 2^63", "double": "Write f64",
    "float": "Only f64 is called: bind the function's double form, such as sqrt for sqrtf",
    "f32": "Only f64 is called: bind the function's double form, such as sqrt for sqrtf",
    "char": "For text write str, or strfree(fn) where the caller must free it",
    "const": "For text write str; other types are values",
    "string": "Write str", "struct": "Structs are not supported: write a C function that takes their fields",
    "union": "Unions are not supported: write a C function that takes a value",
    "short": "Write a C function that takes i32", "i16": "Write a C function that takes i32",
    "i8": "Write a C function that takes i32", "u8": "Write a C function that takes i32",
    "u32": "Write i32, where values stay below 2^31", "u64": "Write i64, where values stay below 2^63",
    "ptr": "Pointers are not supported: write a C function that takes and gives text",
    "enum": "Write i32",
]
