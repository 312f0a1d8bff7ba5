// A quote: prices that hold until a day, in versions. A change makes a new
// version; the old one stays as it was shown.

/// One version of a quote.
public struct Quote: Sendable, Hashable {
    /// The row's key; each version has its own.
    public var id: String
    /// The same for all versions: 42 of `COT-42`.
    public var number: Int64
    /// From 1.
    public var version: Int64
    public var state: State
    public var customerID: String
    /// Where it was asked for; nil for one made over the API.
    public var conversationID: String?
    /// The agent that made it; nil for a person.
    public var agent: String?
    /// BCP 47, of its page and documents.
    public var language: String
    public var prices: Prices
    public var note: String?
    /// What its electronic invoice needs of the buyer; nil when none is wanted.
    public var invoicing: InvoicingDetails?
    public var createdAt: Timestamp
    /// Its prices hold before this moment.
    public var validUntil: Timestamp
    /// Of everything that the customer is shown; acceptance names it.
    public var hash: String
    /// The opaque word in its public address, the same for all versions.
    public var token: String
    /// A discount that waits for a person, or got an answer; nil for none.
    public var approval: Approval?
    /// `ORD-12`, once accepted.
    public var order: String?
    /// Its public page, where the host's address is known; never stored.
    public var url: String?

    /// Where a version stands. `expired` is never stored: it is what time makes
    /// of a sent one.
    public enum State: String, Sendable, CaseIterable {
        case sent
        case accepted
        case expired
        case superseded
    }

    /// A discount beyond what the tenant's policy lets an agent grant. The quote
    /// holds at the highest discount allowed; an approval makes a new version.
    public struct Approval: Sendable, Hashable {
        public var state: State
        /// What was asked for.
        public var requested: QuoteDraft

        /// How far a person's decision is.
        public enum State: String, Sendable, CaseIterable {
            case pending
            case granted
            case refused
        }

        public init(state: State, requested: QuoteDraft) {
            self.state = state
            self.requested = requested
        }
    }

    public init(
        id: String,
        number: Int64,
        version: Int64,
        state: State,
        customerID: String,
        conversationID: String?,
        agent: String?,
        language: String,
        prices: Prices,
        note: String?,
        invoicing: InvoicingDetails? = nil,
        createdAt: Timestamp,
        validUntil: Timestamp,
        hash: String,
        token: String,
        approval: Approval? = nil,
        order: String? = nil,
        url: String? = nil
    ) {
        self.id = id
        self.number = number
        self.version = version
        self.state = state
        self.customerID = customerID
        self.conversationID = conversationID
        self.agent = agent
        self.language = language
        self.prices = prices
        self.note = note
        self.invoicing = invoicing
        self.createdAt = createdAt
        self.validUntil = validUntil
        self.hash = hash
        self.token = token
        self.approval = approval
        self.order = order
        self.url = url
    }

    /// `COT-42`, as people see it.
    public var shownNumber: String { "COT-\(number)" }

    public var json: JSON {
        var members: [String: JSON] = [
            "id": .string(id),
            "number": .string(shownNumber),
            "version": .integer(version),
            "state": .string(state.rawValue),
            "customer_id": .string(customerID),
            "language": .string(language),
            "created_at": .string(createdAt.description),
            "valid_until": .string(validUntil.description),
            "hash": .string(hash),
            "token": .string(token),
        ]
        members["conversation_id"] = conversationID.map(JSON.string)
        members["agent"] = agent.map(JSON.string)
        members["note"] = note.map(JSON.string)
        members["invoicing"] = invoicing?.json
        members["order"] = order.map(JSON.string)
        members["url"] = url.map(JSON.string)
        members["approval"] = approval.map {
            ["state": .string($0.state.rawValue), "requested": $0.requested.json]
        }
        return .object(members).merging(prices.json)
    }

    /// Reads the form that ``json`` writes. Throws the field at fault.
    public init(json: JSON) throws(DocumentError) {
        let prices = try Prices(json: json)
        guard let number = Int64(try json.requiredText("number").dropFirst(4)) else {
            throw DocumentError(field: "number", reason: "COT-n is expected")
        }
        self.init(
            id: try json.requiredText("id"),
            number: number,
            version: try json.optionalInteger("version") ?? 1,
            state: try json.choice("state"),
            customerID: try json.requiredText("customer_id"),
            conversationID: try json.optionalText("conversation_id"),
            agent: try json.optionalText("agent"),
            language: try json.requiredText("language"),
            prices: prices,
            note: try json.optionalText("note"),
            invoicing: try json.invoicing(),
            createdAt: try json.moment("created_at"),
            validUntil: try json.moment("valid_until"),
            hash: try json.requiredText("hash"),
            token: try json.requiredText("token"),
            approval: try json.present("approval").map { value throws(DocumentError) in
                Approval(
                    state: try value.choice("state"),
                    requested: try QuoteDraft(json: value["requested"] ?? .null, currency: prices.currency)
                )
            },
            order: try json.optionalText("order"),
            url: try json.optionalText("url")
        )
    }
}

extension JSON {
    /// RFC 3339 that must be there. Throws when it is not.
    public func moment(_ key: String) throws(DocumentError) -> Timestamp {
        guard let moment = Timestamp(try requiredText(key)) else {
            throw DocumentError(field: key, reason: "a time as in RFC 3339 is expected")
        }
        return moment
    }

    /// One of an enumeration's words, which must be there.
    public func choice<Word: RawRepresentable & CaseIterable>(_ key: String) throws(DocumentError) -> Word
    where Word.RawValue == String {
        guard let word = Word(rawValue: try requiredText(key)) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw DocumentError(field: key, reason: "one of \(words) is expected")
        }
        return word
    }
}
