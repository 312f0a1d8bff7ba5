// How each emulated provider takes the sandbox tenants of a host as its businesses.

internal import HostCore
internal import HostTime
internal import Hummingbird
internal import OrkestaModel

/// A provider whose businesses are a host's tenants.
protocol SandboxNetwork: PhoneService {
    /// From now on these are all its businesses.
    func take(_ accounts: [SandboxAccount])

    /// Whether a request to send comes from a business that it does not know (yet).
    func isOfStranger(_ request: Request) -> Bool
}

extension WhatsAppNetwork: SandboxNetwork {
    func isOfStranger(_ request: Request) -> Bool {
        let path = request.segments.suffix(2)
        guard let id = path.first, path.count == 2, path.last == "messages" else { return false }
        return request.segments.first != "phones" && number(id) == nil
    }

    func take(_ accounts: [SandboxAccount]) {
        let numbers = accounts.compactMap { account -> (WhatsAppNumber, Shop)? in
            guard let id = account.text("phone_number_id") else { return nil }
            let display = SandboxCredentials.number(of: account.tenant)
            var number = WhatsAppNumber(id: id, display: display, name: account.name, webhook: account.webhook)
            number.appSecret = account.text("app_secret")
            if let accountID = account.text("account_id") { number.accountID = accountID }
            return (number, account.shop(id, address: WhatsAppIdentity.written(display)))
        }
        replace(numbers.map(\.0))
        book.replace(numbers.map(\.1))
    }
}

extension TelegramNetwork: SandboxNetwork {
    func isOfStranger(_ request: Request) -> Bool {
        guard let first = request.segments.first, first.hasPrefix("bot") else { return false }
        return (try? bot(token: String(first.dropFirst(3)))) == nil
    }

    func take(_ accounts: [SandboxAccount]) {
        let bots = accounts.compactMap { account -> (TelegramBot, Shop)? in
            let username = account.tenant.rawValue.replacing("-", with: "_") + "_bot"
            return account.text("bot_token")
                .flatMap { TelegramBot(token: $0, name: account.name, username: username) }
                .map { ($0, account.shop($0.id, address: "@\($0.username)")) }
        }
        replace(bots.map(\.0))
        book.replace(bots.map(\.1))
        for (account, bot) in accounts.map({ ($0, $0.text("bot_token").flatMap { TelegramBot(token: $0) }) }) {
            // Whoever asks for his updates gets them in no other way.
            guard let bot, account.text("updates") != "polling" else { continue }
            let webhook = Webhook(url: account.webhook, secret: account.text("webhook_secret"), allowed: [])
            if self.webhook(of: bot) != webhook { setWebhook(webhook, of: bot, dropsPending: false) }
        }
    }
}

extension SMSNetwork: SandboxNetwork {
    func isOfStranger(_ request: Request) -> Bool {
        let path = request.segments
        return path.count > 2 && path[1] == "Accounts" && account(path[2]) == nil
    }

    func take(_ accounts: [SandboxAccount]) {
        let numbers = accounts.compactMap { account -> (SMSNumber, Shop)? in
            guard let sid = account.text("account_sid"), let token = account.text("auth_token") else { return nil }
            let sender = account.text("from").flatMap { $0.hasPrefix("+") ? $0 : nil }
            let address = sender ?? "+\(SandboxCredentials.number(of: account.tenant))"
            // The signature covers the address that the business has written down.
            let webhook = account.text("webhook_url") ?? account.webhook
            var number = SMSNumber(number: address, name: account.name, webhook: webhook)
            number.account = EmulatedTwilioAccount(sid: sid, authToken: token)
            number.apiURL = account.text("api_base_url")
            return (number, account.shop(address, address: address))
        }
        replace(numbers.map(\.0))
        book.replace(numbers.map(\.1))
    }
}

extension MailOffice: SandboxNetwork {
    /// Mail comes over no request.
    func isOfStranger(_ request: Request) -> Bool { false }

    func take(_ accounts: [SandboxAccount]) {
        var hooks: [String: MailHook] = [:]
        var shops: [Shop] = []
        for account in accounts {
            guard let address = account.text("from") else { continue }
            hooks[address] = MailHook(url: account.webhook, token: account.text("hook_secret"))
            shops.append(account.shop(address, address: address))
        }
        replaceHooks(hooks)
        book.replace(shops)
    }
}

extension SandboxAccount {
    fileprivate func shop(_ id: String, address: String) -> Shop {
        Shop(id: id, name: name, address: address, tenant: tenant.rawValue)
    }
}
