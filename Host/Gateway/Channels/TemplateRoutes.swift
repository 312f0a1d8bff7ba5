// Messages that a business words beforehand: listed, worded, tried out, removed.

import HTTPTypes
import HostAccess
import HostCore
import HostInbox
import HostOutbox
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    private static let templatesPath = "/api/tenants/{tenant_id}/templates"
    private static let templateName = Route.Parameter.path(
        "template_name",
        "The template's name.",
        Schema.text("1 to 60 of a-z, 0-9, '-' and '_'.", example: "payment-reminder")
    )
    private static let templateKey = [
        Route.Parameter.query("channel", "That of this channel; without it, that of every channel.", Schema.pluginID),
        Route.Parameter.query("language", "`es` without it.", Schema.text("A language.", example: "es")),
    ]

    static let templateRoutes: [Route] = [
        Route(
            method: .get,
            path: templatesPath,
            ports: .tower,
            access: .permission(Permission(.conversations, .read)),
            id: "listTemplates",
            tag: "Channels",
            summary: "A tenant's templates of messages",
            parameters: [tenantPath],
            responses: [.json(Schema.page(of: Schema.reference("MessageTemplate")), "All of them.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
                let templates = try await exchange.services.database.read { try MessageTemplates(tenant).list(in: $0) }
                return .page(templates.map(\.json), next: nil)
            }
        ),
        Route(
            method: .put,
            path: "\(templatesPath)/{template_name}",
            ports: .tower,
            access: .permission(Permission(.conversations, .write)),
            id: "setTemplate",
            tag: "Channels",
            summary: "Words a template, for a channel or all, in one language",
            description: """
                The body has `{{name}}` for each variable; two may not touch. A `header` is a file above it, and \
                `buttons` open addresses; where there is free text, each is a line of it. A variable that is a link \
                may stand in them instead of in the body. With `provider` it is also the provider's template of that \
                name, and reaches customers outside the channel's window once it is `approved`: approval is the \
                provider's, recorded here, and followed where the channel tells it (WhatsApp with `account_id` set). \
                Without `provider` the template keeps the one that it has (null takes it away), and without `approval` \
                what was decided on the same words; other words are `pending`.
                """,
            parameters: [tenantPath, templateName] + templateKey,
            body: .json(Schema.reference("MessageTemplateText")),
            responses: [.json(Schema.reference("MessageTemplate"), "As it is now.")],
            problems: [.notFound, .conflict],
            handler: { try await TemplateRoutes.set($0) }
        ),
        Route(
            method: .delete,
            path: "\(templatesPath)/{template_name}",
            ports: .tower,
            access: .permission(Permission(.conversations, .write)),
            id: "removeTemplate",
            tag: "Channels",
            summary: "Removes a template",
            parameters: [tenantPath, templateName] + templateKey,
            responses: [.json(Schema.reference("MessageTemplate"), "As it was.")],
            problems: [.notFound],
            handler: { try await TemplateRoutes.remove($0) }
        ),
        Route(
            method: .post,
            path: "\(templatesPath)/{template_name}/preview",
            ports: .tower,
            access: .permission(Permission(.conversations, .read)),
            id: "previewTemplate",
            tag: "Channels",
            summary: "What a template says with these values; nothing is sent",
            parameters: [tenantPath, templateName] + templateKey,
            body: .json(Schema.reference("TemplateValues")),
            responses: [.json(Schema.reference("RenderedTemplate"), "The message.")],
            problems: [.notFound],
            handler: { try await TemplateRoutes.preview($0) }
        ),
        Route(
            method: .post,
            path: "/api/tenants/{tenant_id}/channels/{channel}/templates/refresh",
            ports: .tower,
            access: .permission(Permission(.conversations, .write)),
            id: "refreshTemplates",
            tag: "Channels",
            summary: "Asks a channel's provider what it has decided on templates, and records it",
            description: """
                Decisions that the provider tells by itself are followed anyway; this is for those that came before it \
                could, and for looking after it. The answer lists all of the provider's templates. A kill switch lets \
                it pass: nothing goes out.
                """,
            parameters: [tenantPath, .path("channel", "The channel's plugin.", Schema.pluginID)],
            responses: [.json(Schema.reference("TemplateReview"), "What the provider says.")],
            problems: [.notFound, .conflict, .pluginFailure, .unavailable],
            handler: { try await TemplateRoutes.refresh($0) }
        ),
    ]
}

private enum TemplateRoutes {
    static func set(_ exchange: Exchange) async throws -> Response {
        let (tenant, key) = try await subject(exchange)
        let document = try await exchange.object()
        let given = try MessageTemplate(name: key.name, channel: key.channel, language: key.language, json: document)
        let capabilities = await capabilities(of: key.channel, tenant, exchange)
        let now = exchange.services.clock.now()
        let set = try await exchange.services.database.write { connection -> MessageTemplate in
            let before = try MessageTemplates(tenant).find(key, in: connection)
            let template = given.following(before, given: document)
            try template.check(for: capabilities)
            try MessageTemplates(tenant).set(template, at: now, in: connection)
            if given.provider?.approval == .approved, let provider = template.provider {
                try TemplateDecisions(tenant).forget(provider.name, provider.language, on: key.channel, in: connection)
            }
            try audit("template.set", key, of: tenant, from: before, to: template, exchange, at: now, in: connection)
            return template
        }
        return .json(set.json)
    }

    static func remove(_ exchange: Exchange) async throws -> Response {
        let (tenant, key) = try await subject(exchange)
        let now = exchange.services.clock.now()
        let removed = try await exchange.services.database.write { connection -> MessageTemplate in
            guard let template = try MessageTemplates(tenant).find(key, in: connection),
                try MessageTemplates(tenant).remove(key, in: connection)
            else { throw unknown(key) }
            try audit("template.remove", key, of: tenant, from: template, to: nil, exchange, at: now, in: connection)
            return template
        }
        return .json(removed.json)
    }

    private static func audit(
        _ action: String,
        _ key: MessageTemplates.Key,
        of tenant: TenantHandle,
        from before: MessageTemplate?,
        to after: MessageTemplate?,
        _ exchange: Exchange,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws {
        let record = exchange.audit(
            action,
            "template",
            key.name,
            tenant: tenant.id,
            before: before?.json,
            after: after?.json,
            at: moment
        )
        try AuditLog.record(record, in: connection)
    }

    static func preview(_ exchange: Exchange) async throws -> Response {
        let (tenant, key) = try await subject(exchange)
        let values = try await exchange.object()["values"] ?? .object([:])
        let (template, known) = try await exchange.services.database.read { connection in
            (
                try MessageTemplates(tenant).find(key, in: connection),
                try TenantDirectory().find(tenant.id, in: connection)?.tenant
            )
        }
        guard let template else { throw unknown(key) }
        let rendered = try template.rendered(values, timeZone: known?.timeZone ?? "UTC")
        if let most = await capabilities(of: key.channel, tenant, exchange)?.textLengthMax,
            rendered.text.unicodeScalars.count > most
        {
            throw DocumentError(field: "values", reason: "the channel carries up to \(most) characters")
        }
        return .json(rendered.json)
    }

    static func refresh(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
        guard let channel = PluginID(try exchange.path("channel")) else {
            throw Problem(.notFound, "there is no such channel", field: "channel", remedy: "Name a channel's plugin.")
        }
        let services = exchange.services
        let templates = ProviderTemplates(
            database: services.database,
            channels: services.channels,
            clock: services.clock
        )
        return .json(try await templates.refresh(channel, of: tenant).json)
    }

    /// Nil for every channel, and one that is off: its limits are not known.
    private static func capabilities(
        of channel: PluginID?,
        _ tenant: TenantHandle,
        _ exchange: Exchange
    ) async -> ChannelCapabilities? {
        guard let channel else { return nil }
        return try? await exchange.services.channels.channel(channel, for: tenant).capabilities
    }

    private static func subject(_ exchange: Exchange) async throws -> (TenantHandle, MessageTemplates.Key) {
        let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
        let channel = try exchange.query("channel").map { word throws(Problem) -> PluginID in
            guard let id = PluginID(word) else {
                throw Problem(.invalid, "\(word) is no channel", field: "channel", remedy: "Give a plugin's id.")
            }
            return id
        }
        let key = MessageTemplates.Key(
            name: try exchange.path("template_name"),
            channel: channel,
            language: try exchange.query("language") ?? "es"
        )
        return (tenant, key)
    }

    private static func unknown(_ key: MessageTemplates.Key) -> Problem {
        Problem(
            .notFound,
            "there is no template \(key.name) in \(key.language) for \(key.channel.map { "\($0)" } ?? "all channels")",
            field: "template_name",
            remedy: "GET /api/tenants/{tenant_id}/templates lists those that there are."
        )
    }
}
