// The flows of the house, as they are built into the program: there where it is
// installed, too.

public import HostCore

/// Finds flows by name or number.
public enum GoldenFlows {
    /// As written, by the names of their files, in their order.
    private static let files: [(name: String, yaml: [UInt8])] = [
        ("quote-to-payment", PackageResources.quote_to_payment_yaml),
        ("reminder-by-sms", PackageResources.reminder_by_sms_yaml),
        ("partial-payment", PackageResources.partial_payment_yaml),
        ("return-to-credit", PackageResources.return_to_credit_yaml),
        ("model-dies", PackageResources.model_dies_yaml),
        ("disordered-webhooks", PackageResources.disordered_webhooks_yaml),
        ("broken-promise", PackageResources.broken_promise_yaml),
        ("hand-off", PackageResources.hand_off_yaml),
    ]

    /// All of them, in their order.
    /// - Throws: `.invalid` with file and line, which a test forbids.
    public static func all() throws(Problem) -> [GoldenFlow] {
        try files.map { file throws(Problem) in
            try GoldenFlow(yaml: String(decoding: file.yaml, as: UTF8.self), name: file.name, file: "\(file.name).yaml")
        }
    }

    /// Those of these names or numbers; of no names: all.
    /// - Throws: `.notFound` naming the one that there is not.
    public static func named(_ names: [String]) throws(Problem) -> [GoldenFlow] {
        let all = try all()
        guard !names.isEmpty else { return all }
        return try names.map { name throws(Problem) in
            guard let flow = all.first(where: { $0.name == name || String($0.number) == name }) else {
                throw unknown(name)
            }
            return flow
        }
    }

    /// The file of a flow, as it is written.
    public static func text(of name: String) throws(Problem) -> String {
        let flow = try named([name])[0]
        guard let file = files.first(where: { $0.name == flow.name }) else { throw unknown(name) }
        return String(decoding: file.yaml, as: UTF8.self)
    }

    private static func unknown(_ name: String) -> Problem {
        Problem(
            .notFound,
            "there is no golden flow \(name)",
            field: "flows",
            remedy: "One of \(files.map(\.name).joined(separator: ", "))"
        )
    }
}
