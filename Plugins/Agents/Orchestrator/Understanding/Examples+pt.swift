// Portuguese training examples as Brazilian shops hear them. One message or
// pattern a line; see `ExamplePattern`.

extension ExampleBook {
    static let portuguese = ExampleBook(
        language: .portuguese,
        slots: [
            "product": entries(PortugueseSlots.products),
            "supply": entries(PortugueseSlots.supplies),
            "car": entries(PortugueseSlots.cars),
            "amount": entries(PortugueseSlots.amounts),
            "brand": entries(
                "bosch,tramontina,vonder,moura,ngk,castrol,mobil,cofap,nakata,suvinil,coral,votoran,tigre,makita,pirelli,lacta,nestle,ype,amanco,gedore"
            ),
            "place": entries(
                "são paulo,santos,curitiba,recife,salvador,goiania,bh,porto alegre,meu bairro,centro,fortaleza,manaus"
            ),
            "day": entries("segunda,terça,quarta,quinta,sexta,sabado,domingo,ontem,anteontem,semana passada"),
            "name": entries("pedro,maria,joão,ana,lucas,rosa,carlos,bia,zé,marcos,julia,rafa"),
            "please": entries("por favor,pfv,pf,pfvr,por gentileza,porfavor,faz favor"),
        ],
        openings: entries(
            "oi,olá,ola,bom dia,boa tarde,boa noite,opa,oi boa tarde,oi bom dia,e aí,amigo,moço,moça,oi tudo bem,com licença,oie"
        ),
        groups: [
            ExampleGroup(intent: .greeting, lines: PortugueseExamples.greeting),
            ExampleGroup(intent: .productSearch, lines: PortugueseExamples.productSearch),
            ExampleGroup(intent: .purchase, lines: PortugueseExamples.purchase),
            ExampleGroup(intent: .quotation, lines: PortugueseExamples.quotation),
            ExampleGroup(intent: .complaint, lines: PortugueseExamples.complaint),
            ExampleGroup(intent: .support, lines: PortugueseExamples.support),
            ExampleGroup(intent: .other, lines: PortugueseExamples.other),
        ]
    )
}

private enum PortugueseSlots {
    static let products = """
        pastilha de freio,disco de freio,filtro de oleo,filtro de ar,vela de ignição,velas,amortecedor,amortecedores,bateria
        embreagem,kit embreagem,bomba de combustível,bomba d'agua,radiador,alternador,motor de partida,correia dentada,correia
        pivô,terminal de direção,rolamento,retrovisor,farol,lanterna,lampada,pneu,pneus,roda,palheta,óleo,aditivo,fluido de freio
        bobina,sensor,coxim,junta do cabeçote,mangueira,bico injetor,escapamento,tapete,parachoque,cabo de vela
        martelo,furadeira,chave de fenda,alicate,serrote,trena,fita isolante,fio,cabo flexível,disjuntor,tomada,interruptor
        cimento,vergalhão,areia,brita,bloco,tijolo,argamassa,gesso,cal,tinta,pincel,rolo,telha,massa corrida,verniz
        parafuso,parafusos,prego,pregos,bucha,porca,dobradiça,cadeado,fechadura,cano pvc,joelho,registro,torneira,chuveiro
        caixa d'agua,pia,vaso sanitario,tela,arame,escada,pá,carrinho de mão,broca,lixa,esmerilhadeira,disco de corte,cola,silicone
        arroz,feijão,açúcar,sal,óleo de soja,ovo,ovos,leite,pão,queijo,presunto,salsicha,atum,sardinha,maionese,macarrão,farinha
        café,bolacha,biscoito,refrigerante,refri,coca,guaraná,água,suco,cerveja,papel higiênico,sabonete,detergente,água sanitária
        amaciante,shampoo,fralda,fraldas,ração,vela,pilha,tomate,cebola,batata,alface,banana,maçã,limão,frango,carne moída
        linguiça,creme de leite,iogurte,manteiga,aveia,milho,molho de tomate,chocolate,pizza,lanche,coxinha,pastel,hamburguer
        """
    static let supplies = """
        óleo,cimento,tinta,areia,arroz,feijão,açúcar,cabo,mangueira,arame,leite,sabão,água,farinha,café,queijo,presunto
        ovos,pregos,parafusos,aditivo,refri,tomate,batata,cebola,carne,frango,argamassa,gesso
        """
    static let cars = """
        gol,palio,uno,celta,corsa,onix,hb20,fiesta,ka,fox,voyage,saveiro,strada,siena,civic,corolla,sandero,fusca,kombi,hilux,s10
        astra,vectra,golf,polo,cg 150,titan,biz,fan 125,ranger,cruze
        """
    static let amounts = """
        1,2,3,4,5,6,8,10,12,20,50,100,um,uma,dois,duas,três,quatro,cinco,seis,dez,uma dúzia de,meia dúzia de,um kilo de,2 quilos de
        meio kilo de,um litro de,4 litros de,um galão de,uma lata de,um saco de,10 sacos de,uma caixa de,3 caixas de,um pacote de
        5 metros de,20 metros de,um rolo de,2 rolos de,300g de,6 unidades de,um jogo de,2 jogos de,um par de
        """
}

private enum PortugueseExamples {
    static let greeting = """
        {oi|oii|oie|oiê|oiee|oi oi|olá|ola|olaa}{|!|!!| :)| 😊| 👋| ...}
        {bom dia|boa tarde|boa noite|bomdia|boatarde|bdia|bom diaaa|boa noitee}{|!| amigo| moço| moça| pessoal| chefe| 😊| a todos}
        {oi|olá|opa|ola} {bom dia|boa tarde|boa noite|tudo bem|td bem|tudo bom|tudo certo|tudo joia|blz|beleza}{|?}
        {tudo bem|td bem|tudo bom|td bom|tudo certo|tudo joia|tudo tranquilo|tudo na paz|tudo em ordem}{|?| com você?| com vc?| por aí?| amigo?}
        {e ai|e aí|eai|eae|iae|e ae|ea}{|?| blz?| beleza?| mano| cara| parceiro| tudo bem?| amigo| suave| brother| tranquilo?}
        {fala|fala ai|fala aí|fala tu|fala meu|diga|fale}{| amigo| mano| parceiro| chefe| meu bom| irmão| brother| cara}
        {opa|opaa|epa|ow|ei|hey|hello|hi|alô|alo}{|!| amigo| tudo bem?| bom dia| chefe}
        {como vai|como vão|como está|como você está|como vc tá|como c tá|como ce ta|como tem passado|como andam as coisas|como vai você|como estão}{|?| hoje?| amigo?| por aí?}
        {oi|olá|bom dia|boa tarde} {sou|sou o|sou a|aqui é|aqui é a|me chamo|meu nome é} <name>{| tudo bem?}
        {salve|saudações|saudacoes|saudações a todos|salve salve|salve mano|salve família|cumprimentos|um abraço}{|!}
        {prazer|prazer em conhecer|muito prazer|é um prazer|um prazer falar com você|prazer em te conhecer|encantado}{|!| amigo}
        {tem alguém aí|tem alguem ai|alguém aí|alguem online|tá aí|vc ta ai|está aí|me ouve}?
        {quanto tempo|há quanto tempo|sumido|oi sumida|lembra de mim|voltei|cheguei|passei só pra dar oi}{|!| oi}
        {oi|olá|bom dia|boa tarde} {amigo|amiga|gente|pessoal|moço|moça|senhor|querida|robô|bot|assistente|loja|meu querido|galera}
        {como foi seu dia|como está seu dia|como foi o fim de semana|como está se sentindo|o que conta de novo|quais as novas|o que tem feito|novidades}{|?}
        {espero que esteja bem|espero que estejam bem|espero que esteja tudo bem por aí|desejo um bom dia}{|!}
        {beleza|blz|suave|firmeza|tranquilo|de boa|tudo suave|tudo firmeza|coé|qual foi|qual é}{|?| mano?| irmão?| amigo?}
        {bom dia bom dia|boa tarde boa tarde|oi oi oi|oi de novo|olá novamente|oi outra vez|oi voltei}
        {boa|buenas|bom dia flor do dia|bom domingo|boa semana|bom início de semana|feliz segunda}{|!| pessoal}
        {oi|olá|bom dia|boa tarde|opa} {mestre|doutor|seu <name>|dona <name>|patrão|família|meninas|meninos|rapaziada|turma|amor|linda|minha querida|vizinho|compadre|equipe|chefia|meu povo|guerreiro|campeão}{|!| tudo bem}
        {oi|olá} {por aqui|falo de <place>|quem fala é o <name>|me indicaram vocês|me passaram seu contato|primeira vez aqui|quem está falando|quem me atende|com quem estou falando|vim conhecer vocês|responde aí}{|?}
        {como|e como} {tá a família|foi a semana|tá o dia|anda o trabalho|foram de feriado|tá tudo|vão as coisas|que cê anda|estamos|tá por aí|você tem passado|foi seu domingo}{|?}
        {bem|tudo bem|tudo ótimo|tudo|bem graças a deus|to ótimo|tudo sim} {e você|e vc|e contigo|e o senhor|e a senhora|e por aí|e com vc|e aí com vc}{|?}
        {que bom|que prazer|que alegria|bom} {te ver|falar com vc|falar contigo|te encontrar|estar de volta|rever vcs}{|!| de novo}
        {muito|um ótimo|um excelente|um lindo} {bom dia|boa tarde|boa noite} {pra você|pra todos|a todos vocês|minha gente}
        {boa|ótima|bom|ótimo|feliz|linda} {terça|quarta|quinta|sexta|sabado|domingo|fds|fim de semana|semana|manhã}{| pessoal| gente| a todos| galera|}
        {hello|hi|hey|oizinho|oioi|oiii sumido|eai meu|coeeh|bão|tamo aí|de boas|tudo certinho|tudo nos conformes|iai|daee|qual a boa|quais as boas}{|!|?| amigos}
        {boa|bom|oi boa} {tardinha|noitinha|dia dia|tarde gente}{| tudo bem}
        {tarde|noite} {pessoal|a todos}
        {opa|e aí|fala} {meu camarada|chefia|parceiro|meu rei|beleza|firmeza|tranquilo|como vai essa luta}{|?}
        {faz tempo que não nos falamos|quanto tempo|saudade de vocês|alguém pode me atender|tem gente aí}{|?|!}
        """

    static let productSearch = """
        {tem|vc tem|vcs tem|vocês têm|você tem|vocês vendem|vende|vendem|trabalham com|teria|teriam|ce tem|tens} <product>{|?| aí?| ai}
        {tem|vc tem|vcs tem|vende|teria|vocês têm} <product> {pro|para|do|da|pra|de} <car>{| 2010| 2015| 98| 1.0}{|?}
        {tem|vcs tem|vende|vocês têm} <product> {<brand>|da <brand>}{|?}
        {tem|vcs tem|vende} <product> {de 1/2|de 3/4|de 20mm|grande|pequeno|branco|preto|por metro|por quilo|avulso|de 18 litros|gelado|sem açúcar}{|?}
        {procuro|estou procurando|to procurando|tô procurando|tou atrás de|estou atrás de|busco|procurando} {um|uma|uns|umas|} <product>{| pro <car>| <brand>| urgente}
        {preciso|preciso de|tô precisando de|precisava de|estou precisando de} {um|uma|} <product>{| pro <car>| pro meu carro| pra minha casa| urgente| pra obra}
        {preciso|procuro} <product>{, vcs tem|, tem aí|, vocês vendem|, tem disponível}?
        {será que tem|por acaso tem|não tem|nao teria|sabe se tem|vcs não tem|por acaso vende} <product>{| pro <car>| aí}{|?}
        {quais|que|q} {marcas|modelos|tipos|opções|medidas|tamanhos|cores|sabores} {de <product> |}{vcs tem|vocês têm|tem|você trabalha|existem|tem disponível}
        {qual|que} <product> {vc tem|vcs tem|tem aí|vc indica|você recomenda|é melhor|é bom} {pro <car>||pra uso pesado|pro dia a dia}{|?}
        *<product>
        <product> <brand>
        <product> {pro|do|da|pra} <car>
        <product> {<car> 2010|<car> 2014 1.0|<car> 08|<car> 1.6 flex}
        <product> {tem|vcs tem|tem aí|disponível|em estoque|vocês tem|tem qual}?
        {quero ver|queria ver|gostaria de ver|posso ver|me mostra|mostra|me mostre|deixa eu ver|ver} {os|as|seus|} {<product>|produtos|catálogo|opções|modelos|itens}
        {catálogo|o catálogo|catalogo de produtos|tem catálogo|tem catálogo online|manda o catálogo|me envia o catálogo|cardápio|o cardápio|manda o cardápio|menu|o menu|lista de produtos}{|?| <please>}
        {que|quais|q} {produtos|coisas|peças|ferramentas|materiais|bebidas|refrigerantes|lanches|sucos|salgados} {vcs vendem|vocês têm|vcs tem|tem|você tem|estão disponíveis}{|?}
        {o que vende|o que vcs vendem|oq vc vende|o que tem|o que vocês oferecem|oq tem|com o que vcs trabalham|tem o que|tem de que}{|?| aí| pra comer| pra beber| pra hoje}
        {o que vcs tem|o que tem|quais opções|que opções tem} {de|em|pra} {ferramentas|tinta|hidráulica|elétrica|limpeza|freio|suspensão|motor|jardim|banheiro|bebida|laticínios|carnes}{|?}
        {tem em estoque|tem disponível|está disponível|ainda tem|ainda tá disponível|chegou|já chegou} {o |a |os |}<product>{|?}
        {serve|encaixa|é compatível|dá certo|cabe} {no|na|pro|em um|no meu} <car>{| 2008| 2012| 1.6}{|?}
        {esse|essa|este|esse <product>|essa <product>} {serve no|serve pra|é pro|funciona com|é compatível com|cabe no} {<car>|meu carro|motor a diesel|madeira|concreto|minha moto|área externa}{|?}
        {qual a marca|que marca é|de que material é|qual a medida|qual o tamanho|qual a cor|qual a capacidade|quantos litros vem|é 110 ou 220|quais as características|é original|qual a validade}{| do <product>|?}
        {qual a diferença|que diferença tem|qual é melhor|qual dura mais|qual vale mais a pena} entre {<brand> e <brand>|o original e o paralelo|o grande e o pequeno|o sintético e o mineral}
        {qual vc recomenda|qual você indica|o que vc indica|me recomenda algo|me indica um|o que você sugere} {pra|para} {meu <car>|pintar a parede|vazamento|soldar|limpar o piso|cortar madeira|infiltração|uma festa|churrasco}
        {algo pra|alguma coisa pra|o que tem pra|oq serve pra} {tirar gordura|colar pvc|tapar goteira|limpar bico|matar barata|colar madeira|brilhar pneu|soltar porca|lavar roupa|furar concreto}{|?}
        {pode|poderia|consegue} {me dizer|ver|confirmar|verificar} se {tem|vcs tem|vende} <product>{| pro <car>| <brand>}{|?}
        {queria saber se|gostaria de saber se|quero saber se|só uma dúvida,|uma pergunta,} {tem|vcs tem|vende|vendem|trabalham com} <product>{| pro <car>}{|?}
        {tem|vem|teria} {em outra cor|de outra marca|em outra medida|em preto|menor|maior|em outro sabor|original|paralelo|usado|novo}{|?}
        {outra marca|outro modelo|um maior|um menor|mais opções|outras opções|algo parecido|ver mais|mostra mais|mostra outros}{| que vc tenha| <please>}
        {sou mecânico|sou pedreiro|sou eletricista|tenho uma oficina|tenho um mercadinho} e {procuro|preciso de|to atrás de} <product>
        {tenho um|meu carro é um} <car> {2010|2006|99|} e {preciso de|procuro|to procurando} {um|uma|} <product>
        {tem|chegou|vende} {fruta fresca|verdura|pão francês|carne bovina|peixe|gelo|queijo minas|bolo}{|?| hoje?}
        {me vê se tem|dá uma olhada se tem|verifica se tem|olha pra mim se tem|confere se tem} <product>{| pro <car>| <please>}
        {acabou|não tem mais|acabaram} {o|a|os|} <product>{|?| ou ainda tem}
        {tem foto|manda foto|me manda fotos|mostra foto} {do|da|dos} <product>{|?}
        e pra {beber|tomar|comer|sobremesa|acompanhar}{| tem o que|?| o que tem}
        {já chegou|chegou|vai chegar|quando chega na loja} {o|a|mais} <product>{|?}
        {vi no site|vi no instagram|vi no face|vi um anúncio de} {um|uma|o|a|} <product>{, ainda tem|, ainda vende|, tá disponível|, tem aí}{|?}
        {teriam aí|teria aí|cês tem|ces tem|haveria|por acaso chegou|vcs costumam ter|consegue arrumar|vcs conseguem} <product>{|?}
        {que medida|que número|que bitola|qual sabor|que tamanho|que cor|qual voltagem} {de <product> |}{tem|vcs tem|teria|trabalham}{|?}
        {queria|quero|gostaria de|posso} {dar uma olhada|olhar|conhecer|conferir} {nos produtos|os <product>|as opções|os modelos|nas <product>|o que vcs tem}
        {disjuntor|cabo|fio|lampada|broca|sabao em po|cano|chuveiro} {20 amperes|32 amperes|1,5|4mm|de 6mm|flexivel|omo|220v|25mm}
        {tem|tem ai|voces tem|nao tem} {alicate|martelo|papel toalha|trena|chave|papel aluminio|filme pvc} {de pressao|grande|barato|ai|ainda}{|?}
        """

    static let purchase = """
        {quero|qro|kero|eu quero|vou querer} <amount> <supply>{| <please>}
        {me dá|me da|me vê|me ve|manda|me manda|envia|separa|reserva|coloca|bota|põe|anota|me vende|me traz|traz|pega|inclui} <amount> <product>{| <please>| pra mim}
        {vou levar|levo|vou ficar com|fico com|quero levar|vou pegar|pego} {<amount> <product>|os dois|as duas|tudo|um|uma|esse|essa|esse mesmo|o primeiro|o segundo|a <brand>|o <product>}
        {quero|eu quero|vou querer|compro|eu compro|levo} {esse|essa|esses|esse aí|esse mesmo|os dois|um desse|duas dessas|ele|o primeiro|o de 5 litros}{|!| <please>}
        {sim|ok|tá|ta bom|blz|beleza|fechado|certo|isso|pode ser|perfeito|topo}{,|} {vou levar|eu compro|quero|manda|pode mandar|pode separar|fecha|pode fechar|anota aí|vou querer|me vê um|quero esse|coloca no pedido}
        {quero|queria|gostaria de|preciso|desejo|vou|posso} {fazer um pedido|fazer uma compra|comprar|pedir|fazer uma encomenda|fazer meu pedido|encomendar|comprar umas coisas}{| <please>| agora}
        {quero|queria|gostaria de|vou|preciso|tenho interesse em} {comprar|adquirir|pedir|encomendar|levar} {<amount> <product>|o <product>|a <product>|esse|esse produto|esses dois|isso|os três}
        {quero|queria|gostaria de} pedir {uma pizza|um lanche|dois hamburguer|uma coxinha|um combo|uma marmita|duas cervejas|um pastel}{| <please>}
        {adiciona|acrescenta|coloca|inclui|põe|bota|soma|anota} {<amount> <product>|outro|mais um|mais 2|também <product>|um <product> a mais|isso também}{| no pedido| no carrinho|, <please>|}
        {tira|remove|troca|cancela só} {o|a|os} <product> {e coloca|por|e bota|e adiciona} <amount> <product>
        {ao invés de|em vez de|no lugar de} {2|3|dois|um} {coloca|manda|me vê|quero} {4|5|quatro|um|dois}
        {na verdade|melhor|pensando bem} {quero|manda|coloca|vou querer|são} {3|cinco|dois|4 caixas|10 sacos|mais um}
        {coloca no carrinho|põe no carrinho|adicionar ao carrinho|add no carrinho|bota no carrinho|joga no carrinho}{| <please>}
        {confirmo|confirmado|confirmar|pode confirmar|tá confirmado|sim confirmo} {o pedido|meu pedido|a compra|minha compra|os <amount> <product>|}
        {finalizar|fechar|concluir|encerrar} {compra|pedido|a compra|o pedido|minha compra}{| <please>}
        {pode|vamos|bora|vamo} {fechar|fechar o pedido|finalizar|fechar a compra|mandar|separar|fechar negócio|gerar o pedido|faturar pra mim}{|!| então}
        {separa|reserva|guarda|deixa separado} {um|uma|<amount> <product>|o <product>|a <product>|esse} {pra mim|que eu busco|que passo aí|que vou buscar|, passo amanhã}
        {o|a} {primeiro|primeira|segundo|segunda|último|mais barato|maior|azul|<brand>|original} {<please>|quero esse|me vê|pode mandar|manda esse|vou levar}
        {opção|a opção|número|o número|a} {1|2|3|um|dois|a|b} {<please>|quero|pode mandar|vou querer|essa mesma}
        <amount> <product> <please>
        <amount> <product> {e|,|com|mais} <amount> <product>{| <please>| pra viagem| pra entregar}
        {o de sempre|o mesmo de sempre|repete o pedido|repetir pedido|o mesmo pedido|igual da outra vez|o mesmo de ontem|pede de novo o mesmo}{| <please>}
        {manda|me manda|envia|passa} {o link|o link de compra|o link pra comprar}{ que eu compro|, quero comprar|, vou levar| pra eu fechar}
        {manda|entrega|pode mandar|pode entregar|envia} {aqui em casa|na obra|na oficina|em <place>|hoje|pra cá|aqui}{|, vou querer| <amount> <product>}
        {comprar|compra|novo pedido|fazer pedido|comprar agora|compro|comprar esse|quero comprar|pedido}
        {me vê|quero|bota|coloca} {10|20|30|50} reais de <supply>
        {já decidi|decidi|fechou|negócio fechado|combinado|feito|tá feito}{, quero esse|, vou levar|, manda|, pode mandar os dois|, compro}
        {sim|ok|quero sim} {quero|manda|me vê|vou querer} {o|a|esse|essa|os|um|uma|<amount>} <product>{| <brand>| <please>|}
        {mais um|mais uma|mais dois|outro|outra|outras duas} {<please>|igual|desse|pro meu pedido|e só|pra fechar}
        {só isso|é só isso|seria isso|é isso}{, fecha o pedido|, pode fechar|, pode mandar|, finaliza|, confirmo o pedido}
        {topo|topo sim|aceito|aceito sim|eu topo|anota ai|anota aí|anota o pedido|anota meu pedido|pode anotar}{|!| <please>}
        preciso que {me mande|vc mande|envie|separe|me venda} <amount> <product>
        {agora|hoje} {quero comprar|vou levar|vou querer os dois|eu compro|faço meu pedido}
        {ok|então|pronto|blz|certo|beleza|tá} {me manda|separa|anota|põe|me dá|me vende|envia|prepara|fecha} {o|a|os|as|esse|esses|dois|três|um|5|o grande|a preta|tudo}{| por favor| amanhã| pra hoje|}
        {anota|marca|deixa anotado|pode contar|conta} {pra mim um|dois pra mim|comigo com 3 caixas|4 sacos|a promo pra mim}{|!}
        {quero|queria|gostaria} que {me mande|vc separe|me envie|me venda|vc anote} {o|um|dois|3|esses|o pedido|esse <product>|os <product>}
        {me arruma|me separa|me prepara|me embala|me reserva|salva|descola} {o|a|um|uma|dois|três} <product>{| e já passo aí| que vou buscar| <please>|}
        {gostei|curti|me interessei|me serve|tá ótimo}{, vou levar|, pode separar|, manda dois|, vou comprar|, fecha}
        {fecha|lança|gera|prepara|registra|emite|monta} {a venda|a compra|meu pedido|o pedido completo|minha compra com esses dados}{| <please>|}
        {aumenta|diminui|muda|deixa} {pra|em} {3|5|dez|4 unidades|6 caixas}{| o pedido| <please>|}
        {vou|vamos} {de|no|na|com o|com a} {<brand>|maior|mais barato|primeira|de 20 litros|kit|promoção}{| então| mesmo|}
        {me vê|manda|quero|vou querer} {uma pizza grande|um x tudo|uma porção de batata|duas marmitas|três pastéis de queijo|um açaí|um combo|um bolo} {e uma coca|e um guaraná|sem cebola|pra viagem|pra entrega|de calabresa|}
        {fico com|vou ficar com|fecho com} {o mais em conta|o primeiro|a da tigre|esse mesmo}
        {manda bala|pode mandar|pode fechar|manda esse|fecha esse}{| entao| ai| pra mim}
        """

    static let quotation = """
        {quanto|qto|qnto|qnt|qt|quantu} {custa|é|sai|tá|ta|fica|custam|são|vale|está|seria}{|?| <please>}
        {quanto|qto|e quanto} {custa|é|sai|tá|ta|vale|fica|está|anda} {o|a|os|as|um|uma} <product>{|?| <brand>}
        {quanto|qto} {custa|sai|fica|é|seria|tá|por} <amount> <product>{|?}
        {por quanto|a quanto|por qto|a como|de quanto} {sai|tá|está|vende|vcs vendem|vc faz|fica|sairia} {o|a|os|as} <product>{|?}
        {preço|preco|preços|valor|valores|custo|vlr|prç} {de|do|da|dos|d} <product>{| <brand>| pro <car>|?| <please>}
        {preço|preco?|valor?|preços|qual preço|qual valor|o preço|o valor|valores|custo|preço <please>|valor <please>}
        {qual o|qual é o|qual|qual seria o} {preço|valor|custo|preco} {do|da|dos|de um|desse} <product>{|?}
        {me passa|passa|me diz|me fala|me informa|manda|pode me passar|poderia informar|queria saber|gostaria de saber|quero saber|preciso saber} {o preço|os preços|o valor|os valores|preço|quanto custa} {do|da|dos|de} <product>{| <please>}
        {faz|faça|me faz|pode fazer|quero|preciso de|gostaria de|poderia fazer|me manda|solicito|queria} {um orçamento|orçamento|uma cotação|um orcamento|cotação|uma estimativa}{| de <amount> <product>| de <product>| <please>| por escrito| pra minha empresa| pra obra}
        {orçamento|orcamento|cotação|cotacao} {de|para|pra} {<amount> <product>|<product>|materiais|uma obra|minha oficina|uma lista|reforma}{| <please>}
        {orçar|cotar|cota|cota pra mim|orça|orça pra mim|me cota|pode cotar} {<amount> <product>|<product>|isso|essa lista|uns materiais|<product> pro <car>|<product> e <product>}{| <please>|?}
        {tabela de preços|lista de preços|a lista de preço|tabela de valores|preço de atacado|preço atacado|preço no varejo|preço pra revenda|preço pra oficina}{|?| <please>|}
        {tem|vcs tem|faz|fazem|dá|dão|rola|consegue} {desconto|algum desconto|um desconto|desconto por quantidade|desconto à vista|preço melhor|um precinho|preço especial|desconto no pix|abatimento}{|?| se eu levar varios}
        {tem|quais|que|alguma} {promoção|promoções|ofertas|oferta|promo}{| tem| de <product>| hoje|?}
        {tá|está|ainda ta|estão} {em promoção|em oferta|na promoção|com desconto}{| o <product>| os <product>|?}
        {qual o menor preço|qual o mínimo|quanto vc faz|quanto faz|quanto fica|por quanto deixa|qual o melhor preço} {|se eu levar 5|se levar <amount>|à vista|pra mim|no dinheiro|no pix}{|?}
        {o mais barato|o mais em conta|a mais barata} {é quanto|quanto custa|qual valor|sai por quanto}{|?}
        {e|e o|e a|ok e|mas} {esse|essa|o grande|o pequeno|o outro|a outra|os dois|o original|o <brand>} {quanto|quanto custa|é quanto|quanto sai|qual o valor|qual preço}{|?}
        {preço|o valor|esse valor|esse preço} {já com frete|com imposto|sem nota|por unidade|por caixa|por metro|por quilo|inclui entrega|total|à vista|parcelado}{|?}
        {quanto|quanto fica|quanto dá|quanto deu|quanto é|qual} {o total|tudo|tudo junto|com frete|com entrega|os dois|o jogo|o quilo|o litro|o metro|a caixa|a unidade|o saco|a dúzia|o par}{|?}
        {quanto|quanto vc|quanto vcs} {cobra|cobram|cobra pra|sairia} {por|pra trocar|pra instalar|} {o|a|um|} <product>{| do <car>|?}
        <product> {quanto|preço|valor|é quanto|quanto custa|quanto tá|qual valor|quanto sai|ta quanto}{|?}
        <amount> <product> {quanto fica|quanto é|quanto sai|qual valor|dá quanto|sai por quanto}{|?}
        {muito caro|tá caro|achei caro|caro demais|nossa que caro}{, faz desconto|, qual o mínimo|, faz por menos|, não tem desconto}{|?}
        {faz|deixa|consegue fazer} {por 100|por 50|por 500|mais barato|um desconto|por menos}{|?}
        {me diz|me fala|vê pra mim|confere} {quanto custa|o preço|quanto é|quanto sai|o valor} {o|a|de um|do} <product>{| <please>}
        {quantos reais|quantos conto|quanto em dinheiro} {é|custa|sai}{| o <product>| tudo|?}
        {valor|preço|quanto custa|quanto é} {do frete|da entrega|da mão de obra|da instalação}{| do <product>|?}
        {quero|queria|preciso|tô} {saber preço|saber o valor|saber quanto custa|fazer orçamento|fazer uma cotação|pesquisando preço|cotando} {de|do|da} <product>
        {ta|tá|está} {quanto|por quanto|a quanto} {o|a|os} <supply>{|?| hoje?}
        {preço|valor} {à vista|no cartão|pra revendedor|pra cliente|no pix|no dinheiro}{|?}
        {quanto|a quanto} {subiu|baixou|ficou} {o|a} <supply>{|?}
        {continua|ainda é|segue|ainda está} {o mesmo preço|no mesmo valor|por 35|a 20 reais|na oferta de 99}{|?| o <product>}
        {faz|me faz|soma|calcula|fecha pra mim} {a conta|as contas|o total|tudo|a soma|o cálculo}{| pra ver quanto dá| de <amount> <product>| quanto deu}
        {como tá|como anda|como estão} {o preço|os preços|os valores}{| dos <product>| do <product>|?}
        {quanto|qto} {vc pede|pedem|cobrariam|tá pedindo} {no|na|em|por} {esse|tudo|dois|um <product>|<amount> <product>}{|?}
        {melhora|abaixa|dá uma baixada|dá um desconto|faz um descontinho} {o preço|um pouco|aí|no total|nesse valor}{|?| <please>}
        {último preço|preço final|valor final|valor total|preço unitário|preço da dúzia|custo total|um valor aproximado|mais ou menos quanto}{|?| <please>}
        {$|R$|r$ ?|quanto $|reais?|qnto|qnto?|qto?|quanto}
        {quanto|qto} {eu pago|pagaria|gastaria|vou gastar|daria} {em|por|com|pra} {<amount> <product>|tudo|3|uma reforma|um <product>}{|?}
        {quanto|qto} {fica |sai |} {o saco|a caixa|o metro|cada um} se eu {levar|comprar|pegar} {mais|dez|um monte|duas toneladas}{|?}
        {orcar|orçamento de|cotar|preciso orcar} {50|200|mil|10 sacos de} {blocos|telhas|<product>|cimento e areia}
        """

    static let complaint = """
        {chegou|veio|vieram|me entregaram|recebi|chegaram} {quebrado|quebrada|danificado|amassado|incompleto|com defeito|estragado|aberto|molhado|usado|riscado|vencido|sujo|errado|faltando}{|!| e quero uma solução| o que eu faço}
        {o|a|os} <product> {chegou quebrado|veio com defeito|não funciona|não presta|não liga|veio errado|está quebrado|tá vazando|veio faltando|quebrou|parou de funcionar|queimou|não é o que pedi|não serviu|estava vencido|veio aberto|durou um dia|veio estragado}
        {meu pedido|o pedido|meu pacote|minha encomenda|minha compra|a entrega} {não chegou|não chega|nunca chegou|está atrasado|tá atrasado|atrasou|chegou atrasado|veio incompleto|veio errado|demorou demais|tá demorando muito|sumiu|continua atrasada|ainda não chegou}{| e já paguei| ja faz 3 dias|!| desde <day>| e ninguém responde}
        {me mandaram|mandaram|vocês mandaram|me entregaram|me venderam} {outra coisa|outro produto|algo que não pedi|o errado|produto errado|um usado|uma peça ruim|produto vencido|outra marca|outro modelo|menos peças|metade|produto falso|<product> de outra medida}
        {quero|queria|preciso|gostaria de|como faço pra} {devolver|trocar} {isso|o produto|o <product>|a <product>|minha compra|esse <product>}{, não presta|, veio com defeito|, não serviu|, não gostei|}
        {quero|exijo|preciso de|peço} {reembolso|meu reembolso|meu dinheiro|meu dinheiro de volta|a devolução do dinheiro|estorno|que troquem o produto|uma solução|uma explicação|que me respondam}{| já| agora|!}
        {devolvam|devolve|me devolve|me devolvam} {meu dinheiro|o que eu paguei|o dinheiro|meu pagamento}{| já|!}
        {péssimo|pessimo|horrível|ruim|terrível|lixo de|que péssimo} {serviço|atendimento|produto|experiência|qualidade|loja}{|!| o de vocês| não recomendo}
        {que absurdo|que falta de respeito|que descaso|que palhaçada|uma vergonha|que decepção|é o cúmulo|tá de brincadeira|isso é inadmissível|atendimento péssimo|que serviço ruim|que demora}{|!| com vocês| isso}
        {quero|queria|preciso|gostaria de|vou|como|onde posso} {fazer uma reclamação|registrar uma reclamação|reclamar|abrir uma reclamação|fazer uma queixa|prestar queixa|deixar uma reclamação|abrir um chamado de reclamação}{| do atendimento| do entregador| do pedido| contra a loja|}
        {reclamação|queixa|tenho uma reclamação|é uma reclamação}{| do meu pedido| do produto| do entregador| contra a loja}
        {me cobraram|cobraram|fui cobrado|vocês cobraram|descontaram} {a mais|em dobro|duas vezes|errado|outro preço|mais do que dizia|e não entregaram|algo que não comprei|o frete que era grátis}{|!| quero meu dinheiro}
        {isso é|é|parece|vocês são|são} {um golpe|um roubo|uma fraude|uma falta de respeito|uma palhaçada|golpistas|ladrões|uns picaretas|enganação|propaganda enganosa|inaceitável|um lixo}{|!}
        {fui enganado|fui roubado|me enganaram|me roubaram|caí num golpe|mentiram pra mim|me passaram a perna}{|!| por vocês| com o <product>}
        {estou|tô|to|fiquei} {uma hora|duas horas|3 dias|uma semana|15 dias|um mês|há dias|o dia todo} {esperando|esperando o pedido|esperando e nada|sem resposta|aguardando a entrega}
        {já faz|faz|já passou|já tem} {uma semana|3 dias|10 dias|um mês|duas semanas|duas horas} {e não chega|e nada|e não entregam|e continuo esperando|que pedi e não chegou|e ninguém resolve}
        {por que|pq|porque} {demora tanto|tá demorando tanto|meu pedido não chegou|ninguém responde|cobraram a mais|tanto atraso|veio errado|sempre atrasa}{|?|!}
        {ninguém|ninguem} {me responde|responde|atende|resolve|dá satisfação|me dá retorno|resolve meu problema}{|!| na loja| desde ontem}
        {estou|tô|to|fiquei|sai} {muito insatisfeito|insatisfeita|decepcionado|decepcionada|chateado|irritado|revoltado|com raiva|indignado|puto} {com o serviço|com vocês|com a compra|com o produto|com o atraso|}
        {o entregador|o motorista|o vendedor|a atendente|o funcionário|o motoboy} {foi grosso|me tratou mal|foi mal educado|não apareceu|gritou comigo|chegou atrasado|jogou a caixa|deixou na chuva|me destratou}
        {faltou|faltaram|falta|tá faltando|não veio|veio sem} {2 peças|um item|<amount> <product>|o <product>|a metade|coisas|três caixas}{| no meu pedido| na entrega| e já paguei|}
        {não funciona|não presta|não liga|parou de funcionar|quebrou|queimou|estragou|deu defeito}{| o <product>| a <product>| o que comprei| e acabei de comprar| no segundo dia| o que vocês me venderam}
        {não é o que pedi|não foi o que comprei|não é igual da foto|não é original|isso não foi o que pedi|não serve no meu <car> e disseram que servia}{|!}
        {prometeram|falaram|disseram|ficaram} {que chegava|que entregavam|de entregar|que vinham} {ontem|hoje|<day>|de manhã|cedo} e {nada|não chegou|não vieram|não cumpriram|ninguém apareceu}
        {nunca mais|não volto a|não vou mais} {compro aqui|compro com vocês|comprar|comprar nessa loja|recomendo}{|!|, péssimo}
        {vou|eu vou} {processar vocês|denunciar|reclamar no procon|no reclame aqui|acionar o procon|postar nas redes|deixar uma avaliação ruim}{|!}
        {a comida|a carne|a fruta|a verdura|o frango|o queijo|o pão|o lanche|a pizza} {estava estragada|tá com cheiro ruim|veio fria|tava podre|veio mofado|estava azeda|veio com bicho|tava dura}
        {de novo|outra vez|sempre} {a mesma coisa|atrasado|veio errado|o mesmo problema|vocês erram|atraso na entrega|dá problema}{|!}
        {quero acionar|quero usar|cadê} a garantia{, veio ruim|, não funciona|, o <product> quebrou| porque não presta}
        {a qualidade|o produto|o material|a tinta|o <product>} {é muito ruim|é péssimo|é de péssima qualidade|é um lixo|não presta|é falsificado|não dura nada}{|!}
        {me deram|deram} {o troco errado|troco a menos|troco errado}
        {não respeitaram|não cumpriram|descumpriram} {o preço|a promoção|a oferta|o prazo|a data de entrega|o combinado|a garantia}
        {o entregador|o motoboy|o rapaz|o motorista} {não veio|nunca apareceu|sumiu|derrubou a mercadoria|deixou na rua|errou o endereço|perdeu meu pacote|roubou meu pedido|me deixou esperando}
        {de novo|outra vez|sempre} {me deixaram|vcs deixam|me fizeram} {esperando|na mão|perder tempo|de palhaço|perder viagem}{|!}
        {é a|já é a|pela} {segunda vez|terceira vez} {que falham|que acontece isso|que vem errado|que erram comigo|que atrasam}
        {não estou|não fiquei|não tô} {satisfeito|satisfeita|feliz com a compra|de acordo com a cobrança|nada contente}{| com vocês| com o produto|}
        {que|puro|quanta|um} {lixo|mentira|irresponsabilidade|incompetência|abuso|enganação|desorganização|desrespeito|nojo|descaso com cliente}{|!| de loja| vocês}
        {vocês são|são} {muito enrolados|irresponsáveis|os piores|péssimos|uns grossos|muito lentos|desonestos}{|!}
        {o lacre|a caixa|o saco|a embalagem|a peça|a tela|o vidro} {veio rasgada|estava aberta|veio trincado|veio amassada|tá quebrada|veio sem tampa|chegou esmagada}
        {a bateria|a lâmpada|a bomba|o motor|o liquidificador|o ventilador|a torneira|o carregador} {não carrega|estourou|faz barulho e é nova|esquenta muito|solta fumaça|desliga sozinho|pifou|não aguentou nada|enferrujou|tem cheiro de queimado}
        {aumentaram|mudaram|não respeitaram} {o preço na entrega|o valor na hora|o preço que tava no anúncio}{|!| que abuso}
        {quanto tempo mais|até quando|quanto mais} {vou esperar|tenho que esperar|vão me enrolar|demoram pra resolver}{|?|!}
        {preciso|quero|espero} {uma solução pra esse problema|que resolvam isso|que reponham a peça|que troquem o que veio errado|que alguém se responsabilize}{|!| já}
        {sinceramente|na boa|olha} {que decepção|tudo muito ruim|não esperava isso|achei que eram sérios|ficaram devendo}
        {a tinta|o piso|o material|a peça} {descascou|desbotou|rachou|soltou|enferrujou} {em uma semana|no outro dia|rapidinho|em tres dias}
        {o leite|o pão|o queijo|a carne} {veio|chegou|tava} {azedo|vencido|mofado|podre}{|, que nojo}
        {comprei|paguei} {uma coisa e veio outra|gato por lebre de novo|e me enganaram}
        {quero|exijo} {o frete de volta|meu dinheiro|reembolso do valor}
        """

    static let support = """
        {quero|queria|preciso|gostaria de|posso|poderia} {falar com|conversar com|ser atendido por|falar direto com} {uma pessoa|alguém|um humano|um atendente|um vendedor|o gerente|o dono|um responsável|uma pessoa de verdade|o suporte|a central|o sac}{| <please>|}
        {me passa|me transfere|transfere|chama|me coloca} {pra|com|para} {alguém|um atendente|uma pessoa|o gerente|um humano|vendas|o responsável|o suporte}{| <please>}
        {atendente|humano|pessoa|falar com humano|atendente <please>|não quero falar com robô|vc é um robô?|é robô ou gente?|tem uma pessoa aí?|suporte|sac}
        {como|onde|de que forma} {pago|posso pagar|faço o pagamento|se paga|faço o pix|deposito|transfiro}{|?| meu pedido| online| no cartão}
        {aceita|aceitam|vcs aceitam|posso pagar com|posso pagar no|dá pra pagar no|recebe|passa} {cartão|pix|dinheiro|mercado pago|cartão de crédito|débito|boleto|transferência|vale alimentação|paypal|cheque}{|?}
        {quais|que} {formas de pagamento|as formas de pagamento|os meios de pagamento|cartões} {aceitam|vcs aceitam|vocês têm|tem|}{|?}
        {que horas|q horas|a que horas|até que horas|ate q horas|a partir de que horas} {abre|abrem|fecha|fecham|vcs abrem|atendem|funciona|posso ir}{|?| hoje| amanhã| <day>}
        {horário|horario|qual horário|qual o horário de atendimento|horário de funcionamento|quais os dias que abre|que dias vcs abrem|horário da loja}{|?| <please>| no sábado}
        {abre|abrem|funciona|tá aberto|estão abertos|atendem} {hoje|domingo|aos sábados|amanhã|no feriado|agora|24 horas|de noite}{|?}
        {onde|aonde} {fica|ficam|vcs ficam|é a loja|fica a loja|está localizada|encontro vocês|tem loja}{|?}
        {qual o|me passa o|me manda o|manda o|me dá o|preciso do} {endereço|endereço da loja|telefone|telefone de vocês|número de contato|whats|email}{|?| <please>}
        {endereço|localização|localização <please>|telefone|tem filial em <place>|tem loja em <place>|número do whatsapp|instagram|site de vocês|manda a localização|me manda a loc}{|?}
        {preciso de|quero|me manda|pode emitir|gostaria de|pode mandar|solicito|cadê} {nota fiscal|a nota fiscal|nota|minha nota|uma nota fiscal|a nf|o xml|recibo|o cupom fiscal}{|?| <please>| do meu pedido| no cnpj da empresa}
        {emite nota|emitem nota fiscal|tem nota|vem com nota|dão nota|faz nota|como pego a nota fiscal|quais dados precisa pra nota}{|?| <please>}
        {meu cpf é|meu cnpj é|segue meu cpf|cpf na nota|mudar o cnpj da|a nota saiu com erro no} {12345678900|nota|nome|cnpj|endereço}
        {onde|cadê|cade|onde que} {está|tá|anda|} {meu pedido|meu pacote|minha compra|minha encomenda|o entregador|o que comprei}{|?| <please>}
        {quando|que dia|que horas|qndo} {chega|vai chegar|entregam|vão entregar|sai|vem|recebo} {meu pedido|meu pacote|minha compra|minha encomenda|}{|?}
        {status|situação|andamento|rastreio|rastreamento} {do meu pedido|do pedido|da minha compra|da entrega|do pedido 1234}{|?| <please>}
        {quero|posso|como|como posso|preciso} {rastrear|ver|consultar|acompanhar|saber do|checar} {meu pedido|meu pacote|minha compra|minha encomenda|a entrega|o pedido 5567}{|?}
        {já|ainda não} {saiu|enviaram|despacharam|mandaram|tá a caminho|tá pronto|postaram} {meu pedido|meu pacote|o pedido|}{|?}
        {código de rastreio|codigo de rastreamento|número do rastreio|me passa o rastreio|qual o código de rastreio}{| do meu pedido| <please>|?}
        {vocês|vcs|fazem|tem|faz} {entrega|entregam|delivery|entrega em domicílio|entrega grátis|entrega no mesmo dia}{|?| em <place>| pra todo brasil| em casa}
        {entrega|entregam|envia|enviam|mandam|faz entrega} {em <place>|pra <place>|em casa|pra todo brasil|no meu bairro|hoje ainda|na <day>}{|?}
        {quanto tempo demora|quanto tempo leva|em quantos dias chega|qual o prazo|qual o prazo de entrega|quantos dias demora|demora muito} {a entrega|pra chegar|pra entregar|pra <place>|o pedido|}{|?}
        {posso|dá pra|quero|vou} {retirar na loja|buscar na loja|buscar aí|retirar meu pedido|passar pra pegar}{|?| hoje| amanhã}
        {quero|preciso|posso|como|tem como} {mudar|alterar|trocar|corrigir|atualizar} {o endereço|meu endereço|o endereço de entrega|a data de entrega|meus dados|meu telefone|o horário da entrega}{|?| do pedido}
        {quero|preciso|posso|como|tem como|gostaria de} {cancelar|cancelo} {meu pedido|o pedido|a compra|minha compra|o pedido 1234}{|?| <please>}
        {não consigo|nao to conseguindo|como faço pra|não tô conseguindo} {entrar na conta|fazer login|pagar|fazer o pagamento|me cadastrar|abrir o link|mudar a senha|recuperar a senha|finalizar o pagamento|ver meu pedido}{|?| ajuda}
        {esqueci|perdi|não lembro|quero mudar|quero recuperar} {minha senha|a senha|meu login|meu usuário|a senha da conta}
        {o link|o site|a página|o app|o aplicativo} {não abre|não funciona|não deixa pagar|dá erro|não carrega|caiu|travou|expirou}
        {erro|problema|problemas|falha} {no pagamento|ao pagar|com meu cartão|com o pix|no site|na minha conta|no cadastro}
        {meu pagamento|meu cartão|o pix|a transferência} {foi recusado|não passa|não caiu|tá pendente|já caiu|não foi aprovado}{|?}
        {já paguei|ja fiz o pix|já transferi|já fiz o pagamento|pagamento feito|pix feito}{|, e agora|, segue o comprovante|, viu aí?|, quando mandam|, confirma pra mim}
        {segue|tá aí|vou mandar|te mandei|enviei} {o comprovante|meu comprovante|o recibo do pix|o print do pagamento|o comprovante do pix}
        {qual|me passa|manda|me manda} {a chave pix|o pix|a conta|os dados bancários|os dados pra transferência|o link de pagamento|o boleto|o qr code}{| <please>|?}
        {tem|qual a|como funciona a|quanto tempo de|quanto dura a} garantia{|?| do <product>| dos produtos| vcs dão}
        {parcela|parcelam|dá pra parcelar|divide|em quantas vezes|faz crediário|vende fiado|parcela no cartão|parcela sem juros}{|?| quantas vezes}
        {qual|tem|qual é} {a política de troca|a política de devolução|pedido mínimo|valor mínimo pra entrega|compra mínima}{|?}
        {ajuda|me ajuda|pode me ajudar|preciso de ajuda|preciso de uma ajuda <please>|socorro|uma dúvida|tenho uma dúvida|queria uma informação|preciso de informação|informações|info}{|?| com uma coisa| com meu pedido| com minha conta| com o pagamento}
        {como|cm} {faço um pedido|faz o pedido|funciona|funciona isso|faço pra pedir|usa isso|compro por aqui|é o processo|me cadastro|crio uma conta}{|?}
        {podem|pode|alguém pode|quero que} {me ligar|ligar pra mim|me retornar|entrar em contato|me ligam|retornar a ligação}{|?| <please>| mais tarde| no 11999998888}
        {vcs instalam|fazem instalação|tem oficina|fazem a troca aí|tem mecânico|tem estacionamento|cortam a madeira|fazem a cor da tinta na hora|ajudam a descarregar}{|?}
        {pagar na entrega|pagamento na entrega|pago quando chegar|pode pagar quando receber|leva a maquininha}{|?| pode| aceitam}
        {segunda via|2 via|preciso da segunda via} {do boleto|da nota|da fatura|do recibo}{| <please>}
        {com quem|quem} {pode me ajudar|eu falo|me atende|vejo a nota fiscal|resolve uma dúvida|passa informação|trato de pagamento}{|?}
        {tem|teria|existe} {alguma pessoa|alguém de vendas|algum responsável|alguém que me explique|gente de verdade|um telefone pra falar}{|?| aí}
        {em que rua|em que bairro|em qual cidade|perto de onde|é muito longe} {vcs ficam|fica|é a loja|estão|do centro}{|?}
        {fica|ficam|é} {perto do|do lado do|pertinho do|longe do} {metrô|centro|mercado|terminal|hospital|shopping}{|?}
        {fecham|abrem|tem alguém|trabalham} {na hora do almoço|no carnaval|ao meio dia|no feriado|no natal|à tarde|cedo}{|?}
        {posso usar|posso passar|vcs pegam|pega|passam} {débito|ticket|vale refeição|cartão de débito|metade em dinheiro|visa|meu cartão|no crédito}{|?}
        {no nome de quem|em qual banco|em qual conta|pra qual número} {deposito|transfiro|vai o pix|faço a transferência|mando o dinheiro}{|?}
        {venceu|expirou|me reenvia|gera de novo|manda de novo} {o link de pagamento|o boleto|o código do pix|a fatura}{|?| <please>}
        {em que pé tá|como anda|o que houve com|tem notícia do|alguma novidade do|sabe do} {meu pedido|minha entrega|o que encomendei|meu envio|minha compra de ontem|meu cadastro}{|?}
        {que horas|mais ou menos que horas|em quanto tempo} {passa o entregador|vem o motoboy|chega o caminhão|vão entregar aqui|passam aqui}{|?}
        {chega|chegam|entregam|tem rota|vocês vêm} {até aqui|na minha rua|em <place>|fora da cidade|no interior|na zona rural|no fim de semana}{|?}
        {moro em|sou de|tô em} <place>{, dá pra mandar|, entregam aqui|, fazem entrega|, enviam}{|?}
        {não recebi|não chegou|não achei|onde baixo|cadê} {a nota|o email de confirmação|o xml|meu recibo|o código|o boleto}{| no email|?}
        {se não servir|se não gostar|se der problema|se não encaixar} {posso trocar|tem troca|aceitam troca|como faço a troca}{|?}
        {quantos dias|quanto tempo} {tenho pra trocar|é a troca|dão de garantia|seguram o produto|guardam meu pedido}{|?}
        {o que precisa|que documento precisa|quais documentos|requisitos} {pro crediário|pra abrir conta|pra nota|pra ser cliente|pra ser revendedor|pra reservar}{|?}
        {me explica|explica|me diz|pode me dizer|não sei|não entendi} {como pedir por aqui|como funciona|como paga|como entrar na conta|como me cadastrar|como comprar online|como usar o bot}{|?| <please>}
        {mudei de|troquei meu|tenho novo} {número|endereço|email|telefone}{, como atualizo|, onde mudo|, atualiza pra mim|}
        {não quero mais|desisti d|não preciso mais d}{o pedido|a compra|a entrega}{, dá pra cancelar|, cancela <please>|, como cancelo}{|?}
        {fecha|abrem|fecham|abre} {no almoço|pra almoçar|no domingo|no feriado}{|?}
        {quero|pode|peço} que {alguem|um atendente|o gerente} me {ligue|chame|retorne}
        {vende|fazem} {fiado|na caderneta}{|?}
        {quando|que dia} {vão entregar|chega a entrega|me entregam|chega meu pedido}{|?}
        """

    static let other = """
        {kkk|kkkk|kkkkkk|rs|rsrs|haha|hahaha|huahua|ksksks|kkkk mano}{| ai ai| sim| nossa| muito bom| 😂| para| ri demais}
        {obrigado|obrigada|obg|obgd|brigado|brigadão|valeu|vlw|muito obrigado|mto obrigada|agradeço|grato|grata|gratidão|muito gentil}{|!| 🙏| por tudo| amigo| pela ajuda| viu}
        {ok|okay|okk|tá|ta|tá bom|tá certo|beleza então|certo|entendi|entendido|perfeito|ótimo|show|top|massa|legal|joia|sim|não|nao|aham|uhum|hmm|ah tá|sei|claro|com certeza|isso aí|de boa|tranquilo então|sem problemas}{| obrigado|.|!| 👍|}
        {tchau|até logo|até mais|até amanhã|falou|flw|fui|bye|abraço|abraços|se cuida|já vou|tô indo|bom descanso|bom fim de semana|tenha um bom dia|boa semana pra vc}{|!| obrigado| 👋| amigo}
        {conta|me conta|fala|sabe} {uma piada|uma história|um segredo|algo engraçado|algo sobre você|uma charada|um poema}
        {quem ganhou|quem tá ganhando|viu|que horas é|quanto foi} {o jogo|o flamengo|a luta|a eleição|a final|a corrida|o clássico|a copa}{|?}
        {o que acha|o que pensa|o que sabe|fala} {do governo|do presidente|da vida|do amor|de política|do brasil|de religião|dos ets|da lua|de futebol|do carro elétrico}{|?}
        {vai chover|tá frio|tá muito calor|como tá o tempo|que frio|tá chovendo aqui|começou a chover|previsão do tempo}{|?| hoje| em <place>| amanhã}
        {te amo|gosto de você|vc é linda|tem namorado|quer sair comigo|casa comigo|manda um beijo|saudades de você|meu amor|vc é solteira|quantos anos vc tem|onde vc mora|tem filhos}{|?| bb}
        {asdf|asdasd|qwerty|jkljkl|hgfhgf|dfghj|aaaaa|zzzz|çlkj|sdfsdf|poiuy|xcvb}{| asd| qwe|}
        {ontem|hoje|<day>|de manhã} {fui no cinema|comi pizza com a família|acordei tarde|vi um filme|saí com os amigos|foi meu aniversário|joguei bola|fiquei doente|fui na igreja|visitei minha mãe|fui correr}
        {meu cachorro|meu gato|meu filho|minha esposa|minha mãe|meu vizinho|minha sogra|meu chefe} {ficou doente|se chama <name>|tá dormindo|faz aniversário hoje|é engraçado|não gosta de mim|tá viajando|cozinha bem|ronca muito}
        {qual|sabe qual|me diz} {a capital do peru|a montanha mais alta|o sentido da vida|sua cor favorita|sua comida favorita|seu signo|o maior planeta|o maior rio do mundo}{|?}
        {que horas são|que dia é hoje|que data é hoje|em que ano estamos|quantos dias faltam pro natal}{|?}
        {número errado|foi engano|desculpa foi engano|mandei errado|era pra outra pessoa|não era pra você|ops|ignora a mensagem|deixa pra lá|esquece|nada não|nada|não é nada|errei de conversa}
        {feliz natal|feliz ano novo|boas festas|feliz aniversário|parabéns|feliz dia das mães|feliz sexta|bom apetite|saúde|deus abençoe|fica com deus|amém|boa sorte|força}{|!| amigo| a todos| 🎉}
        {dorme bem|bons sonhos|vou dormir|tô com sono|tô com fome|tô entediado|tô triste|tô feliz|tô de ressaca|tô cansado|tô sozinho|tô almoçando|tô na rua|tô dirigindo|tô ocupado}{|.| kkk}
        {depois te falo|te ligo depois|te chamo mais tarde|agora não posso|vou pensar|depois eu passo|vou ver e te aviso|vou falar com minha esposa|te aviso|depois vejo|já te falo}{| obrigado|}
        {escreve|faz|traduz|resolve} {um poema|uma música|minha lição|uma redação|essa equação|isso pro inglês|um código em python|uma carta de amor}{|?}
        {quanto é|quantos são} {3 vezes 4|5 mais 7|10 dividido por 2|a raiz de 16}{|?}
        {o que é|o que significa|quem inventou|quem foi|quem é|sabe o que é} {inteligência artificial|fotossíntese|a internet|dom pedro|anitta|neymar|bitcoin|gravidade|um buraco negro|filosofia}{|?}
        {vc vai|vem|vamos|bora} {na festa|na balada|no churrasco|no estádio|na praia|na escola|na casa do <name>|no casamento}{|?| <day>| hoje}
        {a reunião é|lembra da consulta|tem reunião|não tem aula|a lição é|a prova é} {amanhã|<day>|às 5|na escola|às 10}
        {vc gosta de|gosta de|prefere|odeia} {futebol|pizza ou sushi|funk|cachorros|filmes|chocolate ou baunilha|dançar|música}{|?}
        {vai|vamos|viva|aqui é} {flamengo|brasil|palmeiras|grêmio|são paulo|vasco}{|!}
        {só|apenas} {tô olhando|estava vendo|perguntando|queria ver|testando|é um teste|curiosidade|dando uma olhada}{| obrigado|}
        {teste|testando|testando 123|123|.|...|?|??|!|x|k|👍|😂|❤️|🙏|😊|🔥}
        {vc é burro|que burro|não entende nada|cala a boca|não enche|me deixa em paz|não me manda mensagem|tá doido|robô chato}{|!| kkk}
        {olha esse vídeo|vê isso|https://youtu.be/xyz|manda a foto da festa|compartilha essa corrente|vota em mim|ganhe dinheiro em casa|vc ganhou um prêmio|invista em cripto}{| kkk|}
        {desculpa|desculpe|foi mal|perdão|sinto muito}{| incomodar| a demora| não tinha visto| dormi| kkk}
        {que bom|que legal|que lindo|que triste|que horror|que estranho|que preguiça|caramba|nossa|nossa senhora|meu deus|eita|uau|putz|poxa|fazer o que}{|!| kkk| amigo}
        {quer|podemos} {ser meu amigo|jogar|bater um papo|ser amigos|namorar comigo|tomar um café}{|?}
        {kkk|kkkkk|rsrs} {vc é engraçado|não pode ser|que doido|me fez rir|ok|tá louco|boa|essa foi boa|tu é demais}
        {igualmente|pra vc também|de nada|por nada|imagina|disponha|não se preocupe|relaxa|sem problema|digo o mesmo|te agradeço|agradecido|agradecida|deus te pague}{|!| amigo| abraço}
        {já|tudo|pronto} {resolvi|entendi|ficou claro|consegui|achei|deu certo}{| obrigado|, obrigada por tudo| valeu}
        {descansa|durma com os anjos|tenha uma boa noite|boa noite até amanhã|até segunda|até a próxima|a gente conversa|nos falamos|me despeço|tamo junto|fechou mano|boa sexta até mais|bjs|beijos|abs|xau|fica bem}{|!| obrigado| deus abençoe}
        {simm|naoo|é|ué|sério|jura|mentira|quem sabe|talvez|pode ser que sim|sei lá|não sei|acho que não|será que sim|dane-se|pois é|nem|óbvio|nunca|também não|fazer oq|tô nem aí}{|?|!| kkk}
        {o que|quanto|como} {vc comeu|jantou|faz no tempo livre|dorme|mede|pesa|sonhou|assiste na tv|chama sua mãe}{|?}
        {minha tia|meu irmão|minha prima|meu namorado|meu pai|a vizinha|meu primo|minha avó} {casou|teve neném|comprou um cachorro|mora em <place>|quebrou o pé|tá apaixonado|cozinha demais|viajou de férias|tá no hospital}
        {muito trânsito|acabou a luz|tá alagado|lua linda hoje|teve um acidente|caiu a internet|tem greve|caiu uma árvore|tá lotado}{| em <place>| aqui| em casa|}
        {quem|em que ano|onde} {descobriu o fogo|pintou a mona lisa|escreveu dom casmurro|ganhou o oscar|inventou o avião|nasceu napoleão|foi a independência|fica o egito|canta essa música}{|?}
        {qual é|quanto é|quantos} {a população da china|o animal mais rápido|a tabuada do 7|8x9|planetas existem|dias tem o ano|estados tem o brasil}{|?}
        {sabe|consegue|pode} {cantar|dançar|contar piada|falar inglês|jogar xadrez|cozinhar|fazer mágica|sentir|sonhar}{|?}
        {toca|põe|coloca} {uma música|um samba|um sertanejo|um rock|um funk|um vídeo}{| da anitta| por favor|}
        {uuu|ooo|eee|iiii|brr|pff|aff|oxe|vish|uai|opa foi mal|ufa|ops|zzz|grr|credo}{|!| kkk}
        {fghj|vbnm|tyuiop|ghjk|bnmbn|rtyrty|kkjj|wqwq|opop|zxz}{| fgh| vbn|dfg| tyu}
        {to no onibus|estou no servico|vou jantar|vou dormir|ja vou indo|tenho que sair|estou dirigindo|vou ali almocar}{| agora| ja ja|, depois falo|}
        {bom|ótimo|excelente|boa} {fim de semana|feriado|descanso|domingo|semana} {pra você|para todos|pra vocês|a todos}{|, tchau|, até mais|!}
        {show|massa|demais|que show|beleza entao|tá certo|firmeza entao}{| então| cara| viu| obrigado}
        {sei lá|deixa pra lá|fazer o que|é a vida}{| viu| então}
        {ri demais|que engraçado|kkkk boa|morri de rir|ri alto} {|com essa|da resposta|disso}
        {vai|bora|avante} {flamengo|palmeiras|brasil|mengão|verdão}{|!}
        {me ajuda com|faz|resolve} {a lição de casa|meu trabalho da escola|uma conta de matematica|uma redação}{|?}
        {okay|ok entao|tá tá|sim sim} {|beleza|certo}
        """
}
