// Who wrote the messages of a change, as it tells beside them.

import OrkestaModel

/// The customers of one change. There may be several: nobody is called by another one's name.
struct WebhookContacts {
    private let contacts: [JSON]
    /// All of the change's messages are from one customer.
    private let isOfOne: Bool

    init(of value: JSON) {
        contacts = value["contacts"]?.arrayValue ?? []
        let senders = (value["messages"]?.arrayValue ?? []).map { $0["from"] ?? $0["from_user_id"] ?? .null }
        isOfOne = Set(senders).count == 1
    }

    /// The name of whoever wrote a message; nil where it is not told, or not of whom.
    func name(of message: JSON) -> String? {
        let user = message["from_user_id"]?.stringValue
        let number = message["from"]?.stringValue.map(CustomerNumber.address)
        let own = contacts.first { contact in
            if let user, contact["user_id"]?.stringValue == user { return true }
            guard let number, let told = contact["wa_id"]?.stringValue else { return false }
            return CustomerNumber.address(told) == number
        }
        // Who alone writes may be called by what nobody else is called.
        let only = isOfOne && contacts.count == 1 ? contacts.first : nil
        return (own ?? only)?["profile"]?["name"]?.stringValue
    }
}
