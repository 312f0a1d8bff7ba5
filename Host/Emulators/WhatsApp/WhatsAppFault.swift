// How WhatsApp fails on request.

/// A failure that the emulator plays: every code of the Cloud API at once (`131056`), those
/// of messages later, too (`failed-131026`), and those without a code.
public struct WhatsAppFault: EmulatedFault {
    public let rawValue: String
    let form: FaultForm

    /// Nil for a name that is none of ``names``.
    public init?(rawValue: String) {
        guard let form = Self.table[rawValue] else { return nil }
        (self.rawValue, self.form) = (rawValue, form)
    }

    public static var names: [String] { table.names }

    private static let table = {
        var own: [(name: String, form: FaultForm)] = [("no-status", .noStatus)]
        for code in GraphError.codes { own.append((String(code), .refused(code))) }
        for code in GraphError.codes where code >= 130_000 { own.append(("failed-\(code)", .failed(code))) }
        return FaultTable(page: "error-500", own)
    }()
}
