// A tool that a file of plugins.d binds to a function of some library.

import OrkestaModel

/// One entry of `tools:`, checked in itself; whether the library and its function
/// exist, ``BoundFunction`` says.
struct ToolDeclaration: Sendable, Equatable {
    let name: String
    let summary: String
    /// A bare file name: `libm.so.6`.
    let library: String
    let signature: ToolSignature
    let parameters: ToolParameters
    let changesState: Bool
    let timeoutMilliseconds: Int64
    let memoryMegabytes: Int
    /// `file:line` of its library and of its signature, for what is found later.
    let libraryPlace: String
    let signaturePlace: String
}
