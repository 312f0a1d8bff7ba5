// A reply as the parts of the ABI's event: kind, text, and the rest as JSON.

import OrkestaABI
import OrkestaModel

extension Reply {
    /// The event's kind, its text, and whatever else the reply holds.
    var eventParts: (kind: UInt32, text: String, rest: JSON?) {
        guard case .object(var members) = json else { return (ORK_EVENT_TEXT, plainText, nil) }
        let kind = Reply.kinds[members.removeValue(forKey: "type")?.stringValue ?? ""] ?? ORK_EVENT_TEXT
        let text = members.removeValue(forKey: "text")?.stringValue ?? ""
        return (kind, text, members.isEmpty ? nil : .object(members))
    }

    private static let kinds: [String: UInt32] = [
        "text": ORK_EVENT_TEXT, "buttons": ORK_EVENT_BUTTONS, "list": ORK_EVENT_LIST, "image": ORK_EVENT_IMAGE,
        "document": ORK_EVENT_DOCUMENT, "link": ORK_EVENT_LINK,
    ]
}
