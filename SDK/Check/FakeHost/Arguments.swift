// What a plugin passes is checked before it is believed: size, length, UTF-8, JSON.

import OrkestaABI
import OrkestaModel

/// A call is refused; the finding is already made.
struct Refused: Error {
    let status: ork_status
}

extension FakeInstance {
    /// A copy of a plugin's text; nil after a finding. `field` says where it stood.
    func checked(_ text: ork_str, _ field: String, limit: Int) -> String? {
        guard (0...limit).contains(text.len) else {
            report.find(.soundCalls, "\(field) is \(text.len) bytes long, at most \(limit) are taken")
            return nil
        }
        guard text.len > 0 else { return "" }
        guard let start = text.ptr else {
            report.find(.soundCalls, "\(field) is NULL with a length of \(text.len)")
            return nil
        }
        let bytes = UnsafeRawBufferPointer(start: start, count: text.len)
        guard let copy = String(validating: bytes, as: UTF8.self) else {
            report.find(.soundCalls, "\(field) is not UTF-8")
            return nil
        }
        return copy
    }
}

/// Bytes in the name of a paper, its hash, or a reference.
let paperNameLengths = 1...100

/// The arguments of one call, read one after the other, and noted for the transcript.
struct Arguments {
    let instance: FakeInstance
    /// `storage.put`.
    let function: String
    /// Of the call's envelope; 0 and empty where there is none.
    let turn: ork_turn
    let label: String
    private(set) var noted: [String] = []

    init(_ instance: FakeInstance, _ function: String, turn: ork_turn = 0, label: String = "") {
        self.instance = instance
        self.function = function
        self.turn = turn
        self.label = label
    }

    mutating func text(_ value: ork_str, _ name: String, in lengths: ClosedRange<Int>) throws(Refused) -> String {
        let field = "\(function): \(name)"
        guard let text = instance.checked(value, field, limit: lengths.upperBound) else {
            throw Refused(status: ORK_E_INVALID)
        }
        guard text.utf8.count >= lengths.lowerBound else {
            throw refuse("\(field) is empty")
        }
        noted.append("\(name)=\(text)")
        return text
    }

    /// What a provider sent may be anything: where it is none of the host's texts the
    /// call is refused, and that is no finding.
    mutating func received(_ value: ork_str, _ name: String, in lengths: ClosedRange<Int>) throws(Refused) -> String {
        guard lengths.contains(value.len) else { throw Refused(status: ORK_E_INVALID) }
        let bytes = UnsafeRawBufferPointer(start: value.ptr, count: value.ptr == nil ? 0 : value.len)
        guard String(validating: bytes, as: UTF8.self) != nil else { throw Refused(status: ORK_E_INVALID) }
        return try text(value, name, in: lengths)
    }

    /// A document; `""` when empty and allowed to be.
    mutating func json(
        _ value: ork_str,
        _ name: String,
        limit: Int,
        mayBeEmpty: Bool = true,
        isObject: Bool = false
    ) throws(Refused) -> String {
        let text = try text(value, name, in: (mayBeEmpty ? 0 : 1)...limit)
        guard !text.isEmpty else { return text }
        do {
            let document = try JSON(parsing: text)
            if isObject, document.objectValue == nil { throw refuse("\(function): \(name) is no JSON object") }
        } catch let refused as Refused {
            throw refused
        } catch {
            throw refuse("\(function): \(name) is not JSON: \(error)")
        }
        return text
    }

    /// A document of up to 256 KiB; nil when empty and allowed to be.
    mutating func document(_ value: ork_str, _ name: String, mayBeEmpty: Bool = false) throws(Refused) -> JSON? {
        let text = try json(value, name, limit: 256 << 10, mayBeEmpty: mayBeEmpty)
        return text.isEmpty ? nil : try? JSON(parsing: text)
    }

    /// An object that must be there.
    mutating func object(_ value: ork_str, _ name: String) throws(Refused) -> JSON {
        guard let document = try document(value, name), document.objectValue != nil else {
            throw refuse("\(function): \(name) is no JSON object")
        }
        return document
    }

    /// How many at most: the host takes what is near.
    mutating func limit(_ value: UInt32, upTo most: Int) -> Int {
        number(value, "limit")
        return min(max(1, Int(value)), most)
    }

    mutating func number(_ value: some CustomStringConvertible, _ name: String) { noted.append("\(name)=\(value)") }

    func refuse(_ seen: String) -> Refused {
        instance.report.find(.soundCalls, seen)
        return Refused(status: ORK_E_INVALID)
    }

    /// `storage.put(key=a, value_json={})`.
    var line: String { "\(function)(\(noted.joined(separator: ", ")))" }
}
