// What a plugin gives out and gets back later, in an address or in a link: a code by which
// it knows that it was its own.

import Crypto
public import HostCore

/// Makes codes that only one plugin of one tenant gets from its host.
public struct PluginCodes: Sendable {
    private let key: SymmetricKey

    public init(_ masterKey: MasterKey) { key = masterKey.derived(for: "orkesta plugin codes 1") }

    /// 32 bytes: HMAC-SHA256, the same for the same data until the master key is changed.
    public func code(of data: [UInt8], by plugin: PluginID, of tenant: TenantID) -> [UInt8] {
        // Neither id holds a zero byte, so two places never read alike.
        let place = Array("\(tenant.rawValue)\0\(plugin.rawValue)\0".utf8)
        return Array(HMAC<SHA256>.authenticationCode(for: place + data, using: key))
    }
}
