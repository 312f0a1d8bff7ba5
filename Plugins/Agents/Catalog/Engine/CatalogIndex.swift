// The index of one tenant's catalog: products in slots, terms, postings. How it
// is asked lies in the aspects +search, +normalize and +recommend.

/// An in-memory product index.
///
/// Not thread-safe and not `Sendable`: one serial executor owns it (searching
/// reuses its scratch memory). A change is visible to the next search. Products
/// sit in slots that are reused; words that no product holds any more stay in
/// the vocabulary, unseen, until changes outnumber products several times, when
/// the index rebuilds itself.
public final class CatalogIndex {
    private(set) var documents = DocumentStore()
    /// By slot: the meaningful words of its name.
    private(set) var nameWords: [UInt8] = []
    /// By slot: the model years in its name.
    private(set) var years: [YearSpan] = []
    /// By slot: whether it can be sold; false for free slots.
    private(set) var isInStock: [Bool] = []
    var vocabulary = Vocabulary()
    private(set) var postings = PostingLists()
    private(set) var skus = SKUTable()
    private(set) var shelves = Shelves()
    /// Minor units in one unit of the catalog's currency, for prices in a sentence: 100 but for a few currencies.
    public var minorUnits: Int64 = 100
    /// What customers of this catalog taught.
    public var habits = CustomerHabits()
    /// The tenant's own, besides the built-in ones.
    private(set) var tenantSynonyms = Synonyms.none
    let board = ScoreBoard()
    private var freeSlots: [Int32] = []
    private var changesSinceBuilt = 0

    /// Products in the index.
    public private(set) var count = 0

    private static let changesMin = 4_096
    private static let changesPerProductMax = 4

    /// An empty index.
    public init() {}

    /// Sets the tenant's own synonyms: groups of words for one thing, "popote, pajita, pitillo".
    public func setSynonyms(_ groups: [String]) {
        tenantSynonyms = groups.isEmpty ? .none : Synonyms(groups: groups)
    }

    /// Does now what the first search would have to: sorting the words of a catalog that was just loaded.
    public func settle() { _ = vocabulary.completions(of: []) }

    /// Adds a product, or replaces the one with its SKU. Ignored when 16 million are in it.
    public func upsert(_ document: SearchDocument) {
        if let slot = slot(ofSKU: document.sku) {
            if documents[slot]?.hasSameText(as: document) == true {
                documents.set(document, at: slot)
                isInStock[slot] = document.isInStock
                return
            }
            vacate(slot)
        }
        insert(document)
        compactIfNeeded()
    }

    /// Removes the product with this SKU, if there is one.
    public func remove(sku: String) {
        guard let slot = slot(ofSKU: sku) else { return }
        vacate(slot)
        compactIfNeeded()
    }

    /// The product with exactly this SKU.
    public func document(sku: String) -> SearchDocument? { slot(ofSKU: sku).flatMap { documents[$0] } }

    func slot(ofSKU sku: String) -> Int? {
        skus.slots(SKUTable.key(sku)).first { documents.sku($0) == sku }
    }

    private func insert(_ document: SearchDocument) {
        guard let slot = takeSlot() else { return }
        let terms = DocumentTerms(document)
        documents.set(document, at: slot)
        nameWords[slot] = UInt8(clamping: terms.nameWords)
        years[slot] = terms.years
        isInStock[slot] = document.isInStock
        file(terms.entries, slot: slot)
        let key = SKUTable.key(document.sku)
        skus.set(key, to: skus.slots(key) + [slot])
        shelves.add(document, slot: slot)
        count += 1
    }

    private func takeSlot() -> Int? {
        if let slot = freeSlots.popLast() { return Int(slot) }
        guard documents.count < Posting.slotMax else { return nil }
        documents.grow()
        nameWords.append(0)
        years.append(.none)
        isInStock.append(false)
        return documents.count - 1
    }

    /// One posting a term, at the term's best place.
    private func file(_ entries: [DocumentTerms.Entry], slot: Int) {
        var placed = entries.map { (term: vocabulary.intern($0.bytes, $0.kind), place: $0.place) }
        placed.sort { ($0.term, $0.place.packed) < ($1.term, $1.place.packed) }
        var last = -1
        for (term, place) in placed where term != last {
            postings.insert(Posting(slot: slot, place: place), to: term)
            last = term
        }
    }

    private func vacate(_ slot: Int) {
        guard let document = documents[slot] else { return }
        for entry in DocumentTerms(document).entries {
            if let term = vocabulary.find(entry.bytes) { postings.remove(slot: slot, from: term) }
        }
        shelves.remove(document, slot: slot)
        let key = SKUTable.key(document.sku)
        skus.set(key, to: skus.slots(key).filter { $0 != slot })
        documents.clear(slot)
        isInStock[slot] = false
        freeSlots.append(Int32(truncatingIfNeeded: slot))
        count -= 1
        changesSinceBuilt += 1
    }

    private func compactIfNeeded() {
        guard changesSinceBuilt > Self.changesMin, changesSinceBuilt / Self.changesPerProductMax > count else { return }
        let living = (0..<documents.count).compactMap { documents[$0] }
        documents = DocumentStore()
        nameWords = []
        years = []
        isInStock = []
        freeSlots = []
        vocabulary = Vocabulary()
        postings = PostingLists()
        skus = SKUTable()
        shelves = Shelves()
        count = 0
        changesSinceBuilt = 0
        for document in living { insert(document) }
    }
}
