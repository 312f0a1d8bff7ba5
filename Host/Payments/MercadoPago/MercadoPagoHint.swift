// A notification of Mercado Pago: what changed, and nothing of how. It comes in two
// forms, the webhook (`?data.id=…&type=…`, with a body) and the older IPN
// (`?topic=…&id=…`).

import HostCore
import OrkestaModel

/// What a notification points at.
struct MercadoPagoHint: Sendable, Hashable {
    static let chargeback = "topic_chargebacks_wh"

    /// `payment`, `merchant_order`, `topic_chargebacks_wh`, ...
    let topic: String
    /// `payment.updated`; nil in the older form.
    let action: String?
    /// The key of what changed.
    let dataID: String
    /// The notification's own id; nil in the older form.
    let eventID: String?

    /// Throws the field at fault. What the address says counts: the signature
    /// covers it and not the body.
    init(_ delivery: WebhookDelivery) throws(DocumentError) {
        let body = (try? JSON(parsing: delivery.body)) ?? .null
        let data = delivery.query["data.id"] ?? MercadoPagoPayments.id(body["data"]?["id"]) ?? delivery.query["id"]
        guard let data, Self.isKey(data) else {
            throw DocumentError(field: "data.id", reason: "the key of a payment is expected")
        }
        guard let topic = delivery.query["type"] ?? delivery.query["topic"] ?? body["type"]?.stringValue,
            topic.utf8.count <= 100
        else { throw DocumentError(field: "type", reason: "a topic is expected") }
        dataID = data
        self.topic = topic
        action = body["action"]?.stringValue.map { String($0.prefix(100)) }
        eventID = MercadoPagoPayments.id(body["id"]).map { String($0.prefix(100)) }
    }

    /// Whether what it points at can tell the ledger something.
    var isOfConcern: Bool { topic == "payment" || topic == Self.chargeback }

    /// Whether a text may stand in a path.
    static func isKey(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
