// How an SMS provider that speaks as Twilio does fails on request.

/// A failure that the emulator plays: every code of Twilio's, those of messages later, as its
/// status callbacks tell them, and those without a code.
public struct SMSFault: EmulatedFault {
    private static let codesOfMessages = 30_000..<40_000

    public let rawValue: String
    let form: FaultForm

    /// Nil for a name that is none of ``names``.
    public init?(rawValue: String) {
        guard let form = Self.table[rawValue] else { return nil }
        (self.rawValue, self.form) = (rawValue, form)
    }

    public static var names: [String] { table.names }

    private static let table = {
        var own: [(name: String, form: FaultForm)] = []
        for code in TwilioError.codes {
            own.append((String(code), codesOfMessages.contains(code) ? .failed(code) : .refused(code)))
        }
        return FaultTable(page: "error-503", own)
    }()
}
