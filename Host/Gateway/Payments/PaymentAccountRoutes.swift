// A tenant's accounts at payment providers: looked at, set up, taken away. Keys go
// in and never come out.

import HTTPTypes
import HostAccess
import HostCore
import HostPayments
import HostStorage
import Hummingbird
import OrkestaModel

extension RouteTable {
    static let paymentAccountRoutes: [Route] = [
        Route(
            method: .get,
            path: "/api/tenants/{tenant_id}/payment-accounts",
            ports: .tower,
            access: .permission(Permission(.secrets, .read)),
            id: "listPaymentAccounts",
            tag: "Payments",
            summary: "A tenant's accounts at payment providers; whether there are keys, not what they say",
            parameters: [tenantPath],
            responses: [.json(Schema.page(of: Schema.reference("PaymentAccount")), "All of them.")],
            problems: [.notFound],
            handler: { exchange in
                let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
                let accounts = PaymentAccounts(tenant, box: exchange.services.payments.secretBox)
                let found = try await exchange.services.database.read { try accounts.list(in: $0) }
                let documents = found.map { PaymentAccountRoutes.document($0, of: tenant, exchange) }
                return .page(documents, next: nil)
            }
        ),
        Route(
            method: .put,
            path: "/api/tenants/{tenant_id}/payment-accounts/{provider}",
            ports: .tower,
            access: .permission(Permission(.secrets, .write)),
            id: "setPaymentAccount",
            tag: "Payments",
            summary: "Sets up an account, or changes what of it the body names",
            description: """
                New payments go to the account that was set active last; the others still serve refunds and news of \
                theirs. A tenant in the sandbox takes test keys only, one in production live keys only. Null takes a \
                setting away.
                """,
            parameters: [tenantPath, providerPath],
            body: .json(Schema.reference("PaymentAccountChange")),
            responses: [.json(Schema.reference("PaymentAccount"), "The account as it is now.")],
            problems: [.notFound],
            handler: { try await PaymentAccountRoutes.set($0) }
        ),
        Route(
            method: .post,
            path: "/api/tenants/{tenant_id}/payment-accounts/{provider}/check",
            ports: .tower,
            access: .permission(Permission(.secrets, .write)),
            id: "checkPaymentAccount",
            tag: "Payments",
            summary: "Asks the provider whose account the key opens: nothing is changed",
            parameters: [tenantPath, providerPath],
            responses: [.json(Schema.reference("CheckedPaymentAccount"), "The provider takes the key.")],
            problems: [.notFound, .conflict],
            handler: { try await PaymentAccountRoutes.check($0) }
        ),
        Route(
            method: .delete,
            path: "/api/tenants/{tenant_id}/payment-accounts/{provider}",
            ports: .tower,
            access: .permission(Permission(.secrets, .write)),
            id: "removePaymentAccount",
            tag: "Payments",
            summary: "Takes an account and its keys away; payments that are open there are no longer looked after",
            parameters: [tenantPath, providerPath],
            responses: [.json(Schema.reference("RemovedPaymentAccount"), "It is gone.")],
            problems: [.notFound],
            handler: { try await PaymentAccountRoutes.remove($0) }
        ),
    ]

    private static let providerPath = Route.Parameter.path(
        "provider",
        "The provider.",
        Schema.word("Its name.", of: PaymentAccountRoutes.providers.map(\.rawValue))
    )
}

private enum PaymentAccountRoutes {
    static let providers: [PluginID] = [.stripe, .mercadoPago]

    static func set(_ exchange: Exchange) async throws -> Response {
        let access = try await exchange.tenant(named: try exchange.path("tenant_id"))
        let provider = try provider(exchange)
        let patch = try await exchange.object()
        let accounts = PaymentAccounts(access.handle, box: exchange.services.payments.secretBox)
        let now = exchange.services.clock.now()
        let document = try await exchange.services.database.write { connection in
            let before = try accounts.find(provider, in: connection)
            var account =
                before
                ?? PaymentAccount(
                    provider: provider,
                    mode: PaymentAccount.Mode(of: access.tenant.environment)
                )
            try account.take(patch, environment: access.tenant.environment)
            try accounts.set(account, at: now, in: connection)
            try AuditLog.record(
                exchange.audit(
                    "payment_account.set",
                    "payment_account",
                    provider.rawValue,
                    tenant: access.handle.id,
                    before: before?.json,
                    after: account.json,
                    at: now
                ),
                in: connection
            )
            return Self.document(account, of: access.handle, exchange)
        }
        return .json(document)
    }

    /// An account, and the address that its provider is to be given for webhooks.
    static func document(_ account: PaymentAccount, of tenant: TenantHandle, _ exchange: Exchange) -> JSON {
        let url = "\(exchange.services.publicURL)/webhooks/\(account.provider)/\(tenant.id)"
        return account.json.merging(["webhook_url": .string(url)])
    }

    static func check(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
        let name = try provider(exchange)
        guard let provider = exchange.services.payments.providers.provider(named: name.rawValue) else {
            throw Problem(.unavailable, "this program does not know the provider", remedy: "Start one that does.")
        }
        do {
            return .json(["provider": .string(name.rawValue), "account": .string(try await provider.identify(tenant))])
        } catch ProviderFailure.notConfigured {
            throw Problem(
                .conflict,
                "\(name) does not take the key, or there is none",
                field: "key",
                remedy: "Set the key again: orkesta payments account set."
            )
        } catch let failure as ProviderFailure {
            throw Problem(.unavailable, "\(name) did not answer: \(failure)", remedy: "Try again in a moment.")
        }
    }

    static func remove(_ exchange: Exchange) async throws -> Response {
        let tenant = try await exchange.tenant(named: try exchange.path("tenant_id")).handle
        let provider = try provider(exchange)
        let accounts = PaymentAccounts(tenant, box: exchange.services.payments.secretBox)
        let now = exchange.services.clock.now()
        try await exchange.services.database.write { connection in
            guard let before = try accounts.find(provider, in: connection) else {
                throw Problem(
                    .notFound,
                    "the tenant has no account at \(provider)",
                    field: "provider",
                    remedy: "GET the list of its accounts."
                )
            }
            try accounts.remove(provider, in: connection)
            try AuditLog.record(
                exchange.audit(
                    "payment_account.remove",
                    "payment_account",
                    provider.rawValue,
                    tenant: tenant.id,
                    before: before.json,
                    at: now
                ),
                in: connection
            )
        }
        return .json(["removed": .string(provider.rawValue)])
    }

    private static func provider(_ exchange: Exchange) throws -> PluginID {
        let name = try exchange.path("provider")
        guard let provider = providers.first(where: { $0.rawValue == name }) else {
            let known = providers.map(\.rawValue).joined(separator: " and ")
            throw Problem(
                .notFound,
                "there is no such payment provider",
                field: "provider",
                remedy: "Known are \(known)."
            )
        }
        return provider
    }
}
