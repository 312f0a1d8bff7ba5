// What a header of the ABI is made of, as its reader sees it.

/// One thing that a header says, in the order of the text.
enum HeaderItem: Equatable {
    /// A comment that belongs to no declaration; the first one is the header's own.
    case remark(String)
    case constant(Constant)
    case structure(Structure)
    /// A typedef of anything but a struct.
    case alias(Alias)
    /// A function with a body: the safe caller of a table's function.
    case caller(Function)
}

/// A `#define` with a value.
struct Constant: Equatable {
    let name: String
    let value: String
    let comment: String
}

/// A typedef that gives a type a name.
struct Alias: Equatable {
    let name: String
    let code: String
    let comment: String
}

/// A function, or a pointer to one.
struct Function: Equatable {
    let name: String
    /// As declared, on one line.
    let code: String
    let comment: String
}

/// A struct of the ABI.
struct Structure: Equatable {
    /// A member of a struct.
    enum Member: Equatable {
        case field(name: String, type: String, comment: String)
        case function(Function)
    }

    let name: String
    let comment: String
    let members: [Member]

    var functions: [Function] {
        members.compactMap { if case .function(let function) = $0 { function } else { nil } }
    }
}

/// One header.
struct Header: Equatable {
    /// `orkesta/ext/agent.h`.
    let path: String
    let items: [HeaderItem]

    /// What the header says of itself, without the rules of its layout in the file.
    var introduction: String {
        if case .remark(let text)? = items.first { return text }
        return ""
    }

    var structures: [Structure] { items.compactMap { if case .structure(let found) = $0 { found } else { nil } } }
    var constants: [Constant] { items.compactMap { if case .constant(let found) = $0 { found } else { nil } } }
    var aliases: [Alias] { items.compactMap { if case .alias(let found) = $0 { found } else { nil } } }
    var callers: [Function] { items.compactMap { if case .caller(let found) = $0 { found } else { nil } } }
}
