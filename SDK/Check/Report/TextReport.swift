// The result for people: a table of checks, then each finding with its rule.

/// Lays text out for a terminal; colour only where there is one.
struct TextReport {
    private static let width = 96

    let result: RunResult
    let hasColour: Bool

    var text: String {
        var lines = ["orkesta-check \(result.path)  seed \(result.seed)", ""]
        let nameWidth = result.results.map(\.check.name.count).max() ?? 0
        for entry in result.results { lines.append(row(entry, nameWidth)) }
        for (finding, checks) in result.findings { lines += [""] + describe(finding, checks) }
        lines += ["", verdict]
        return lines.joined(separator: "\n")
    }

    private func row(_ entry: CheckResult, _ nameWidth: Int) -> String {
        let name = entry.check.name.padded(to: nameWidth)
        return switch entry.outcome {
        case .passed: "  \(colour("ok     ", 32)) \(name)  \(entry.check.purpose)  \(entry.milliseconds) ms"
        case .failed:
            "  \(colour("failed ", 31)) \(name)  \(entry.findings.map(\.rule.id).unique.joined(separator: ", "))"
        case .skipped(let reason): "  \(colour("skipped", 33)) \(name)  \(reason)"
        }
    }

    private func describe(_ finding: Finding, _ checks: [String]) -> [String] {
        let rule = finding.rule
        return [colour(rule.id, 31) + "  \(rule.place)  (\(checks.joined(separator: ", ")))"]
            + wrapped("rule", "\"\(rule.quotation)\"") + wrapped("seen", finding.seen)
            + wrapped("remedy", rule.remedy)
    }

    private var verdict: String {
        let (count, skipped) = (result.findings.count, result.results.count { $0.isSkipped })
        let seconds = "\(result.milliseconds / 1000).\(result.milliseconds % 1000 / 100) s"
        let run = "\(result.results.count - skipped) checks in \(seconds)"
        let time = skipped == 0 ? run : "\(run), \(skipped) skipped"
        guard count > 0 else { return colour("It conforms", 32) + " (\(time))." }
        return colour(count == 1 ? "1 rule is broken" : "\(count) rules are broken", 31) + " (\(time))."
    }

    private func wrapped(_ title: String, _ text: String) -> [String] {
        var lines: [String] = []
        var line = "    \(title.padded(to: 7))"
        for word in text.split(separator: " ") {
            if line.count + word.count + 1 > Self.width {
                lines.append(line)
                line = "           "
            }
            line += " \(word)"
        }
        return lines + [line]
    }

    private func colour(_ text: String, _ code: Int) -> String {
        hasColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

extension CheckResult {
    fileprivate var isSkipped: Bool {
        if case .skipped = outcome { true } else { false }
    }
}

extension [String] {
    /// Each once, in the order of their first appearance.
    fileprivate var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
