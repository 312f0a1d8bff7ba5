// ork.orders/1: orders of the turn's customer.

import HostCommerce
import HostCore
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let orders = ImmortalTable(
        ork_orders_service(
            size: UInt32(MemoryLayout<ork_orders_service>.size),
            reserved: 0,
            create: { handle, envelope, draft, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let draft = try requiredObject(draft, "draft_json")
                    call.planSale({ try $0.order($0.draft(draft, in: $2), $1, in: $2) }, answer: { $0.json })
                }
            },
            get: { handle, envelope, name, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let name = try paperName(name)
                    call.readSale { try $0.order(name, $1, in: $2)?.json }
                }
            },
            list: { handle, envelope, limit, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let limit = min(max(1, Int(limit)), Limits.pageItemsMax)
                    call.readSale { .array(try $0.orders($1, limit: limit, in: $2).map(\.json)) }
                }
            }
        )
    )
}
