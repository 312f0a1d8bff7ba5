// A declared tool with its library found and its function seen in it: what is
// needed to call it, made when the file is read.

import HostCore
import OrkestaModel

/// A function of a library, ready for the tool workers.
struct BoundFunction: Sendable {
    let description: ToolDescription
    let signature: ToolSignature
    let defaults: [String: JSON]
    let schema: DocumentSchema
    let worker: ToolWorkerKind
    let timeoutMilliseconds: Int64

    /// Finds what `declaration` names, without running any of it. Throws with the
    /// line when the library is missing, or has no such function.
    init(_ declaration: ToolDeclaration, plugin: PluginID, libraries: SharedLibraries) throws(Problem) {
        guard let path = libraries.find(declaration.library) else {
            throw Problem(
                .notFound,
                "the library \(declaration.library) is neither in the plugin folders nor in the system's",
                field: declaration.libraryPlace,
                remedy: "Install or build it, or set ORKESTA_PLUGIN_PATH to the folder that holds it"
            )
        }
        try BoundFunction.check(declaration, path)
        do {
            schema = try DocumentSchema(declaration.parameters.schema)
        } catch {
            throw Problem(
                .invalid,
                "the arguments of \(declaration.name) make no schema: \(error.reason)",
                field: declaration.signaturePlace,
                remedy: "Mend its `parameters`"
            )
        }
        description = ToolDescription(
            name: declaration.name,
            summary: declaration.summary,
            plugin: plugin,
            form: .bound,
            parameters: declaration.parameters.schema,
            changesState: declaration.changesState
        )
        signature = declaration.signature
        defaults = declaration.parameters.defaults
        timeoutMilliseconds = declaration.timeoutMilliseconds
        worker = ToolWorkerKind(
            library: path,
            libraryState: fileState(path),
            memoryBytes: declaration.memoryMegabytes << 20
        )
    }

    private static func check(_ declaration: ToolDeclaration, _ path: String) throws(Problem) {
        guard let exports = ElfFile(path)?.exports(declaration.signature.symbols) else {
            throw Problem(
                .invalid,
                "\(path) is no 64-bit ELF library with a dynamic symbol table",
                field: declaration.libraryPlace,
                remedy: "Name a shared library of this machine's kind"
            )
        }
        for symbol in declaration.signature.symbols {
            switch exports[symbol] {
            case .function: continue
            case .other:
                throw Problem(
                    .invalid,
                    "`\(symbol)` of \(declaration.library) is data, not a function",
                    field: declaration.signaturePlace,
                    remedy: "Name a function of the library"
                )
            case .absent, nil:
                throw Problem(
                    .invalid,
                    "\(declaration.library) exports no function `\(symbol)`",
                    field: declaration.signaturePlace,
                    remedy: "List its functions with: nm -D --defined-only \(path)"
                )
            }
        }
    }

    /// Calls it in a worker, with arguments that fit the schema.
    func call(_ arguments: JSON, in workers: ToolWorkerPool) async throws(ToolFailure) -> JSON {
        let values = try signature.values(of: arguments, defaults: defaults)
        let call = ToolWorkerCall(
            kind: worker,
            frame: ToolFrame.call(signature, values, timeoutMilliseconds: timeoutMilliseconds),
            timeoutMilliseconds: timeoutMilliseconds
        )
        let answer = try await workers.perform(call)
        return try signature.json(try ToolFrame.output(answer, of: signature))
    }
}
