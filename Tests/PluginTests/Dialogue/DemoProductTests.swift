// Whatever a shop sells, asking for it is never taken for something else.

import AgentDialogue
import HostDemo
import OrkestaModel
import Testing

@Suite struct DemoProductTests {
    private static let names = DemoTenants.all().flatMap { $0.items.map(\.name) }

    /// Not the names with a comma: written out, they read as two wishes.
    @Test func everyProductCanBeOrderedByItsName() {
        let reader = RequestReader(.spanish)
        let two = Amount.quantity(Quantity(thousandths: 2_000))
        var misread: [String] = []
        for name in Self.names where !name.contains(",") {
            guard case .wishes(let wishes, isOrder: true) = reader.read("quiero 2 \(name)"), wishes.count == 1,
                wishes.first?.amount == two
            else {
                misread.append("\(name): \(reader.read("quiero 2 \(name)"))")
                continue
            }
        }
        #expect(
            misread.isEmpty,
            "\(misread.count) of \(Self.names.count):\n\(misread.prefix(20).joined(separator: "\n"))"
        )
    }

    @Test func everyProductCanBeTakenOffByItsName() {
        let reader = RequestReader(.spanish)
        var misread: [String] = []
        for name in Self.names {
            guard case .remove(.named, _) = reader.read("quita \(name)") else {
                misread.append("\(name): \(reader.read("quita \(name)"))")
                continue
            }
        }
        #expect(
            misread.isEmpty,
            "\(misread.count) of \(Self.names.count):\n\(misread.prefix(20).joined(separator: "\n"))"
        )
    }

    @Test func everyProductIsKnownByItsOwnNameInABasket() {
        var missed: [String] = []
        for name in Self.names where !NameMatch(name, .spanish).isExactly(name) { missed.append(name) }
        #expect(missed.isEmpty, "\(missed.prefix(20))")
    }
}
