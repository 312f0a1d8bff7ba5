// A simulation of collecting: made-up customers (CustomerBehavior) against the real
// ladder, calendar and rules, and the same customers with nobody reminding them. No
// database, no clock: what it measures is the policy, under assumptions.

import HostCore
public import OrkestaModel

/// What is simulated. The same values give the same result, on every run.
public struct CollectionSimulation: Sendable {
    public var seed: UInt64
    /// Invoices are made within so many days, 1 to 730; all of them are followed to their end.
    public var days: Int64
    public var invoiceCount: Int64
    public var start: Timestamp
    public var policy: DunningPolicy
    public var behavior: CustomerBehavior

    public init(
        seed: UInt64 = 1,
        days: Int64 = 60,
        invoiceCount: Int64 = 200,
        start: Timestamp = Timestamp(milliseconds: 1_767_225_600_000),
        policy: DunningPolicy = DunningPolicy(isEnabled: true, currency: "MXN", timeZone: "America/Mexico_City"),
        behavior: CustomerBehavior = CustomerBehavior()
    ) {
        (self.seed, self.days, self.invoiceCount) = (seed, days, invoiceCount)
        (self.start, self.policy, self.behavior) = (start, policy, behavior)
    }

    /// Both groups. `log` gets a line for everything that happens to whom reminders are
    /// sent, customer by customer.
    public func run(log: ((String) -> Void)? = nil) -> SimulationReport {
        var report = SimulationReport(self)
        let ladder = DunningLadder(policy)
        var (place, number): (Int64, Int64) = (1, 1)
        var sizes = Chances(seed: seed, "sizes")
        while number <= invoiceCount {
            let wanted = 1 + Int64(sizes.wait(mean: max(behavior.invoicesPerCustomer - 1, 0.1)))
            let count = min(wanted, invoiceCount - number + 1)
            let customer = SimulatedCustomer(place, count, firstNumber: number, self, ladder.calendar)
            var reminded = CustomerRun(customer, ladder, self, log: log)
            reminded.run()
            report.add(customer, reminded.ends, reminded.tally, ladder)
            place += 1
            number += count
        }
        return report
    }
}
