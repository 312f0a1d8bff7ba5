// Data: what the catalog agent says in Portuguese, as a shop in Brazil writes it.

extension Phrases {
    static let portuguese = Phrases(
        hello: "Oi{, name}! ",
        foundMany: "Olha o que encontrei. Me diz qual te interessa e eu passo os detalhes.",
        foundOne: "Tenho sim, olha:",
        foundPartly: "Não encontrei nada com “{words}”, mas isto é o mais parecido que tenho:",
        notFound: "Procurei “{words}” e não encontrei no nosso catálogo.",
        otherWays: "Ele tem outro nome ou marca? Você também pode ver uma categoria, ou falar com uma pessoa.",
        catalogIsEmpty: "Por enquanto não tenho produtos no catálogo, mas uma pessoa pode te ajudar.",
        browse: "Temos {count} produtos. O que você gostaria de ver? Escolha uma categoria ou escreva o que procura.",
        notUnderstood: "Desculpe, não tenho certeza se entendi. Me escreve o produto que você procura: nome, medida ou "
            + "marca.",
        askProduct: "Claro, qual produto você procura?",
        askPurchase: "Claro! Qual produto você quer levar, e quantas unidades?",
        askQuotation: "Com prazer. Me diz quais produtos você precisa e a quantidade de cada um.",
        askWhichOne: "Qual destes você prefere?",
        offerToBuy: "Se quiser, me diz quanto eu anoto.",
        listPassedOn: "Já passei o seu pedido para uma pessoa de {business}, que confirma por aqui mesmo. "
            + "Olha o que encontrei:",
        productPassedOn: "Boa escolha! Já passei o seu pedido de {product} para uma pessoa de {business}, que confirma "
            + "estoque e pagamento por aqui mesmo.",
        quotationPassedOn:
            "Já passei a sua lista para uma pessoa de {business} preparar o orçamento, que chega por aqui "
            + "mesmo. Estes são os preços por unidade:",
        listLines: "Olha o que encontrei da sua lista, com o preço por unidade:",
        linesNotFound: "Não encontrei: {words}.",
        moreOptions: "Olha mais algumas opções:",
        noMoreOptions: "Essas são todas as opções que tenho:",
        cheaperOptions: "Claro, estes são mais em conta:",
        nothingCheaper: "Mais barato não tenho; este é o menor preço:",
        otherBrands: "Claro, de outras marcas tenho:",
        noOtherBrand: "No momento não tenho de outra marca; é isto que há:",
        soldOutInstead: "{product} está esgotado por enquanto, mas estas opções podem servir:",
        available: "{count} disponíveis",
        availableOne: "1 disponível",
        soldOut: "esgotado por enquanto",
        productCount: "{count} produtos",
        person: "Falar com uma pessoa",
        personTold: "Claro{, name}! Já avisei uma pessoa de {business}, que responde por aqui mesmo.",
        browseWords: [
            "produtos", "produto", "catalogo", "categorias", "categoria", "itens", "estoque", "vendem", "vende",
            "tudo", "todos", "lista", "precos", "oferecem", "mostrar", "mostra",
        ],
        requestWords: [
            "que", "quais", "qual", "voces", "voce", "tem", "quero", "queria", "gostaria", "preciso", "de",
            "um", "uma", "o", "a", "os", "as", "orcamento", "cotacao", "pedido", "compra", "comprar", "levar", "levo",
            "vou", "por", "favor", "para", "fazer", "pedir", "algo", "oi", "ola", "bom", "boa", "dia", "tarde", "noite",
            "ver", "seus", "seu", "me", "ajuda", "pode", "ok", "sim", "obrigado", "obrigada", "procuro", "isso", "esse",
            "essa", "este", "esta", "quanto", "custa", "preco", "e", "nao", "no", "nada", "vc", "vcs", "tb", "pra",
            "pro",
            "q", "ai", "em", "com", "moco",
            "alguma", "algum",
        ]
    )
}
