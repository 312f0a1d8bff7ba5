// The quote that a customer has been shown, as far as a conversation must
// remember it: an answer to it is an answer to exactly this version.

public import OrkestaModel

/// The latest version of a quote, as shown.
public struct QuotePaper: Sendable, Hashable {
    /// `COT-42`.
    public var number: String
    public var version: Int64
    /// What a yes is bound to.
    public var hash: String
    public var validUntil: Timestamp
    /// A person has to approve the discount that was asked for.
    public var awaitsApproval: Bool
    /// The basket or the discount has changed since.
    public var isOutdated = false

    public init(_ quote: Quote) {
        number = quote.shownNumber
        version = quote.version
        hash = quote.hash
        validUntil = quote.validUntil
        awaitsApproval = quote.approval?.state == .pending
    }

    public var json: JSON {
        [
            "number": .string(number), "version": .integer(version), "hash": .string(hash),
            "valid_until": .integer(validUntil.milliseconds), "awaits_approval": .bool(awaitsApproval),
            "outdated": .bool(isOutdated),
        ]
    }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        number = try json.requiredText("number")
        version = try json.optionalInteger("version") ?? 1
        hash = try json.requiredText("hash")
        validUntil = Timestamp(milliseconds: try json.optionalInteger("valid_until") ?? 0)
        awaitsApproval = try json.flag("awaits_approval", default: false)
        isOutdated = try json.flag("outdated", default: false)
    }
}
