// A provider's books against the ledger: lost news are booked, and what cannot be
// explained is shown to a person, once.

import HostCore
import HostPayments
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

struct ReconciliationTests {
    @Test("a payment whose webhook was lost is booked")
    func lostWebhook() async throws {
        try await TestHouse.with { house in
            _ = try await house.paid(5_000)
            let invoice = try await house.invoice(10_000)
            let begun = try await house.checkout.begin(invoice.id, of: house.tenant.id)
            let session = try #require(begun.payment.sessionID)
            _ = try await house.sandbox.decide(session, .succeeded, of: house.tenant, now: noon)
            let report = try await house.reconcile()
            #expect(report.checked == 2)
            #expect(report.corrected == 1)
            #expect(report.differences.isEmpty)
            #expect(try await house.document(invoice.id).status == .succeeded)
            #expect(try await house.reconcile().corrected == 0)
        }
    }

    @Test("what the provider does not list, or gave back behind the ledger's back, waits for a person, once")
    func differences() async throws {
        try await TestHouse.with { house in
            let (invoice, _) = try await house.paid(10_000)
            let phantom = try await house.plant(700, on: invoice)
            try await house.take(.succeeded, of: phantom)
            let (_, other) = try await house.paid(3_000)
            let session = try #require(other.sessionID)
            _ = try await house.sandbox.decide(session, .refunded, of: house.tenant, now: noon)
            for _ in 0..<2 {
                let report = try await house.reconcile()
                #expect(report.differences.map(\.kind) == [.refunds, .unknownThere])
            }
            #expect(try await house.reviews().filter { $0.kind == .reconciliation }.count == 2)
        }
    }

    @Test("every tenant is reconciled once a day")
    func nightly() async throws {
        try await TestHouse.with { house in
            _ = try await house.paid(5_000)
            for _ in 0..<3 { await house.reconciler.reconcileDue() }
            #expect(try await house.reconciliations() == 1)
            house.clock.advance(bySeconds: 86_400)
            await house.reconciler.reconcileDue()
            #expect(try await house.reconciliations() == 2)
        }
    }
}

extension TestHouse {
    fileprivate var reconciler: Reconciler {
        Reconciler(database: database, providers: providers, clocks: clocks, work: work, log: quiet)
    }

    fileprivate func reconcile() async throws -> ReconciliationReport {
        let tenant = try await database.read { [tenant] in
            try required(TenantDirectory().find(tenant.id, in: $0)?.tenant)
        }
        return try await reconciler.reconcile(
            tenant,
            self.tenant,
            from: noon.advanced(bySeconds: -60),
            until: noon.advanced(bySeconds: 60)
        )
    }

    fileprivate func reconciliations() async throws -> Int64 {
        try await database.read { try $0.row("SELECT COUNT(*) FROM reconciliations")?.integer(0) ?? 0 }
    }
}
