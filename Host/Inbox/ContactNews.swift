// What customers tell a channel's provider in its own app, and no message says.

public import OrkestaModel

/// News of a customer, as a channel tells it.
public struct ContactNews: Sendable, Equatable {
    /// What the customer told.
    public enum Kind: Sendable, Equatable {
        /// Wants nothing more that comes unasked.
        case stopped
        /// Wants it again.
        case resumed
        /// Is at another address from now on; whoever is at this one later is somebody else.
        case moved(to: String)
    }

    public var kind: Kind
    /// The customer at the provider.
    public var address: String
    /// Nil: as it is told.
    public var at: Timestamp?

    public init(_ kind: Kind, address: String, at moment: Timestamp?) {
        self.kind = kind
        self.address = address
        self.at = moment
    }
}
