// What the selling agents ask the host in a turn: who is spoken to and how,
// products for wishes, and what of the conversation they share.

public import AgentDialogue
import OrkestaABI
public import OrkestaModel
public import OrkestaSDK

extension Turn {
    /// Search results that fit a wish worse than this are not shown.
    private static let minimumScore = 0.2
    private static let hitsMax = 8
    private static let shownMax = 10
    private static let personWaitSeconds: Int64 = 3_600

    /// The language spoken: as the orchestrator understood it, else as it was.
    public var language: Language {
        let tags = [handOffNote["language"]?.stringValue, state["language"]?.stringValue, locale]
        return tags.lazy.compactMap { Language(tag: $0) }.first ?? .spanish
    }

    public var addressee: Addressee { Addressee(customerName: customerName, business: businessName) }

    /// The turn as a dialogue sees it.
    public func dialogueContext(offeredDiscount: Percentage) -> DialogueContext {
        DialogueContext(
            language: language,
            addressee: addressee,
            now: now,
            offsetMinutes: utcOffsetMinutes,
            agents: agents,
            canHandBack: handOffFrom == "orchestrator",
            offeredDiscount: offeredDiscount,
            canAskModel: canAskModel
        )
    }

    /// What the orchestrator made of the message: an intent's name, and from 0
    /// to 1 how sure it is.
    public var understood: (intent: String, confidence: Double) {
        (handOffNote["intent"]?.stringValue ?? intent ?? "", handOffNote["confidence"]?.doubleValue ?? 0)
    }

    /// What the tenant's search finds for each wish, with what can be had of it.
    public func find(_ wishes: [Wish]) async throws -> [Finding] {
        var findings: [Finding] = []
        for wish in wishes {
            let answer = try await catalog.search(ProductQuery(text: wish.text, limit: Self.hitsMax))
            let hits = answer.hits.filter { $0.score >= Self.minimumScore }
            findings.append(Finding(wish: wish, hits: hits, unmatched: answer.unmatchedWords))
        }
        let available = try await available(findings.flatMap { $0.hits.map(\.sku) })
        return findings.map { $0.withStock(available) }
    }

    /// The products as they are now, with what can be had of them; nil for what is
    /// no longer sold.
    public func products(_ skus: [String]) async throws -> [ProductHit?] {
        var products: [ProductHit?] = []
        for sku in skus { products.append(try await catalog.item(sku: sku).map(ProductHit.init)) }
        let available = try await available(products.compactMap { $0?.sku })
        return products.map { $0?.withStock(available) }
    }

    /// What the catalog agent listed last, when it spoke last, and the product
    /// that it handed over or spoke of.
    public func shownByCatalog() async throws -> (products: [ProductHit], focus: String?)? {
        guard currentAgent == "catalog" || handOffFrom == "catalog" else { return nil }
        let skus = state["shown"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let focus = handOffNote["sku"]?.stringValue ?? state["focus"]?.stringValue
        let listed = skus.isEmpty ? [focus].compactMap(\.self) : skus
        guard !listed.isEmpty else { return nil }
        return (try await products(Array(listed.prefix(Self.shownMax))).compactMap(\.self), focus)
    }

    /// Gives the conversation to a person; when none takes it within an hour, the
    /// agent is woken and it may answer again.
    public func pauseForPerson() async throws {
        try await schedule(ORK_TIMER_HAND_BACK, at: now.advanced(bySeconds: Self.personWaitSeconds))
        pauseConversation()
    }

    /// Whether this is the end of that hour, with nobody there.
    public var nobodyTookIt: Bool {
        guard isWithPerson, case .timer(ORK_TIMER_HAND_BACK, _) = kind else { return false }
        return true
    }

    /// Ends the silence, and says so. The case stays open.
    public func answerAgain() throws {
        resumeConversation()
        try reply(addressee.fill(PersonPhrases.nobodyCame(language)))
    }

    /// Writes a document of the conversation's state as it is: members that it no
    /// longer has are removed.
    public func replaceState(_ key: String, with document: JSON) {
        patchState(.object([key: document.patch(of: state[key] ?? .null)]))
    }

    /// Notes that `agent` has something begun with the customer, which keeps the
    /// conversation open until `end`, or longer where another agent's matter does.
    /// `isAnswer`: it spoke in this turn, so that what comes next answers it.
    public func keepOpen(for agent: String, until end: Timestamp, isAnswer: Bool) {
        let kept = max(end.milliseconds, state["keep_until"]?.integerValue ?? 0)
        patchState(["unfinished": .string(agent), "keep_until": .integer(kept)])
        if isAnswer { patchState(["awaiting": .null]) }
    }

    /// Nothing is begun any more. An answer to a reminder is still waited for.
    public func nothingIsBegun() {
        patchState(["unfinished": .null])
        if state["collecting"]?.objectValue == nil { patchState(["keep_until": .null]) }
    }

    /// Lets the catalog agent know what a list shows now.
    public func share(_ list: ShoppingList) {
        patchState(["shown": JSON(list.shown.map(\.sku)), "focus": JSON(list.focus)])
        show(products: list.shown)
    }
}

extension ProductHit {
    init(_ item: CatalogItem) {
        self.init(
            sku: item.sku,
            name: item.name,
            price: item.price,
            unit: item.unit,
            category: item.category,
            stock: item.stock,
            score: 1
        )
    }
}

extension JSON {
    /// The merge patch that makes `old` this document.
    fileprivate func patch(of old: JSON) -> JSON {
        guard case .object(let members) = self, case .object(let before) = old else { return self }
        var patch = members
        for (key, value) in before { patch[key] = members[key]?.patch(of: value) ?? .null }
        return .object(patch)
    }
}
