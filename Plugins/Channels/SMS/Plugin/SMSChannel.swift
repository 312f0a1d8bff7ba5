// The channel of text messages, through Twilio.

import OrkestaABI
import OrkestaModel
import OrkestaSDK
import SMSWire

/// One tenant's number at Twilio.
struct SMSChannel: MediaChannelPlugin {
    private static let emptyAnswer = Array("<Response></Response>".utf8)
    private static let redirectsMax = 3
    private static let fileMilliseconds: Int64 = 60_000

    private let account: TwilioAccount
    private let webhookURL: String
    private let foldsAccents: Bool
    private let host: Host
    let capabilities: ChannelCapabilities

    init(settings: JSON, host: Host) throws {
        self.host = host
        account = TwilioAccount(settings)
        webhookURL = settings["webhook_url"]?.stringValue ?? ""
        foldsAccents = settings["folds_accents"]?.boolValue ?? true
        capabilities = ChannelCapabilities(
            // Statuses come to that address, or not at all.
            features: webhookURL.isEmpty ? [.billed] : [.billed, .receipts],
            textLengthMax: UInt32(TextMessage.charactersMax),
            sender: account.sender
        )
    }

    // MARK: In

    func ingest(_ request: ChannelRequest) async throws -> ChannelIngest {
        guard request.method == "POST" else { return ChannelIngest(status: 405, headers: [("Allow", "POST")]) }
        let body = TwilioBody(request.body, query: request.query)
        guard try isFromTwilio(request, body) else { return ChannelIngest(status: 401) }
        let callback = TwilioCallback(body.fields, query: request.query)
        return ChannelIngest(
            messages: callback.message.map { [$0] } ?? [],
            receipts: callback.receipt.map { [$0] } ?? [],
            status: 200,
            headers: [("Content-Type", "text/xml")],
            body: Self.emptyAnswer
        )
    }

    /// The signature covers the address that the provider was given, with or without
    /// its port, and what stands in its query.
    private func isFromTwilio(_ request: ChannelRequest, _ body: TwilioBody) throws -> Bool {
        guard let signature = request.header("X-Twilio-Signature"), !webhookURL.isEmpty,
            try body.isWhole({ try host.crypto.digest(request.body) })
        else { return false }
        let base = WebAddress.withoutQuery(webhookURL)
        let url = request.query.isEmpty ? base : "\(base)?\(request.query)"
        return try TwilioSignature.addresses(url).contains { address in
            do {
                return try host.crypto.isHMAC(
                    signature,
                    of: TwilioSignature.signed(address, body.signed),
                    secret: "auth_token",
                    hash: .sha1,
                    encoding: .base64
                )
            } catch let error as PluginError where error.status == ORK_E_NOT_FOUND {
                host.log(.warning, "The auth token is not set, so that nothing can be verified")
                return false
            }
        }
    }

    /// Twilio asks for the account, then sends on to where the file lies, which elsewhere wants
    /// nobody's password.
    func fetchMedia(_ reference: String) async throws -> String {
        guard let url = account.mediaURL(reference) else {
            throw PluginError(ORK_E_INVALID, "the reference is no file of the account's")
        }
        var request = HTTPRequest(url: url, headers: [("Authorization", account.authorization)])
        for _ in 0...Self.redirectsMax {
            let file = try await host.http.exchange(request, timeoutMilliseconds: Self.fileMilliseconds)
            switch file.status {
            case 200:
                let type = file.header("Content-Type") ?? "application/octet-stream"
                return try await host.media.put(file.body, mime: String(type.prefix { $0 != ";" }))
            case 301, 302, 303, 307, 308:
                guard let place = file.header("Location") else {
                    throw PluginError(ORK_E_CORRUPT, "the SMS provider sends on to nowhere")
                }
                let next = WebAddress.following(place, at: request.url)
                request = HTTPRequest(url: next)
                if account.isOwn(next) { request.headers = [("Authorization", account.authorization)] }
            default: throw TwilioFailure.error(file.json, status: file.status)
            }
        }
        throw PluginError(ORK_E_UNAVAILABLE, "the SMS provider sends on and on", isRetryable: true)
    }

    // MARK: Out

    func send(_ message: OutboundMessage) async throws -> String {
        guard account.isComplete else {
            throw PluginError(ORK_E_DENIED, "the account, its token or the sender is not set", remedy: .stop)
        }
        guard message.address.hasPrefix("+") else {
            throw PluginError(ORK_E_INVALID, "the customer's address is no telephone number", remedy: .otherChannel)
        }
        let text = TextMessage(message.reply.plainText, foldsAccents: foldsAccents)
        var fields: [(name: String, value: String)] = [
            ("To", message.address), (account.senderField, account.sender), ("Body", text.text),
        ]
        if !webhookURL.isEmpty {
            // Comes back with every status, so that a send whose answer was lost is found.
            let key = FormFields([(TwilioCallback.keyName, message.idempotencyKey)])
            fields.append(("StatusCallback", WebAddress.adding(key, to: webhookURL)))
        }
        let response = try await host.http.exchange(
            HTTPRequest(
                method: "POST",
                url: account.messagesURL,
                headers: [
                    ("Authorization", account.authorization), ("Accept", "application/json"),
                    ("Content-Type", "application/x-www-form-urlencoded"),
                ],
                body: Array(FormFields(fields).text.utf8)
            )
        )
        guard (200..<300).contains(response.status), let sid = response.json?["sid"]?.stringValue else {
            throw TwilioFailure.error(response.json, status: response.status)
        }
        return sid
    }
}
