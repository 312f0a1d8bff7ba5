// ork.payments/1: invoices of the fake host's customer, and links to pay them.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let payments = FakeService(
        ORK_PAYMENTS_1,
        firstSize: firstSize(\ork_payments_service.invoices),
        ork_payments_service(
            size: 0,
            reserved: 0,
            create_link: { handle, call, request, op in
                FakeInstance.serve(handle, call, op, "payments.create_link", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    let request = try arguments.object(request, "request_json")
                    let (label, turn) = (arguments.label, arguments.turn)
                    guard !label.isEmpty else {
                        throw arguments.refuse("payments.create_link: the label of the ork_call is empty")
                    }
                    return { store in
                        do throws(DocumentError) {
                            return try store.sale.payments.createLink(request, label: label, in: turn)
                        } catch {
                            return .failure(ORK_E_INVALID)
                        }
                    }
                }
            },
            status: { handle, call, request, op in
                FakeInstance.serve(handle, call, op, "payments.status", needsTurn: true) { arguments throws(Refused) in
                    let request = try arguments.object(request, "request_json")
                    let turn = arguments.turn
                    return { store in ServiceAnswer { try store.sale.payments.invoice(request, in: turn)?.json } }
                }
            },
            invoices: { handle, call, limit, op in
                FakeInstance.serve(handle, call, op, "payments.invoices", needsTurn: true) {
                    arguments throws(Refused) in
                    let limit = arguments.limit(limit, upTo: 50)
                    let turn = arguments.turn
                    return { store in
                        let found = store.sale.payments.invoices(limit: limit, in: turn)
                        return ServiceAnswer { ["items": .array(found.map(\.json))] }
                    }
                }
            }
        )
    )
}
