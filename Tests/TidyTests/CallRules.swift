// Calls that trap on input, read a clock behind the tenant's back, or speak
// past the logger.

import Foundation

extension Rule {
    static let callRules = [
        Rule(
            "input never traps",
            against: ["try!", "as!", "fatalError(", "preconditionFailure("],
            remedy:
                "Answer with a typed error that names the field, the problem and the remedy. A trap ends every tenant.",
            applies: { $0.language == .swift && $0.isProduct }
        ),
        Rule(
            "time comes from the Clock",
            against: [
                "Date()", "Date.init()", "Date.now", "ContinuousClock.now", "ContinuousClock().now",
                "SuspendingClock.now", "SuspendingClock().now", "DispatchTime.now", "DispatchWallTime.now",
                "clock_gettime", "gettimeofday",
            ],
            remedy: "Take the time as an argument or a Clock. Only a file named …Clock….swift reads the machine's.",
            applies: { $0.language == .swift && $0.isProduct && !$0.name.contains("Clock") }
        ),
        Rule(
            "only the commands print",
            against: ["print(", "debugPrint("],
            remedy: "Log a constant message with its data in metadata. Host/App and SDK/Check speak to a terminal.",
            applies: { $0.language == .swift && $0.isProduct && !$0.isUnder(["Host/App", "SDK/Check"]) }
        ),
        Rule(
            name: "errors are answered",
            remedy: "Return the error, or log it once; where ignoring it is right, a comment in the block says why.",
            findings: emptyCatches
        ),
    ]

    /// `catch { }`, over any number of lines. A comment in the block is an answer.
    private static func emptyCatches(_ file: SourceFile) -> [Finding] {
        guard file.language == .swift else { return [] }
        return file.lineNumbers(ofCode: "catch").filter { number in
            let end = min(number + 3, file.lines.count)
            let first = file.lines[number - 1].components(separatedBy: "catch").last ?? ""
            let block = ([first] + file.lines[number..<end]).joined(separator: "\n").drop { $0 != "{" }
            return block.dropFirst().first { !$0.isWhitespace } == "}"
        }
        .map { Finding(line: $0, problem: "catches an error and drops it") }
    }
}
