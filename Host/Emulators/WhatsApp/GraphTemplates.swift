// Message templates: created, approved and filled as the Cloud API does.

internal import HostTime
internal import OrkestaModel
internal import Synchronization

/// What Meta decided on a template.
struct TemplateNews: Sendable {
    let account: String
    let id: String
    let name: String
    let language: String
    let category: String
    /// A word of Meta's.
    var status: String
}

/// The templates of all accounts.
final class GraphTemplates: Sendable {
    /// Of one account, for a business that Meta has not verified.
    private static let templatesMax: Int64 = 250

    /// What Meta may decide, and tells by an event.
    static let statuses = [
        "APPROVED", "REJECTED", "PENDING", "PAUSED", "DISABLED", "FLAGGED", "IN_APPEAL", "REINSTATED",
        "PENDING_DELETION",
    ]

    private struct Template: Sendable {
        let id: String
        let account: String
        let name: String
        let language: String
        let category: String
        var status: String
        /// `POSITIONAL` or `NAMED`.
        let parameterFormat: String
        let components: [JSON]
        /// While it is reviewed, the monotonic milliseconds at which it will be approved.
        var approvedAt: Int64?

        var json: JSON {
            [
                "id": .string(id), "name": .string(name), "language": .string(language), "status": .string(status),
                "category": .string(category), "parameter_format": .string(parameterFormat),
                "components": .array(components),
                "rejected_reason": status == "REJECTED" ? "INVALID_FORMAT" : "NONE",
            ]
        }

        var news: TemplateNews {
            TemplateNews(account: account, id: id, name: name, language: language, category: category, status: status)
        }
    }

    /// How long a new one is reviewed; 0: it is approved at once.
    private let reviewMilliseconds: Int64
    private let state = Mutex<[Template]>([])

    init(reviewMilliseconds: Int64) { self.reviewMilliseconds = reviewMilliseconds }

    /// `POST /{account}/message_templates`
    func create(_ json: JSON, account: String) throws(GraphError) -> JSON {
        let reader = PartReader(part: json, name: "template")
        let name = try reader.text("name", max: 512)
        guard name.allSatisfy({ $0 == "_" || $0.isASCII && ($0.isNumber || $0.isLowercase) }) else {
            throw .invalid("name", "lower-case letters, digits and underscores are expected")
        }
        let category = try reader.text("category", max: 32).uppercased()
        guard ["MARKETING", "UTILITY", "AUTHENTICATION"].contains(category) else {
            throw .invalid("category", "MARKETING, UTILITY or AUTHENTICATION is expected")
        }
        let components = json["components"]?.arrayValue ?? []
        let body = components.first { $0["type"]?.stringValue?.uppercased() == "BODY" }?["text"]?.stringValue ?? ""
        guard !body.isEmpty, body.unicodeScalars.count <= 1_024 else { throw .missing("components.BODY.text") }
        guard !body.contains("}}{{") else { throw .invalid("components.BODY.text", "two variables may not touch") }
        let edges = body.filter { !$0.isWhitespace }
        guard !edges.hasPrefix("{{"), !edges.hasSuffix("}}") else {
            throw .invalid("components.BODY.text", "variables may not be at its beginning or end")
        }
        let isReviewed = reviewMilliseconds > 0
        let template = Template(
            id: freshDigits(15),
            account: account,
            name: name,
            language: try reader.text("language", max: 16),
            category: category,
            status: isReviewed ? "PENDING" : "APPROVED",
            parameterFormat: json["parameter_format"]?.stringValue?.uppercased() ?? "POSITIONAL",
            components: components,
            approvedAt: isReviewed ? SystemClock.monotonicMilliseconds() + reviewMilliseconds : nil
        )
        try state.withLock { templates throws(GraphError) in
            let isTaken = templates.contains {
                $0.account == account && $0.name == name && $0.language == template.language
            }
            guard !isTaken else { throw .invalid("name", "there is a template of that name and language") }
            guard templates.count < EmulatorLimits.templatesMax else {
                throw .invalid("name", "there are too many templates")
            }
            templates.append(template)
        }
        return ["id": .string(template.id), "status": .string(template.status), "category": .string(category)]
    }

    /// Which templates `GET /{account}/message_templates` asks for.
    struct Listing: Sendable {
        /// What was asked, up to the query, and the query.
        let address: String
        let query: FormFields
        let account: String
        /// Templates in an answer.
        let limit: Int

        /// The same question, for what comes behind the template of this id.
        fileprivate func address(after id: String) -> String {
            let rest = query.pairs.filter { $0.name != "after" }
            return "\(address)?\(FormFields(rest + [("after", id)]).text)"
        }
    }

    /// A page, in the order in which they were created.
    func list(_ listing: Listing) -> JSON {
        let all = state.withLock { $0.filter { $0.account == listing.account } }
        let (name, after) = (listing.query["name"], listing.query["after"])
        let found = all.filter { name == nil || $0.name == name }
        let start = found.firstIndex { $0.id == after }.map { $0 + 1 } ?? 0
        let page = found[start...].prefix(listing.limit)
        let list: JSON = ["data": .array(page.map(\.json)), "paging": paging(page, of: found, listing)]
        guard listing.query["summary"] != nil else { return list }
        return list.merging([
            "summary": [
                "total_count": .integer(Int64(found.count)), "message_template_count": .integer(Int64(all.count)),
                "message_template_limit": .integer(Self.templatesMax), "are_translations_complete": true,
            ]
        ])
    }

    /// Cursors are on every page that is not empty; an address of the next one only where
    /// there is one.
    private func paging(_ page: ArraySlice<Template>, of found: [Template], _ listing: Listing) -> JSON {
        guard let first = page.first, let last = page.last else { return [:] }
        let cursors: JSON = ["cursors": ["before": .string(first.id), "after": .string(last.id)]]
        guard page.endIndex < found.endIndex else { return cursors }
        return cursors.merging(["next": .string(listing.address(after: last.id))])
    }

    func delete(account: String, name: String) -> Bool {
        state.withLock { templates in
            let count = templates.count
            templates.removeAll { $0.account == account && $0.name == name }
            return templates.count < count
        }
    }

    /// What Meta decides: one of ``statuses``. Returns the templates of that name, in every
    /// language, as they are then.
    func setStatus(_ status: String, account: String, name: String) -> [TemplateNews] {
        change({ $0.account == account && $0.name == name }, to: status)
    }

    /// Approves those whose review is over.
    func approveReviewed() -> [TemplateNews] {
        let now = SystemClock.monotonicMilliseconds()
        return change({ $0.approvedAt.map { $0 <= now } ?? false }, to: "APPROVED")
    }

    private func change(_ isMeant: (Template) -> Bool, to status: String) -> [TemplateNews] {
        state.withLock { templates in
            templates.indices.filter { isMeant(templates[$0]) }.map { place in
                // What is reinstated is as good as approved.
                templates[place].status = status == "REINSTATED" ? "APPROVED" : status
                templates[place].approvedAt = nil
                var news = templates[place].news
                news.status = status
                return news
            }
        }
    }

    // MARK: Sending

    /// Of the template that a message names, in small letters; `utility` of one that there is
    /// not.
    func category(of message: JSON, account: String) -> String {
        let (name, language) = (message["name"]?.stringValue, message["language"]?["code"]?.stringValue)
        let template = state.withLock { templates in
            templates.first { $0.account == account && $0.name == name && $0.language == language }
        }
        return template?.category.lowercased() ?? "utility"
    }

    /// The template as the customer sees it. Files that were uploaded lie on `shelf`.
    func filled(_ json: JSON, account: String, _ shelf: MediaShelf) throws(GraphError) -> PhoneContent {
        let reader = PartReader(part: json, name: "template")
        let name = try reader.text("name", max: 512)
        let language = try reader.inside("language").text("code", max: 16)
        let template = state.withLock { templates in
            templates.first { $0.account == account && $0.name == name && $0.language == language }
        }
        guard let template else {
            throw GraphError(code: 132_001, details: "template name (\(name)) does not exist in \(language)")
        }
        switch template.status {
        // One that is flagged is at risk, and goes out.
        case "APPROVED", "FLAGGED": break
        case "PAUSED": throw GraphError(code: 132_015, details: "template \(name) is paused")
        case "DISABLED": throw GraphError(code: 132_016, details: "template \(name) is disabled")
        default: throw GraphError(code: 132_001, details: "template name (\(name)) is not approved in \(language)")
        }
        var content = PhoneContent(kind: "template")
        let given = json["components"]?.arrayValue ?? []
        for component in template.components { try Self.fill(component, given, &content, shelf) }
        return content
    }

    private static func fill(
        _ component: JSON,
        _ given: [JSON],
        _ content: inout PhoneContent,
        _ shelf: MediaShelf
    ) throws(GraphError) {
        let type = component["type"]?.stringValue?.uppercased() ?? ""
        let parameters =
            given.first { $0["type"]?.stringValue?.uppercased() == type }?["parameters"]?.arrayValue ?? []
        switch type {
        case "HEADER":
            let format = component["format"]?.stringValue?.lowercased() ?? "text"
            if ["image", "document", "video"].contains(format) {
                try show(parameters.first ?? .null, as: format, &content, shelf)
            } else {
                content.header = try substitute(component["text"]?.stringValue ?? "", parameters, type)
            }
        case "BODY": content.text = try substitute(component["text"]?.stringValue ?? "", parameters, type)
        case "FOOTER": content.footer = component["text"]?.stringValue
        case "BUTTONS": content.choices = try buttons(component["buttons"]?.arrayValue ?? [], given)
        default: break
        }
    }

    /// The file of a header, which lies elsewhere or was uploaded.
    private static func show(
        _ parameter: JSON,
        as format: String,
        _ content: inout PhoneContent,
        _ shelf: MediaShelf
    ) throws(GraphError) {
        guard parameter["type"]?.stringValue == format, let file = parameter[format] else {
            let received = parameter["type"]?.stringValue?.uppercased() ?? "UNKNOWN"
            let expected = format.uppercased()
            throw GraphError(
                code: 132_012,
                details: "header: Format mismatch, expected \(expected), received \(received)"
            )
        }
        content.header = file["filename"]?.stringValue
        content.link = file["link"]?.stringValue
        guard let id = file["id"]?.stringValue else { return }
        guard let item = shelf.item(id) else { throw .invalid("\(format).id", "no media of that id was uploaded") }
        content.media = item
    }

    /// Puts the parameters in place of `{{1}}`, `{{2}}`… or of `{{name}}`.
    private static func substitute(_ text: String, _ parameters: [JSON], _ part: String) throws(GraphError) -> String {
        var filled = ""
        var rest = text[...]
        var variables: Set<String> = []
        while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
            let variable = String(rest[start.upperBound..<end.lowerBound].filter { $0 != " " })
            let parameter =
                Int(variable).map { $0 >= 1 && $0 <= parameters.count ? parameters[$0 - 1] : .null }
                ?? parameters.first { $0["parameter_name"]?.stringValue == variable } ?? .null
            guard let value = parameter["text"]?.stringValue else {
                throw GraphError(code: 132_000, details: "\(part): there is no parameter for {{\(variable)}}")
            }
            filled += rest[..<start.lowerBound]
            filled += value
            rest = rest[end.upperBound...]
            variables.insert(variable)
        }
        guard parameters.count == variables.count else {
            throw GraphError(
                code: 132_000,
                details: "\(part): number of parameters (\(parameters.count)) does not match (\(variables.count))"
            )
        }
        return filled + rest
    }

    private static func buttons(_ buttons: [JSON], _ given: [JSON]) throws(GraphError) -> [PhoneContent.Choice] {
        var choices: [PhoneContent.Choice] = []
        for (index, button) in buttons.enumerated() {
            let title = button["text"]?.stringValue ?? ""
            let own = given.first {
                $0["type"]?.stringValue?.uppercased() == "BUTTON"
                    && ($0["index"]?.integerValue ?? $0["index"]?.stringValue.flatMap(Int64.init)) == Int64(index)
            }
            let parameters = own?["parameters"]?.arrayValue ?? []
            if button["type"]?.stringValue?.uppercased() == "URL" {
                let url = try substitute(button["url"]?.stringValue ?? "", parameters, "BUTTON \(index)")
                choices.append(PhoneContent.Choice(action: .link, id: url, title: title))
            } else {
                let payload = parameters.first?["payload"]?.stringValue ?? title
                choices.append(PhoneContent.Choice(action: .reply, id: payload, title: title))
            }
        }
        return choices
    }
}
