// Data: how a shop in Brazil speaks of a customer's list.

extension ListPhrases {
    static let portuguese = ListPhrases(
        offered: "Olha o que eu tenho. Me diz qual te interessa e quantos eu anoto.",
        offeredOne: "Tenho sim: {product} a {price} por {unit}{stock}. Quanto eu anoto?",
        added: "Pronto, anotei {amount} de {product} a {price} por {unit}.",
        changed: "Beleza, então {amount} de {product}.",
        removed: "Tirei {product}.",
        emptied: "Pronto, sua lista está vazia.",
        short: "De {product} só tenho {amount}; foi o que eu anotei.",
        soldOut: "{product} está esgotado por enquanto.",
        notFound: "Não encontrei “{words}” no catálogo. Ele tem outro nome ou marca?",
        skipped: "Tudo bem, deixo “{words}” de fora.",
        notPositive: "A quantidade precisa ser maior que zero.",
        tooLarge:
            "Essa quantidade é grande demais para eu anotar por aqui. Me diz uma menor, ou peça para falar com uma "
            + "pessoa.",
        mustBeWhole: "{product} é vendido por {unit}, sem frações.",
        otherUnit: "{product} é vendido por {unit}.",
        basketIsFull: "Sua lista já está cheia. Se precisar de mais itens, feche este pedido e fazemos outro.",
        noSuchPlace: "Na lista há {count}. Qual deles?",
        notInBasket: "Não vejo “{words}” na sua lista.",
        basketIsEmpty: "Você ainda não tem nada anotado. O que você gostaria de levar?",
        askWhich: "Qual destes eu anoto para “{words}”?",
        askWhichShown: "Qual destes?",
        askHowMany: "Quanto você quer de {product}? É vendido por {unit}.",
        askWhichToRemove: "Qual eu tiro?",
        askWhichToChange: "De qual você está falando?",
        line: "{amount} de {product}",
        perUnit: "{price} por {unit}",
        inStock: "{count} disponíveis",
        noStock: "esgotado por enquanto",
        units: [
            "PZA": "peça|peças", "KG": "quilo|quilos", "G": "grama|gramas", "L": "litro|litros",
            "ML": "mililitro|mililitros",
            "M": "metro|metros", "CM": "centímetro|centímetros", "PAR": "par|pares", "JGO": "jogo|jogos",
            "CAJA": "caixa|caixas", "CJA": "caixa|caixas", "PAQ": "pacote|pacotes", "BOLSA": "saco|sacos",
            "BTO": "saco|sacos", "BULTO": "saco|sacos", "ROLLO": "rolo|rolos", "CUB": "balde|baldes",
            "CUBETA": "balde|baldes", "GAL": "galão|galões", "GALON": "galão|galões", "TON": "tonelada|toneladas",
            "DOC": "dúzia|dúzias",
        ]
    )
}
