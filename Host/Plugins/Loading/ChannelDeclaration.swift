// What a channel's manifest says of its settings, so that the host knows of every tenant's
// channel without running it.

import HostCore
import OrkestaModel

/// The member `channel` of a manifest: which settings name a tenant's sender, and when the host
/// asks the provider for what is new.
struct ChannelDeclaration: Sendable, Equatable {
    /// When a tenant's channel is to be asked.
    enum Pull: Sendable, Equatable {
        /// The manifest does not say: the channel is started, and asked for its capabilities.
        case unsaid
        case never, always
        /// When the setting is there: a text that is not empty, a number, true.
        case whenSet(setting: String)
        case when(setting: String, is: JSON)
    }

    /// What it says of one tenant's settings.
    struct Reading: Sendable {
        let sender: String?
        let account: String?
        let isPulled: Bool
    }

    let senderSetting: String?
    let accountSetting: String?
    let pull: Pull
    /// Of the settings that have one.
    private let defaults: [String: JSON]

    /// Says nothing.
    init() {
        senderSetting = nil
        accountSetting = nil
        pull = .unsaid
        defaults = [:]
    }

    /// Reads the member. `properties` are those of the settings' schema. Throws `.invalid`
    /// naming the member at fault.
    init(_ document: JSON, properties: [String: JSON]) throws(Problem) {
        guard document.objectValue != nil else {
            throw PluginManifest.problem("channel", "an object is expected")
        }
        func setting(_ name: JSON, of member: String) throws(Problem) -> String {
            guard let text = name.stringValue, let property = properties[text], property["secret"] != true else {
                throw PluginManifest.problem("channel.\(member)", "the name of a setting that is no secret is expected")
            }
            return text
        }
        senderSetting = try document["sender"].map { name throws(Problem) -> String in
            try setting(name, of: "sender")
        }
        accountSetting = try document["account"].map { name throws(Problem) -> String in
            try setting(name, of: "account")
        }
        switch document["pull"] {
        case nil: pull = .unsaid
        case .some(.bool(let isPulled)): pull = isPulled ? .always : .never
        case .some(let given):
            let name = try setting(given["setting"] ?? .null, of: "pull.setting")
            pull = given["is"].map { Pull.when(setting: name, is: $0) } ?? .whenSet(setting: name)
        }
        defaults = properties.compactMapValues { $0["default"] }
    }

    /// What it says of a tenant whose settings these are, secrets left out.
    func read(_ settings: JSON) -> Reading {
        func value(_ name: String) -> JSON? { settings[name] ?? defaults[name] }
        return Reading(
            sender: senderSetting.flatMap { value($0)?.stringValue },
            account: accountSetting.flatMap { value($0)?.stringValue },
            isPulled: isPulled(value)
        )
    }

    private func isPulled(_ value: (String) -> JSON?) -> Bool {
        switch pull {
        case .never: false
        case .unsaid, .always: true
        case .when(let setting, let wanted): value(setting) == wanted
        case .whenSet(let setting): value(setting).map { !$0.isNull && $0 != false && $0 != "" } ?? false
        }
    }
}
