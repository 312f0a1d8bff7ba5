// The model against the labelled messages of the shared data set, which this
// repository does not hold.

import FoundationEssentials
import OrchestratorUnderstanding
import Testing

/// Beside the repository, whose root is three folders above this one.
private let sharedIntents = (0..<5).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    .appending(path: "shared/data/intents/intents_dev.jsonl").path

@Suite("Understanding of shared data")
struct SharedDataTests {
    private struct Line: Decodable {
        let text: String
        let lang: String
        let intent: String
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: sharedIntents), "no file at \(sharedIntents)"))
    func readsSharedMessages() throws {
        var matrix = ConfusionMatrix()
        let decoder = JSONDecoder()
        for line in try Data(contentsOf: URL(filePath: sharedIntents)).split(separator: UInt8(ascii: "\n")) {
            let message = try decoder.decode(Line.self, from: line)
            let truth = try #require(Intent(rawValue: message.intent))
            let reading = sharedModel.understand(message.text, hint: Language(rawValue: message.lang))
            matrix.record(message.text, truth: truth, predicted: reading.intent)
        }
        print("shared data: \(matrix)")
        #expect(matrix.macroF1 >= 0.96, "\(matrix)\n\(matrix.misses.joined(separator: "\n"))")
    }
}
