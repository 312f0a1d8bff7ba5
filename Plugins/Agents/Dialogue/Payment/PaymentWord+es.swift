// Data: how customers in Mexico speak of what they owe. Folded, without accents.

extension PaymentWord {
    static let spanish = PhraseTable<PaymentWord>([
        (
            .pays,
            """
            pago,pagar~,pagare,pagarte,pagarles,pagarle,pagamos,pagaria,te pago,les pago,lo pago,la pago,voy a pagar,paso a pagar
            que pague,que deposite,que transfiera,pagas,te deposito,le deposito,les deposito,depositar~,depositarte,depositare
            depositamos,transfiero~,transferir~,transferire,hago la transferencia,hacer la transferencia,hago el pago
            hacer el pago,te liquido,le liquido,les liquido,liquidar~,liquidare,liquidamos,te abono,le abono,les abono
            abonar~,abonare,abonarte,mando el dinero,te mando el dinero,les mando el dinero,te cubro,le cubro,les cubro
            me pongo al corriente,ponerme al corriente,quedo pagado,queda pagado,me comprometo,llevo el dinero
            se los pago,se lo pago
            """
        ),
        (
            .mayPay,
            """
            deposito~,liquido~,abono,te doy,les doy,cubro,cubrir,saldo,saldar,te cumplo,cumplo,sin falta,paso a dejarte
            paso a dejar
            """
        ),
        (
            .paid,
            """
            ya pague,ya te pague,ya les pague,ya lo pague,ya la pague,ya se pago,ya los pague,pague,pague ayer,ya deposite,deposite
            ya te deposite,te deposite,ya transferi,transferi,ya te transferi,ya hice el pago,hice el pago,ya hice la transferencia
            hice la transferencia,hice el deposito,ya hice el deposito,ya realice el pago,ya esta pagado,ya esta pagada,esta pagada
            esta pagado,ya quedo pagado,ya quedo pagada,ya quedo el pago,ya liquide,liquide,acabo de pagar,acabo de depositar
            acabo de transferir,acabo de hacer el pago,ya mande el dinero,ya mande el pago,te mando el comprobante
            ahi va el comprobante,aqui esta el comprobante,adjunto comprobante,mi comprobante,ya te mande el comprobante
            ya habia pagado,ya les habia pagado,ya lo habia pagado,ya quedo liquidado,ya salio el pago,ya les deposite,ya abone
            recibieron mi pago,recibiste mi pago,les llego mi pago,te llego mi pago,les cayo mi pago,ya vieron mi pago
            """
        ),
        (.done, "ya quedo"),
        (
            .unpaid,
            "no he pagado,no lo he pagado,no la he pagado,aun no pago,todavia no pago,no he podido pagar,no pague,no te he pagado"
        ),
        (
            .cannot,
            """
            no puedo,no te puedo,no les puedo,no le puedo,no te voy a poder,no podre,no voy a poder,no podria,no alcanzo,no me alcanza,no tengo,no tengo dinero,no tengo lana,no traigo
            ando corto,ando corta,ando sin dinero,estoy sin dinero,estoy sin trabajo,sin trabajo,me quede sin trabajo
            no me han pagado,no me pagan,se me complico,se me complica,esta dificil,estoy quebrado,estoy quebrada,ando apretado
            ando apretada,ando bruja,no hay dinero,no ha salido,no he podido,no he podido pagar,imposible,no me ha caido,muy apretado
            """
        ),
        (
            .refuses,
            """
            no voy a pagar,no te voy a pagar,no les voy a pagar,no le voy a pagar,no lo voy a pagar,no la voy a pagar
            no los voy a pagar,no se lo voy a pagar,no se los voy a pagar,no voy a pagarte,no voy a pagarles,no voy a pagarlo
            no vamos a pagar,no pienso pagar,no pienso pagarte,no pienso pagarles,no te pienso pagar,no les pienso pagar
            no quiero pagar,no quiero pagarte,no quiero pagarles,no pago,no te pago,no les pago,no le pago,no lo pago,no la pago
            no pagare,no te pagare,no les pagare,no pagamos,nunca voy a pagar,jamas voy a pagar,me niego a pagar,ni voy a pagar
            """
        ),
        (.until, "hasta,no antes,hasta el,a partir,sino hasta,si no hasta"), (.but, "pero,pero si,aunque,si puedo"),
        (
            .wait,
            """
            dame chance,deme chance,denme chance,dame mas tiempo,deme mas tiempo,mas tiempo,esperame,espereme,esperenme,me esperas
            me espera,me esperan,aguantame,aguanteme,dame unos dias,deme unos dias,unos dias mas,prorroga,me das unos dias
            me dan chance,me das chance,dame oportunidad,deme oportunidad,otro plazo,dame un plazo,me aguantas,tantito
            """
        ),
        (
            .later,
            """
            luego,luego te pago,despues,otro dia,pago otro dia,en cuanto pueda,cuando pueda,apenas pueda,pronto,ya merito,en estos dias,estos dias
            mas adelante,lo antes posible,luego lo veo,ya casi,cuando pague,en cuanto pague,hasta que pague
            """
        ),
        (.vows, "prometo,prometo pagar,prometo pagar el"),
        (
            .parts,
            """
            en partes,por partes,en pagos,pagos chiquitos,en abonos,por abonos,abonos,a plazos,poco a poco,de a poco,en parcialidades
            parcialidades,pagar en partes,plan de pagos,plan de pago,diferido,dividir,dividirlo,en varios pagos,ir abonando
            mensualidades,en mensualidades,a meses,convenio
            """
        ),
        (.partNoun, "pagos,partes,abonos,parcialidades,exhibiciones,mensualidades,quincenas,plazos,tantos"),
        (.half, "la mitad,mitad,una mitad,medio"),
        (.whole, "todo,completo,completa,el total,la totalidad,todo junto,el resto,toda"),
        (
            .dispute,
            """
            no reconozco,desconozco,no es mio,no es mia,no es mi,no debo nada,no les debo,no te debo,yo no debo,no compre,no la compre
            no lo compre,no lo pedi,no pedi,no me llego,nunca me llego,no me entregaron,nunca me entregaron,nunca lo recibi
            no lo recibi,no recibi,me cobran de mas,me estan cobrando de mas,cobro de mas,esta mal el monto,esta mal la cuenta
            monto incorrecto,esta mal el cobro,el monto esta mal,no es correcto,es un error,hay un error,esta equivocado
            cobro indebido,no estoy de acuerdo,ya lo devolvi,lo devolvi,cancele,lo cancele,la cancele,llego roto,llego mal,salio malo
            salio defectuoso,no era ese el precio,no es lo que debo
            """
        ),
        (
            .anger,
            """
            dejen de molestar,dejen de chingar,dejen de estar,dejenme en paz,me tienen harto,me tienen harta,estoy harto,estoy harta
            ya basta,dejen de escribir,dejen de escribirme,deja de escribirme,ya no me escriban,no me escriban,no me molesten
            ya no molesten,no esten molestando,no me manden mensajes,ya no me manden,los voy a demandar,voy a demandar,profeco
            condusef,abogado,mi abogado,acoso,son unos rateros,rateros,ladrones,pinches,pinche,chinguen,chinga,verga,estafadores
            son unos ladrones,vayanse,idiotas,imbeciles,pendejos,pendejo,que fastidio,que lata dan,dejen de acosar,los voy a reportar
            los reporto,que poca,date de baja,denme de baja,dame de baja,quiero darme de baja,me doy de baja
            """
        ),
        (
            .person,
            "hablar con una persona,con una persona,con alguien,un humano,asesor,un asesor,encargado,gerente,ejecutivo,llamenme,que me llamen,marquenme"
        ),
        (
            .link,
            """
            link,liga,enlace,como pago,como te pago,como les pago,donde pago,donde deposito,a que cuenta,numero de cuenta,cuenta
            clabe,con tarjeta,oxxo,en efectivo,tarjeta,formas de pago,quiero pagar,pagar ahora,pagar ya,datos para pagar,mis datos
            no pago en efectivo,no pago con tarjeta,no voy a pagar en efectivo,no voy a pagar con tarjeta
            no quiero pagar en efectivo,no quiero pagar con tarjeta,no me llego el link,no me llego la liga
            no me llego el enlace,no me llego el mensaje,nunca me llego el link,nunca me llego la liga
            nunca me llego el enlace,no me llega el link,no me llega la liga,no me aparece el link
            """
        ),
        (
            .owes,
            """
            cuanto debo,cuanto te debo,cuanto les debo,cuanto es,cuanto seria,cual es mi saldo,mi saldo,mi adeudo,mi deuda,que debo
            cuando vence,cuando se vence,hasta cuando,fecha de vencimiento,fecha limite,estado de cuenta,de que es,de que factura
            que factura,cuanto falta,cuanto me falta,cual factura,de que me hablas,que es eso,si no pago,que pasa si no pago
            """
        ),
        (
            .opens,
            "abren,abre,abres,abierto,abiertos,cierran,cierra,cierras,horario,atienden,entregan,envian,hacen envios"
        ),
    ])
}
