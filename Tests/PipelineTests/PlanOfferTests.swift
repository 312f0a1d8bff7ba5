// After a part payment the rest may be agreed on in parts, and the plan is the ledger's.

import HostConversations
import HostCore
import HostDunning
import OrkestaModel
import StorageHarness
import Testing

@Suite struct PlanOfferTests {
    @Test func theRestOfAPartPaymentMayBePaidInParts() async throws {
        try await withDebtor(sends: false) { house in
            let invoice = try await house.bill(180_000, dueInDays: 1)
            _ = try await house.advance(days: 2)
            try await house.pay(invoice, minor: 60_000)
            let (debt, answer) = try await house.accept(parts: 3)
            let offered = debt.plans.map { $0.installments.map(\.amount.minor) }
            #expect(offered == [[60_000, 60_000], [40_000, 40_000, 40_000]])
            #expect(answer.outcome == .accepted && answer.installments == debt.plans[1].installments)
            #expect(answer.installments.allSatisfy { $0.paid.minor == 0 })
        }
    }

    /// Nothing is offered of what is small.
    @Test func aSmallRestIsPaidAtOnce() async throws {
        try await withDebtor(sends: false) { house in
            let invoice = try await house.bill(150_000, dueInDays: 1)
            _ = try await house.advance(days: 2)
            try await house.pay(invoice, minor: 60_000)
            let (debt, answer) = try await house.accept(parts: 2)
            #expect(debt.plans.isEmpty && answer.outcome == .notOffered)
        }
    }
}

extension DebtorHouse {
    /// What the customer owes, and the answer to paying it in so many parts.
    fileprivate func accept(parts: Int64) async throws -> (Debt, PlanAnswer) {
        try await write { [tenant] connection, now, _ -> (Debt, PlanAnswer) in
            let customer = try required(Customers(tenant).find("CUST-1", in: connection)).id
            let desk = DunningDesk(tenant, customer: customer, now: now, key: "test \(now)")
            let debt = try required(desk.situation(in: connection).debts.first)
            let request: JSON = ["invoice": .string(debt.invoice), "parts": .integer(parts)]
            return (debt, try desk.acceptPlan(request, in: connection).answer)
        }
    }
}
