// Data: how customers speak of what they owe in Portuguese.

extension PaymentWord {
    static let portuguese = PhraseTable<PaymentWord>([
        (
            .pays,
            """
            pago,pagar~,pagarei,vou pagar,te pago,eu pago,depositar~,transfiro,transferir~,faco o pix,faco um pix
            fazer o pix,mando o pix,faco a transferencia,mando o dinheiro,te mando o dinheiro,me comprometo
            """
        ),
        (.mayPay, "deposito~,quito,quitar,acerto,acertar,liquido,te dou,sem falta"),
        (
            .paid,
            """
            paguei,ja paguei,eu paguei,depositei,ja depositei,transferi,ja transferi,fiz o pix,ja fiz o pix,fiz o pagamento
            ja fiz o pagamento,fiz a transferencia,mandei o comprovante,segue o comprovante,ja esta pago,ja esta paga,esta pago
            acabei de pagar,ja quitei,quitei,receberam meu pagamento,recebeu meu pagamento,caiu meu pagamento
            """
        ),
        (.unpaid, "nao paguei,ainda nao paguei,nao foi pago,nao esta pago"),
        (
            .cannot,
            """
            nao posso,nao consigo,nao vou conseguir,nao da,nao tenho,sem dinheiro,estou sem dinheiro,apertado,apertada,to sem grana
            estou desempregado,estou desempregada,desempregado,nao recebi,ainda nao recebi,nao tenho como
            """
        ),
        (
            .refuses,
            """
            nao vou pagar,nao vou te pagar,nao vou pagar voces,nao pago,nao te pago,nao pagarei,nao quero pagar
            nao pretendo pagar,nao penso em pagar,nao vamos pagar,nunca vou pagar,me recuso a pagar,recuso pagar
            """
        ),
        (.until, "ate,so posso,so consigo,antes,so no,so na,so dia,apenas"), (.but, "mas,porem"),
        (
            .wait,
            "mais tempo,mais prazo,um prazo,me espera,espera um pouco,aguarda,me da um tempo,prorrogar,uns dias,mais uns dias,me da mais tempo"
        ),
        (
            .later,
            "depois,outro dia,pago outro dia,quando puder,assim que puder,em breve,mais pra frente,logo"
        ),
        (.vows, "prometo,prometo pagar,prometo pagar dia"),
        (
            .parts,
            "em partes,parcelar~,parcelado,parcelas,em parcelas,aos poucos,pouco a pouco,dividir,em prestacoes,prestacoes,plano de pagamento"
        ),
        (.partNoun, "vezes,parcelas,partes,prestacoes,pagamentos"), (.half, "metade,a metade,meio"),
        (.whole, "tudo,o total,inteiro,completo,o resto,toda"),
        (
            .dispute,
            """
            nao reconheco,desconheco,nao e meu,nao e minha,nao devo,nao comprei,nao pedi,nunca recebi,nao chegou,nunca chegou
            valor errado,esta errado,cobranca indevida,cobrando a mais,um erro,um engano,devolvi,cancelei,chegou quebrado
            nao concordo
            """
        ),
        (
            .anger,
            """
            parem de me incomodar,parem de mandar,pare de mandar,me deixem em paz,me deixa em paz,estou cansado de,to de saco cheio
            de saco cheio,procon,vou processar,meu advogado,advogado,ladroes,golpistas,golpe,parem de me ligar,parem de escrever,porra
            caralho
            """
        ),
        (.person, "falar com uma pessoa,falar com alguem,um atendente,atendente,um humano,gerente,me liguem"),
        (
            .link,
            "link,como pago,como faco para pagar,onde pago,chave pix,qual o pix,boleto,cartao,quero pagar,pagar agora"
        ),
        (
            .owes,
            "quanto devo,quanto eu devo,quanto e,quanto falta,meu saldo,quando vence,vencimento,qual fatura,do que se trata,que cobranca e essa,que fatura"
        ),
        (.opens, "abrem,abre,aberto,abertos,fecham,fecha,fechado,horario,atendem,entregam"),
    ])
}
