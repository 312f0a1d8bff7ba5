// What customers tell a channel's provider in its own app, and no message says.

import OrkestaABI
public import OrkestaModel

/// News of a customer.
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
    /// The customer at the provider, as in ``InboundMessage/address``.
    public var address: String
    /// When it was told, where the provider says so: what is older than what is known changes
    /// nothing.
    public var at: Timestamp?

    public init(_ kind: Kind, address: String, at: Timestamp? = nil) {
        self.kind = kind
        self.address = address
        self.at = at
    }

    func withABI(_ body: (UnsafePointer<ork_contact_news>) -> ork_status) -> ork_status {
        let (abiKind, newAddress) =
            switch kind {
            case .stopped: (ORK_CONTACT_STOPPED, "")
            case .resumed: (ORK_CONTACT_RESUMED, "")
            case .moved(let other): (ORK_CONTACT_MOVED, other)
            }
        return withBorrowed([address, newAddress]) { strings in
            var news = ork_contact_news()
            news.size = UInt32(MemoryLayout<ork_contact_news>.size)
            (news.kind, news.address, news.new_address) = (abiKind, strings[0], strings[1])
            news.at_ms = at?.milliseconds ?? 0
            return body(&news)
        }
    }
}
