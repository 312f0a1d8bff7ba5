// The channel of the WhatsApp Cloud API: webhooks in, messages out.

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
    /// Of one request.
    private static let factsLoggedMax = 20

    let settings: WhatsAppSettings
    let host: Host
    let capabilities: ChannelCapabilities

    init(settings: JSON, host: Host) throws {
        self.settings = WhatsAppSettings(settings)
        self.host = host
        capabilities = ChannelCapabilities(
            features: [
                .media, .buttons, .lists, .templates, .documents, .billed, .presence, .countsIncoming, .receipts,
            ],
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
        case "POST": return try await webhook(request)
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

    private func webhook(_ request: ChannelRequest) async throws -> ChannelIngest {
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
        for facts in read.facts.prefix(Self.factsLoggedMax) { host.log(.info, "Meta says of the account", facts) }
        // Which file it was is not told.
        if read.receipts.contains(where: \.tellsOfAFile) { await uploads.forgetAll() }
        return ChannelIngest(
            messages: read.messages,
            receipts: read.receipts,
            templates: read.templates,
            contacts: read.contacts,
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
        do {
            return try await sendWithFile(message)
        } catch let error as PluginError where GraphFailure.unusableFiles.contains(error.providerCode) {
            // Once more as it is, then as a text that says where the file is.
            guard message.attempt > 1, message.template == nil else { throw error }
            return try await post(OutgoingBody(asText: message), message)
        }
    }

    /// Its file, if it has one, goes up first; once more, where Meta has none any more under the
    /// id of before.
    private func sendWithFile(_ message: OutboundMessage) async throws -> String {
        let body = OutgoingBody(message)
        guard let file = try await uploadedFile(of: message) else { return try await post(body, message) }
        do {
            return try await post(body.uploaded(as: file.id), message)
        } catch let error as PluginError where file.isOfBefore && GraphFailure.lostFiles.contains(error.providerCode) {
            await uploads.forget(file.sha256)
            guard let anew = try await uploadedFile(of: message) else { throw error }
            return try await post(body.uploaded(as: anew.id), message)
        }
    }

    private func post(_ body: OutgoingBody, _ message: OutboundMessage) async throws -> String {
        // Some mobiles are known by one of two forms only.
        let other = CustomerNumber.otherForm(message.address)
        if message.isOtherForm, let other { return try await post(body, to: other, message.attempt) }
        do {
            return try await post(body, to: message.address, message.attempt)
        } catch let error as PluginError where GraphFailure.unknownNumbers.contains(error.providerCode) {
            guard let other else { throw error }
            return try await post(body, to: other, message.attempt)
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
}
