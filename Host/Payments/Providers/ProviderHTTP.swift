// Requests to payment providers: sent, and sent again where that is safe and the
// provider's rules say so.

import HostCore
public import HostNet
import OrkestaModel

/// Asks providers over HTTP.
public struct ProviderHTTP: Sendable {
    /// Waits for so many milliseconds; throws when it is cancelled.
    public typealias Pause = @Sendable (Int64) async throws -> Void

    private let client: HTTPClient
    private let pause: Pause

    public init(
        _ client: HTTPClient,
        pause: @escaping Pause = { try await Task.sleep(for: .milliseconds($0)) }
    ) {
        self.client = client
        self.pause = pause
    }

    /// The response, whatever its status, once `rule` asks for no further try.
    /// Every request can be repeated: what changes something carries a key.
    func send(_ request: HTTPRequest, _ rule: RetryRule) async throws(ProviderFailure) -> HTTPResponse {
        var attempt = 1
        while true {
            let result = await once(request)
            guard attempt < rule.attemptsMax, let wait = rule.wait(after: result, attempt: attempt) else {
                return try answer(result, to: request)
            }
            do {
                try await pause(wait)
            } catch {
                // Cancelled: what the last try came to is all that is known.
                return try answer(result, to: request)
            }
            attempt += 1
        }
    }

    private func once(_ request: HTTPRequest) async -> Result<HTTPResponse, NetError> {
        do throws(NetError) {
            return .success(try await client.send(request))
        } catch {
            return .failure(error)
        }
    }

    private func answer(
        _ result: Result<HTTPResponse, NetError>,
        to request: HTTPRequest
    ) throws(ProviderFailure) -> HTTPResponse {
        switch result {
        case .success(let response): return response
        case .failure(let error):
            // Asking changes nothing, however far the question got.
            guard error.outcome == .unknown, request.method != "GET" else { throw .unavailable(error.label) }
            throw .unknownOutcome(error.label)
        }
    }
}

/// When a provider wants to be asked again.
struct RetryRule: Sendable {
    let attemptsMax: Int
    let firstMilliseconds: Int64
    let longestMilliseconds: Int64
    /// Of which the pause is a random part, from a half to all of it.
    let isJittered: Bool
    /// Whether to ask again after this response.
    let repeats: @Sendable (HTTPResponse) -> Bool
    /// A pause that the response itself asks for.
    let asked: @Sendable (HTTPResponse) -> Int64?

    /// The pause before the next try in milliseconds; nil: there is to be none.
    func wait(after result: Result<HTTPResponse, NetError>, attempt: Int) -> Int64? {
        let response = try? result.get()
        if let response, !repeats(response) { return nil }
        if case .failure(let error) = result, !error.mayPass { return nil }
        let doubled = min(firstMilliseconds << min(attempt - 1, 20), longestMilliseconds)
        let jittered = isJittered ? max(doubled * Int64.random(in: 500...1_000) / 1_000, firstMilliseconds) : doubled
        return min(response.flatMap(asked) ?? jittered, longestMilliseconds)
    }
}

extension NetError {
    /// Whether the same request may do better another time.
    fileprivate var mayPass: Bool {
        switch self {
        case .couldNotConnect, .timedOut, .failed: true
        case .tooLarge, .cancelled, .tls, .badURL, .badHeader: false
        }
    }
}
