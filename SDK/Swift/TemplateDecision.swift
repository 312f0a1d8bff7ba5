// What a channel's provider decides on a business's templates, as it tells it later, or
// when it is asked.

import OrkestaABI
public import OrkestaModel

/// What the provider decided on a template. Only what is approved goes out as one.
public struct TemplateDecision: Sendable, Equatable {
    /// What it may do with it.
    public enum Approval: UInt32, Sendable {
        case pending = 1
        case approved, rejected, paused, disabled
    }

    /// The provider's, 1 to 512 bytes.
    public var name: String
    /// As the provider writes it: `es_MX`.
    public var language: String
    public var approval: Approval
    /// For people, up to 500 bytes.
    public var reason: String?
    /// When it was decided, where the provider says so: an older one than is known changes
    /// nothing.
    public var at: Timestamp?

    public init(name: String, language: String, approval: Approval, reason: String? = nil, at: Timestamp? = nil) {
        self.name = name
        self.language = language
        self.approval = approval
        self.reason = reason
        self.at = at
    }

    func withABI(_ body: (UnsafePointer<ork_template_state>) -> ork_status) -> ork_status {
        withBorrowed([name, language, reason ?? ""]) { strings in
            var state = ork_template_state()
            state.size = UInt32(MemoryLayout<ork_template_state>.size)
            state.approval = approval.rawValue
            (state.name, state.language, state.reason) = (strings[0], strings[1], strings[2])
            state.at_ms = at?.milliseconds ?? 0
            return body(&state)
        }
    }
}

/// A page of a provider's templates.
public struct TemplatePage: Sendable {
    /// When each was decided is not read: the host knows when it asked.
    public var templates: [TemplateDecision]
    /// Where the next page begins, 1 to 1,024 bytes; nil after the last.
    public var next: String?

    public init(_ templates: [TemplateDecision], next: String?) {
        self.templates = templates
        self.next = next
    }
}
