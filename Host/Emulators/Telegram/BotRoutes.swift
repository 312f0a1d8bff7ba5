// The paths of the Bot API: methods, files, and the ways in which a bot gets its
// updates.

internal import Hummingbird
internal import OrkestaModel

/// Answers bots.
struct BotRoutes: Sendable {
    private static let pollSecondsMax: Int64 = 50

    let network: TelegramNetwork
    let faults: FaultSchedule<TelegramFault>

    func respond(to request: Request, _ context: EmulatorContext) async throws -> Response {
        let path = request.segments
        do {
            if path.first == "file", path.count == 4, path[1].hasPrefix("bot") {
                _ = try network.bot(token: String(path[1].dropFirst(3)))
                return file(path[3])
            }
            guard path.count == 2, path[0].hasPrefix("bot") else { throw BotError.notFound }
            let bot = try network.bot(token: String(path[0].dropFirst(3)))
            let call = try await BotRequest(request)
            return try await answer(path[1], call, bot, request, context)
        } catch let error as BotError {
            return .json(error.code, error.json)
        }
    }

    private func answer(
        _ method: String,
        _ call: BotRequest,
        _ bot: TelegramBot,
        _ request: Request,
        _ context: EmulatorContext
    ) async throws -> Response {
        let name = method.lowercased()
        let isMessage = name.hasPrefix("send") && name != "sendchataction"
        let fault =
            request.header("x-emulate-fault").flatMap(TelegramFault.init)
            ?? faults.next(for: isMessage ? bot.id : "\(bot.id).\(method)")
        switch fault {
        case .hangUp: throw await context.breakOff()
        case .silence: try await context.waitForever()
        case .badGateway: return .text(502, "<html><h1>502 Bad Gateway</h1></html>", type: "text/html")
        default: if let error = fault?.error { throw error }
        }
        let result = try await result(method, call, bot, context)
        if fault == .lostAnswer { throw await context.breakOff() }
        return .json(200, ["ok": true, "result": result])
    }

    private func result(
        _ method: String,
        _ call: BotRequest,
        _ bot: TelegramBot,
        _ context: EmulatorContext
    ) async throws -> JSON {
        switch method.lowercased() {
        case "getupdates": return .array(try await poll(call, bot, context))
        case "setwebhook": return try setWebhook(call, bot)
        case "deletewebhook":
            network.setWebhook(nil, of: bot, dropsPending: call.flag("drop_pending_updates"))
            return true
        case "getwebhookinfo": return webhookInfo(bot)
        default:
            guard let result = try BotMethods(network: network, bot: bot).call(method, call) else {
                throw BotError.notFound
            }
            return result
        }
    }

    // MARK: Updates

    private func poll(_ call: BotRequest, _ bot: TelegramBot, _ context: EmulatorContext) async throws -> [JSON] {
        guard network.webhook(of: bot) == nil else {
            throw BotError(
                code: 409,
                description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
                    + "delete the webhook first"
            )
        }
        let limit = Int(clamping: min(max(call.integer("limit") ?? 100, 1), 100))
        let waitMilliseconds = min(max(call.integer("timeout") ?? 0, 0), Self.pollSecondsMax) * 1_000
        var looksLeft = waitMilliseconds / EmulatorLimits.updatesLookMilliseconds
        let poll = network.beginPoll(of: bot)
        if looksLeft > 0 { try await context.endWithClient() }
        while true {
            let updates = network.updates(of: bot, from: call.integer("offset"), limit: limit)
            if !updates.isEmpty || looksLeft <= 0 || !context.isAttended { return updates }
            guard network.isCurrent(poll: poll, of: bot) else {
                throw BotError(
                    code: 409,
                    description: "Conflict: terminated by other getUpdates request; make sure that only one bot "
                        + "instance is running"
                )
            }
            looksLeft -= 1
            try await Task.sleep(for: .milliseconds(EmulatorLimits.updatesLookMilliseconds))
        }
    }

    private func setWebhook(_ call: BotRequest, _ bot: TelegramBot) throws(BotError) -> JSON {
        let url = call.text("url") ?? ""
        let secret = call.text("secret_token")
        if let secret {
            let isValid = secret.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
            guard (1...256).contains(secret.utf8.count), isValid else {
                throw .badRequest("secret token contains unallowed characters")
            }
        }
        // On one machine there are no certificates: http is taken where Telegram takes https only.
        guard
            url.isEmpty || url.hasPrefix("https://") || url.hasPrefix("http://127.0.0.1:")
                || url.hasPrefix("http://localhost:")
        else { throw .badRequest("bad webhook: An HTTPS URL must be provided for webhook") }
        let allowed = try call.document("allowed_updates")?.arrayValue?.compactMap(\.stringValue) ?? []
        let webhook = url.isEmpty ? nil : TelegramNetwork.Webhook(url: url, secret: secret, allowed: allowed)
        network.setWebhook(webhook, of: bot, dropsPending: call.flag("drop_pending_updates"))
        return true
    }

    private func webhookInfo(_ bot: TelegramBot) -> JSON {
        let webhook = network.webhook(of: bot)
        let pending = webhook == nil ? network.pendingCount(of: bot) : network.courier.pendingCount
        return [
            "url": .string(webhook?.url ?? ""), "has_custom_certificate": false,
            "pending_update_count": .integer(Int64(pending)), "max_connections": 40,
            "allowed_updates": JSON(webhook?.allowed ?? []),
        ]
    }

    private func file(_ id: String) -> Response {
        guard let file = network.shelf.file(id) else { return .json(404, BotError.notFound.json) }
        return .bytes(200, file.bytes, type: file.item.mimeType)
    }
}
