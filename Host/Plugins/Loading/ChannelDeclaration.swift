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
        case always
        /// When one of these holds; none: never.
        case when([Condition])
    }

    /// Of one setting: it has a value, or (nil) any: a text that is not empty, a number, true.
    struct Condition: Sendable, Equatable {
        let setting: String
        let value: JSON?

        func holds(_ given: JSON?) -> Bool {
            guard let given, !given.isNull else { return false }
            return value.map { given == $0 } ?? (given != false && given != "")
        }
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
        case .some(.bool(let isPulled)): pull = isPulled ? .always : .when([])
        case .some(.array(let conditions)):
            pull = .when(
                try conditions.map { condition throws(Problem) -> Condition in
                    let name = try setting(condition["setting"] ?? .null, of: "pull.setting")
                    return Condition(setting: name, value: condition["is"])
                }
            )
        case .some: throw PluginManifest.problem("channel.pull", "true, false or a list of settings is expected")
        }
        defaults = properties.compactMapValues { $0["default"] }
    }

    /// What it says of a tenant whose settings these are, secrets left out.
    func read(_ settings: JSON) -> Reading {
        func value(_ name: String) -> JSON? { settings[name] ?? defaults[name] }
        let isPulled =
            switch pull {
            case .unsaid, .always: true
            case .when(let conditions): conditions.contains { $0.holds(value($0.setting)) }
            }
        return Reading(
            sender: senderSetting.flatMap { value($0)?.stringValue },
            account: accountSetting.flatMap { value($0)?.stringValue },
            isPulled: isPulled
        )
    }
}
