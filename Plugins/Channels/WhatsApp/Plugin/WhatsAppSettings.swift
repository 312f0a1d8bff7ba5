// The tenant's settings of the channel, valid against the manifest's schema.

import OrkestaModel

struct WhatsAppSettings: Sendable {
    /// Empty until it is set, as the token.
    let phoneNumberID: String
    let accessToken: String
    /// Whose templates it follows; empty: nobody's.
    let accountID: String
    /// With the version, no slash at the end.
    let apiURL: String

    init(_ json: JSON) {
        phoneNumberID = json["phone_number_id"]?.stringValue ?? ""
        accountID = json["account_id"]?.stringValue ?? ""
        accessToken = json["access_token"]?.stringValue ?? ""
        let base = WebAddress.base(json["api_base_url"]?.stringValue ?? "https://graph.facebook.com")
        apiURL = "\(base)/\(json["api_version"]?.stringValue ?? "v25.0")"
    }

    var messagesURL: String { "\(apiURL)/\(phoneNumberID)/messages" }
    var authorization: [(name: String, value: String)] { [("Authorization", "Bearer \(accessToken)")] }
}
