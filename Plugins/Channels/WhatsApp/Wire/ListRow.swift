// A choice as a row of a list. The names of products are longer than a row's title: they
// go on in the line below it, before the price, and come back whole with the tap.

public import OrkestaModel

/// A row, as the Cloud API takes it.
public struct ListRow: Sendable, Equatable {
    private static let titleCharactersMax = 24
    private static let detailCharactersMax = 72
    private static let idCharactersMax = 200
    /// Less of a name tells nobody anything.
    private static let restCharactersMin = 8
    private static let separator = " · "
    /// Stands in an id before a title that the row has no room for.
    private static let titlePrefix = "title:"

    public let id: String
    public let title: String
    /// What stands below the title; may be empty.
    public let detail: String

    /// Nil for a choice of which nothing that is sent would tell which one it was.
    public init?(_ choice: ReplyListItem) {
        let (head, rest) = Self.parts(of: choice.title)
        let isWhole = rest.isEmpty && !choice.id.hasPrefix(Self.titlePrefix)
        id = isWhole ? choice.id : Self.titlePrefix + choice.title
        title = head
        detail = Self.detail(rest, choice.description ?? "")
        guard title.fits(Self.titleCharactersMax), id.fits(Self.idCharactersMax) else { return nil }
    }

    /// What the customer says who taps the row with this id and title.
    public static func said(id: String, title: String) -> String {
        id.hasPrefix(titlePrefix) ? String(id.dropFirst(titlePrefix.count)) : title
    }

    var json: JSON {
        let row: JSON = ["id": .string(id), "title": .string(title)]
        return detail.isEmpty ? row : row.merging(["description": .string(detail)])
    }

    /// What the title has room for, to the end of a word, and what it has not.
    private static func parts(of title: String) -> (head: String, rest: String) {
        let letters = Array(title.unicodeScalars)
        guard letters.count > titleCharactersMax else { return (title, "") }
        // The ellipsis needs the last place.
        let room = titleCharactersMax - 1
        let space = letters[...room].lastIndex(of: " ") ?? 0
        let end = space > room / 2 ? space : room
        return (text(letters[..<end]) + "…", text(letters[end...].drop { $0 == " " }))
    }

    /// The rest of the title before the price. Where there is no room for both, the end of the
    /// rest: it is by their ends that products differ.
    private static func detail(_ rest: String, _ description: String) -> String {
        guard !rest.isEmpty else { return description.cut(to: detailCharactersMax) }
        let letters = Array(rest.unicodeScalars)
        let behind = description.isEmpty ? "" : separator + description
        let room = detailCharactersMax - 1 - behind.unicodeScalars.count
        guard room >= min(restCharactersMin, letters.count) else { return description.cut(to: detailCharactersMax) }
        return "…" + text(letters.suffix(room)) + behind
    }

    private static func text(_ letters: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(letters))
    }
}
