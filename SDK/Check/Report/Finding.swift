// What was found, and how a whole run ended.

/// A rule was broken.
struct Finding: Sendable, Equatable {
    let rule: Rule
    /// What was seen, with names and figures.
    let seen: String
}

/// How one check ended.
struct CheckResult: Sendable {
    enum Outcome: Sendable, Equatable {
        case passed
        case failed
        /// It does not apply to this plugin, or could not be made; why.
        case skipped(String)
    }

    let check: Check
    let outcome: Outcome
    let findings: [Finding]
    let milliseconds: Int64
}

/// A run of all checks on one library.
struct RunResult: Sendable {
    let path: String
    let seed: UInt64
    let results: [CheckResult]
    let milliseconds: Int64

    var conforms: Bool { results.allSatisfy { $0.findings.isEmpty } }

    /// The findings, one for each rule: what was seen first, and every check that
    /// saw the rule broken.
    var findings: [(finding: Finding, checks: [String])] {
        var found: [(finding: Finding, checks: [String])] = []
        for result in results {
            for finding in result.findings {
                if let index = found.firstIndex(where: { $0.finding.rule == finding.rule }) {
                    if found[index].checks.last != result.check.name { found[index].checks.append(result.check.name) }
                } else {
                    found.append((finding, [result.check.name]))
                }
            }
        }
        return found
    }
}
