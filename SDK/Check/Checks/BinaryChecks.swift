// The group `binary`: the library's file, its loading, and the scan of it.

import Glibc
import OrkestaABI
import OrkestaModel
import OrkestaProbes

extension Check {
    static let binary = [
        Check(.binary, "file", "one export, no executable stack, its own Swift runtime", crash: .oneExport) {
            subject,
            report in try checkFile(subject, report)
        },
        Check(.binary, "load", "every symbol resolves; loading starts and opens nothing", crash: .resolvesAtOnce) {
            subject,
            report in try checkLoading(subject, report)
        },
        Check(.binary, "scan", "describing itself is pure and fast", crash: .scanIsPure) { subject, report in
            try checkScan(subject, report)
        },
    ]
}

/// Longer is too long for `orkesta plugin list`.
private let scanMillisecondsMax: Int64 = 100

private func checkFile(_ subject: Subject, _ report: CheckReport) throws {
    guard let file = ElfFile(path: subject.path) else {
        report.find(.oneExport, "the ELF file is damaged: its tables lie outside of it")
        return
    }
    let exports = file.exports
    if exports != [ORK_ENTRY_SYMBOL] {
        let others = exports.filter { $0 != ORK_ENTRY_SYMBOL }
        let shown = others.prefix(5).joined(separator: ", ") + (others.count > 5 ? ", ..." : "")
        let missing = exports.contains(ORK_ENTRY_SYMBOL) ? "" : "\(ORK_ENTRY_SYMBOL) is not exported; "
        report.find(.oneExport, "\(missing)\(others.count) other symbols are exported: \(shown)")
    }
    if file.hasExecutableStack { report.find(.noExecutableStack, "its PT_GNU_STACK is executable, or missing") }
    let shared = file.needed.filter { $0.hasPrefix("libswift") }
    guard !shared.isEmpty else { return }
    let swift = Manifest(of: file)?.document["swift"]
    for member in ["module_abi_name", "toolchain"] where swift?[member]?.stringValue?.isEmpty ?? true {
        report.find(
            .swiftRuntime,
            "it needs \(shared.joined(separator: ", ")), and its manifest has no swift.\(member)"
        )
    }
}

private func checkLoading(_ subject: Subject, _ report: CheckReport) throws {
    let before = ProcessState.now()
    report.step("dlopen", .resolvesAtOnce)
    _ = try Library.open(subject.path, report)
    let after = ProcessState.now()
    if after.threads > before.threads {
        report.find(.quietLoading, "loading it started \(after.threads - before.threads) threads")
    }
    if after.descriptors > before.descriptors {
        report.find(.quietLoading, "loading it left \(after.descriptors - before.descriptors) files or sockets open")
    }
}

/// From `dlsym` on, the kernel watches: see `probe_forbid_io`.
private func checkScan(_ subject: Subject, _ report: CheckReport) throws {
    guard let library = dlopen(subject.path, RTLD_NOW | RTLD_LOCAL), let symbol = dlsym(library, ORK_ENTRY_SYMBOL)
    else { throw Skip(reason: "it cannot be loaded: see binary.load") }
    let function = unsafeBitCast(symbol, to: ork_entry_function.self)
    let isWatched = probe_forbid_io() == 0
    let before = computedMilliseconds()
    report.step(ORK_ENTRY_SYMBOL, .scanIsPure)
    guard let entry = function() else { throw Stop() }
    if function() != entry { report.find(.scanIsPure, "\(ORK_ENTRY_SYMBOL) returned another pointer the second time") }
    report.step("ork_entry.get_factory", .scanIsPure)
    if let factory = findFactory(entry), factory.pointee.count != nil {
        report.step("ork_factory.count and descriptor", .scanIsPure)
        for index in 0..<min(factory.pointee.count?(factory.pointee.ctx) ?? 0, 64) {
            _ = factory.pointee.descriptor?(factory.pointee.ctx, index)
        }
    }
    let milliseconds = computedMilliseconds() - before
    if milliseconds > scanMillisecondsMax {
        report.find(
            .scanIsFast,
            "finding out what is in it took \(milliseconds) ms, \(scanMillisecondsMax) are allowed"
        )
    }
    report.step("ork_entry.load", .scanIsPure)
    _ = entry.pointee.load?()
    guard isWatched else { throw Skip(reason: "this kernel has no seccomp: input and output were not watched") }
}
