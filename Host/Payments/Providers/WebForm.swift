// Parameters as application/x-www-form-urlencoded, in bodies and in addresses; nested
// with brackets, as Stripe takes them.

/// A form, its fields in the order in which they were added: equal requests have
/// equal bytes, which idempotency keys depend on.
struct WebForm: Sendable, ExpressibleByDictionaryLiteral {
    private var fields: [(name: String, value: String)] = []

    init() {}

    init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

    /// `name[0]`, `name[1]`, ...
    mutating func add(_ name: String, _ values: [String]) {
        for (index, value) in values.enumerated() { add("\(name)[\(index)]", value) }
    }

    /// `name[key]`, in the order of the keys.
    mutating func add(_ name: String, _ members: [String: String]) {
        for (key, value) in members.sorted(by: { $0.key < $1.key }) { add("\(name)[\(key)]", value) }
    }

    /// As it goes over the wire, also behind the `?` of an address.
    var encoded: String {
        fields.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "["), UInt8(ascii: "]"):
                bytes.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
