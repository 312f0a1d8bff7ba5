// What a key may do: a module and a verb. Nothing is allowed that no
// permission says.

/// The right to one kind of action in one module: `catalog:write`.
public struct Permission: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let module: Module
    public let verb: Verb

    public init(_ module: Module, _ verb: Verb) {
        self.module = module
        self.verb = verb
    }

    /// Reads `module:verb`; nil when either is unknown.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let module = Module(rawValue: String(parts[0])),
            let verb = Verb(rawValue: String(parts[1]))
        else { return nil }
        self.init(module, verb)
    }

    /// A part of the product.
    public enum Module: String, Sendable, CaseIterable {
        case chat
        case conversations
        case customers
        case catalog
        case sales
        case billing
        case dunning
        case events
        case dashboard
        case llm
        case tenants
        case plugins
        case keys
        case secrets
        case audit
        /// The time machine, replay and golden flows.
        case laboratory
        /// Backup, jobs, kill switches, health in detail.
        case system
    }

    /// What is done there.
    public enum Verb: String, Sendable, CaseIterable {
        case read
        case write
        /// Setting things going that reach beyond a row: a run, a switch, a question to a language model.
        case operate
    }

    public static func < (left: Permission, right: Permission) -> Bool { left.description < right.description }
    public var description: String { "\(module.rawValue):\(verb.rawValue)" }
}

extension Set<Permission> {
    /// Everything: the platform's own keys.
    public static var platform: Self {
        Set(Permission.Module.allCases.flatMap { module in Permission.Verb.allCases.map { Permission(module, $0) } })
    }

    /// A tenant's own key: all of its business, but no keys, no tenants and nothing of the platform.
    /// It may ask language models, at the tenant's cost, and not change their budget.
    public static var tenant: Self {
        let readOnly: Set<Permission.Module> = [.tenants, .audit, .llm, .dashboard]
        let barred: Set<Permission.Module> = [.keys, .system, .laboratory]
        return platform.filter { permission in
            guard !barred.contains(permission.module) else { return false }
            return permission.verb == .read || !readOnly.contains(permission.module)
                || permission == Permission(.llm, .operate)
        }
    }

    /// A tenant's key that only looks.
    public static var tenantReadOnly: Self { tenant.filter { $0.verb == .read } }

    /// Reads permissions divided by spaces. One that this program does not
    /// know grants nothing.
    public init(parsing text: String) {
        self = Set(text.split(separator: " ").compactMap { Permission(String($0)) })
    }

    /// The permissions in order, divided by spaces.
    public var text: String { sorted().map(\.description).joined(separator: " ") }
}
