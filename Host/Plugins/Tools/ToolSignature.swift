// The declared signature of a native tool: "f64 pow(f64 base, f64 exponent)".
// The grammar, with what C sees of each type:
//
//     signature  = type name "(" [ "void" | parameter { "," parameter } ] ")"
//     parameter  = type [ name ]
//     type       = "void" | "i32" | "i64" | "f64" | "bool" | "str"
//                | "strfree(" name ")" | "out(" bytes ")"

import HostCore

/// What a C function takes and gives.
struct ToolSignature: Sendable, Equatable {
    /// A type of the grammar.
    enum Kind: Sendable, Equatable {
        /// Result only.
        case void
        /// `int32_t`, `int64_t`, `double`, `bool`.
        case i32, i64, f64, bool
        /// `const char *`, NUL-terminated; as a result borrowed, NULL is null.
        case str
        /// Result only: `char *`, given back to that function of the same library.
        case strfree(String)
        /// Parameter only: `char *buffer, size_t capacity` with so many bytes; what
        /// the function writes there, up to a NUL, belongs to the result.
        case out(Int)
    }

    /// A parameter; unnamed ones are called arg1, arg2, ... by their place.
    struct Parameter: Sendable, Equatable {
        let kind: Kind
        let name: String

        var isOut: Bool { if case .out = kind { true } else { false } }
    }

    let result: Kind
    let function: String
    let parameters: [Parameter]

    /// The parameters that a caller fills.
    var inputs: [Parameter] { parameters.filter { !$0.isOut } }
    var outs: [Parameter] { parameters.filter(\.isOut) }

    /// The functions that the library must have.
    var symbols: [String] {
        if case .strfree(let release) = result { [function, release] } else { [function] }
    }
}

/// Why a signature is refused.
struct ToolSignatureError: Error, Equatable {
    /// From 1, in characters.
    let position: Int
    let reason: String
    let remedy: String
}
