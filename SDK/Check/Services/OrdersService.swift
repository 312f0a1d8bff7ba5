// ork.orders/1: orders of the fake host's customer.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let orders = FakeService(
        ORK_ORDERS_1,
        firstSize: firstSize(\ork_orders_service.list),
        ork_orders_service(
            size: 0,
            reserved: 0,
            create: { handle, call, draft, op in
                FakeInstance.serve(handle, call, op, "orders.create", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let draft = try arguments.object(draft, "draft_json")
                    let turn = arguments.turn
                    return { store in ServiceAnswer { try store.sale.createOrder(draft, in: turn).json } }
                }
            },
            get: { handle, call, name, op in
                FakeInstance.serve(handle, call, op, "orders.get", needsTurn: true) { arguments throws(Refused) in
                    let name = try arguments.text(name, "name", in: paperNameLengths)
                    return { store in ServiceAnswer { store.sale.order(name)?.json } }
                }
            },
            list: { handle, call, limit, op in
                FakeInstance.serve(handle, call, op, "orders.list", needsTurn: true) { arguments throws(Refused) in
                    let limit = arguments.limit(limit, upTo: 200)
                    return { store in ServiceAnswer { .array(store.sale.orders(limit: limit).map(\.json)) } }
                }
            }
        )
    )
}
