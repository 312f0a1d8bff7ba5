// Data: how customers in Brazil steer a purchase. Folded, without accents.

extension Lexicon {
    static let portuguese = PhraseTable<WordClass>([
        (
            .add,
            """
            adiciona,adicionar~,adicione,acrescenta,acrescentar~,acrescente,coloca,colocar,coloque,poe,bota,inclui,incluir~
            inclua,tambem quero,tambem preciso,soma,poe tambem,anota,anote,tambem
            """
        ),
        (
            .remove,
            """
            tira,tirar,tire,remove,remover~,remova,retira,retirar~,retire,exclui,excluir,apaga,apagar,nao quero mais,nao quero
            sem o,sem a,sem os,sem as,tirando
            """
        ),
        (
            .change,
            """
            muda,mudar,mude,troca,trocar,troque,altera,alterar~,que sejam,que seja,deixa em,deixa so,corrige,corrigir,passa para
            muda para,muda pra,em vez de,ao inves de
            """
        ),
        (.rather, "melhor,na verdade,so,somente,apenas,alias"),
        (
            .want,
            """
            quero,eu quero,queria,gostaria,gostaria de,queremos,preciso,precisamos,preciso de,me da,me de,me ve,me veja,vou levar
            levo,levar,vou querer,compro,comprar,quero comprar,pedir,quero pedir,separa,reserva,manda,me manda,me interessa
            gostei,escolho,prefiro,fico com,vou ficar com,pego,me vende,quero levar
            """
        ),
        (.more, "outro,outra,outros,outras,mais,extra,adicional"),
        (
            .that,
            "esse,essa,esses,essas,este,esta,estes,estas,isso,isto,desse,dessa,desses,dessas,deles,delas,o mesmo,a mesma"
        ),
        (.last, "ultimo,ultima,ultimos"),
        (.cheapest, "mais barato,mais barata,mais em conta,barato,barata,mais baratinho"),
        (.all, "tudo,todos,todas,ambos,os dois,as duas"),
        (.place, "opcao,numero,num,item"),
        (.basket, "carrinho,pedido,meu pedido,minha compra,compra,lista,cesta,conta,sacola"),
        (
            .empty,
            """
            esvazia,esvaziar~,limpa,limpar,esvazie,comecar de novo,comecar do zero,apaga tudo,tira tudo,remove tudo,zerar
            """
        ),
        (
            .show,
            """
            o que tem no,o que tenho,o que eu tenho,quanto deu,quanto da,quanto ficou,quanto fica,quanto e tudo,quanto e o total
            qual o total,qual e o total,o total,total,ver carrinho,ver meu carrinho,ver o carrinho,mostra meu,ver pedido,resumo
            meu carrinho,como ficou,quanto esta,ver meu pedido,no total,quanto deu tudo
            """
        ),
        (
            .checkout,
            """
            e so isso,so isso,so isso mesmo,e isso,e tudo,isso e tudo,mais nada,nada mais,por enquanto e so,e so,fechar pedido
            fechar o pedido,fecha o pedido,finalizar~,finalizar pedido,finalizar compra,finalizar a compra,concluir pedido
            pode fechar,fechar a compra,terminar pedido,fazer o pedido,pode fechar o pedido,era so isso
            """
        ),
        (
            .pay,
            """
            pagar,pagamento,quero pagar,como pago,como posso pagar,onde pago,link,link de pagamento,me manda o link,manda o link
            pix,cartao,boleto,formas de pagamento,forma de pagamento,pago com cartao,vou pagar,gera o link
            """
        ),
        (
            .paid,
            """
            ja paguei,paguei,ja fiz o pagamento,fiz o pagamento,ja fiz o pix,fiz o pix,acabei de pagar,chegou o pagamento
            recebeu o pagamento,ja esta pago,pagamento feito
            """
        ),
        (
            .discount,
            """
            desconto~,descontos,promocao,oferta,melhor preco,preco melhor,preco especial,ta caro,esta caro,muito caro,caro
            faz um desconto,abatimento,baixa o preco,preco de atacado,faz por,tem desconto
            """
        ),
        (.coupon, "cupom,codigo,codigo promocional,cupom de desconto,voucher"),
        (
            .quote,
            "orcamento~,orcamentos,cotacao~,cotacoes,cotar,orcar,um orcamento,uma cotacao,faz um orcamento,proforma"
        ),
        (.document, "pdf,documento,arquivo,em pdf,por escrito,excel"),
        (
            .yes,
            """
            sim,ss,claro,com certeza,isso mesmo,correto,exato,certo,ta certo,ok,okay,beleza,blz,pode ser,pode
            perfeito,otimo,fechado,combinado,ta bom,tudo bem,sim por favor,vamos,manda ver,show,bora
            pode sim,quero sim,joia
            """
        ),
        (
            .confirm,
            """
            confirmo,confirmado,confirmar,aceito,aceitar,confirmar pedido,confirmo o pedido,aceito o orcamento
            """
        ),
        (
            .no,
            "nao,nao obrigado,nao obrigada,agora nao,ainda nao,negativo,de jeito nenhum,nem,nao aceito,mudar algo,quero mudar algo"
        ),
        (
            .cancel,
            """
            cancelar~,cancela,cancele,cancelado,cancela tudo,cancelar pedido,cancela o pedido,cancelar meu pedido,esquece
            deixa pra la,deixa para la,desisto,nao quero mais nada,nao quero nada,mudei de ideia,desistir
            """
        ),
        (
            .resume,
            """
            continuar~,continua,continuamos,vamos continuar,seguir,retomar,onde paramos,continuar meu pedido,ainda tenho interesse
            """
        ),
        (
            .person,
            """
            falar com uma pessoa,falar com alguem,uma pessoa,um humano,humano,atendente,um atendente,vendedor,um vendedor,gerente
            pessoa de verdade,falar com atendente
            """
        ),
        (
            .options,
            """
            mais opcoes,outras opcoes,outra opcao,outra marca,outras marcas,outro modelo,o que mais tem,ver mais,mostra mais
            tem outros,tem outras
            """
        ),
        (.greeting, "oi de novo,ola de novo,oi,ola,bom dia,boa tarde,boa noite,tudo bem com voce,e ai,opa"),
        (.thanks, "obrigado,obrigada,muito obrigado,muito obrigada,valeu,brigado,brigada,agradeco"),
        (
            .glue,
            """
            quero saber,queria saber,gostaria de saber
            o,a,os,as,um,uma,uns,umas,de,do,da,dos,das,no,na,nos,nas,ao,em,com,para,pra,pro,por,e,ou,que,me,te,se,lhe,meu,minha
            seu,sua,por favor,porfavor,favor,pfv,voce,voces,vc,vcs,eu,nos,tem,teria,ha,procuro,procurando,estou procurando,pode me
            poderia,posso,fazer,faz,ver,mostra,mostre,diz,qual,quais,quanto,custa,custam,preco,precos,vendem,vende,trabalham com
            como,onde,ai,aqui,la,ja,entao,agora,depois,algo,sera,seria,esta,estao,vou,mas,tambem,ate,hoje,moco,moca,amigo,amiga
            produto,produtos,artigo,coisa,coisas,alguma,algum,cada,muito,pouco,q,ta,quantos,quantas,quer,sao,e o,fica
            """
        ),
    ])
}
