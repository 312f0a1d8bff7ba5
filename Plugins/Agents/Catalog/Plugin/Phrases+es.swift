// Data: what the catalog agent says in Spanish, as a shop in Mexico writes it.

extension Phrases {
    static let spanish = Phrases(
        hello: "¡Hola{, name}! ",
        foundMany: "Esto es lo que encontré para ti. Dime cuál te interesa y te paso el detalle.",
        foundOne: "Sí, esto es lo que tengo:",
        foundPartly: "No encontré nada con “{words}”, pero esto es lo más parecido que tengo:",
        notFound: "Busqué “{words}” y no lo encontré en nuestro catálogo.",
        otherWays:
            "¿Lo conoces con otro nombre o marca? También puedes ver una categoría, o te comunico con una persona.",
        catalogIsEmpty: "Por ahora no tengo productos en el catálogo, pero una persona te puede ayudar.",
        browse: "Tenemos {count} productos. ¿Qué te gustaría ver? Elige una categoría o escríbeme lo que buscas.",
        notUnderstood: "Perdón, no estoy seguro de haberte entendido. Escríbeme el producto que buscas, por ejemplo su "
            + "nombre, medida o marca.",
        askProduct: "Claro, ¿qué producto buscas?",
        askPurchase: "¡Claro que sí! ¿Qué producto te gustaría llevar y cuántas piezas?",
        askQuotation: "Con gusto. Dime qué productos necesitas y qué cantidad de cada uno.",
        askWhichOne: "¿Cuál de estos te gustaría?",
        offerToBuy: "Si lo quieres, dime cuánto te anoto.",
        listPassedOn: "Ya le pasé tu pedido a una persona de {business}: te confirma por este mismo chat. "
            + "Esto es lo que encontré:",
        productPassedOn: "¡Buena elección! Ya le pasé tu pedido de {product} a una persona de {business}: te confirma "
            + "existencia y forma de pago por este mismo chat.",
        quotationPassedOn: "Ya le pasé tu lista a una persona de {business} para la cotización formal: te la manda por "
            + "este mismo chat. Estos son los precios por unidad:",
        listLines: "Esto es lo que encontré de tu lista, con su precio por unidad:",
        linesNotFound: "No encontré: {words}.",
        moreOptions: "Aquí tienes más opciones:",
        noMoreOptions: "Esas son todas las opciones que tengo:",
        cheaperOptions: "Claro, esto es más económico:",
        nothingCheaper: "Más económico no tengo; esto es lo más barato que manejo de eso:",
        otherBrands: "Claro, en otras marcas tengo:",
        noOtherBrand: "Por ahora no lo tengo en otra marca; esto es lo que hay:",
        soldOutInstead: "{product} está agotado por ahora, pero estas opciones te pueden servir:",
        available: "{count} disponibles",
        availableOne: "1 disponible",
        soldOut: "agotado por ahora",
        productCount: "{count} productos",
        person: "Hablar con una persona",
        personTold: "Claro que sí{, name}. Ya le avisé a una persona de {business}; te responde por este mismo chat.",
        browseWords: [
            "productos", "producto", "catalogo", "categorias", "categoria", "articulos", "mercancia", "venden",
            "vendes", "manejan", "manejas", "ofrecen", "todo", "todos", "lista", "precios", "mostrar", "muestrame",
            "ensename", "surtido", "inventario",
        ],
        requestWords: [
            "que", "quiero", "quisiera", "necesito", "ocupo", "pedir", "hacer", "una", "un", "cotizacion",
            "cotizaciones", "cotizar", "cotizame", "presupuesto", "pedido", "compra", "comprar", "me", "lo", "la",
            "los",
            "llevo", "llevar", "tienen", "tienes", "hay", "por", "favor", "porfa", "busco", "buscar", "algo", "hola",
            "buenas", "buenos", "dias", "tardes", "noches", "puedo", "ayuda", "ayudas", "ver", "sus", "tus", "el", "de",
            "a", "para", "si", "ok", "gracias", "dame", "deme", "ese", "esa", "esos", "esas", "este", "esta", "mi",
            "cuanto", "cuesta", "precio", "vale", "sale", "tu", "su", "agregar", "agrega", "aparta", "apartame",
            "apartamelo", "mandame", "mandamelo", "y", "no", "nada", "q", "k", "x", "xfa", "pls", "amigo", "amiga",
            "joven",
            "urgente", "compro", "kiero", "kisiera", "tndran", "tndra", "tiens", "nesesito", "en", "con", "ustedes",
            "uds", "ud",
        ]
    )
}
