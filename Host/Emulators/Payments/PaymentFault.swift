// How calls to an emulated payment provider fail.

/// A failure of one call.
public enum PaymentFault: String, EmulatedFault, CaseIterable {
    /// Refused for now; nothing is done.
    case rateLimit = "rate-limit"
    /// An error of the provider; nothing is done.
    case error500 = "error-500"
    /// The connection ends before anything is done.
    case hangUp = "hang-up"
    /// It is done, and the answer is lost.
    case lostAnswer = "lost-answer"

    public static var names: [String] { allCases.map(\.rawValue) }

    /// The line of requests that all of them are.
    static let line = "api"
}
