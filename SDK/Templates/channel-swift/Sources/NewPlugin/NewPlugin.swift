// The channel: an HTTP hook that anything which speaks JSON can use.
//
//   POST /channels/newplugin/TENANT   {"message_id": "1", "from": "ana", "text": "hola"}   -> 202
//   GET  /channels/newplugin/TENANT?to=ana&after=ID                  -> {"messages": [{"id", "reply"}]}

import OrkestaModel
import OrkestaSDK

/// One tenant's instance. Start here: `ingest` gets a request of the provider,
/// `send` a message for it. Both requests carry `Authorization: Bearer TOKEN`.
struct NewPlugin: ChannelPlugin {
    let capabilities = ChannelCapabilities(
        features: [.media, .buttons, .lists, .documents, .idempotent],
        buttonsMax: 10
    )
    /// Empty: nobody is let in.
    private let token: String
    private let waiting: WaitingMessages

    /// The host has checked the settings against the schema of manifest.json.
    init(settings: JSON, host: Host) throws {
        token = settings["token"]?.stringValue ?? ""
        waiting = WaitingMessages(storage: host.storage)
    }

    func ingest(_ request: ChannelRequest) async throws -> ChannelIngest {
        guard isAuthorized(request) else {
            return .problem(401, "send Authorization: Bearer with the token of the settings")
        }
        switch request.method {
        case "POST":
            return receive(request.body)
        case "GET":
            guard let address = Address(request.parameter("to")) else {
                return .problem(400, "to: the customer is expected, as ?to=ana")
            }
            return ChannelIngest(
                status: 200,
                json: ["messages": try await waiting.read(for: address, after: request.parameter("after"))]
            )
        default:
            return .problem(405, "POST a message, or GET those that wait")
        }
    }

    /// The idempotency key is the same on every attempt: a message that is sent
    /// twice is stored once.
    func send(_ message: OutboundMessage) async throws -> String {
        try await waiting.store(message)
        return message.idempotencyKey
    }

    /// One message in. The host holds the response back until it is durable.
    private func receive(_ body: [UInt8]) -> ChannelIngest {
        guard let document = try? JSON(parsing: body) else { return .problem(400, "the body is not JSON") }
        guard let id = document["message_id"]?.stringValue, (1...200).contains(id.utf8.count) else {
            return .problem(400, "message_id: 1 to 200 bytes of text are expected")
        }
        guard let from = Address(document["from"]?.stringValue ?? "") else {
            return .problem(400, "from: 1 to 64 of a-z, A-Z, 0-9 and +-_.@ are expected")
        }
        guard let text = document["text"]?.stringValue else { return .problem(400, "text: a text is expected") }
        let message = InboundMessage(messageID: id, address: from.text, text: text)
        return ChannelIngest(messages: [message], status: 202, json: ["accepted": true])
    }

    /// Compares in a time that tells nothing of how much of the token is right.
    private func isAuthorized(_ request: ChannelRequest) -> Bool {
        let expected = Array("Bearer \(token)".utf8)
        return request.headers.contains { name, value in
            guard !token.isEmpty, name.lowercased() == "authorization", value.utf8.count == expected.count else {
                return false
            }
            return zip(value.utf8, expected).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
        }
    }
}

extension ChannelRequest {
    /// A parameter of the query, as it is written there; empty when there is none.
    fileprivate func parameter(_ name: String) -> String {
        let pair = query.split(separator: "&").first { $0.hasPrefix("\(name)=") }
        return pair.map { String($0.dropFirst(name.count + 1)) } ?? ""
    }
}

extension ChannelIngest {
    /// A refusal as a problem document (RFC 9457); no message is delivered.
    fileprivate static func problem(_ status: Int, _ detail: String) -> ChannelIngest {
        let document: JSON = [
            "title": "The request is not accepted", "status": .integer(Int64(status)), "detail": .string(detail),
        ]
        return ChannelIngest(
            status: status,
            headers: [("Content-Type", "application/problem+json")],
            body: document.utf8
        )
    }
}
