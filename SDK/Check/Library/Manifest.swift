// A plugin's manifest as the checker needs it: read leniently, for the checks of
// the group `manifest` say what is wrong with it.

import OrkestaModel

/// What a library says of itself.
struct Manifest: Sendable {
    let document: JSON

    /// The document in the ELF section; nil when there is none that is JSON.
    init?(of file: ElfFile) {
        guard let section = file.section("ork_manifest") else { return nil }
        let text = String(decoding: section.prefix { $0 != 0 }, as: UTF8.self)
        guard let document = try? JSON(parsing: text) else { return nil }
        self.document = document
    }

    init(_ document: JSON) { self.document = document }

    var id: String { document["id"]?.stringValue ?? "" }
    var kind: String { document["kind"]?.stringValue ?? "" }
    var interfaces: [String] { strings(document["interfaces"]) }
    var requiredServices: [String] { strings(document["services"]?["required"]) }
    var optionalServices: [String] { strings(document["services"]?["optional"]) }

    private func strings(_ json: JSON?) -> [String] { json?.arrayValue?.compactMap(\.stringValue) ?? [] }
}
