// The command line. The SDK has no dependencies, so it is read by hand.

/// Arguments that make no sense.
struct UsageError: Error {
    let problem: String
}

/// What to run.
struct Plan: Sendable {
    /// The library; with a slash, so that it is not searched for elsewhere.
    var path: String
    /// Makes a run repeatable: handles, timings and random numbers derive from it.
    var seed: UInt64
    var isJSON = false
    /// Groups or checks to run; empty: all.
    var only: [String] = []
    /// How long one check may take.
    var timeoutSeconds = 20
}

/// What the arguments ask for.
enum Options {
    case help
    case list(isJSON: Bool)
    case all(Plan)
    /// Hidden: `--run CHECK --seed N PATH` is how the program starts itself.
    case one(String, Subject)

    static let usage = """
        Checks that a plugin keeps the contract of the Orkesta plugin ABI, version 1.

        USAGE: orkesta-check PLUGIN.so [--json] [--seed N] [--only GROUP] [--timeout SECONDS]
               orkesta-check --list [--json]

          --json             print one JSON document instead of a table
          --seed N           repeat a run: the handles that the host gives are the same
          --only GROUP       run one group (or one check, group.name); may be repeated
          --timeout SECONDS  how long one check may take (default 20)
          --list             list the checks, and the rules with their places in the headers
          --help             show this text

        The checker is a small strict host of its own. Each check runs in a process of
        its own, so a plugin that crashes, exits or hangs is a finding, not an end.

        EXIT CODES
          0  the plugin conforms
          1  it breaks a rule
          2  it could not be checked: wrong arguments, or no such library

        EXAMPLES
          orkesta-check .build/debug/libhello.so
          orkesta-check libhello.so --only memory --only faults.failures
          orkesta-check libhello.so --json --seed 42 | python3 -m json.tool
        """

    init(_ arguments: some Sequence<String>) throws(UsageError) {
        var reader = ArgumentReader(Array(arguments))
        try reader.readAll()
        if reader.wantsHelp {
            self = .help
        } else if reader.wantsList {
            self = .list(isJSON: reader.plan.isJSON)
        } else if reader.plan.path.isEmpty {
            throw UsageError(problem: "name the plugin's library: orkesta-check PLUGIN.so")
        } else if let name = reader.check {
            self = .one(name, Subject(path: reader.plan.path, seed: reader.plan.seed))
        } else {
            self = .all(reader.plan)
        }
    }
}

private struct ArgumentReader {
    private var waiting: [String]
    var plan = Plan(path: "", seed: UInt64.random(in: 1...999_999))
    var wantsHelp = false
    var wantsList = false
    var check: String?

    init(_ arguments: [String]) { waiting = arguments }

    mutating func readAll() throws(UsageError) {
        while !waiting.isEmpty { try read(waiting.removeFirst()) }
    }

    private mutating func read(_ argument: String) throws(UsageError) {
        switch argument {
        case "--help", "-h": wantsHelp = true
        case "--list": wantsList = true
        case "--json": plan.isJSON = true
        case "--seed": plan.seed = UInt64(try number(argument, in: 0...Int.max))
        case "--timeout": plan.timeoutSeconds = try number(argument, in: 1...600)
        case "--only": plan.only.append(try group(argument))
        case "--run": check = try value(argument)
        case let option where option.hasPrefix("-"): throw UsageError(problem: "unknown option \(option)")
        default: try setPath(argument)
        }
    }

    private mutating func setPath(_ path: String) throws(UsageError) {
        guard plan.path.isEmpty else { throw UsageError(problem: "more than one plugin: \(plan.path) and \(path)") }
        // A name without a slash would be searched for in the system's folders.
        plan.path = path.contains("/") ? path : "./\(path)"
    }

    private mutating func group(_ option: String) throws(UsageError) -> String {
        let name = try value(option)
        guard Check.all.contains(where: { $0.isNamed(name) }) else {
            let groups = Check.Group.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError(problem: "there is no group or check \(name); the groups are \(groups)")
        }
        return name
    }

    private mutating func number(_ option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int {
        let text = try value(option)
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(problem: "\(option) takes a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private mutating func value(_ option: String) throws(UsageError) -> String {
        guard !waiting.isEmpty else { throw UsageError(problem: "\(option) needs a value") }
        return waiting.removeFirst()
    }
}
