// What a bubble holds, whatever the provider.

internal import OrkestaModel

/// The content of a message on a customer's phone.
struct PhoneContent: Sendable {
    /// Something to tap.
    struct Choice: Sendable {
        enum Action: String, Sendable {
            case reply
            /// Opens `id`, an address.
            case link
            /// Shares the customer's number.
            case contact
        }

        var action: Action
        var id: String
        var title: String
        var detail: String?
        /// Of a list.
        var section: String?
        /// What the business gets when it is tapped, where the id is not that.
        var payload: String?
    }

    /// `text`, `image`, `audio`, `video`, `document`, `sticker`, `location`, `template`...
    var kind: String
    var header: String?
    var text: String
    var footer: String?
    var media: MediaShelf.Item?
    /// A picture or file that lies elsewhere.
    var link: String?
    var choices: [Choice] = []
    /// The choices as the business wrote them, where its provider brings them back with a tap.
    var keyboard: JSON?
    /// What opens the choices when they are a list.
    var listLabel: String?

    init(kind: String = "text", text: String = "") {
        self.kind = kind
        self.text = text
    }

    /// A file of a customer's: as a picture, a sound or a film where it is one, else as a
    /// document.
    init(_ file: MediaShelf.Item, caption: String) {
        let type = String(file.mimeType.prefix { $0 != "/" })
        self.init(kind: ["image", "audio", "video"].contains(type) ? type : "document", text: caption)
        media = file
    }

    var json: JSON {
        [
            "kind": .string(kind), "header": JSON(header), "text": .string(text), "footer": JSON(footer),
            "media": media?.json ?? .null, "link": JSON(link), "choices": .array(choices.map(\.json)),
            "list_label": JSON(listLabel),
        ]
    }
}

extension PhoneContent.Choice {
    fileprivate var json: JSON {
        [
            "action": .string(action.rawValue), "id": .string(id), "title": .string(title), "detail": JSON(detail),
            "section": JSON(section),
        ]
    }
}
