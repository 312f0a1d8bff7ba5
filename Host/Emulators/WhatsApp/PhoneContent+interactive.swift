// Interactive messages of the Cloud API: reply buttons, lists, and a link to tap,
// each with its own limits.

internal import OrkestaModel

extension PhoneContent {
    /// Throws naming the part that is missing or beyond its limit.
    init(interactive reader: PartReader, shelf: MediaShelf) throws(GraphError) {
        let type = try reader.text("type", max: 64)
        self.init(kind: "interactive", text: try reader.inside("body").text("text", max: 1_024))
        try readHeader(reader, shelf)
        if reader.part["footer"] != nil { footer = try reader.inside("footer").text("text", max: 60) }
        let action = try reader.inside("action")
        switch type {
        case "button": choices = try Self.buttons(action)
        case "list":
            listLabel = try action.text("button", max: 20)
            choices = try Self.rows(action)
        case "cta_url":
            let parameters = try action.inside("parameters")
            let url = try parameters.text("url", max: 2_000)
            choices = [Choice(action: .link, id: url, title: try parameters.text("display_text", max: 20))]
        default: throw .invalid("\(reader.name).type", "this emulator knows button, list and cta_url")
        }
    }

    private mutating func readHeader(_ reader: PartReader, _ shelf: MediaShelf) throws(GraphError) {
        guard reader.part["header"] != nil else { return }
        let part = try reader.inside("header")
        let type = try part.text("type", max: 16)
        guard type != "text" else {
            header = try part.text("text", max: 60)
            return
        }
        let file = try part.inside(type)
        if let id = try file.optionalText("id", max: 64) {
            guard let item = shelf.item(id) else {
                throw .invalid("\(file.name).id", "no media of that id was uploaded")
            }
            media = item
        } else {
            link = try file.text("link", max: 2_048)
        }
    }

    private static func buttons(_ action: PartReader) throws(GraphError) -> [Choice] {
        var choices: [Choice] = []
        for button in try action.elements("buttons", 1...3) {
            let reply = try button.inside("reply")
            let choice = Choice(
                action: .reply,
                id: try reply.text("id", max: 256),
                title: try reply.text("title", max: 20)
            )
            guard !choices.contains(where: { $0.id == choice.id || $0.title == choice.title }) else {
                throw .invalid(reply.name, "ids and titles must differ")
            }
            choices.append(choice)
        }
        return choices
    }

    private static func rows(_ action: PartReader) throws(GraphError) -> [Choice] {
        let sections = try action.elements("sections", 1...10)
        var choices: [Choice] = []
        for section in sections {
            let title = try section.optionalText("title", max: 24)
            if sections.count > 1, title == nil { throw .missing("\(section.name).title") }
            for row in try section.elements("rows", 1...10) {
                choices.append(
                    Choice(
                        action: .reply,
                        id: try row.text("id", max: 200),
                        title: try row.text("title", max: 24),
                        detail: try row.optionalText("description", max: 72),
                        section: title
                    )
                )
            }
        }
        guard choices.count <= 10 else { throw .invalid(action.name, "at most 10 rows in all sections together") }
        guard Set(choices.map(\.id)).count == choices.count else { throw .invalid(action.name, "row ids must differ") }
        return choices
    }
}
