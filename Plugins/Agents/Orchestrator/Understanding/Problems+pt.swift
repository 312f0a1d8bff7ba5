// Portuguese training examples of things that leak, creak or stick: said by whoever
// wants what mends them, and said of a thing that this shop sold. One message or
// pattern a line; see `ExamplePattern`.

extension ExampleBook {
    static let portugueseProblems = ExampleBook(
        language: .portuguese,
        slots: portuguese.slots.merging([
            "leaky": entries(PortugueseProblems.leaky), "creaky": entries(PortugueseProblems.creaky),
            "stuck": entries(PortugueseProblems.stuck), "cracked": entries(PortugueseProblems.cracked),
            "room": entries(PortugueseProblems.room), "fix": entries(PortugueseProblems.fix),
            "sold": entries(PortugueseProblems.sold),
        ]) { $1 },
        openings: portuguese.openings,
        groups: [
            ExampleGroup(intent: .productSearch, lines: PortugueseProblems.productSearch),
            ExampleGroup(intent: .complaint, lines: PortugueseProblems.complaint),
            ExampleGroup(intent: .support, lines: PortugueseProblems.support),
        ]
    )
}

private enum PortugueseProblems {
    static let leaky = """
        a torneira,a torneira da cozinha,a torneira do banheiro,o chuveiro,o cano,a tubulação,a caixa d'água,o vaso,a privada,a pia
        o tanque,o aquecedor,o telhado,o teto,a laje,o radiador,a mangueira,o sifão,a calha,o ralo,o registro
        """
    static let creaky = """
        a porta,o portão,a dobradiça,a cama,a cadeira,a janela,o box,o armário,a escada,o ventilador,a rede,o sofá
        """
    static let stuck = """
        a gaveta,a fechadura,a janela,a porta,o cadeado,a porca,o parafuso,o zíper,a cortina,o portão,a tampa,a chave
        """
    static let cracked = """
        a parede,o piso,o muro,o vidro,o espelho,o azulejo,a calçada,a laje,o vaso de planta,a cerâmica,o teto,o reboco
        """
    static let room = """
        a sala,a cozinha,o banheiro,o quarto,a garagem,a oficina,o quintal,o depósito,o corredor,minha casa,o escritório,a varanda
        """
    static let fix = """
        o que eu ponho,com que arrumo,do que preciso,o que vc recomenda,que peça é,o que compro,tem alguma coisa pra isso,o que serve
        o que eu uso,o que resolve,tem solução,com que conserto
        """
    static let sold = """
        que comprei aí,que comprei com vocês,que vocês me venderam,que me mandaram,do meu pedido,que me entregaram,que levei ontem
        que peguei na loja,que comprei na semana passada,de vocês
        """

    static let productSearch = """
        *<leaky> {pinga|tá pingando|está pingando|vaza|tá vazando|está vazando|tem vazamento|não fecha direito|fica pingando|solta água}{| desde ontem| muito| de noite|, <fix>|, <fix>}{|?}
        {minha|nossa} {torneira|pia|privada|caixa d'água|mangueira|laje} {pinga|tá vazando|vaza água|não fecha|tá pingando|tem goteira}{| muito| direto|, <fix>|, <fix>}
        {tá|está} {vazando|pingando|saindo|escorrendo|entrando} água {d|n|por }<leaky>{|, <fix>}
        {tem|tenho|apareceu|achei} {um vazamento|uma goteira|infiltração|mofo|umidade|goteiras} {em <room>|na parede|no teto|no piso|perto d<leaky>}{|, <fix>}
        {entupiu|tá entupido|tá entupida|entupiram} {o ralo|o vaso|a pia|o cano|o esgoto|a privada|o tanque}{|, <fix>| aqui em casa}
        {o ralo|a pia|o vaso|o tanque|a caixa de gordura} {não desce|tá voltando|transborda|não escoa|tá com cheiro ruim|alaga}{|, <fix>}
        *<creaky> {range|tá rangendo|faz barulho|estala|tá frouxa|tá solto|tá duro|prende|chia}{| muito| quando abre| de noite|, <fix>|, <fix>}
        {minha|meu} {porta|cama|cadeira|portão|ventilador|bicicleta|armário} {range|estala|faz muito barulho|balança|tá bamba|tá solto}{|, <fix>}
        {tá|está|fica} {escuro|muito escuro|escura} em <room>{|, <fix>}
        {não tem|tô sem|falta|estamos sem|fiquei sem} {luz|lâmpada|iluminação} em <room>{|, <fix>}
        {emperrou|travou|tá emperrada|tá travado|espanou|ficou duro} <stuck>{|, <fix>| aqui em casa}
        {não consigo|como faço pra|não dá pra|quero} {abrir|soltar|tirar|fechar|destravar|desenroscar} <stuck>{|, <fix>}
        <cracked> {rachou|trincou|tá rachado|tá trincada|tem rachadura|tá cheio de trincas|quebrou}{|, <fix>| em <room>}
        {descolou|soltou|caiu|tá soltando|afrouxou} {a sola do tênis|um azulejo|o pé da cadeira|o papel de parede|a prateleira|a maçaneta|o rodapé|o cabo|o salto}{|, <fix>}
        {tem|tenho|apareceram|não aguento mais as} {baratas|formigas|ratos|moscas|muriçocas|cupins|traças|aranhas} {em <room>|pela casa toda|}{|, <fix>}
        {entra|tá entrando} {vento|frio|água|poeira|chuva|barulho} {pela janela|pela porta|pelo telhado|pela fresta}{|, <fix>}
        {meu|o} {carro|<car>|fusca} {chia no freio|esquenta|não pega|vaza óleo|puxa pra um lado|gasta muito|treme|não liga|morre|solta fumaça|faz um barulho estranho}{|, <fix>}
        {enferrujou|tá enferrujado|descascou|tá descascando|manchou|desbotou} {o portão|a grade|a parede|a fachada|a cadeira|o corrimão|a porta}{|, <fix>}
        *{minha|meu|nossa|a|o} {janela|porta|geladeira|pia|bicicleta|moto|máquina de lavar|ventilador|fogão|chuveiro|privada} {não fecha|não abre direito|não gela|não esquenta|não gira|não aperta|não puxa água|tá fraca|treme toda|range|tá dura|escapa|solta toda hora}{| mais| de jeito nenhum|, <fix>}
        {quando|sempre que|toda vez que} {chove|abro a porta|freio|ligo|tomo banho|deito} {pinga|molha tudo|estala|range|faz barulho|chia|vaza|alaga a casa}{| muito|, <fix>}
        {os mosquitos|as baratas|os ratos|as formigas|os cupins} {não dão sossego|tomaram conta de <room>|comem tudo|estragam os móveis|invadiram a casa}{|, <fix>}
        {tenho|tem} {um parafuso|um prego|um cano|uma telha|uma torneira|um azulejo} {espanado|torto|furada|quebrada|solto|gasto} {em <room>|}{|, <fix>}
        {soltou|quebrou|caiu} {a perna|a roda|o pé|a tampa|o puxador|a alça} {da minha mesa|da cadeira|do armário|da mala|da panela}{|, <fix>}
        {minha bota|meu sapato|meu tênis|minha mochila|minha calça} {descolou|furou|rasgou|abriu a costura}{|, <fix>}
        {com que|como|o que serve pra|algo pra} {tapar rachadura|desentupir ralo|tirar mofo|matar formiga|colar azulejo|arrumar goteira|tirar o rangido|vedar janela|consertar vazamento|iluminar <room>}{|?}
        """

    static let complaint = """
        *{o|a} <product> <sold> {pinga|já tá pingando|vaza|range|não presta|quebrou|não liga|descolou|rachou|emperra|tem vazamento|parou|faz barulho|enferrujou|tá descascando}{|, quero trocar|, e agora|, o que eu faço|!}
        {comprei|levei|pedi} {aí|com vocês|ontem|na semana passada} {um|uma} <product> e {já pinga|não presta|queimou|quebrou|range|vaza|enferrujou|descolou|parou de funcionar}
        {instalei|coloquei|acabei de instalar|mal coloquei} {o|a} <product> {<sold>|de vocês|da loja de vocês} e {pinga|vaza|range|não liga|cai|tem vazamento|descolou}
        {o|a} <product> {chegou|veio} {trincado|rachada|vazando|furado|travado|enferrujada|sem um pé|pingando}{|, troquem|, que absurdo}
        """

    static let support = """
        {a garantia|essa garantia} {cobre|vale|serve} se {o|a} <product> {pingar|quebrar|enferrujar|falhar|vazar}{|?}
        {mandam|tem|vocês mandam|conhecem} {alguém|um encanador|um eletricista|quem} {pra instalar|que instale|pra colocar} {o|a} <product>{|?}
        {posso trocar|vocês trocam|dá pra trocar} {o|a} <product> por {outro modelo|outra medida|outra cor|um maior}{|?}
        {que horas|quando|que dia} {trazem|passam com|chega|me entregam} {o|a|meu} <product>{| que pedi| que comprei|?}
        """
}
