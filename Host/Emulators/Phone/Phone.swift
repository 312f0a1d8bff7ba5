// The people and the businesses of an emulated messaging service, as its page
// shows them.

internal import OrkestaModel

/// A business that customers can write to: a number, a bot.
struct Shop: Sendable, Equatable {
    /// The provider's id of it.
    let id: String
    var name: String
    /// As customers know it: a number, a user name.
    var address: String
    /// Of the host that plays the provider itself, whose channel this is.
    var tenant: String?

    var json: JSON {
        ["id": .string(id), "name": .string(name), "address": .string(address), "tenant": JSON(tenant)]
    }
}

/// A customer's phone.
struct Phone: Sendable, Equatable {
    /// The customer at the provider: digits of a number, a user's id.
    let id: String
    var name: String
    /// As people write it: `+52 55 1234 5678`, `@ana`.
    var address: String
    /// A language tag.
    var language: String
    /// Switched off, nothing is delivered until it is on again.
    var isOnline = true
    /// Takes nothing from anybody any more.
    var isBlocking = false
    /// Not known by its number any more, only by the provider's id.
    var hidesNumber = false

    var json: JSON {
        [
            "id": .string(id), "name": .string(name), "address": .string(address), "language": .string(language),
            "online": .bool(isOnline), "blocking": .bool(isBlocking), "hides_number": .bool(hidesNumber),
        ]
    }
}

/// What a customer does on the phone.
enum PhoneAct: Sendable {
    case text(String)
    case media(MediaShelf.Item, caption: String)
    case location(latitude: Double, longitude: Double, name: String)
    /// A button, or a row of a list, of the message of that id.
    case choice(messageID: String, choiceID: String)
    /// Shares the number, having been asked for it.
    case contact
    /// An emoji on the message of that id; empty: taken away.
    case reaction(messageID: String, emoji: String)
}

extension PhoneAct {
    /// Reads what the page posts: one of `text`, `media`, `location`, `choice`,
    /// `contact` and `reaction`. Media must lie on the shelf.
    init(json: JSON, shelf: MediaShelf) throws(DocumentError) {
        if let choice = json["choice"] {
            self = .choice(messageID: try choice.requiredText("message"), choiceID: try choice.requiredText("id"))
        } else if let reaction = json["reaction"] {
            self = .reaction(messageID: try reaction.requiredText("message"), emoji: try reaction.requiredText("emoji"))
        } else if let id = try json.optionalText("media") {
            guard let item = shelf.item(id) else {
                throw DocumentError(field: "media", reason: "no such file has been uploaded")
            }
            self = .media(item, caption: try json.optionalText("text") ?? "")
        } else if let place = json["location"] {
            guard let latitude = place["latitude"]?.doubleValue, let longitude = place["longitude"]?.doubleValue,
                (-90...90).contains(latitude), (-180...180).contains(longitude)
            else { throw DocumentError(field: "location", reason: "latitude and longitude are expected") }
            let name = try place.optionalText("name") ?? ""
            self = .location(latitude: latitude, longitude: longitude, name: name)
        } else if json["contact"]?.boolValue == true {
            self = .contact
        } else {
            let text = try json.requiredText("text")
            guard text.contains(where: { !$0.isWhitespace }) else {
                throw DocumentError(field: "text", reason: "some text is expected")
            }
            self = .text(text)
        }
    }
}
