// What a drill gave: the counts, and every violation in words.

/// The result of a crash drill.
public struct CrashDrillReport: Sendable, CustomStringConvertible {
    public let kills: Int
    /// Restarts of the database server.
    public let restarts: Int
    public let hosts: Int
    public let seed: UInt64
    public internal(set) var seconds = 0.0
    public private(set) var customers = 0
    /// Messages that the host acknowledged, each once.
    public private(set) var acknowledged = 0
    /// Of these, those whose first acknowledgement was 202.
    public private(set) var answeredLater = 0
    /// Requests made again because no answer came.
    public private(set) var retries = 0
    /// Messages sent again after their answer, to see the same one.
    public private(set) var repetitions = 0
    /// Acknowledged messages that got an apology because no agent could answer:
    /// neither lost nor doubled, and yet not what a customer wants.
    public private(set) var apologies = 0
    public private(set) var missing: [String] = []
    public private(set) var doubled: [String] = []
    public private(set) var strange: [String] = []

    init(kills: Int, restarts: Int, hosts: Int, seed: UInt64) {
        self.kills = kills
        self.restarts = restarts
        self.hosts = hosts
        self.seed = seed
    }

    mutating func add(_ record: CustomerRecord, _ audit: HistoryAudit) {
        customers += 1
        acknowledged += record.acknowledged.count
        answeredLater += record.answeredLater
        retries += record.retries
        repetitions += record.repetitions
        apologies += record.acknowledged.count(where: \.isApology)
        missing += audit.missing
        doubled += audit.doubled
        strange += record.problems + audit.strange
    }

    mutating func add(problem: String) { strange.append(problem) }

    /// Whether each acknowledged message was answered exactly once. An apology
    /// is an answer; see ``apologies``.
    public var isClean: Bool { violations.isEmpty }

    public var violations: [String] { missing + doubled + strange }

    public var description: String {
        let rows: [(String, String)] = [
            ("seed", "\(seed)"), ("hosts", "\(hosts)"), ("kills", "\(kills)"),
            ("restarts of PostgreSQL", "\(restarts)"), ("customers", "\(customers)"),
            ("seconds", "\((seconds * 10).rounded() / 10)"), ("acknowledged messages", "\(acknowledged)"),
            ("  first answered 202", "\(answeredLater)"), ("requests made again", "\(retries)"),
            ("repeated after their answer", "\(repetitions)"), ("answered by an apology", "\(apologies)"),
            ("missing", "\(missing.count)"),
            ("doubled", "\(doubled.count)"), ("otherwise wrong", "\(strange.count)"),
        ]
        let width = rows.map(\.0.count).max() ?? 0
        let table = rows.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value
        }
        return (table + violations.prefix(20).map { "! \($0)" }).joined(separator: "\n")
    }
}
