// What a turn, a request and a message to send look like to the plugin.

import OrkestaABI
import OrkestaModel

extension FakeInstance {
    /// Everything of a turn's input that does not depend on its kind.
    func turnInput(_ loans: Loans) -> ork_turn_input {
        let store = withState { $0.store }
        let turns = store.turnCount
        var input = ork_turn_input()
        input.conversation_id = loans.text(FakeSale.conversation, "conversation_id")
        input.customer_id = loans.text(FakeSale.customer, "customer_id")
        input.customer_name = loans.text(tenant.customerName, "customer_name")
        input.channel = loans.text("web", "channel")
        input.locale = loans.text("es-MX", "locale")
        input.message_id = loans.text("0198f3c2-0000-7000-8000-0000000001\(turns % 90 + 10)", "message_id")
        input.text = loans.text("", "text")
        input.state_json = loans.text(store.conversation.description, "state_json")
        input.state_rev = Int64(turns)
        input.current_agent = loans.text(turns > 1 ? library.manifest.id : "", "current_agent")
        input.handoff_from = loans.text("", "handoff_from")
        input.handoff_json = loans.text("", "handoff_json")
        input.intent = loans.text("", "intent")
        let agents = ["catalog", "orchestrator", "sales", library.manifest.id]
        let lent = Set(agents).sorted().map { loans.text($0, "agents") }
        (input.agents, input.agent_count) = (loans.array(lent, "agents"), lent.count)
        input.business_name = loans.text(tenant.businessName, "business_name")
        input.catalog_revision = FakeCatalog.revision
        input.timer_name = loans.text("", "timer_name")
        input.timer_json = loans.text("", "timer_json")
        input.attempt = 1
        input.event_name = loans.text("", "event_name")
        input.event_json = loans.text("", "event_json")
        input.utc_offset_minutes = -360
        return input
    }

    /// The input of a turn that no message begins: it comes also while a person has
    /// the conversation.
    func wakeInput(_ kind: UInt32, _ loans: Loans) -> ork_turn_input {
        var input = turnInput(loans)
        (input.kind, input.with_person) = (kind, withState { $0.store.isWithPerson } ? 1 : 0)
        return input
    }

    func lend(_ input: ork_turn_input, _ loans: Loans) -> UnsafePointer<ork_turn_input>? {
        loans.structure(input, firstSize: firstSize(\ork_turn_input.reserved), "input")
    }

    func httpRequest(_ given: Work.Request, _ loans: Loans) -> UnsafePointer<ork_http_request>? {
        let headers = given.headers.map { name, value in
            ork_header(name: loans.text(name, "header name"), value: loans.text(value, "header value"))
        }
        var request = ork_http_request()
        request.method = loans.text(given.method, "method")
        request.path = loans.text("/channels/\(library.manifest.id)/\(tenant.id)", "path")
        request.query = loans.text(given.query, "query")
        (request.headers, request.header_count) = (loans.array(headers, "headers"), headers.count)
        request.body = loans.bytes(given.body, "body")
        request.verified_sender = loans.text(given.isFromVisitor ? tenant.address : "", "verified_sender")
        return loans.structure(request, firstSize: firstSize(\ork_http_request.verified_sender), "request")
    }

    func outbound(_ reply: JSON, _ attempt: UInt32, _ loans: Loans) -> UnsafePointer<ork_outbound>? {
        var message = ork_outbound()
        message.attempt = attempt
        message.idempotency_key = loans.text("0198f3c2-0000-7000-8000-00000000beef", "idempotency_key")
        message.address = loans.text(tenant.address, "address")
        message.conversation_id = loans.text(FakeSale.conversation, "conversation_id")
        message.message_id = loans.text("0198f3c2-0000-7000-8000-00000000cafe", "message_id")
        message.reply_json = loans.text(reply.description, "reply_json")
        message.locale = loans.text("es-MX", "locale")
        message.at_ms = 1_795_435_200_000
        return loans.structure(message, firstSize: firstSize(\ork_outbound.locale), "message")
    }
}
