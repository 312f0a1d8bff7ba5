// What the settings of all tenants say of one channel: whom a request of its provider means,
// and who wants to be asked for. Nobody's channel has to run for it.

public import HostStorage

/// The tenants in service that have a channel on.
public struct ChannelRegister: Sendable {
    /// By the names of their senders and accounts, in small letters.
    private var senders: [String: [TenantHandle]] = [:]
    private var accounts: [String: [TenantHandle]] = [:]
    /// All of them, in the order of ``add(_:sender:account:isPulled:)``.
    public private(set) var tenants: [TenantHandle] = []
    /// Those whose provider is to be asked for what is new; see ``Channel/pull(after:)``.
    public private(set) var pulled: [TenantHandle] = []

    public init() {}

    /// Adds a tenant. `sender` is the number or account that sends, as the provider names it in
    /// its requests, `account` whose that is. One of less than ``Limits/senderNameBytesMin``
    /// bytes names nobody.
    public mutating func add(_ tenant: TenantHandle, sender: String?, account: String?, isPulled: Bool) {
        tenants.append(tenant)
        if isPulled { pulled.append(tenant) }
        if let name = Self.name(sender) { senders[name, default: []].append(tenant) }
        if let name = Self.name(account) { accounts[name, default: []].append(tenant) }
    }

    /// Whom a provider's request means: those whose sender is a whole word of it, in the order of
    /// their words. Where none is, those whose account is one: what concerns a whole account
    /// names no sender, and all else names the account too.
    public func tenants(namedIn body: [UInt8]) -> [TenantHandle] {
        guard !senders.isEmpty || !accounts.isEmpty else { return [] }
        var (meant, owners): (OrderedTenants, OrderedTenants) = (OrderedTenants(), OrderedTenants())
        for word in RequestWords(body) {
            if let found = senders[word] { meant.add(found) }
            if let found = accounts[word] { owners.add(found) }
        }
        return meant.all.isEmpty ? owners.all : meant.all
    }

    private static func name(_ text: String?) -> String? {
        guard let text, RequestWords.lengths.contains(text.utf8.count) else { return nil }
        return text.lowercased()
    }
}

/// Each tenant once, in the order of its coming.
private struct OrderedTenants {
    private(set) var all: [TenantHandle] = []
    private var known: Set<TenantHandle> = []

    mutating func add(_ tenants: [TenantHandle]) {
        for tenant in tenants where known.insert(tenant).inserted { all.append(tenant) }
    }
}
