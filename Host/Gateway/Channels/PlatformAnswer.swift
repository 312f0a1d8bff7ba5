// What several tenants' channels made of one request, and what its provider is told.

import HostCore
import HostInbox
import HostStorage

/// Gathers what became of each tenant's part. Pure.
struct PlatformAnswer {
    /// What became of one tenant's part.
    enum Part: Sendable {
        case answered(ChannelResponse)
        /// It is not durable: the channel does not run, or could not keep it.
        case failed
        /// The tenant's channel is off by now, or the tenant is out of service.
        case unserved

        /// A bounded word for metrics.
        var label: String {
            switch self {
            case .answered(let response) where response.status < 400: "taken"
            case .answered(let response) where response.status < 500: "refused"
            case .answered, .failed: "failed"
            case .unserved: "unserved"
            }
        }
    }

    private var taken: ChannelResponse?
    private var refused: ChannelResponse?
    private var refusing: [TenantHandle] = []
    private var hasFailed = false

    /// Whether it is nobody's by now: so many have refused it, and nobody has taken it.
    var isForged: Bool { taken == nil && refusing.count >= Limits.platformRefusalsMax }

    /// Who refused what is proven to be the provider's, and loses a part of it.
    var mistaken: [TenantHandle] { taken == nil ? [] : refusing }

    mutating func add(_ part: Part, of tenant: TenantHandle) {
        switch part {
        case .answered(let response) where response.status < 400: taken = taken ?? response
        case .answered(let response) where response.status < 500:
            refusing.append(tenant)
            // Who understood the signature says more than who did not.
            if refused == nil || refused?.status == 401 { refused = response }
        case .answered, .failed: hasFailed = true
        case .unserved: break
        }
    }

    /// Nil when it was nobody's. Throws `.unavailable` when a part of it is not durable: the
    /// provider sends all of it again, of which the other parts are known by then.
    func response() throws(Problem) -> ChannelResponse? {
        guard !hasFailed else {
            throw Problem(.unavailable, "a part of the request could not be stored", remedy: "Send it again.")
        }
        return taken ?? refused
    }
}
