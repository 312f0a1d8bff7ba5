// Data: how a shop in Mexico speaks of a customer's list.

extension ListPhrases {
    static let spanish = ListPhrases(
        offered: "Esto es lo que tengo. Dime cuál te interesa y cuántos te anoto.",
        offeredOne: "Sí, tengo {product} a {price} por {unit}{stock}. ¿Cuánto te anoto?",
        added: "Listo, te anoté {amount} de {product} a {price} por {unit}.",
        changed: "Va, entonces {amount} de {product}.",
        removed: "Quité {product}.",
        emptied: "Listo, dejé tu lista en blanco.",
        short: "De {product} solo tengo {amount}; es lo que te anoté.",
        soldOut: "{product} está agotado por ahora.",
        notFound: "No encontré “{words}” en el catálogo. ¿Lo conoces con otro nombre o marca?",
        skipped: "Va, dejo fuera “{words}”.",
        notPositive: "La cantidad tiene que ser mayor que cero.",
        tooLarge:
            "Esa cantidad es demasiado grande para tomarla por aquí. Dime una menor, o pide hablar con una persona.",
        mustBeWhole: "{product} se vende por {unit}, sin fracciones.",
        otherUnit: "{product} se vende por {unit}.",
        basketIsFull: "Tu lista ya está llena. Si necesitas más renglones, cierra este pedido y hacemos otro.",
        noSuchPlace: "En la lista hay {count}. ¿Cuál de ellos?",
        notInBasket: "No veo “{words}” en tu lista.",
        basketIsEmpty: "Todavía no tienes nada anotado. ¿Qué te gustaría llevar?",
        askWhich: "¿Cuál de estos te anoto para “{words}”?",
        askWhichShown: "¿Cuál de estos?",
        askHowMany: "¿Cuánto quieres de {product}? Se vende por {unit}.",
        askWhichToRemove: "¿Cuál quito?",
        askWhichToChange: "¿De cuál hablas?",
        line: "{amount} de {product}",
        perUnit: "{price} por {unit}",
        inStock: "{count} disponibles",
        noStock: "agotado por ahora",
        units: [
            "PZA": "pieza|piezas", "KG": "kilo|kilos", "G": "gramo|gramos", "L": "litro|litros",
            "ML": "mililitro|mililitros",
            "M": "metro|metros", "CM": "centímetro|centímetros", "PAR": "par|pares", "JGO": "juego|juegos",
            "CAJA": "caja|cajas", "CJA": "caja|cajas", "PAQ": "paquete|paquetes", "BOLSA": "bolsa|bolsas",
            "BTO": "bulto|bultos", "BULTO": "bulto|bultos", "ROLLO": "rollo|rollos", "CUB": "cubeta|cubetas",
            "CUBETA": "cubeta|cubetas", "GAL": "galón|galones", "GALON": "galón|galones", "TON": "tonelada|toneladas",
            "DOC": "docena|docenas",
        ]
    )
}
