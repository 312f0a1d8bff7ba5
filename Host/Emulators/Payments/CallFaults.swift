// Failures of an emulated provider's API, used up one call after the other.

internal import OrkestaModel
internal import Synchronization

/// How a call fails.
enum CallFault: String, Sendable, CaseIterable {
    /// Refused for now; nothing is done.
    case rateLimit = "rate-limit"
    /// An error of the provider; nothing is done.
    case error500 = "error-500"
    /// The connection ends before anything is done.
    case hangUp = "hang-up"
    /// It is done, and the answer is lost.
    case lostAnswer = "lost-answer"
}

/// Faults that are still to come.
final class CallFaults: Sendable {
    private let coming = Mutex<[CallFault]>([])

    /// Reads `error-500,lost-answer`: so the next calls fail. Throws the word at fault.
    func set(_ text: String) throws(DocumentError) {
        var faults: [CallFault] = []
        for word in text.split(separator: ",") {
            guard let fault = CallFault(rawValue: String(word)) else {
                let known = CallFault.allCases.map(\.rawValue).joined(separator: ", ")
                throw DocumentError(field: String(word), reason: "a fault is expected: \(known)")
            }
            faults.append(fault)
        }
        coming.withLock { $0 = faults }
    }

    func next() -> CallFault? { coming.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
}
