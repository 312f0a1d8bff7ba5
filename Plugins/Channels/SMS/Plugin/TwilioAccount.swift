// The tenant's account at Twilio, from settings that are valid against the
// manifest's schema.

import OrkestaModel
import SMSWire

struct TwilioAccount: Sendable {
    private let sid: String
    private let token: String
    private let baseURL: String
    /// A number, or the id of a messaging service; empty until it is set.
    let sender: String

    init(_ settings: JSON) {
        sid = settings["account_sid"]?.stringValue ?? ""
        token = settings["auth_token"]?.stringValue ?? ""
        sender = settings["from"]?.stringValue ?? ""
        baseURL = WebAddress.base(settings["api_base_url"]?.stringValue ?? "https://api.twilio.com")
    }

    var isComplete: Bool { !sid.isEmpty && !token.isEmpty && !sender.isEmpty }
    var senderField: String { sender.hasPrefix("MG") ? "MessagingServiceSid" : "From" }
    var messagesURL: String { "\(baseURL)\(TwilioCallback.apiPath)Accounts/\(sid)/Messages.json" }
    /// Where a customer's file lies; nil for what is no path of the API.
    func mediaURL(_ reference: String) -> String? {
        reference.hasPrefix(TwilioCallback.apiPath) ? baseURL + reference : nil
    }
    /// Whether an address is the API's, which asks for the account.
    func isOwn(_ url: String) -> Bool { url.hasPrefix("\(baseURL)/") }
    var authorization: String { BasicAuthorization.header(user: sid, password: token) }
}
