// A message on a customer's phone, from either side, whatever the provider.

internal import OrkestaModel

/// What the page shows as one bubble.
struct PhoneMessage: Sendable {
    /// How far it came; only rises, except that a failure ends it.
    enum Status: String, Sendable {
        case sent
        case delivered
        case read
        case failed

        fileprivate var rank: Int {
            switch self {
            case .sent: 0
            case .delivered: 1
            case .read: 2
            case .failed: 3
            }
        }
    }

    /// The provider's id.
    let id: String
    let shop: String
    let phone: String
    let isFromCustomer: Bool
    var content: PhoneContent
    /// The message that it answers.
    var quoted: String?
    var reaction: String?
    private(set) var status: Status = .sent
    /// Why it failed, or what is remarkable about it.
    var note: String?
    let at: Timestamp

    init(id: String, shop: String, phone: String, isFromCustomer: Bool, content: PhoneContent, at: Timestamp) {
        self.id = id
        self.shop = shop
        self.phone = phone
        self.isFromCustomer = isFromCustomer
        self.content = content
        self.at = at
    }

    /// A late status changes nothing.
    mutating func rise(to status: Status) {
        if status.rank > self.status.rank { self.status = status }
    }

    var json: JSON {
        let envelope: JSON = [
            "id": .string(id), "shop": .string(shop), "phone": .string(phone), "from_customer": .bool(isFromCustomer),
            "quoted": JSON(quoted), "reaction": JSON(reaction), "status": .string(status.rawValue),
            "note": JSON(note), "at": .integer(at.milliseconds),
        ]
        return envelope.merging(content.json)
    }
}
