// Reads a header of the ABI. It understands the C that these headers are written
// in, not all of C: comments, #define, typedef, structs of plain members and of
// pointers to functions, and static inline functions.

/// Takes a header apart.
struct HeaderReader {
    private var text: Substring
    private var items: [HeaderItem] = []
    /// The comment that was read last, as long as nothing came after it.
    private var comment = ""

    static func read(_ text: String, path: String) -> Header {
        var reader = HeaderReader(text: text[...])
        reader.readAll()
        return Header(path: path, items: reader.items)
    }

    private init(text: Substring) { self.text = text }

    private mutating func readAll() {
        while true {
            text = text.drop(while: \.isWhitespace)
            guard !text.isEmpty else { return dropComment() }
            if text.hasPrefix("/*") {
                dropComment()
                comment = takeComment()
            } else if text.hasPrefix("#") {
                readDirective()
            } else {
                readDeclaration()
            }
        }
    }

    /// A comment that nothing came to belong to.
    private mutating func dropComment() {
        if !comment.isEmpty { items.append(.remark(comment)) }
        comment = ""
    }

    private mutating func takeOwnComment() -> String {
        defer { comment = "" }
        return comment
    }

    // MARK: Directives

    private mutating func readDirective() {
        let line = takeLine()
        if line.hasPrefix("#ifdef __cplusplus") {
            while !text.isEmpty, !takeLine().hasPrefix("#endif") {}
            return
        }
        guard line.hasPrefix("#define ") else { return dropComment() }
        let body = line.dropFirst("#define ".count)
        let code = body.prefix(upTo: body.firstRange(of: "/*")?.lowerBound ?? body.endIndex)
        let trailing = HeaderReader.commentText(body[code.endIndex...])
        let name = code.prefix { $0 != " " && $0 != "(" }
        let rest = code.dropFirst(name.count)
        let isMacro = rest.hasPrefix("(")
        let value = isMacro ? "" : rest.trimmed
        let own = takeOwnComment()
        // The guard against a second reading has no value.
        guard !value.isEmpty || isMacro else {
            if !own.isEmpty { items.append(.remark(own)) }
            return
        }
        let said = [own, trailing].filter { !$0.isEmpty }.joined(separator: "\n\n")
        let parameters = rest.prefix(upTo: rest.firstIndex(of: ")").map { rest.index(after: $0) } ?? rest.startIndex)
        items.append(
            .constant(Constant(name: isMacro ? "\(name)\(parameters)" : "\(name)", value: value, comment: said))
        )
    }

    /// A line with those that continue it: by a backslash, or in a comment.
    private mutating func takeLine() -> String {
        var line = ""
        while let character = text.first {
            if text.hasPrefix("/*") {
                let end = text.firstRange(of: "*/")?.upperBound ?? text.endIndex
                line += text[..<end]
                text = text[end...]
            } else if text.hasPrefix("\\\n") {
                text = text.dropFirst(2)
            } else {
                text = text.dropFirst()
                if character == "\n" { break }
                line.append(character)
            }
        }
        return line
    }

    // MARK: Declarations

    private mutating func readDeclaration() {
        let code = takeDeclaration()
        let own = takeOwnComment()
        if code.hasPrefix("typedef struct") {
            items.append(.structure(HeaderReader.structure(code, own)))
        } else if code.hasPrefix("typedef ") {
            let name = code.contains("(*") ? HeaderReader.pointerName(code) : HeaderReader.lastName(code)
            let trailing = takeTrailingComment()
            let said = [own, trailing].filter { !$0.isEmpty }.joined(separator: "\n\n")
            items.append(.alias(Alias(name: name, code: code.oneLine, comment: said)))
        } else if code.contains("{") {
            let head = code.prefix(upTo: code.firstIndex(of: "{") ?? code.endIndex)
            let name = HeaderReader.lastName(String(head.prefix { $0 != "(" }))
            items.append(.caller(Function(name: name, code: String(head).oneLine, comment: own)))
        }
    }

    /// Up to the semicolon of a typedef, or the end of a function's body.
    private mutating func takeDeclaration() -> String {
        let isTypedef = text.hasPrefix("typedef")
        var code = ""
        var depth = 0
        while let character = text.first {
            if text.hasPrefix("/*") {
                let end = text.firstRange(of: "*/")?.upperBound ?? text.endIndex
                code += text[..<end]
                text = text[end...]
                continue
            }
            text = text.dropFirst()
            code.append(character)
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if depth == 0, character == ";" || (character == "}" && !isTypedef) { break }
        }
        return code
    }

    /// A comment on the line of what came before.
    private mutating func takeTrailingComment() -> String {
        let rest = text.drop { $0 == " " }
        guard rest.hasPrefix("/*") else { return "" }
        text = rest
        return takeComment()
    }

    private mutating func takeComment() -> String {
        let end = text.firstRange(of: "*/")?.upperBound ?? text.endIndex
        defer { text = text[end...] }
        return HeaderReader.commentText(text[..<end])
    }

    // MARK: Structs

    private static func structure(_ code: String, _ comment: String) -> Structure {
        let start = code.firstIndex(of: "{").map { code.index(after: $0) } ?? code.endIndex
        let end = code.lastIndex(of: "}") ?? code.endIndex
        var reader = HeaderReader(text: start <= end ? code[start..<end] : "")
        let name = String(code[end...].dropFirst().prefix { $0 != ";" }.trimmed)
        return Structure(name: name, comment: comment, members: reader.readMembers())
    }

    private mutating func readMembers() -> [Structure.Member] {
        var members: [Structure.Member] = []
        while true {
            text = text.drop(while: \.isWhitespace)
            guard !text.isEmpty else { return members }
            if text.hasPrefix("/*") {
                comment = takeComment()
                continue
            }
            let code = takeDeclaration().oneLine
            let said = [takeOwnComment(), takeTrailingComment()].filter { !$0.isEmpty }.joined(separator: "\n\n")
            if code.contains("(*") {
                let name = HeaderReader.pointerName(code)
                members.append(.function(Function(name: name, code: code, comment: said)))
            } else {
                let name = HeaderReader.lastName(code)
                members.append(.field(name: name, type: HeaderReader.type(of: code, name), comment: said))
            }
        }
    }

    // MARK: Names

    /// `start` of `ork_status (*start)(void *impl);`.
    private static func pointerName(_ code: String) -> String {
        guard let start = code.firstRange(of: "(*")?.upperBound else { return code }
        return String(code[start...].prefix { $0 != ")" })
    }

    /// The last name before `;` or `[`.
    private static func lastName(_ code: String) -> String {
        let head = code.prefix { $0 != ";" && $0 != "[" }
        return String(head.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.last ?? "")
    }

    private static func type(of code: String, _ name: String) -> String {
        let declared = code.prefix { $0 != ";" }
        guard let place = declared.ranges(of: name).last else { return String(declared) }
        return (String(declared[..<place.lowerBound]) + declared[place.upperBound...]).trimmed
    }

    /// The words of a comment, without its marks; empty lines part paragraphs.
    private static func commentText(_ comment: Substring) -> String {
        guard comment.hasPrefix("/*") else { return "" }
        let inner = comment.dropFirst(2).dropLast(comment.hasSuffix("*/") ? 2 : 0)
        let lines = inner.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let bare = line.drop { $0 == " " }
            guard bare.hasPrefix("*") else { return String(bare) }
            return String(bare.dropFirst(bare.hasPrefix("* ") ? 2 : 1))
        }
        return lines.joined(separator: "\n").trimmed
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        let end = start.reversed().drop(while: \.isWhitespace)
        return String(String(end).reversed())
    }

    /// With every run of white space as one space.
    var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
