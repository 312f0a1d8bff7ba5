// Assumptions: how customers of a small business pay, and what a reminder does to them.
// A simulation is only as true as this file. The shares that were measured somewhere
// name where; everything else is ASSUMED, chosen before the first run and not fitted to
// any result. `orkesta dunning simulate-customers` says how much the result moves when
// they are wrong by a third.

/// How one kind of customer behaves.
public struct CustomerKind: Sendable, Hashable {
    public let name: String
    /// Of all customers, in percent. ASSUMED, as all that follows.
    public let percent: Int64

    // Without reminders.
    /// The chance that an invoice is paid by itself in the last days before it is due.
    public var paysByDue: Double
    /// After that, the chance of each day, and what of it is left a day later.
    public var paysLate: Double
    public var lateDecay: Double

    // After a reminder that was seen.
    /// The chance to pay at once, and what of it is left with each further reminder.
    public var paysWhenReminded: Double
    public var fatigue: Double
    /// The factor on a day with wages (the 15th, the last and the day after each).
    public var paydayFactor: Double
    /// Of those who pay, how many pay only a part (between 30 and 70 percent).
    public var paysPart: Double
    /// Of those who do not pay, how many answer with a promise, and how many keep it.
    public var promises: Double
    public var keepsPromise: Double
    /// The chance to dispute the invoice at the first reminder, and to opt out at each.
    public var disputes: Double
    public var optsOut: Double
}

/// All assumptions of a simulation.
public struct CustomerBehavior: Sendable, Hashable {
    public var kinds: [CustomerKind]

    /// The chance that a reminder by WhatsApp is read within a day: 88 percent of 240,000
    /// messages in Latin America, by a seller of such a service
    /// (nonari.io, "WhatsApp vs. email for customer collections"). Read with care.
    public var seesWhatsApp = 0.88
    /// The same for a text message. ASSUMED a little lower.
    public var seesText = 0.80
    /// The chance that WhatsApp does not reach a customer at all, so that the fallback
    /// speaks. ASSUMED.
    public var whatsAppFails = 0.05
    /// How much likelier somebody acts who is reminded before noon, and from 18 o'clock on,
    /// than in the hours between. ASSUMED: it is what an A/B test of hours would find.
    public var morningFactor = 1.0
    public var eveningFactor = 1.1
    /// Of disputed invoices, how many stay unpaid for good. ASSUMED. The others are on the
    /// ladder again after `disputeDays`.
    public var disputeStands = 0.4
    public var disputeDays: Int64 = 5

    // What is owed. ASSUMED: small invoices, a few large ones; due in one to four weeks.
    public var amountMedianMinor: Int64 = 150_000
    public var amountSpread = 0.9
    public var termDays: [Int64] = [7, 15, 15, 30]
    /// Of customers, how many have one invoice a month, and how many more have.
    public var invoicesPerCustomer = 4.0

    public init(kinds: [CustomerKind] = Self.standardKinds) { self.kinds = kinds }

    public static let standardKinds = [
        CustomerKind(
            name: "prompt",
            percent: 45,
            paysByDue: 0.85,
            paysLate: 0.12,
            lateDecay: 0.97,
            paysWhenReminded: 0.60,
            fatigue: 0.85,
            paydayFactor: 1.2,
            paysPart: 0.03,
            promises: 0.15,
            keepsPromise: 0.90,
            disputes: 0.01,
            optsOut: 0.003
        ),
        CustomerKind(
            name: "forgetful",
            percent: 33,
            paysByDue: 0.45,
            paysLate: 0.035,
            lateDecay: 0.97,
            paysWhenReminded: 0.35,
            fatigue: 0.85,
            paydayFactor: 1.3,
            paysPart: 0.08,
            promises: 0.15,
            keepsPromise: 0.75,
            disputes: 0.015,
            optsOut: 0.005
        ),
        CustomerKind(
            name: "squeezed",
            percent: 16,
            paysByDue: 0.20,
            paysLate: 0.015,
            lateDecay: 0.98,
            paysWhenReminded: 0.12,
            fatigue: 0.90,
            paydayFactor: 2.5,
            paysPart: 0.35,
            promises: 0.25,
            keepsPromise: 0.55,
            disputes: 0.02,
            optsOut: 0.01
        ),
        CustomerKind(
            name: "unwilling",
            percent: 6,
            paysByDue: 0.05,
            paysLate: 0.003,
            lateDecay: 0.98,
            paysWhenReminded: 0.03,
            fatigue: 0.90,
            paydayFactor: 1.2,
            paysPart: 0.40,
            promises: 0.15,
            keepsPromise: 0.15,
            disputes: 0.08,
            optsOut: 0.04
        ),
    ]

    /// What a reminder does, larger or smaller by a factor; for the sensitivity.
    public func scaled(reminders: Double = 1, own: Double = 1, seen: Double = 1, kept: Double = 1) -> CustomerBehavior {
        var scaled = self
        scaled.seesWhatsApp = min(1, seesWhatsApp * seen)
        scaled.seesText = min(1, seesText * seen)
        scaled.kinds = kinds.map { kind in
            var kind = kind
            kind.paysWhenReminded = min(1, kind.paysWhenReminded * reminders)
            kind.promises = min(1, kind.promises * reminders)
            kind.keepsPromise = min(1, kind.keepsPromise * kept)
            kind.paysByDue = min(1, kind.paysByDue * own)
            kind.paysLate = min(1, kind.paysLate * own)
            return kind
        }
        return scaled
    }

    /// Every assumption, for the report.
    public var lines: [String] {
        [
            "WhatsApp read \(seesWhatsApp), text \(seesText), WhatsApp unreachable \(whatsAppFails)",
            "evening factor \(eveningFactor); disputes that stand \(disputeStands), else back after \(disputeDays) days",
        ]
            + kinds.map { kind in
                "\(kind.name) \(kind.percent) %: by due \(kind.paysByDue), late \(kind.paysLate)/day, reminded "
                    + "\(kind.paysWhenReminded), promises \(kind.promises) of which kept \(kind.keepsPromise)"
            }
    }
}
