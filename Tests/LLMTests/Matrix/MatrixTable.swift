// The failure matrix as a table that people read: a line for each fault and way of
// answering, what was tried at each place.

import HostEmulators
import HostLLM

/// What came of one cell.
struct MatrixOutcome: Sendable {
    let cell: MatrixCell
    let attempts: [Attempt]
    /// From the question to the end of the last attempt.
    let milliseconds: Int64
}

/// A table in Markdown.
func matrixTable(_ outcomes: [MatrixOutcome]) -> String {
    var lines = [
        "| fault | answer | lasts | Groq fails | Azure fails (Groq down) | Ollama fails (both down) | all fail | ms |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for fault in LLMFault.allCases {
        for isStreamed in [true, false] {
            for isOnce in [true, false] {
                let row = outcomes.filter {
                    $0.cell.fault == fault && $0.cell.isStreamed == isStreamed && $0.cell.isOnce == isOnce
                }
                guard let longest = row.map(\.milliseconds).max() else { continue }
                let cells = MatrixCell.Place.allCases.map { place in
                    row.first { $0.cell.place == place }.map(\.summary) ?? "–"
                }
                let heads = [fault.rawValue, isStreamed ? "streamed" : "whole", isOnce ? "once" : "for good"]
                lines.append("| \((heads + cells + ["\(longest)"]).joined(separator: " | ")) |")
            }
        }
    }
    return lines.joined(separator: "\n") + "\n"
}

extension MatrixOutcome {
    /// Such as `stalled ×2, Azure answers`: from the provider that fails on.
    fileprivate var summary: String {
        let names = ["groq": "Groq", "azure": "Azure", "ollama": "Ollama"]
        let down = cell.failing.lowerBound * 2
        var words: [(text: String, count: Int)] = []
        for attempt in attempts.dropFirst(down) {
            let name = attempt.provider.split(separator: "-").last.flatMap { names[String($0)] } ?? attempt.provider
            let text = attempt.outcome == .answered ? "\(name) answers" : attempt.label
            if words.last?.text == text {
                words[words.count - 1].count += 1
            } else {
                words.append((text, 1))
            }
        }
        let isAnswered = attempts.last?.outcome == .answered
        let said = words.map { $0.count == 1 ? $0.text : "\($0.text) ×\($0.count)" }
        return (said + (isAnswered ? [] : ["no answer"])).joined(separator: ", ")
    }
}
