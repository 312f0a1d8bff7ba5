// ork.conversation/1: a short history, the tenant's one customer, cases.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let conversation = FakeService(
        ORK_CONVERSATION_1,
        firstSize: firstSize(\ork_conversation_service.open_case),
        ork_conversation_service(
            size: 0,
            reserved: 0,
            history: { handle, call, limit, op in
                FakeInstance.serve(handle, call, op, "conversation.history", needsTurn: true) {
                    arguments throws(Refused) in
                    arguments.number(limit, "limit")
                    guard (1...200).contains(limit) else {
                        throw arguments.refuse("conversation.history: limit is \(limit), 1 to 200 are taken")
                    }
                    return { _ in ServiceAnswer(json: history.description) }
                }
            },
            customer: { handle, call, op in
                FakeInstance.serve(handle, call, op, "conversation.customer", needsTurn: true) {
                    arguments throws(Refused) in
                    let customer = customer(of: arguments.instance.tenant)
                    return { _ in ServiceAnswer(json: customer.description) }
                }
            },
            open_case: { handle, call, kind, summary, op in
                FakeInstance.serve(handle, call, op, "conversation.open_case", isWrite: true, needsTurn: true) {
                    arguments throws(Refused) in
                    _ = try arguments.text(kind, "kind", in: 1...63)
                    _ = try arguments.text(summary, "summary", in: 0...2000)
                    return { _ in ServiceAnswer() }
                }
            }
        )
    )
}

private let history: JSON = [
    ["role": "customer", "at": "2026-09-01T10:00:00Z", "reply": ["type": "text", "text": "buenas"]],
    ["role": "agent", "at": "2026-09-01T10:00:01Z", "reply": ["type": "text", "text": "¿En qué le ayudo?"]],
]

private func customer(of tenant: Tenant) -> JSON {
    [
        "id": "0198f3c2-0000-7000-8000-000000000001", "number": "CUST-1", "name": .string(tenant.customerName),
        "locale": "es", "since": "2026-08-01T00:00:00Z", "conversations": 1, "messages": 2, "open_cases": 0,
    ]
}
