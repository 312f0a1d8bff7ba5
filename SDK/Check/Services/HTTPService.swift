// ork.http/1: requests to a provider, who answers as the behaviour says.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let http = FakeService(
        ORK_HTTP_1,
        firstSize: firstSize(\ork_http_service.exchange),
        ork_http_service(
            size: 0,
            reserved: 0,
            exchange: { handle, call, request, op in
                FakeInstance.serve(handle, call, op, "http.exchange", isWrite: isPost(request)) {
                    arguments throws(Refused) in
                    try arguments.exchange(request)
                    let provider = arguments.instance.behaviour.provider
                    return { store in
                        store.requestCount += 1
                        return provider.answer(store.requestCount)
                    }
                }
            }
        )
    )
}

/// Whether doing it twice does more than doing it once.
private func isPost(_ request: UnsafePointer<ork_http_call>?) -> Bool {
    guard let call = sized(request, firstSize: firstSize(\ork_http_call.body)) else { return false }
    return ["POST", "PATCH"].contains(String(copying: call.method))
}

extension Arguments {
    fileprivate mutating func exchange(_ request: UnsafePointer<ork_http_call>?) throws(Refused) {
        guard let call = sized(request, firstSize: firstSize(\ork_http_call.body)) else {
            instance.report.find(.tableSizes, "http.exchange was called without a request, or with one of a wrong size")
            throw Refused(status: ORK_E_INVALID)
        }
        guard turn == 0 else { throw refuse("http.exchange was called in a turn") }
        _ = try text(call.method, "method", in: 1...20)
        let url = try text(call.url, "url", in: 8...8_192)
        guard (0...64).contains(call.header_count), call.header_count == 0 || call.headers != nil else {
            throw refuse("http.exchange: the number of headers is \(call.header_count)")
        }
        for header in UnsafeBufferPointer(start: call.headers, count: call.header_count) {
            _ = try text(header.name, "header name", in: 1...200)
            _ = try text(header.value, "header value", in: 0...8_192)
        }
        guard (0...32 << 20).contains(call.body.len), call.body.len == 0 || call.body.ptr != nil else {
            throw refuse("http.exchange: the body is over 32 MiB, or NULL with a length")
        }
        number(String(copying: call.body), "body")
        guard instance.library.manifest.names(url) else {
            throw refuse("http.exchange asked for \(url), which neither `egress` nor a setting marked so names")
        }
    }
}

extension Manifest {
    /// Whether `egress`, or a setting that is marked so, names the host of this URL: what the
    /// plugin is given for it here is its example, else its default. Settings without a default
    /// may name any.
    func names(_ url: String) -> Bool {
        let host = Manifest.host(of: url)
        let settings = (document["config"]?["properties"]?.objectValue ?? [:]).values.filter { $0["egress"] == true }
        if settings.contains(where: { $0["default"] == nil }) { return true }
        let given = settings.flatMap { [$0["default"], $0["examples"]?.arrayValue?.first].compactMap(\.self) }
        let marked = given.compactMap { $0.stringValue.map(Manifest.host) }
        let listed = (document["egress"]?.arrayValue ?? []).compactMap { $0.stringValue?.lowercased() }
        return (marked + listed).contains { name in
            name.hasPrefix("*.") ? host.hasSuffix(name.dropFirst(1)) : host == name
        }
    }

    private static func host(of url: String) -> String {
        let parts = url.lowercased().split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        return parts.count < 2 ? "" : String(parts[1].prefix { !":?#".contains($0) })
    }
}
