// The result for programs.

import OrkestaModel

extension RunResult {
    /// The document that `--json` prints.
    var json: JSON {
        [
            "plugin": .string(path), "seed": .integer(Int64(bitPattern: seed)), "conforms": .bool(conforms),
            "milliseconds": .integer(milliseconds),
            "checks": .array(results.map(\.json)),
            "findings": .array(findings.map { finding, checks in finding.json(seenBy: checks) }),
        ]
    }
}

extension CheckResult {
    fileprivate var json: JSON {
        let (outcome, reason): (String, JSON) =
            switch self.outcome {
            case .passed: ("passed", .null)
            case .failed: ("failed", .null)
            case .skipped(let reason): ("skipped", .string(reason))
            }
        return [
            "check": .string(check.name), "group": .string(check.group.rawValue), "outcome": .string(outcome),
            "reason": reason, "milliseconds": .integer(milliseconds),
        ]
    }
}

extension Finding {
    fileprivate func json(seenBy checks: [String]) -> JSON {
        guard case .object(var members) = rule.json else { return .null }
        members["seen"] = .string(seen)
        members["checks"] = JSON(checks)
        return .object(members)
    }
}

extension Rule {
    /// The rule with its place, as `--list --json` shows it too.
    var json: JSON {
        let place = place
        return [
            "rule": .string(id), "header": .string(place.header),
            "line": place.line.map { .integer(Int64($0)) } ?? .null, "quotation": .string(quotation),
            "remedy": .string(remedy),
        ]
    }
}
