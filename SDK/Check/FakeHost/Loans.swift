// What the host lends a plugin for the length of one call: every text and every
// struct on pages of its own, closed when the call has returned.

import OrkestaABI
import OrkestaProbes

/// The loans of one call.
final class Loans {
    private let edition: Edition
    /// Which call lends: `start_turn`.
    private let lender: String
    private var loans: [probe_loan] = []

    init(_ lender: String, _ edition: Edition) {
        self.lender = lender
        self.edition = edition
    }

    func text(_ value: String, _ name: String) -> ork_str { bytes(Array(value.utf8), name) }

    /// Nothing is lent as NULL or as a pointer that must not be followed, by turns.
    func bytes(_ value: [UInt8], _ name: String) -> ork_str {
        if value.isEmpty, loans.count.isMultiple(of: 2) { return ork_str(ptr: nil, len: 0) }
        let place = lend(value, name)
        return ork_str(ptr: place?.assumingMemoryBound(to: CChar.self), len: value.count)
    }

    /// A struct that begins with its size, as a host of this edition writes it.
    func structure<Value: BitwiseCopyable>(_ value: Value, firstSize: Int, _ name: String) -> UnsafePointer<Value>? {
        lend(edition.image(of: value, firstSize: firstSize), name).map { $0.assumingMemoryBound(to: Value.self) }
    }

    /// Nil when there are none.
    func array<Value: BitwiseCopyable>(_ values: [Value], _ name: String) -> UnsafePointer<Value>? {
        guard !values.isEmpty else { return nil }
        return lend(values.withUnsafeBytes { Array($0) }, name).map { $0.assumingMemoryBound(to: Value.self) }
    }

    /// After this, whoever still has a pointer is caught when it follows it.
    func end() {
        for loan in loans { probe_end_loan(loan) }
        loans = []
    }

    private func lend(_ bytes: [UInt8], _ name: String) -> UnsafeRawPointer? {
        let loan = probe_lend(bytes.count, "`\(name)` of \(lender)")
        guard let place = loan.bytes else { return nil }
        bytes.withUnsafeBytes { if let source = $0.baseAddress { place.copyMemory(from: source, byteCount: $0.count) } }
        loans.append(loan)
        return UnsafeRawPointer(place)
    }
}

/// A table of functions: immortal, and ending where a page begins that nobody may
/// touch. Its bytes already begin with their size.
func immortalTable(_ bytes: [UInt8], named name: String) -> UnsafeRawPointer? {
    guard let place = probe_lend(bytes.count, "the table of \(name)").bytes else { return nil }
    bytes.withUnsafeBytes { if let source = $0.baseAddress { place.copyMemory(from: source, byteCount: $0.count) } }
    return UnsafeRawPointer(place)
}
