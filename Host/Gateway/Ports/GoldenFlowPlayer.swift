// The golden flows as the Control Tower sees them. App stands behind it.

public import OrkestaModel

/// Plays golden flows, on a host of their own.
public protocol GoldenFlowPlayer: Sendable {
    /// Plays the flows of these names, or all; with `yaml` the one that is written there.
    /// Returns how they went, as `GoldenFlowRun`. Throws a problem for a name that there is
    /// not, a mistake in the text, and while others are being played.
    func run(_ names: [String], yaml: String?) async throws -> JSON

    /// The latest runs of this process, newest first, as `GoldenFlowResults`.
    func results() async -> JSON
}
