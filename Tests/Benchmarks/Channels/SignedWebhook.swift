// What Meta posts, signed: a customer's message, and the status of one that was sent.

import CrashDrill
import HostAccess
import HostTime
import OrkestaModel

/// Webhooks of one number.
struct SignedWebhook: Sendable {
    static let customers = 10_000

    let shop: WhatsAppShop
    /// When all of it happened, in seconds.
    private let moment = SystemClock().now().milliseconds / 1_000

    init(shop: WhatsAppShop) { self.shop = shop }

    /// Message `number` of customer `number % customers`; `phase` keeps the ids of
    /// phases apart.
    func message(_ number: Int, phase: String) -> [UInt8] {
        let phone = "52155\(20_000_000 + number % Self.customers)"
        return body(
            """
            "contacts":[{"profile":{"name":"Ana P\\u00e9rez"},"wa_id":"\(phone)"}],"messages":[{"from":"\(phone)",\
            "id":"wamid.\(phase)\(number)","timestamp":"\(moment)","type":"text","text":{"body":"hola"}}]
            """
        )
    }

    /// A status of a message that nobody knows, as they come when an answer is overtaken.
    func status(_ number: Int, phase: String) -> [UInt8] {
        body(
            """
            "statuses":[{"id":"wamid.\(phase)\(number)","status":"delivered","timestamp":"\(moment)",\
            "recipient_id":"52155\(20_000_000 + number % Self.customers)"}]
            """
        )
    }

    func signature(of body: [UInt8]) -> String {
        "sha256=" + Digests.hex(SignatureHash.sha256.hmac(of: body, key: Array(WhatsAppHouse.appSecret.utf8)))
    }

    private func body(_ value: String) -> [UInt8] {
        Array(
            """
            {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages",\
            "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"525580000000",\
            "phone_number_id":"\(shop.number)"},\(value)}}]}]}
            """.utf8
        )
    }
}
