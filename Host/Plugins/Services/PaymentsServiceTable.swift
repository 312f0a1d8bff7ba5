// ork.payments/1: links to pay, staged with the turn, and how invoices stand.

import HostCommerce
import HostCore
import HostPayments
import HostStorage
import HostTurns
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let payments = ImmortalTable(
        ork_payments_service(
            size: UInt32(MemoryLayout<ork_payments_service>.size),
            reserved: 0,
            create_link: { handle, envelope, request, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    let request = try requiredObject(request, "request_json")
                    guard !call.label.isEmpty else {
                        throw Refusal(status: ORK_E_INVALID, reason: "create_link needs a label")
                    }
                    call.createLink(request)
                }
            },
            status: { handle, envelope, request, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    call.readInvoice(try requiredObject(request, "request_json"))
                }
            },
            invoices: { handle, envelope, limit, op in
                ServiceCall.start(handle, envelope, op, needsTurn: true) { call throws(Refusal) in
                    call.listInvoices(limit: min(max(1, Int(limit)), invoicesMax))
                }
            }
        )
    )
}

/// Invoices of one answer.
private let invoicesMax = 50

extension ServiceCall {
    /// The link of this label, planned and staged once.
    fileprivate func createLink(_ json: JSON) {
        guard let turn else { return fail(ORK_E_INVALID, "a turn is needed") }
        let (desk, label, plugin) = (instance.services.payments(instance.tenant), label, instance.plugin)
        Task { [self] in
            do {
                while true {
                    let writes = turn.stagedWrites
                    if let earlier = writes.payLink(of: plugin, label) {
                        guard earlier.request == json else {
                            return fail(ORK_E_CONFLICT, "the label stands for another link")
                        }
                        return succeed(fact: earlier.plan.link.json.description)
                    }
                    let request = linkRequest(turn, writes)
                    let plan = try await instance.services.database.read { connection in
                        let tenant = try TenantDirectory().find(desk.tenant.id, in: connection)?.tenant
                        let draft = try PayLinkDraft(json: json, currency: tenant?.currency ?? "")
                        return try desk.plan(draft, request, in: connection)
                    }
                    let staged = StagedPayLink(plugin: plugin, label: label, request: json, plan: plan)
                    switch turn.stage([.payLink(staged)], plannedAfter: writes.count) {
                    case .staged: return succeed(fact: plan.link.json.description)
                    case .tooMany: return fail(ORK_E_BUDGET, "a turn staged too many writes")
                    case .outdated: continue
                    }
                }
            } catch let problem as Problem where problem.kind == .conflict {
                fail(ORK_E_WRONG_STATE, problem.detail)
            } catch {
                fail(error)
            }
        }
    }

    /// The address comes from the turn's inbox item, so that a redo makes the same.
    private func linkRequest(_ turn: TurnContext, _ writes: [StagedWrite]) -> PaymentDesk.Request {
        PaymentDesk.Request(
            customer: turn.customerID,
            addressee: PayLink.Addressee(agent: instance.plugin, channel: turn.channel, address: turn.address),
            staged: writes.compactMap { if case .sale(let write) = $0 { write.order } else { nil } },
            key: "\(turn.inboxID) \(instance.plugin) \(label)",
            now: turn.now
        )
    }

    fileprivate func readInvoice(_ json: JSON) {
        guard let turn else { return fail(ORK_E_INVALID, "a turn is needed") }
        let invoices = Invoices(instance.tenant)
        read { connection -> Invoice? in
            let found =
                switch try PayLinkDraft(json: json, currency: "").subject {
                case .invoice(let name): try invoices.find(name, in: connection)
                case .order(let name): try invoices.find(order: name, in: connection)
                }
            guard let found, found.customerID == turn.customerID else { return nil }
            return try invoices.document(of: found, in: connection)
        } then: { call, invoice in
            guard let invoice else { return call.fail(ORK_E_NOT_FOUND, "the customer has no such invoice") }
            call.succeed(fact: invoice.json.description)
        }
    }

    fileprivate func listInvoices(limit: Int) {
        guard let turn else { return fail(ORK_E_INVALID, "a turn is needed") }
        let invoices = Invoices(instance.tenant)
        read {
            try invoices.list(customer: turn.customerID, limit: limit, in: $0).invoices
        } then: { call, found in
            call.succeed(fact: JSON.object(["items": .array(found.map(\.json))]).description)
        }
    }
}

extension [StagedWrite] {
    fileprivate func payLink(of plugin: PluginID, _ label: String) -> StagedPayLink? {
        for case .payLink(let staged) in self where staged.plugin == plugin && staged.label == label { return staged }
        return nil
    }
}
