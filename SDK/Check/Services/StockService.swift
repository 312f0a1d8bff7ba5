// ork.stock/1: what the fake host's store has, and holds on it.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let stock = FakeService(
        ORK_STOCK_1,
        firstSize: firstSize(\ork_stock_service.release),
        ork_stock_service(
            size: 0,
            reserved: 0,
            check: { handle, call, items, op in
                FakeInstance.serve(handle, call, op, "stock.check", needsTurn: true) { arguments throws(Refused) in
                    let lines = try arguments.stockLines(items, mayBeEmpty: false)
                    return { _ in ServiceAnswer { .array(lines.map { FakeCatalog.level(of: $0).json }) } }
                }
            },
            reserve: { handle, call, reference, items, minutes, op in
                FakeInstance.serve(handle, call, op, "stock.reserve", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let reference = try arguments.text(reference, "reference", in: paperNameLengths)
                    let lines = try arguments.stockLines(items, mayBeEmpty: true)
                    arguments.number(minutes, "minutes")
                    guard minutes <= minutesMax else {
                        throw arguments.refuse("stock.reserve: minutes is \(minutes), up to \(minutesMax) are taken")
                    }
                    return { store in
                        ServiceAnswer { store.sale.reserve(reference, lines, minutes: Int64(minutes))?.json }
                    }
                }
            },
            release: { handle, call, reference, op in
                FakeInstance.serve(handle, call, op, "stock.release", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    _ = try arguments.text(reference, "reference", in: paperNameLengths)
                    return { _ in ServiceAnswer(json: "{}") }
                }
            }
        )
    )
}

private let minutesMax: UInt32 = 10_080
private let linesMax = 200

extension Arguments {
    fileprivate mutating func stockLines(_ value: ork_str, mayBeEmpty: Bool) throws(Refused) -> [StockLine] {
        guard let items = try document(value, "items_json", mayBeEmpty: mayBeEmpty) else { return [] }
        do throws(DocumentError) {
            let lines = try JSON.object(["items": items]).elements("items") { item throws(DocumentError) in
                try StockLine(json: item)
            }
            guard (1...linesMax).contains(lines.count) else {
                throw DocumentError(field: "items", reason: "1 to \(linesMax) are expected")
            }
            return lines
        } catch {
            throw refuse("\(function): items_json: \(error)")
        }
    }
}
