// The product's HTTP API as its customers call it: JSON out, JSON in, a key.

import FoundationEssentials
public import HostNet
public import OrkestaModel

/// An API answer.
public struct APIResponse: Sendable {
    public let status: Int
    /// The body as JSON; null when it is empty or no JSON.
    public let json: JSON
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    /// The first field of that name, in any capitalization, or nil.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    public var text: String { String(decoding: body, as: UTF8.self) }
}

/// Calls one host's API with one key.
public struct APIClient: Sendable {
    public let baseURL: String
    /// Sent as `X-API-Key`; nil sends none.
    public let apiKey: String?
    public var timeoutMilliseconds: Int64 = 300_000
    private let http: HTTPClient

    public init(baseURL: String, apiKey: String?, http: HTTPClient) {
        self.baseURL = baseURL
        self.apiKey = apiKey
        self.http = http
    }

    public func get(
        _ path: String,
        headers: [(name: String, value: String)] = []
    ) async throws(NetError) -> APIResponse {
        try await send("GET", path, headers: headers)
    }

    public func post(
        _ path: String,
        _ json: JSON? = nil,
        headers: [(name: String, value: String)] = []
    ) async throws(NetError) -> APIResponse {
        try await send("POST", path, json, headers: headers)
    }

    public func put(
        _ path: String,
        _ json: JSON? = nil,
        headers: [(name: String, value: String)] = []
    ) async throws(NetError) -> APIResponse {
        try await send("PUT", path, json, headers: headers)
    }

    public func delete(
        _ path: String,
        headers: [(name: String, value: String)] = []
    ) async throws(NetError) -> APIResponse {
        try await send("DELETE", path, headers: headers)
    }

    /// `POST /api/chat` for a customer of the key's tenant. The host tells a
    /// repeated message by its `messageID`; nil sends one of its own. An answer that
    /// takes longer than the host lets a request wait is waited for again.
    public func chat(
        phone: String,
        text: String,
        messageID: String? = nil,
        name: String? = nil,
        locale: String? = nil
    ) async throws(NetError) -> APIResponse {
        var customer: [String: JSON] = ["phone": .string(phone)]
        if let name { customer["name"] = .string(name) }
        var message: [String: JSON] = [
            "customer": .object(customer), "message": .string(text),
            "message_id": .string(messageID ?? UUID().uuidString),
        ]
        if let locale { message["locale"] = .string(locale) }
        var answer = try await post("/api/chat", .object(message))
        for _ in 0..<20 where answer.status == 202 {
            answer = try await post("/api/chat", .object(message))
        }
        return answer
    }

    /// Any request, with a JSON body if one is given.
    public func send(
        _ method: String,
        _ path: String,
        _ json: JSON? = nil,
        headers: [(name: String, value: String)] = []
    ) async throws(NetError) -> APIResponse {
        let type = json == nil ? nil : "application/json"
        return try await send(method, path, body: json?.utf8 ?? [], type: type, headers: headers)
    }

    /// Any request, with a body of any type.
    public func send(
        _ method: String,
        _ path: String,
        body: [UInt8],
        type: String?,
        headers: [(name: String, value: String)] = []
    ) async throws(NetError) -> APIResponse {
        let response = try await http.send(request(method, path, body, type, headers))
        return APIResponse(
            status: response.status,
            json: (try? JSON(parsing: response.body)) ?? .null,
            headers: response.headers,
            body: response.body
        )
    }

    /// The server-sent events of a path, as they come.
    public func events(
        _ path: String,
        headers: [(name: String, value: String)] = []
    ) async throws(NetError) -> ServerSentEvents<HTTPBody> {
        let accept = [(name: "Accept", value: "text/event-stream")]
        return ServerSentEvents(try await http.stream(request("GET", path, [], nil, accept + headers)).body)
    }

    private func request(
        _ method: String,
        _ path: String,
        _ body: [UInt8],
        _ type: String?,
        _ headers: [(name: String, value: String)]
    ) -> HTTPRequest {
        var fields: [(name: String, value: String)] = []
        if let apiKey { fields.append(("X-API-Key", apiKey)) }
        if let type { fields.append(("Content-Type", type)) }
        return HTTPRequest(
            method: method,
            url: baseURL + path,
            headers: fields + headers,
            body: body,
            timeoutMilliseconds: timeoutMilliseconds
        )
    }
}
