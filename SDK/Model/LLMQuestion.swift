// A question to a language model (ork.llm/1), as an agent asks it and as the
// JSON document that crosses the ABI. The limits are those of ext/llm.h.

/// What a plugin asks of the host's chain of language models.
public struct LLMQuestion: Sendable, Hashable {
    /// What it is for, a constant such as `sale`: 1 to 40 of a-z, 0-9, `-`, `_`
    /// and `.`, for metrics and traces.
    public var purpose: String
    /// Why it is worth its cost here: one line for `orkesta turn show`, 1 to 200
    /// characters, none of the customer's.
    public var why: String
    /// The rules, by the plugin's author. Text of customers and catalogs belongs
    /// into ``messages`` and ``data``.
    public var system: String
    /// Oldest first; the last one is a user's.
    public var messages: [Message]
    /// What the model shall know and not obey.
    public var data: [DataBlock]
    /// Names of tools that the model may call.
    public var tools: [String]
    /// JSON Schema of the object that the answer has to be; nil: text.
    public var schema: JSON?
    public var size: Size
    /// 0 to 2; nil: the provider's default.
    public var temperature: Double?
    /// The longest answer, 1 to 4096 tokens; nil: the provider's default.
    public var tokensMax: Int?
    /// BCP 47: answers that are plainly in another language are refused.
    public var language: String?

    /// Who said what before.
    public struct Message: Sendable, Hashable {
        /// Who speaks.
        public enum Role: String, Sendable, CaseIterable {
            case user
            case assistant
        }

        public var role: Role
        public var text: String

        public init(_ role: Role, _ text: String) {
            self.role = role
            self.text = text
        }
    }

    /// Something to know, under a name that the rules can refer to.
    public struct DataBlock: Sendable, Hashable {
        /// 1 to 40 of a-z, 0-9, `-` and `_`.
        public var name: String
        public var content: Content

        /// Either form; JSON is written canonically.
        public enum Content: Sendable, Hashable {
            case text(String)
            case json(JSON)
        }

        public init(_ name: String, text: String) { (self.name, content) = (name, .text(text)) }
        public init(_ name: String, json: JSON) { (self.name, content) = (name, .json(json)) }
    }

    /// Which of the tenant's models.
    public enum Size: String, Sendable, CaseIterable {
        /// Quick and cheap: intents, lists.
        case small
        /// Dialogue with tools.
        case large
    }

    public init(
        purpose: String,
        why: String,
        system: String,
        messages: [Message],
        data: [DataBlock] = [],
        tools: [String] = [],
        schema: JSON? = nil,
        size: Size = .large,
        temperature: Double? = nil,
        tokensMax: Int? = nil,
        language: String? = nil
    ) {
        self.purpose = purpose
        self.why = why
        self.system = system
        self.messages = messages
        self.data = data
        self.tools = tools
        self.schema = schema
        self.size = size
        self.temperature = temperature
        self.tokensMax = tokensMax
        self.language = language
    }
}

// MARK: The document

extension LLMQuestion {
    /// The QUESTION of ext/llm.h.
    public var json: JSON {
        var members: [String: JSON] = [
            "purpose": .string(purpose), "why": .string(why), "system": .string(system),
            "messages": .array(messages.map(\.json)), "size": .string(size.rawValue),
        ]
        if !data.isEmpty { members["data"] = .array(data.map(\.json)) }
        if !tools.isEmpty { members["tools"] = JSON(tools) }
        members["schema"] = schema
        members["temperature"] = temperature.map(JSON.double)
        members["max_tokens"] = tokensMax.map { .integer(Int64($0)) }
        members["language"] = language.map(JSON.string)
        return .object(members)
    }

    /// Reads the form that ``json`` writes, and refuses members that it does not
    /// know. Throws the field at fault; lengths are not its business.
    public init(json: JSON) throws(DocumentError) {
        try json.refuseMembers(beyond: Self.members)
        self.init(
            purpose: try json.requiredText("purpose"),
            why: try json.requiredText("why"),
            system: try json.requiredText("system"),
            messages: try json.elements("messages") { value throws(DocumentError) in try Message(json: value) },
            data: try json.elements("data") { value throws(DocumentError) in try DataBlock(json: value) },
            tools: try json.texts("tools"),
            schema: json.present("schema"),
            size: try json.optionalText("size").map { text throws(DocumentError) in
                guard let size = Size(rawValue: text) else {
                    throw DocumentError(field: "size", reason: "small or large is expected")
                }
                return size
            } ?? .large,
            temperature: try json.number("temperature", in: 0...2),
            tokensMax: try json.number("max_tokens", in: 1...4096).map { Int($0) },
            language: try json.optionalText("language")
        )
    }

    private static let members: Set = [
        "purpose", "why", "system", "messages", "data", "tools", "schema", "size", "temperature", "max_tokens",
        "language",
    ]
}

extension LLMQuestion.Message {
    fileprivate var json: JSON { ["role": .string(role.rawValue), "text": .string(text)] }

    fileprivate init(json: JSON) throws(DocumentError) {
        try json.refuseMembers(beyond: ["role", "text"])
        guard let role = Role(rawValue: try json.requiredText("role")) else {
            throw DocumentError(field: "role", reason: "user or assistant is expected")
        }
        self.init(role, try json.requiredText("text"))
    }
}

extension LLMQuestion.DataBlock {
    fileprivate var json: JSON {
        switch content {
        case .text(let text): ["name": .string(name), "text": .string(text)]
        case .json(let value): ["name": .string(name), "json": value]
        }
    }

    fileprivate init(json: JSON) throws(DocumentError) {
        try json.refuseMembers(beyond: ["name", "text", "json"])
        let name = try json.requiredText("name")
        switch (try json.optionalText("text"), json["json"]) {
        case (let text?, nil): self.init(name, text: text)
        case (nil, let value?): self.init(name, json: value)
        default: throw DocumentError(field: "text", reason: "either text or json is expected")
        }
    }
}

extension JSON {
    fileprivate func number(_ key: String, in range: ClosedRange<Double>) throws(DocumentError) -> Double? {
        guard let value = present(key) else { return nil }
        guard let number = value.doubleValue, range.contains(number) else {
            throw DocumentError(
                field: key,
                reason: "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound)) is expected"
            )
        }
        return number
    }
}

// MARK: Rules

extension LLMQuestion {
    /// The longest that a question may be; bytes of UTF-8.
    public enum Bounds {
        public static let purposeBytes = 40
        public static let whyCharacters = 200
        public static let systemBytes = 32 << 10
        public static let messages = 64
        public static let messagesBytes = 64 << 10
        public static let dataBlocks = 16
        public static let dataBytes = 64 << 10
        public static let tools = 32
    }

    /// Holds the question against the rules of ext/llm.h that its form does not
    /// tell. Throws the field at fault.
    public func check() throws(DocumentError) {
        guard isWord(purpose, alsoWith: "-_.") else {
            throw DocumentError(field: "purpose", reason: "1 to 40 of a-z, 0-9, '-', '_' and '.' are expected")
        }
        guard (1...Bounds.whyCharacters).contains(why.count), !why.contains(where: \.isNewline) else {
            throw DocumentError(field: "why", reason: "one line of 1 to \(Bounds.whyCharacters) characters is expected")
        }
        guard system.utf8.count <= Bounds.systemBytes else {
            throw DocumentError(field: "system", reason: "at most \(Bounds.systemBytes) bytes are taken")
        }
        guard messages.count <= Bounds.messages,
            messages.reduce(0, { $0 + $1.text.utf8.count }) <= Bounds.messagesBytes
        else { throw DocumentError(field: "messages", reason: "there are too many, or they are too long") }
        guard messages.last?.role == .user else {
            throw DocumentError(field: "messages", reason: "the last one must be a user's")
        }
        guard data.count <= Bounds.dataBlocks, data.reduce(0, { $0 + $1.content.bytes }) <= Bounds.dataBytes else {
            throw DocumentError(field: "data", reason: "there are too many blocks, or they are too long")
        }
        for (place, block) in data.enumerated() where !isWord(block.name, alsoWith: "-_") {
            throw DocumentError(field: "data[\(place)].name", reason: "1 to 40 of a-z, 0-9, '-' and '_' are expected")
        }
        guard tools.count <= Bounds.tools else {
            throw DocumentError(field: "tools", reason: "at most \(Bounds.tools) are taken")
        }
    }

    private func isWord(_ text: String, alsoWith marks: String) -> Bool {
        (1...Bounds.purposeBytes).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || marks.utf8.contains($0)
            }
    }
}

extension LLMQuestion.DataBlock.Content {
    fileprivate var bytes: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .json(let value): value.utf8.count
        }
    }
}
