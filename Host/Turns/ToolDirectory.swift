// The port through which dialogues, models and operators find a tenant's tools.

public import HostCore
public import HostStorage

/// Finds tools.
public protocol ToolDirectory: Sendable {
    /// The tools that the tenant's enabled plugins offer, by name; plugins that
    /// have to be launched for it are. Called within `turn`, their staged writes
    /// commit with it, and one that changes state runs at most once. A plugin that
    /// does not come up offers none.
    func tools(of tenant: TenantHandle, in turn: TurnContext?) async throws(Problem) -> [any Tool]

    /// The tools that `plugins.d` binds to libraries: they need no tenant.
    func boundTools() async -> [any Tool]
}
