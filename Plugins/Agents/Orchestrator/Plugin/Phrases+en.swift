// Data: what the orchestrator says in English.

extension Phrases {
    static let english = Phrases(
        greeting: "Hi{, name}! Welcome to {business}.",
        greetingAgain: "Welcome back{, name}! Good to see you at {business} again.",
        invitation: "How can I help you today?",
        suggestProducts: "See products",
        suggestQuotation: "Ask for a quote",
        suggestPerson: "Talk to a person",
        complaint:
            "I'm very sorry about that{, name}, and thank you for telling us. I have passed your case to a person "
            + "at {business}, who will look into it and answer you in this chat.",
        support: "Of course{, name}. I have passed your message to a person at {business}, who will answer you in this "
            + "chat as soon as they can.",
        askOrderNumber: "If it is about an order, send me its number so they can find it faster.",
        orderNumberNoted: "Thank you, it is noted with your case. Whoever helps you will see it right here.",
        alreadyWithPerson: "Thank you{, name}, your message is with your case. As soon as a person at {business} has "
            + "looked at it, they will answer you here.",
        thanks: "You're welcome{, name}! If you need anything else, I'm right here.",
        farewell: "Goodbye{, name}! Thank you for writing to {business}.",
        acknowledgement: "Great! Is there anything else I can help you with?",
        declined: "No problem{, name}. If you need anything else, I'm right here.",
        aboutMe: "I'm the virtual assistant of {business}.",
        notUnderstood: "Sorry, I'm not sure I understood you.",
        abilities: "I can find products, tell you prices and stock, or put you in touch with a person. "
            + "What do you need?",
        abilitiesWithoutCatalog: "I can take your message and put you in touch with a person. What do you need?",
        unrouted: "Gladly{, name}. A person at {business} takes care of that: I have passed your message on, and they "
            + "will answer you in this chat.",
        thanksWords: ["thanks", "thank", "thx", "ty", "appreciate", "appreciated"],
        farewellWords: ["bye", "goodbye", "see", "you", "later", "cya", "farewell"],
        assentWords: [
            "ok", "okay", "k", "yes", "yep", "yeah", "perfect", "great", "good", "cool", "fine",
            "understood", "sure", "nice", "alright",
        ],
        declineWords: ["no", "nope", "nah", "nothing", "none"],
        robotWords: ["robot", "bot", "machine", "ai"]
    )
}
