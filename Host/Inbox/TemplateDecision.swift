// What a provider decides on a business's templates of messages, as its channel tells.

public import OrkestaModel

/// Whether a provider lets a template through.
public enum TemplateApproval: String, Sendable, CaseIterable {
    case pending, approved, rejected, paused, disabled
}

/// What a provider decided on one of the tenant's templates.
public struct TemplateDecision: Sendable, Equatable {
    /// The provider's name of the template.
    public var name: String
    /// As the provider writes it: `es_MX`.
    public var language: String
    public var approval: TemplateApproval
    /// For people.
    public var reason: String?
    /// Nil: as it is told.
    public var at: Timestamp?

    public init(name: String, language: String, approval: TemplateApproval, reason: String?, at: Timestamp?) {
        self.name = name
        self.language = language
        self.approval = approval
        self.reason = reason
        self.at = at
    }
}
