// Requests that no provider would send: messages in the forms of several, changed
// at random in their documents, their bytes and their headers. A seed repeats them.

import OrkestaABI
import OrkestaModel

/// Makes one request after the other.
struct RequestFuzzer {
    private static let strangeScalars = Array("\0\u{7F}\u{FFFD}\u{1F426}\"\\{[%9".unicodeScalars)
    private static let strangeBytes: [UInt8] = [0x00, 0x80, 0xBF, 0xC0, 0xED, 0xF5, 0xFF, 0x22, 0x5C, 0x7B]
    private static let nestingMax = 200

    private let messages: [String]
    private let tenant: Tenant
    private var numbers: SeededNumbers

    init(messages: [String], tenant: Tenant, seed: UInt64) {
        self.messages = messages
        self.tenant = tenant
        numbers = SeededNumbers(seed: seed)
    }

    mutating func next() -> Work.Request {
        Work.Request(
            method: pick(["POST", "POST", "POST", "POST", "GET", "PUT", "\u{F1}"]),
            body: body(),
            query: pick(["", "", "hub.mode=subscribe&hub.verify_token=%zz&hub.challenge=1", "a&=&%", "to=%00&after="]),
            headers: headers(),
            isFromVisitor: numbers.next() % 2 == 0
        )
    }

    // MARK: Bodies

    /// A message whose document is changed, then perhaps its text, then perhaps its bytes.
    private mutating func body() -> [UInt8] {
        var text = pick(messages)
        if var document = try? JSON(parsing: text), numbers.next() % 4 != 0 {
            for _ in 0..<Int.random(in: 1...4, using: &numbers) { document = changed(document, depth: 0) }
            text = document.description
        }
        if numbers.next() % 3 == 0 { text = broken(text) }
        var bytes = Array(text.utf8)
        guard numbers.next() % 4 == 0 else { return bytes }
        for _ in 0..<Int.random(in: 1...6, using: &numbers) where !bytes.isEmpty {
            bytes[Int.random(in: bytes.indices, using: &numbers)] = pick(Self.strangeBytes)
        }
        return bytes
    }

    /// The document with something else at one of its places.
    private mutating func changed(_ document: JSON, depth: Int) -> JSON {
        guard depth < 1 || numbers.next() % 4 != 0 else { return strangeValue() }
        switch document {
        case .object(var members):
            guard let key = members.keys.sorted().randomElement(using: &numbers), let value = members[key] else {
                return strangeValue()
            }
            members[key] = numbers.next() % 8 == 0 ? nil : changed(value, depth: depth + 1)
            return .object(members)
        case .array(var items):
            guard let place = items.indices.randomElement(using: &numbers) else { return strangeValue() }
            // Batches: the same again and again.
            if numbers.next() % 6 == 0 { return .array(items + Array(repeating: items[place], count: 40)) }
            items[place] = changed(items[place], depth: depth + 1)
            return .array(items)
        default: return strangeValue()
        }
    }

    private mutating func strangeValue() -> JSON {
        switch numbers.next() % 12 {
        case 0: .null
        case 1: .bool(true)
        case 2: .integer(pick([0, -1, .max, .min, 253_402_300_800]))
        case 3: .double(pick([1e308, -1e-308, 0.5]))
        case 4: .string("")
        case 5: .string(String(repeating: "ñ", count: pick([150, 300, 5_000])))
        case 6: .string("\u{0}\u{202E}\u{FFFD}'\"<&%s%n")
        case 7: .array([])
        case 8: .object([:])
        case 9: (0..<pick([2, 60, Self.nestingMax])).reduce(JSON.null) { inner, _ in .array([inner]) }
        case 10: .string(pick(["unknown", "reaction", "system", "5215512345678", "+", "-1", "1e9", "MX.1"]))
        default: .string(tenant.word)
        }
    }

    /// Characters are taken out, doubled and replaced.
    private mutating func broken(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<Int.random(in: 1...12, using: &numbers) where !scalars.isEmpty {
            let place = Int.random(in: scalars.indices, using: &numbers)
            switch numbers.next() % 4 {
            case 0: scalars.remove(at: place)
            case 1: scalars.removeSubrange(place...)
            case 2: scalars.insert(contentsOf: scalars[place...].prefix(40), at: place)
            default: scalars[place] = pick(Self.strangeScalars)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    // MARK: Headers

    /// What vouches for a request, most often, so that its body is read at all: the
    /// checker's host believes every signature that is there.
    private mutating func headers() -> [(name: String, value: String)] {
        var headers = [
            (name: "Content-Type", value: pick(["application/json", "application/x-www-form-urlencoded", ""]))
        ]
        guard numbers.next() % 8 != 0 else { return headers }
        headers += [
            ("x-hub-signature-256", "sha256=" + String(repeating: "0f", count: 32)),
            ("X-Telegram-Bot-Api-Secret-Token", tenant.secret), ("X-Twilio-Signature", "MDEyMzQ1Njc4OTAxMjM0NTY3ODk="),
            ("Authorization", "Bearer \(tenant.secret)"),
        ]
        guard numbers.next() % 4 == 0, let place = headers.indices.randomElement(using: &numbers) else {
            return headers
        }
        switch numbers.next() % 5 {
        case 0: headers[place].value = ""
        case 1: headers[place].value = broken(headers[place].value)
        case 2: headers.append(headers[place])
        case 3: headers[place].name = headers[place].name.uppercased()
        default: headers[place].value += String(repeating: "A", count: 8_000)
        }
        return headers
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int(numbers.next() % UInt64(values.count))]
    }
}
