// A service of the fake host: an id and a table. To add one, write its file beside
// this one and name it in `all`.

import OrkestaABI

/// One service, as `get_service` finds it.
struct FakeService: Sendable {
    /// The id, the macro of its header: `ork.storage/1`.
    let id: String
    /// The table's bytes in each edition of the host.
    private let images: [Edition: [UInt8]]

    /// `firstSize` is what the table had in version 1.0, or in the first version
    /// that had the service.
    init<Table: BitwiseCopyable>(_ id: String, firstSize: Int, _ table: Table) {
        self.id = id
        let images = Edition.allCases.map { ($0, $0.image(of: table, firstSize: firstSize)) }
        self.images = Dictionary(uniqueKeysWithValues: images)
    }

    static let all: [FakeService] = [
        .turn, .storage, .catalog, .conversation, .quotes, .orders, .stock, .payments, .dunning, .llm, .clock, .log,
        .metrics, .channelHost, .http, .mail, .crypto, .media, .templates,
    ]

    static func named(_ id: String) -> FakeService? { all.first { $0.id == id } }

    /// The table as this behaviour shows it; the same pointer each time.
    func table(_ behaviour: Behaviour) -> UnsafeRawPointer? {
        let image = images[behaviour.edition] ?? []
        if let cut = behaviour.cut, cut.service == id {
            return FakeHost.shared.table(id, as: "\(id) cut to \(cut.size)") { Array(image.prefix(cut.size)).withSize }
        }
        return FakeHost.shared.table(id, as: "\(id) \(behaviour.edition)") { image }
    }
}
