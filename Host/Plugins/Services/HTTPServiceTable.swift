// ork.http/1: requests of plugins to the servers of their providers.

import HostCore
import HostNet
import HostStorage
import OrkestaABI
import OrkestaModel
import Synchronization

extension ServiceTables {
    static let http = ImmortalTable(
        ork_http_service(
            size: UInt32(MemoryLayout<ork_http_service>.size),
            reserved: 0,
            exchange: { handle, envelope, request, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    guard call.turn == nil else {
                        throw Refusal(status: ORK_E_UNSUPPORTED, reason: "exchange is not for turns")
                    }
                    guard let request = request.flatMap({ sized($0) }) else {
                        throw Refusal(status: ORK_E_INVALID, reason: "exchange: no request")
                    }
                    call.exchange(try HTTPRequest(checking: request, milliseconds: call.milliseconds))
                }
            }
        )
    )
}

extension HTTPRequest {
    fileprivate init(checking call: ork_http_call, milliseconds: Int64?) throws(Refusal) {
        guard (0...headersMax).contains(call.header_count), call.header_count == 0 || call.headers != nil else {
            throw Refusal(status: ORK_E_INVALID, reason: "the request has more than \(headersMax) headers")
        }
        var fields: [(name: String, value: String)] = []
        for header in UnsafeBufferPointer(start: call.headers, count: call.header_count) {
            let name = try String(checking: header.name, "header.name", limit: 200)
            fields.append((name, try String(checking: header.value, "header.value", limit: 8_192)))
        }
        self.init(
            method: try String(checking: call.method, "method", limit: 20),
            url: try String(checking: call.url, "url", limit: 8_192),
            headers: fields,
            body: try [UInt8](checking: call.body, "body", limit: Limits.providerBodyBytesMax),
            timeoutMilliseconds: min(milliseconds ?? NetLimits.timeoutMilliseconds, Limits.egressMillisecondsMax),
            bodyBytesMax: Limits.providerBodyBytesMax
        )
    }

    /// Whether doing it twice equals doing it once.
    fileprivate var mayBeRepeated: Bool { ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"].contains(method) }
}

/// Header fields of one request.
private let headersMax = 64

extension ServiceCall {
    /// Sends beside the lane; ends with the client's own deadline.
    fileprivate func exchange(_ request: HTTPRequest) {
        guard let gate = instance.services.egress else {
            return fail(ORK_E_DENIED, "this host lets no plugin reach a server")
        }
        let rules = instance.state.withLock { $0.egress }
        let sending = Task { [self] in
            do throws(EgressGate.Failure) {
                let response = try await gate.exchange(request, of: instance.plugin, for: instance.tenant.id, rules)
                count("\(response.status / 100)xx")
                succeed(number: Int64(response.status)) { body in response.withABI(body) }
            } catch {
                count(error.label)
                fail(error.status(mayBeRepeated: request.mayBeRepeated), error.reason, retryable: error.isRetryable)
            }
        }
        if !request.mayBeRepeated { beginWrite() }
        untilCancelled { sending.cancel() }
    }

    private func count(_ outcome: String) {
        instance.services.metrics.add(
            "orkesta_plugin_requests_total",
            ["plugin": instance.plugin.rawValue, "outcome": outcome]
        )
    }
}

extension HTTPResponse {
    /// Lends the response for the duration of `body`.
    fileprivate func withABI(_ body: (UnsafeRawPointer) -> Void) {
        withBorrowed(headers.flatMap { [$0.name, $0.value] }) { strings in
            let fields = stride(from: 0, to: strings.count, by: 2).map {
                ork_header(name: strings[$0], value: strings[$0 + 1])
            }
            fields.withUnsafeBufferPointer { fields in
                withBorrowed(self.body) { content in
                    var response = ork_http_response()
                    response.size = UInt32(MemoryLayout<ork_http_response>.size)
                    response.status = UInt32(clamping: status)
                    (response.headers, response.header_count) = (fields.baseAddress, fields.count)
                    response.body = content
                    withUnsafePointer(to: &response) { body(UnsafeRawPointer($0)) }
                }
            }
        }
    }
}

extension EgressGate.Failure {
    /// A bounded name for metrics.
    fileprivate var label: String {
        switch self {
        case .address: "address"
        case .unencrypted: "unencrypted"
        case .killSwitch: "kill-switch"
        case .tooMany: "too-many"
        case .database: "database"
        case .net(let error): error.label
        }
    }

    fileprivate var reason: String {
        switch self {
        case .address: "the plugin's manifest and settings name no such address"
        case .unencrypted: "http is for sandbox tenants only"
        case .killSwitch: "a kill switch holds this traffic"
        case .tooMany: "too many requests of this plugin are under way"
        case .database: "the host's database is not available"
        // What libcurl says may quote the URL, and with it a token.
        case .net(let error): error.label
        }
    }

    fileprivate var isRetryable: Bool {
        switch self {
        case .address, .unencrypted: false
        case .killSwitch, .tooMany, .database: true
        case .net(let error):
            switch error {
            case .badURL, .badHeader, .tooLarge: false
            case .couldNotConnect, .timedOut, .cancelled, .tls, .failed: true
            }
        }
    }

    fileprivate func status(mayBeRepeated: Bool) -> ork_status {
        switch self {
        case .address, .unencrypted, .killSwitch: ORK_E_DENIED
        case .tooMany: ORK_E_BUDGET
        case .database: ORK_E_UNAVAILABLE
        case .net(let error):
            switch error {
            case _ where error.outcome == .unknown && !mayBeRepeated: ORK_E_UNKNOWN_OUTCOME
            case .badURL, .badHeader: ORK_E_INVALID
            case .tooLarge: ORK_E_BUDGET
            case .timedOut: ORK_E_TIMEOUT
            case .cancelled: ORK_E_CANCELLED
            case .couldNotConnect, .tls, .failed: ORK_E_UNAVAILABLE
            }
        }
    }
}
