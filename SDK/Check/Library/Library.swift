// A plugin's library in this process.

import Glibc
import OrkestaABI
import OrkestaModel

/// A library that is loaded, and its factory.
///
/// Safe: the pointers are the plugin's immortal tables, immutable from here on.
struct Library: @unchecked Sendable {
    /// Where what the plugin does wrong is told.
    let report: CheckReport
    let manifest: Manifest
    let entry: UnsafePointer<ork_entry>
    let factory: UnsafePointer<ork_factory>

    /// Loads the library as the host does, `load` included. Throws ``Stop`` after a
    /// finding, or ``Skip`` when another check has that finding.
    init(_ subject: Subject, _ report: CheckReport) throws {
        guard let file = ElfFile(path: subject.path), let manifest = Manifest(of: file) else {
            throw Skip(reason: "it has no manifest: see manifest.document")
        }
        (self.report, self.manifest) = (report, manifest)
        report.step("dlopen", .resolvesAtOnce)
        entry = try Library.open(subject.path, report)
        try Library.load(entry.pointee, report)
        report.step("ork_entry.get_factory", .unknownFactories)
        guard let found = findFactory(entry) else { throw Skip(reason: "it has no factory: see discovery.tables") }
        factory = found
    }

    /// `load`, which comes before the factory is used. Throws ``Stop`` after a finding.
    static func load(_ entry: ork_entry, _ report: CheckReport) throws {
        report.step("ork_entry.load", .loads)
        let status = entry.load?() ?? ORK_OK
        guard status == ORK_OK else {
            report.find(.loads, "load returned \(StatusName(status))")
            throw Stop()
        }
    }

    /// `dlopen` and the entry function. Throws ``Stop`` after a finding.
    static func open(_ path: String, _ report: CheckReport) throws -> UnsafePointer<ork_entry> {
        guard let library = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
            report.find(.resolvesAtOnce, dlerror().map { String(cString: $0) } ?? "dlopen gave no reason")
            throw Stop()
        }
        guard let symbol = dlsym(library, ORK_ENTRY_SYMBOL) else {
            report.find(.oneExport, "the library does not export \(ORK_ENTRY_SYMBOL)")
            throw Stop()
        }
        report.step(ORK_ENTRY_SYMBOL, .scanIsPure)
        guard let entry = unsafeBitCast(symbol, to: ork_entry_function.self)() else {
            report.find(.entryTable, "\(ORK_ENTRY_SYMBOL) returned NULL")
            throw Stop()
        }
        return entry
    }
}

/// The factory that the entry gives for `ORK_PLUGIN_FACTORY_1`, or nil.
func findFactory(_ entry: UnsafePointer<ork_entry>) -> UnsafePointer<ork_factory>? {
    let found = withABIString(ORK_PLUGIN_FACTORY_1) { entry.pointee.get_factory?($0) ?? nil }
    return found?.assumingMemoryBound(to: ork_factory.self)
}

/// Lends a string for the length of one call, without poison.
func withABIString<Value>(_ string: String, _ body: (ork_str) throws -> Value) rethrows -> Value {
    var copy = string
    return try copy.withUTF8 { buffer in
        try buffer.withMemoryRebound(to: CChar.self) { try body(ork_str(ptr: $0.baseAddress, len: $0.count)) }
    }
}

extension String {
    /// A copy of a plugin's text, damaged bytes replaced; empty when it is NULL or
    /// longer than memory can be.
    init(copying text: ork_str) {
        guard text.ptr != nil, text.len > 0 else {
            self = ""
            return
        }
        self = String(decoding: UnsafeRawBufferPointer(start: text.ptr, count: text.len), as: UTF8.self)
    }
}
