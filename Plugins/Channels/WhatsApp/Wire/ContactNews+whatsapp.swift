// What customers tell WhatsApp of themselves: that they want no more advertising, or have
// another number.

import OrkestaModel
import OrkestaSDK

extension ContactNews {
    /// Of an element of `user_preferences`. Nil for a wish that is not known, and for one of
    /// nobody.
    init?(whatsAppPreference preference: JSON) {
        let kind: Kind
        switch preference["value"]?.stringValue {
        case "stop": kind = .stopped
        case "resume": kind = .resumed
        default: return nil
        }
        let number = preference["wa_id"]?.stringValue.map(CustomerNumber.address)
        guard let address = number ?? preference["user_id"]?.stringValue, !address.isEmpty else { return nil }
        self.init(kind, address: address, at: Timestamp(whatsApp: preference["timestamp"]))
    }

    /// Of a message of the type `system`. Nil for any that does not tell of another number.
    init?(whatsAppSystem message: JSON) {
        let told = message["system"] ?? .null
        guard told["type"] == "user_changed_number", let old = message["from"]?.stringValue, !old.isEmpty,
            // As versions before 12 call it.
            let new = told["wa_id"]?.stringValue ?? told["new_wa_id"]?.stringValue, !new.isEmpty
        else { return nil }
        self.init(
            .moved(to: CustomerNumber.address(new)),
            address: CustomerNumber.address(old),
            at: Timestamp(whatsApp: message["timestamp"])
        )
    }
}
