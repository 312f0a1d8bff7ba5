// Counts what was said against what is true, and prints it as a table.

import OrchestratorUnderstanding

struct ConfusionMatrix: CustomStringConvertible {
    private var counts: [Intent: [Intent: Int]] = [:]
    private(set) var misses: [String] = []

    mutating func record(_ text: String, truth: Intent, predicted: Intent) {
        counts[truth, default: [:]][predicted, default: 0] += 1
        if truth != predicted {
            misses.append("  \(truth.rawValue) read as \(predicted.rawValue): \(text)")
        }
    }

    /// The labels that occur in the truth.
    var labels: [Intent] {
        Intent.allCases.filter { support(of: $0) > 0 }
    }

    var accuracy: Double {
        let right = labels.reduce(0) { $0 + count($1, $1) }
        return ratio(right, labels.reduce(0) { $0 + support(of: $1) })
    }

    var macroF1: Double {
        labels.map(f1).reduce(0, +) / Double(max(labels.count, 1))
    }

    func support(of label: Intent) -> Int {
        counts[label, default: [:]].values.reduce(0, +)
    }

    func recall(of label: Intent) -> Double {
        ratio(count(label, label), support(of: label))
    }

    func precision(of label: Intent) -> Double {
        ratio(count(label, label), labels.reduce(0) { $0 + count($1, label) })
    }

    func f1(of label: Intent) -> Double {
        let sum = recall(of: label) + precision(of: label)
        return sum == 0 ? 0 : 2 * recall(of: label) * precision(of: label) / sum
    }

    var description: String {
        var text = "macro-F1 \(percent(macroF1)), accuracy \(percent(accuracy))\n"
        text += column("truth") + Intent.allCases.map { column($0.rawValue) }.joined()
        text += column("recall") + column("precision") + "\n"
        for label in labels {
            text += column(label.rawValue) + Intent.allCases.map { column("\(count(label, $0))") }.joined()
            text += column(percent(recall(of: label))) + column(percent(precision(of: label))) + "\n"
        }
        return text
    }

    private func count(_ truth: Intent, _ predicted: Intent) -> Int {
        counts[truth, default: [:]][predicted, default: 0]
    }

    private func ratio(_ part: Int, _ whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }

    private func percent(_ value: Double) -> String {
        "\((value * 1_000).rounded() / 10) %"
    }

    private func column(_ text: String) -> String {
        text + String(repeating: " ", count: max(1, 16 - text.count))
    }
}
