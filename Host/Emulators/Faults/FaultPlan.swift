// Which requests fail, and how: by their number, in order, or by chance with a
// seed, so that a bad day comes out the same again.

public import OrkestaModel

/// A failure that an emulator plays, by its name.
public protocol EmulatedFault: RawRepresentable, Sendable, Equatable where RawValue == String {
    /// All of them, for those who have to choose.
    static var names: [String] { get }
}

/// The faults of one line of requests.
public struct FaultPlan<Fault: EmulatedFault>: Sendable, Equatable {
    /// Requests `from` to `to`, counted from 1, fail so.
    public struct Entry: Sendable, Equatable {
        public var fault: Fault
        public var from: Int
        public var to: Int
        /// Of a hundred of them, so many; 100: all.
        public var percent: Int

        public init(_ fault: Fault, from: Int = 1, to: Int = .max, percent: Int = 100) {
            self.fault = fault
            self.from = from
            self.to = to
            self.percent = percent
        }
    }

    public var entries: [Entry]
    public var seed: UInt64

    public init(_ entries: [Entry] = [], seed: UInt64 = 1) {
        self.entries = entries
        self.seed = seed
    }

    /// Every request fails so.
    public static func always(_ fault: Fault) -> FaultPlan { FaultPlan([Entry(fault)]) }

    /// The first requests fail so.
    public static func first(_ count: Int, _ fault: Fault) -> FaultPlan { FaultPlan([Entry(fault, to: count)]) }

    /// How request `number` fails; nil: it doesn't. The first entry that holds counts.
    func fault(ofRequest number: Int) -> Fault? {
        for (index, entry) in entries.enumerated() where (entry.from...max(entry.from, entry.to)).contains(number) {
            if entry.percent >= 100 || chance(number, index) < entry.percent { return entry.fault }
        }
        return nil
    }

    /// 0 to 99, the same for the same request.
    private func chance(_ number: Int, _ index: Int) -> Int {
        var random = EmulatorRandom(seed: seed &+ UInt64(number) &* 0x9E37_79B9 &+ UInt64(index))
        return Int(random.next() % 100)
    }
}

extension FaultPlan {
    /// Reads `FAULT`, `FAULT@N`, `FAULT@N-M`, `FAULT@N-` and `FAULT%PERCENT`,
    /// divided by commas: `stall@1,error-500@2-4,rate-limit%10`.
    /// - Throws: ``DocumentError`` naming the part at fault.
    public init(parsing text: String) throws(DocumentError) {
        self.init()
        for part in text.split(separator: ",") { entries.append(try Entry(parsing: part)) }
    }
}

extension FaultPlan.Entry {
    fileprivate init(parsing text: Substring) throws(DocumentError) {
        let word = String(text.prefix { $0 != "@" && $0 != "%" })
        guard let fault = Fault(rawValue: word) else {
            throw DocumentError(
                field: word,
                reason: "a fault is expected: \(Fault.names.joined(separator: ", "))"
            )
        }
        self.init(fault)
        var rest = text.dropFirst(word.count)
        if rest.first == "@" {
            let range = rest.dropFirst().prefix { $0 != "%" }
            rest = rest.dropFirst(range.count + 1)
            let parts = range.split(separator: "-", omittingEmptySubsequences: false)
            guard let first = parts.first.flatMap({ Int($0) }), first >= 1, parts.count <= 2 else {
                throw DocumentError(field: String(text), reason: "numbers of requests are expected, as in @2-4")
            }
            from = first
            to = parts.count == 1 ? first : parts[1].isEmpty ? .max : Int(parts[1]) ?? 0
            guard to >= from else {
                throw DocumentError(field: String(text), reason: "the last request is before the first")
            }
        }
        if rest.first == "%" {
            guard let percent = Int(rest.dropFirst()), (1...100).contains(percent) else {
                throw DocumentError(field: String(text), reason: "a percentage from 1 to 100 is expected")
            }
            self.percent = percent
        }
    }
}
