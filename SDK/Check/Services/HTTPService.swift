// ork.http/1: a provider that takes every request, in the forms of several.

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
                    return { store in
                        store.requestCount += 1
                        return answer(store.requestCount)
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
    /// Whether `egress`, or the default of a setting that is marked so, names the host
    /// of this URL. Settings without a default may name any.
    func names(_ url: String) -> Bool {
        let host = Manifest.host(of: url)
        let settings = (document["config"]?["properties"]?.objectValue ?? [:]).values.filter { $0["egress"] == true }
        if settings.contains(where: { $0["default"] == nil }) { return true }
        let marked = settings.compactMap { $0["default"]?.stringValue.map(Manifest.host) }
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

/// 200 with what the Cloud API, the Bot API and Twilio say of an accepted message,
/// each in its member of one document.
private func answer(_ number: Int) -> ServiceAnswer {
    let document: JSON = [
        "ok": true, "result": ["message_id": .integer(Int64(number))],
        "messages": [["id": .string("wamid.CHECK\(number)")]], "id": .string("\(number)"),
        "sid": .string("SM\(number)"), "status": "queued",
    ]
    var answer = ServiceAnswer(number: 200)
    answer.data = { loans in
        let headers = [
            ork_header(
                name: loans.text("Content-Type", "header name"),
                value: loans.text("application/json", "header value")
            )
        ]
        var response = ork_http_response()
        response.status = 200
        (response.headers, response.header_count) = (loans.array(headers, "headers"), headers.count)
        response.body = loans.text(document.description, "body")
        let lent = loans.structure(response, firstSize: firstSize(\ork_http_response.body), "response")
        return lent.map { UnsafeRawPointer($0) }
    }
    return answer
}
