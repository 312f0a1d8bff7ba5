// Typed row keys: UUIDv7 as text, so that keys sort by the time they were made
// and one kind of key can never be passed for another.

public import OrkestaModel

/// The key of a row of kind `Kind`.
public struct Identifier<Kind>: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let rawValue: String

    /// Takes a key read from storage or from outside as it is; whether such a
    /// row exists is for the repository to say.
    public init(_ rawValue: String) { self.rawValue = rawValue }

    /// A new key: UUIDv7 (RFC 9562) of the moment and of random bits.
    public init(at moment: Timestamp, randomness: any Randomness) {
        let time = UInt64(clamping: moment.milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | (randomness.next() & 0x0FFF)
        let low = 0x8000_0000_0000_0000 | (randomness.next() & 0x3FFF_FFFF_FFFF_FFFF)
        rawValue = uuidText(high, low)
    }

    /// The next key in order: for what comes right behind, whatever the clock says.
    public var successor: Self {
        var digits = Array(rawValue.utf8)
        for place in digits.indices.reversed() {
            switch digits[place] {
            case UInt8(ascii: "f"): digits[place] = UInt8(ascii: "0")
            case UInt8(ascii: "9"):
                digits[place] = UInt8(ascii: "a")
                return Self(String(decoding: digits, as: UTF8.self))
            case UInt8(ascii: "0")..<UInt8(ascii: "9"), UInt8(ascii: "a")..<UInt8(ascii: "f"):
                digits[place] += 1
                return Self(String(decoding: digits, as: UTF8.self))
            // A hyphen between the groups.
            default: continue
            }
        }
        return Self(rawValue + "0")
    }

    /// When it was made, in milliseconds since the epoch UTC; nil where it is no key as this
    /// house makes them: a UUID in lower case.
    public var milliseconds: Int64? {
        let text = Array(rawValue.utf8)
        guard text.count == 36, text.indices.allSatisfy({ isInPlace(text[$0], at: $0) }) else { return nil }
        return Int64(rawValue.prefix(momentLength).filter { $0 != "-" }, radix: 16)
    }

    /// The same random bits at another moment, in milliseconds since the epoch UTC.
    public func moved(to milliseconds: Int64) -> Self {
        Self("\(momentText(milliseconds))\(rawValue.dropFirst(momentLength))")
    }

    /// Before all keys of that moment, and behind all earlier ones.
    public static func first(at milliseconds: Int64) -> Self { Self(momentText(milliseconds)) }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    public var description: String { rawValue }
}

/// The characters of a UUIDv7 that tell its moment: 48 bits, and a hyphen.
private let momentLength = 13

private func momentText(_ milliseconds: Int64) -> String {
    let digits = String(max(0, milliseconds) & 0xFFFF_FFFF_FFFF, radix: 16)
    let padded = String(repeating: "0", count: 12 - digits.count) + digits
    return "\(padded.prefix(8))-\(padded.dropFirst(8))"
}

private func isInPlace(_ character: UInt8, at place: Int) -> Bool {
    switch place {
    case 8, 13, 18, 23: character == UInt8(ascii: "-")
    default:
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(character)
    }
}

private func uuidText(_ high: UInt64, _ low: UInt64) -> String {
    let digits: StaticString = "0123456789abcdef"
    return String(unsafeUninitializedCapacity: 36) { buffer in
        var position = 0
        for nibble in 0..<32 {
            if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
                buffer[position] = UInt8(ascii: "-")
                position += 1
            }
            let word = nibble < 16 ? high : low
            let shift = UInt64(60 - nibble % 16 * 4)
            buffer[position] = digits.utf8Start[Int(word >> shift & 0xF)]
            position += 1
        }
        return position
    }
}

public enum CustomerKind {}
public enum ConversationKind {}
public enum MessageKind {}
public enum InboxItemKind {}
public enum OutboxItemKind {}
public enum TurnKind {}
public enum TimerKind {}
public enum CaseKind {}
public enum CatalogItemKind {}
public enum ReminderKind {}

public typealias CustomerID = Identifier<CustomerKind>
public typealias ConversationID = Identifier<ConversationKind>
public typealias MessageID = Identifier<MessageKind>
public typealias InboxItemID = Identifier<InboxItemKind>
public typealias OutboxItemID = Identifier<OutboxItemKind>
public typealias TurnID = Identifier<TurnKind>
public typealias TimerID = Identifier<TimerKind>
public typealias CaseID = Identifier<CaseKind>
public typealias CatalogItemID = Identifier<CatalogItemKind>
public typealias ReminderID = Identifier<ReminderKind>
