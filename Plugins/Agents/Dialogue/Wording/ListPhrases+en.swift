// Data: how a shop speaks of a customer's list in English.

extension ListPhrases {
    static let english = ListPhrases(
        offered: "Here is what I have. Tell me which one you like, and how many.",
        offeredOne: "Yes, I have {product} at {price} per {unit}{stock}. How many would you like?",
        added: "I added {amount} of {product} at {price} per {unit}.",
        changed: "All right, {amount} of {product} then.",
        removed: "I took {product} off your list.",
        emptied: "Done, your list is empty now.",
        short: "I only have {amount} of {product} left, so that is what I put on your list.",
        soldOut: "{product} is sold out for now.",
        notFound: "I couldn't find “{words}” in our catalog. Does it go by another name or brand?",
        skipped: "All right, I'll leave “{words}” out.",
        notPositive: "The quantity has to be more than zero.",
        tooLarge: "That is more than I can take here. Give me a smaller quantity, or ask to talk to a person.",
        mustBeWhole: "{product} is sold by the {unit}, whole ones only.",
        otherUnit: "{product} is sold by the {unit}.",
        basketIsFull: "Your list is full. If you need more lines, close this order and we'll make another.",
        noSuchPlace: "There are {count} on the list. Which one?",
        notInBasket: "I don't see “{words}” on your list.",
        basketIsEmpty: "There is nothing on your list yet. What would you like?",
        askWhich: "Which of these would you like for “{words}”?",
        askWhichShown: "Which of these?",
        askHowMany: "How much would you like of {product}? It is sold by the {unit}.",
        askWhichToRemove: "Which one shall I take off?",
        askWhichToChange: "Which one do you mean?",
        line: "{amount} of {product}",
        perUnit: "{price} per {unit}",
        inStock: "{count} in stock",
        noStock: "sold out for now",
        units: [
            "PZA": "piece|pieces", "KG": "kilo|kilos", "G": "gram|grams", "L": "liter|liters",
            "ML": "milliliter|milliliters",
            "M": "meter|meters", "CM": "centimeter|centimeters", "PAR": "pair|pairs", "JGO": "set|sets",
            "CAJA": "box|boxes",
            "CJA": "box|boxes", "PAQ": "pack|packs", "BOLSA": "bag|bags", "BTO": "sack|sacks", "BULTO": "sack|sacks",
            "ROLLO": "roll|rolls", "CUB": "bucket|buckets", "CUBETA": "bucket|buckets", "GAL": "gallon|gallons",
            "GALON": "gallon|gallons", "TON": "ton|tons", "DOC": "dozen|dozens",
        ]
    )
}
