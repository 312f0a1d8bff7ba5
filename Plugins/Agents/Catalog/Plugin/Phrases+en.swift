// Data: what the catalog agent says in English.

extension Phrases {
    static let english = Phrases(
        hello: "Hi{, name}! ",
        foundMany: "Here is what I found. Tell me which one you like and I'll give you the details.",
        foundOne: "Yes, here is what I have:",
        foundPartly: "I found nothing with “{words}”, but this comes closest:",
        notFound: "I looked for “{words}” and couldn't find it in our catalog.",
        otherWays: "Does it go by another name or brand? You can also look at a category, or talk to a person.",
        catalogIsEmpty: "I have no products in the catalog yet, but a person can help you.",
        browse: "We have {count} products. What would you like to see? Choose a category or write what you need.",
        notUnderstood: "Sorry, I'm not sure I understood you. Write me the product you need, such as its name, size or "
            + "brand.",
        askProduct: "Sure, which product are you looking for?",
        askPurchase: "Of course! Which product would you like, and how many?",
        askQuotation: "Gladly. Tell me which products you need and how many of each.",
        askWhichOne: "Which of these would you like?",
        offerToBuy: "If you want it, tell me how many.",
        listPassedOn: "I have passed your order to a person at {business}, who will confirm it in this chat. "
            + "Here is what I found:",
        productPassedOn:
            "Good choice! I have passed your order of {product} to a person at {business}, who will confirm "
            + "stock and payment in this chat.",
        quotationPassedOn:
            "I have passed your list to a person at {business} for the formal quote, which they will send "
            + "in this chat. These are the unit prices:",
        listLines: "Here is what I found of your list, with unit prices:",
        linesNotFound: "I couldn't find: {words}.",
        moreOptions: "Here are more options:",
        noMoreOptions: "Those are all the options I have:",
        cheaperOptions: "Sure, these cost less:",
        nothingCheaper: "I have nothing cheaper; this is the lowest price for it:",
        otherBrands: "Sure, in other brands I have:",
        noOtherBrand: "I don't have it in another brand right now; this is what there is:",
        soldOutInstead: "{product} is sold out for now, but one of these may do:",
        available: "{count} in stock",
        availableOne: "1 in stock",
        soldOut: "sold out for now",
        productCount: "{count} products",
        person: "Talk to a person",
        personTold: "Of course{, name}. I have told a person at {business}, who will answer you in this chat.",
        browseWords: [
            "products", "product", "catalog", "catalogue", "categories", "category", "items", "stock",
            "inventory", "everything", "list", "prices", "sell", "offer", "browse",
        ],
        requestWords: [
            "what", "which", "do", "im", "thats", "hows", "you", "have", "i", "want", "need", "would", "like", "id",
            "d", "a", "an",
            "the", "quote", "quotation", "estimate", "order", "buy", "purchase", "take", "it", "ill", "ll", "to",
            "please",
            "for", "get", "something", "looking", "can", "see", "your", "hi", "hello", "some", "ask", "of", "show",
            "me",
            "all", "are", "there", "is", "ok", "yes", "thanks", "give", "that", "this", "one", "how", "much", "price",
            "them", "those", "these", "and", "no", "not", "nothing", "u", "yu", "ya", "hav", "wat", "wats", "whats",
            "any",
            "got", "hey", "pls", "plz", "with", "my", "in",
        ]
    )
}
