// Why an outbound request has no response, and whether the other side may
// have acted on it: what decides between trying again and asking first.

internal import CCurl

/// The failure of an outbound request.
public enum NetError: Error, Sendable, Equatable {
    /// No connection: refused, unknown host, no route.
    case couldNotConnect(message: String)
    /// The request's time, or a stream's patience, ran out.
    case timedOut(Outcome)
    /// The response is larger than the request allowed.
    case tooLarge
    /// The task was cancelled, or the client was shut down.
    case cancelled(Outcome)
    /// No secure connection: handshake or certificate.
    case tls(message: String)
    /// Not an absolute http or https URL, or not a usable socket path.
    case badURL(String)
    /// The method or a header field (named here) holds bytes that HTTP forbids.
    case badHeader(String)
    /// Anything else, with libcurl's code.
    case failed(code: Int, message: String, Outcome)

    /// What the other side can have seen.
    public enum Outcome: Sendable, Equatable {
        /// No byte of the request left: sending it again is safe.
        case nothingSent
        /// Some of it left and there is no answer: it may have been carried out.
        case unknown
    }

    public var outcome: Outcome {
        switch self {
        case .couldNotConnect, .tls, .badURL, .badHeader: .nothingSent
        case .tooLarge: .unknown
        case .timedOut(let outcome), .cancelled(let outcome), .failed(_, _, let outcome): outcome
        }
    }

    /// A bounded name for metrics and logs.
    public var label: String {
        switch self {
        case .couldNotConnect: "could-not-connect"
        case .timedOut: "timed-out"
        case .tooLarge: "too-large"
        case .cancelled: "cancelled"
        case .tls: "tls"
        case .badURL: "bad-url"
        case .badHeader: "bad-header"
        case .failed: "failed"
        }
    }
}

extension NetError {
    init(_ code: CURLcode, url: String, outcome: Outcome) {
        let message = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            self = .badURL(url)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT:
            self = .couldNotConnect(message: message)
        case CURLE_OPERATION_TIMEDOUT:
            self = .timedOut(outcome)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR:
            self = .tls(message: message)
        default:
            self = .failed(code: Int(code.rawValue), message: message, outcome)
        }
    }
}
