// ork.http/1: requests to the provider's servers, and to nobody else's.

import OrkestaABI
public import OrkestaModel

/// Sends requests to the hosts that the manifest's `egress` and the settings
/// marked `egress` name. Redirects are not followed.
public struct HTTPService: Sendable {
    let table: ServiceTable<ork_http_service>
    let instance: ork_inst

    /// Sends the request once and reads the whole answer, whatever its status.
    /// `timeoutMilliseconds` bounds the exchange: at most 70,000; 0: 10,000.
    ///
    /// Throws `ORK_E_UNKNOWN_OUTCOME` when it was sent and there is no answer,
    /// `ORK_E_UNAVAILABLE` or `ORK_E_TIMEOUT` when it may be sent again, and
    /// `ORK_E_DENIED` for an address that the plugin may not reach.
    public func exchange(_ request: HTTPRequest, timeoutMilliseconds: Int64 = 0) async throws -> HTTPResponse {
        let received = Collected<HTTPResponse>()
        _ = try await serviceCall(
            deadlineMilliseconds: timeoutMilliseconds,
            onDone: { completion in
                guard let lent = completion.data?.assumingMemoryBound(to: ork_http_response.self) else { return }
                received.append(HTTPResponse(sized(lent)))
            },
            { call, op in
                request.withABI { ork_http_exchange(table.pointer, instance, call, $0, op) }
            }
        )
        guard let response = received.all().first else {
            throw PluginError(ORK_E_CORRUPT, "the host's answer holds no response")
        }
        return response
    }
}

/// A request to a provider.
public struct HTTPRequest: Sendable {
    public var method: String
    /// Absolute; `http` only in a sandbox.
    public var url: String
    /// The host adds Host and Content-Length.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(
        method: String = "GET",
        url: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// A POST of a document.
    public init(posting json: JSON, to url: String, headers: [(name: String, value: String)] = []) {
        self.init(
            method: "POST",
            url: url,
            headers: headers + [("Content-Type", "application/json")],
            body: json.utf8
        )
    }

    fileprivate func withABI(_ body: (UnsafePointer<ork_http_call>) -> ork_status) -> ork_status {
        withBorrowed([method, url] + headers.flatMap { [$0.name, $0.value] }) { strings in
            let fields = stride(from: 2, to: strings.count, by: 2).map {
                ork_header(name: strings[$0], value: strings[$0 + 1])
            }
            return fields.withUnsafeBufferPointer { fields in
                withBorrowed(self.body) { content in
                    var call = ork_http_call()
                    call.size = UInt32(MemoryLayout<ork_http_call>.size)
                    (call.method, call.url, call.body) = (strings[0], strings[1], content)
                    (call.headers, call.header_count) = (fields.baseAddress, fields.count)
                    return body(&call)
                }
            }
        }
    }
}

/// What the provider's server answered.
public struct HTTPResponse: Sendable {
    public let status: Int
    /// In the order received.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    fileprivate init(_ response: ork_http_response) {
        status = Int(response.status)
        headers = UnsafeBufferPointer(start: response.headers, count: response.header_count).map {
            (String($0.name), String($0.value))
        }
        body = Array(UnsafeRawBufferPointer(start: response.body.ptr, count: response.body.len))
    }

    /// The first field of that name, in any capitalization, or nil.
    public func header(_ name: String) -> String? { headers.value(of: name) }

    /// The body as a document; nil when it is none.
    public var json: JSON? { try? JSON(parsing: String(decoding: body, as: UTF8.self)) }
}

extension [(name: String, value: String)] {
    /// The first field of that name, in any capitalization, or nil.
    func value(of name: String) -> String? {
        let wanted = name.lowercased()
        return first { $0.name.lowercased() == wanted }?.value
    }
}
