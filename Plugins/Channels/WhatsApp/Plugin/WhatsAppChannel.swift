// The channel of the WhatsApp Cloud API: webhooks in, messages and files out.

import OrkestaABI
import OrkestaModel
import OrkestaSDK
import WhatsAppWire

/// One tenant's number.
struct WhatsAppChannel: MediaChannelPlugin, PresenceChannelPlugin, TemplateChannelPlugin {
    /// Free text may be sent for so long after the customer's last message.
    private static let windowMilliseconds: Int64 = 24 * 3_600_000
    /// Of the burst of 45 that Meta documents to one customer, and of one message in
    /// six seconds after it.
    private static let customerBurst: UInt32 = 40
    private static let customerIntervalMilliseconds: Int64 = 6_000

    /// For what nobody waits for.
    private static let presenceMilliseconds: Int64 = 5_000

    private static let templatesPerPage = "100"

    /// Meta's code for a file that it could not keep.
    private static let uploadFailed: Int32 = 131_053

    private let settings: WhatsAppSettings
    private let host: Host
    let capabilities: ChannelCapabilities

    init(settings: JSON, host: Host) throws {
        self.settings = WhatsAppSettings(settings)
        self.host = host
        capabilities = ChannelCapabilities(
            features: [.media, .buttons, .lists, .templates, .documents, .billed, .presence, .receipts],
            textLengthMax: UInt32(OutgoingBody.textCharactersMax),
            buttonsMax: 3,
            sessionWindowMilliseconds: Self.windowMilliseconds,
            sender: self.settings.phoneNumberID,
            account: self.settings.accountID,
            sendsPerSecond: UInt32(clamping: settings["sends_per_second"]?.integerValue ?? 80),
            customerBurst: Self.customerBurst,
            customerIntervalMilliseconds: Self.customerIntervalMilliseconds
        )
    }

    // MARK: In

    func ingest(_ request: ChannelRequest) async throws -> ChannelIngest {
        switch request.method {
        case "GET": return try verification(request)
        case "POST": return try webhook(request)
        default: return ChannelIngest(status: 405, headers: [("Allow", "GET, POST")])
        }
    }

    /// Meta asks once whether the address is ours; this request is not signed.
    private func verification(_ request: ChannelRequest) throws -> ChannelIngest {
        guard let challenge = WebhookChallenge(query: request.query),
            try isKnown({ try host.crypto.isSecret(challenge.token, "verify_token") })
        else { return ChannelIngest(status: 403) }
        return ChannelIngest(status: 200, headers: [("Content-Type", "text/plain")], body: Array(challenge.answer.utf8))
    }

    private func webhook(_ request: ChannelRequest) throws -> ChannelIngest {
        let signature = request.header("X-Hub-Signature-256") ?? ""
        let prefix = "sha256="
        guard signature.hasPrefix(prefix),
            try isKnown({
                try host.crypto.isHMAC(
                    String(signature.dropFirst(prefix.count)),
                    of: request.body,
                    secret: "app_secret"
                )
            })
        else { return ChannelIngest(status: 401) }
        guard let document = try? JSON(parsing: String(decoding: request.body, as: UTF8.self)) else {
            return ChannelIngest(status: 400)
        }
        let read = WebhookReading(
            document,
            phoneNumberID: settings.phoneNumberID,
            accountID: settings.accountID
        )
        if read.skippedCount > 0 {
            host.log(.info, "Entries of a webhook were passed over", ["count": .integer(Int64(read.skippedCount))])
        }
        return ChannelIngest(
            messages: read.messages,
            receipts: read.receipts,
            templates: read.templates,
            status: 200
        )
    }

    /// A secret that is not set verifies nothing.
    private func isKnown(_ verify: () throws -> Bool) throws -> Bool {
        do {
            return try verify()
        } catch let error as PluginError where error.status == ORK_E_NOT_FOUND {
            host.log(.warning, "A secret of the channel is not set, so that nothing can be verified")
            return false
        }
    }

    // MARK: Out

    func send(_ message: OutboundMessage) async throws -> String {
        guard !settings.phoneNumberID.isEmpty, !settings.accessToken.isEmpty else {
            throw PluginError(ORK_E_DENIED, "the phone number id or the access token is not set", remedy: .stop)
        }
        var body = OutgoingBody(message)
        if let mediaID = try await uploadedPaper(of: message) { body = body.uploaded(as: mediaID) }
        do {
            return try await post(body, to: message.address, message.attempt)
        } catch let error as PluginError where GraphFailure.unknownNumbers.contains(error.providerCode) {
            // Some mobiles are known by their other form only.
            guard let other = CustomerNumber.otherForm(message.address) else { throw error }
            return try await post(body, to: other, message.attempt)
        } catch let error as PluginError where GraphFailure.unusableFiles.contains(error.providerCode) {
            // Once more as it is, then as a text that says where the file is.
            guard message.attempt > 1, message.template == nil else { throw error }
            return try await post(OutgoingBody(asText: message), to: message.address, message.attempt)
        }
    }

    func show(_ presence: Presence) async throws {
        guard !settings.phoneNumberID.isEmpty, !settings.accessToken.isEmpty else {
            throw PluginError(ORK_E_DENIED, "the phone number id or the access token is not set")
        }
        let mark = ReadMark(presence.messageID, isTyping: presence.kind == .typing)
        let response = try await host.http.exchange(
            HTTPRequest(posting: mark.document, to: settings.messagesURL, headers: settings.authorization),
            timeoutMilliseconds: Self.presenceMilliseconds
        )
        guard response.status == 200 else {
            throw GraphFailure.error(response.json, status: response.status, attempt: 1)
        }
    }

    private func post(_ body: OutgoingBody, to address: String, _ attempt: Int) async throws -> String {
        let request = HTTPRequest(
            posting: body.document(to: address),
            to: settings.messagesURL,
            headers: settings.authorization
        )
        let response = try await host.http.exchange(request)
        guard response.status == 200, let id = response.json?["messages"]?.arrayValue?.first?["id"]?.stringValue else {
            throw GraphFailure.error(response.json, status: response.status, attempt: attempt)
        }
        return id
    }

    // MARK: Templates

    func templates(after cursor: String?) async throws -> TemplatePage {
        guard !settings.accountID.isEmpty, !settings.accessToken.isEmpty else {
            throw PluginError(ORK_E_INVALID, "account_id or access_token is not set")
        }
        var query: [(name: String, value: String)] = [
            ("fields", "name,language,status,rejected_reason"), ("limit", Self.templatesPerPage),
        ]
        if let cursor { query.append(("after", cursor)) }
        let url = "\(settings.apiURL)/\(settings.accountID)/message_templates?\(FormFields(query).text)"
        let response = try await host.http.exchange(HTTPRequest(url: url, headers: settings.authorization))
        guard response.status == 200, let page = TemplatePage(whatsApp: response.json) else {
            throw GraphFailure.error(response.json, status: response.status, attempt: 1)
        }
        return page
    }

    // MARK: Files

    /// A paper of the house goes up to Meta, which need not reach this host for it. Nil
    /// for a message without one: what lies elsewhere is linked to.
    private func uploadedPaper(of message: OutboundMessage) async throws -> String? {
        guard let url = Self.file(of: message), let paper = try await host.media.get(url) else { return nil }
        let upload = MultipartUpload(boundarySeed: UInt64(paper.sha256.prefix(16), radix: 16) ?? 0)
        let request = HTTPRequest(
            method: "POST",
            url: "\(settings.apiURL)/\(settings.phoneNumberID)/media",
            headers: settings.authorization + [("Content-Type", upload.contentType)],
            body: upload.body(
                fields: [("messaging_product", "whatsapp"), ("type", paper.mime)],
                file: (name: "paper", type: paper.mime, bytes: paper.bytes)
            )
        )
        do {
            let response = try await host.http.exchange(request)
            guard response.status == 200, let id = response.json?["id"]?.stringValue else {
                throw GraphFailure.error(response.json, status: response.status, attempt: message.attempt)
            }
            return id
        } catch let error as PluginError where error.status == ORK_E_UNKNOWN_OUTCOME {
            // A file that may be there twice was said to nobody: the send may begin anew.
            throw PluginError(ORK_E_UNAVAILABLE, error.message, isRetryable: true)
        } catch let error as PluginError where error.providerCode == Self.uploadFailed && message.attempt > 1 {
            host.log(
                .warning,
                "A file could not be uploaded: it is linked to",
                ["code": .integer(Int64(error.providerCode))]
            )
            return nil
        }
    }

    /// The address of the file with which a message goes out.
    private static func file(of message: OutboundMessage) -> String? {
        if let template = message.template { return template.header?.link }
        if case .document(let url, _, _) = message.reply { return url }
        return nil
    }

    func fetchMedia(_ reference: String) async throws -> String {
        guard reference.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            throw PluginError(ORK_E_INVALID, "the reference is no media id")
        }
        let told = try await host.http.exchange(
            HTTPRequest(url: "\(settings.apiURL)/\(reference)", headers: settings.authorization)
        )
        guard told.status == 200, let url = told.json?["url"]?.stringValue else {
            throw GraphFailure.error(told.json, status: told.status, attempt: 1)
        }
        let file = try await host.http.exchange(
            HTTPRequest(url: url, headers: settings.authorization),
            timeoutMilliseconds: 60_000
        )
        guard file.status == 200 else {
            throw GraphFailure.error(file.json, status: file.status, attempt: 1)
        }
        let type = told.json?["mime_type"]?.stringValue ?? "application/octet-stream"
        return try await host.media.put(file.body, mime: String(type.prefix { $0 != ";" }))
    }
}
