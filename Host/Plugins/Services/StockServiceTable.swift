// ork.stock/1: what is at hand, and holds on it.

import HostCommerce
import HostCore
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let stock = ImmortalTable(
        ork_stock_service(
            size: UInt32(MemoryLayout<ork_stock_service>.size),
            reserved: 0,
            check: { handle, envelope, items, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let lines = try stockLines(items)
                    guard !lines.isEmpty else { throw Refusal(status: ORK_E_INVALID, reason: "items_json is empty") }
                    call.readSale { .array(try $0.check(lines, $1, in: $2).map(\.json)) }
                }
            },
            reserve: { handle, envelope, reference, items, minutes, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let (reference, lines) = (try paperName(reference, "reference"), try stockLines(items))
                    guard minutes <= Limits.stockHoldMinutesMax else {
                        throw Refusal(status: ORK_E_INVALID, reason: "minutes is above \(Limits.stockHoldMinutesMax)")
                    }
                    let asked = minutes == 0 ? nil : Int64(minutes)
                    call.planSale({ try $0.reserve(reference, lines, minutes: asked, $1, in: $2) }, answer: { $0.json })
                }
            },
            release: { handle, envelope, reference, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let reference = try paperName(reference, "reference")
                    call.planSale({ try $0.release(reference, $1, in: $2) }, answer: { [:] })
                }
            }
        )
    )
}

/// Up to 200 lines; none for an empty document.
private func stockLines(_ borrowed: ork_str) throws(Refusal) -> [StockLine] {
    guard let json = try JSON.checking(borrowed, "items_json", limit: Limits.documentBytesMax) else { return [] }
    guard let items = json.arrayValue, items.count <= Limits.quoteLinesMax else {
        throw Refusal(status: ORK_E_INVALID, reason: "items_json is no array of up to \(Limits.quoteLinesMax)")
    }
    do throws(DocumentError) {
        var lines: [StockLine] = []
        for item in items { lines.append(try StockLine(json: item)) }
        return lines
    } catch {
        throw Refusal(status: ORK_E_INVALID, reason: "items_json: \(error)")
    }
}
