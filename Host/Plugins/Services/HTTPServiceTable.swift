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
                    try call.mustBeOutsideTurn("http.exchange")
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
        let caller = instance.egressCaller
        // A GET does nothing at the server: asked for while a message is fetched, it fetches.
        let isInbound = request.method == "GET" && request.body.isEmpty && instance.onlyBringsIn
        let sending = Task { [self] in
            do throws(EgressGate.Failure) {
                let response = try await gate.exchange(request, for: caller, isInbound: isInbound)
                countRequest("\(response.status / 100)xx")
                succeed(number: Int64(response.status)) { body in response.withABI(body) }
            } catch {
                countRequest(error.label)
                fail(error.status(mayBeRepeated: request.mayBeRepeated), error.reason, retryable: error.isRetryable)
            }
        }
        if !request.mayBeRepeated { beginWrite() }
        untilCancelled { sending.cancel() }
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
