// A report for people at a terminal.

extension FlowReport {
    /// Some lines: one that says how it went, then times, and what failed.
    public var text: String {
        // Somebody's own is known by its file alone.
        let head = number > 0 ? "\(number) \(name)" : file
        if let skipped { return "skipped \(head): \(skipped)" }
        var lines = [
            "\(hasPassed ? "ok    " : "FAILED")  \(head): \(title) "
                + "(\(steps.count) of \(stepCount) steps, \(seconds(milliseconds)))"
        ]
        for timing in timings {
            let verdict = timing.isKept ? "within" : "NOT within"
            lines.append(
                "        \(timing.title): \(seconds(timing.milliseconds)), "
                    + "\(verdict) \(seconds(timing.limitMilliseconds))"
            )
        }
        if let failure { lines += failure.lines(in: file) }
        return lines.joined(separator: "\n")
    }
}

extension FlowReport.Failure {
    fileprivate func lines(in file: String) -> [String] {
        var lines = ["        \(file):\(line)  \(step)"]
        lines += paragraph("expected", expected)
        lines += paragraph("came", came)
        return lines + paragraph("so far", transcript)
    }

    /// `label` beside the first line, the others below it.
    private func paragraph(_ label: String, _ texts: [String]) -> [String] {
        let lines = (texts.isEmpty ? ["(nothing)"] : texts).flatMap { $0.split(separator: "\n") }
        return lines.enumerated().map { place, line in
            let head = place == 0 ? label : ""
            return "          " + head + String(repeating: " ", count: max(0, 10 - head.count)) + line
        }
    }
}

/// `0.42 s`, `75.1 s`.
private func seconds(_ milliseconds: Int64) -> String {
    let hundredths = (milliseconds + 5) / 10
    let fraction = hundredths % 100
    return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) s"
}
