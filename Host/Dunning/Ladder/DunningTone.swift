// How a reminder is worded: by its stage, and by the customer's record. No I/O.

public import OrkestaModel

extension DunningTone {
    /// `lateChance` is how probable it is, from 0 to 1, that the invoice is paid late,
    /// where that is predicted.
    public init(at stage: DunningStage, for debtor: Debtor, lateChance: Double? = nil) {
        let usual = Self.usual(at: stage)
        if usual == .final { self = .final } else { self = Self.moved(usual, by: Self.strictness(debtor, lateChance)) }
    }

    private static func usual(at stage: DunningStage) -> DunningTone {
        switch stage {
        case .threeBefore, .oneBefore, .due: .friendly
        case .oneAfter, .threeAfter: .neutral
        case .sevenAfter, .fifteenAfter: .firm
        case .thirtyAfter, .writeOff: .final
        }
    }

    /// One step stricter with who broke their word or pays late as a rule; one step
    /// milder with who has always paid in time.
    private static func strictness(_ debtor: Debtor, _ lateChance: Double?) -> Int {
        if debtor.brokenPromises > 0 || debtor.paidLate > debtor.paidInTime + 1 { return 1 }
        if let lateChance { return lateChance >= 0.7 ? 1 : lateChance <= 0.2 ? -1 : 0 }
        return debtor.paidLate == 0 && debtor.paidInTime >= 3 ? -1 : 0
    }

    /// Within friendly to firm: the last word is for the last stage.
    private static func moved(_ tone: DunningTone, by steps: Int) -> DunningTone {
        let scale: [DunningTone] = [.friendly, .neutral, .firm]
        let place = (scale.firstIndex(of: tone) ?? 1) + steps
        return scale[min(max(place, 0), scale.count - 1)]
    }
}
