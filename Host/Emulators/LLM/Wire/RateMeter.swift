// The limits that the emulated provider keeps, as Groq does: requests a day and
// tokens a minute, each a bucket that fills up evenly, told in every response.

internal import OrkestaModel
internal import Synchronization

/// What an emulated provider allows each key. Nil: it neither counts nor tells.
public struct RateLimits: Sendable, Equatable {
    public var requestsPerDay: Int64
    public var tokensPerMinute: Int64

    public init(requestsPerDay: Int64, tokensPerMinute: Int64) {
        self.requestsPerDay = max(1, requestsPerDay)
        self.tokensPerMinute = max(1, tokensPerMinute)
    }
}

/// Counts requests and tokens by key.
final class RateMeter: Sendable {
    /// What a response says.
    struct Answer: Sendable {
        var isAllowed: Bool
        var headers: [String: String]
    }

    private let limits: RateLimits
    private let buckets = Mutex<[String: (requests: RateBucket, tokens: RateBucket)]>([:])

    init(_ limits: RateLimits) { self.limits = limits }

    /// Takes a request of so many tokens from what `key` has left.
    func take(_ tokens: Int, key: String, at now: Int64) -> Answer {
        buckets.withLock { buckets in
            var (requests, meter) =
                buckets[key] ?? (
                    RateBucket(size: limits.requestsPerDay, milliseconds: 86_400_000, at: now),
                    RateBucket(size: limits.tokensPerMinute, milliseconds: 60_000, at: now)
                )
            requests.fill(to: now)
            meter.fill(to: now)
            let isAllowed = requests.level >= 1 && meter.level >= Double(tokens)
            if isAllowed {
                requests.spend(1)
                meter.spend(Double(tokens))
            }
            buckets[key] = (requests, meter)
            var headers = [
                "x-ratelimit-limit-requests": "\(limits.requestsPerDay)",
                "x-ratelimit-limit-tokens": "\(limits.tokensPerMinute)",
                "x-ratelimit-remaining-requests": "\(Int64(requests.level))",
                "x-ratelimit-remaining-tokens": "\(Int64(meter.level))",
                "x-ratelimit-reset-requests": goDuration(requests.wait(for: nil)),
                "x-ratelimit-reset-tokens": goDuration(meter.wait(for: nil)),
            ]
            if !isAllowed {
                let wait = max(requests.wait(for: 1), meter.wait(for: Double(tokens)))
                headers["retry-after"] = "\(Int64((wait / 1_000).rounded(.up)))"
            }
            return Answer(isAllowed: isAllowed, headers: headers)
        }
    }
}

/// As Go writes a duration: `88ms`, `1.57s`, `2m59.56s`.
private func goDuration(_ milliseconds: Double) -> String {
    guard milliseconds >= 1_000 else { return "\(Int64(milliseconds.rounded(.up)))ms" }
    let hundredths = Int64((milliseconds / 10).rounded(.up))
    let (minutes, rest) = (hundredths / 6_000, hundredths % 6_000)
    let seconds = "\(rest / 100).\(rest % 100 < 10 ? "0" : "")\(rest % 100)s"
    return minutes > 0 ? "\(minutes)m\(seconds)" : seconds
}
