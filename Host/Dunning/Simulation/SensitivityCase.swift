// What of a simulation's result hangs on which assumption: each wrong by a third.

/// One changed assumption.
public struct SensitivityCase: Sendable {
    public let name: String
    private let change: @Sendable (CustomerBehavior) -> CustomerBehavior

    public func run(_ simulation: CollectionSimulation) -> SimulationReport {
        var changed = simulation
        changed.behavior = change(simulation.behavior)
        return changed.run()
    }

    public static let standard = [
        SensitivityCase(name: "reminders move less (-1/3)") { $0.scaled(reminders: 0.67) },
        SensitivityCase(name: "reminders move more (+1/3)") { $0.scaled(reminders: 1.33) },
        SensitivityCase(name: "paid alone less (-1/3)") { $0.scaled(own: 0.67) },
        SensitivityCase(name: "paid alone more (+1/3)") { $0.scaled(own: 1.33) },
        SensitivityCase(name: "read less (-1/3)") { $0.scaled(seen: 0.67) },
        SensitivityCase(name: "promises kept less (-1/3)") { $0.scaled(kept: 0.67) },
    ]
}
