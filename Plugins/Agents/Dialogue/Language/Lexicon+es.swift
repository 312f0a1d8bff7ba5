// Data: how customers in Mexico steer a purchase. Folded, without accents.

extension Lexicon {
    static let spanish = PhraseTable<WordClass>([
        (
            .add,
            """
            agrega,agregar~,agregame~,agregale~,agregalo,agregalos,agrege,agregue,anade,anadir,anademe,anadele,ponme,ponle
            poner,ponlo,ponlos,ponga,pongame~,mete,meteme,metele,sumale,suma,sumame,incluye,incluir,incluyeme,apuntame~
            anota,anotame~,echame,echale,tambien quiero,tambien necesito,tambien dame,tambien ponme,tambien
            """
        ),
        (
            .remove,
            """
            quita,quitar~,quitame~,quitale~,quitalo,quitalos,quitala,quitalas,kita,kitar,kitame,elimina,eliminar~,eliminame
            eliminalo,saca,sacar,sacame,sacalo,sacalos,retira,retirar,borra,borrar,borralo,borralos,ya no quiero,no quiero
            sin las,sin los,sin el,sin la,descarta
            """
        ),
        (
            .change,
            """
            cambia,cambiar~,cambiame~,cambialo,cambialos,cambiale,que sean,que sea,mejor que sean,mejor que sea,deja en
            dejalo en,dejalos en,dejalas en,dejala en,dejame,modifica,modificar~,corrige,ponlos en,ponlo en,en vez de,en lugar de
            """
        ),
        (.rather, "mejor,mejor dame,mejor ponme,mejor quiero,solo,solamente,nomas,nada mas quiero,sino"),
        (
            .want,
            """
            quiero,kiero,quisiera,kisiera,quisieramos,queremos,quieres,dame,deme,damelo,damelos,damela,damelas,me das,me da
            necesito,nesesito,necesitamos,ocupo,ocupamos,me llevo,me los llevo,me lo llevo,me la llevo,me las llevo,lo llevo
            los llevo,la llevo,las llevo,llevo,llevar,llevare,llevarme,voy a llevar,voy a querer,compro,comprar,comprarte
            comprame,aparta,apartame,apartamelo,apartamelos,mandame,mandeme,surteme,vendeme,pido,pedir,pedirte,encargar
            me interesa,me interesan,me gusta,me gustan,escojo,elijo,prefiero,tomo,me quedo con,con ese,va con
            """
        ),
        (.more, "otro,otra,otros,otras,mas,extra,adicional,adicionales,de nuevo"),
        (
            .that,
            """
            ese,esa,esos,esas,este,esta,estos,estas,eso,esto,lo mismo,el mismo,la misma,los mismos,de ahi
            """
        ),
        (.last, "ultimo,ultima,ultimos"),
        (.cheapest, "mas barato,mas barata,mas baratos,mas economico,mas economica,barato,barata,economico,economica"),
        (.all, "todo,todos,todas,ambos,ambas,los dos,las dos"),
        (.place, "opcion,numero,num,nro,no.,inciso,renglon"),
        (
            .basket,
            "carrito,carro de compras,pedido,mi pedido,mi compra,compra,orden,lista,canasta,bolsa de compras,cuenta"
        ),
        (
            .empty,
            """
            vacia,vaciar~,vacialo,vacia todo,empezar de nuevo,empezar de cero,empecemos de nuevo,borra todo,borrar todo
            quita todo,quitar todo,elimina todo,borron y cuenta nueva,reinicia,quitame todo
            """
        ),
        (
            .show,
            """
            que llevo,que tengo,que traigo,que hay en,cuanto llevo,cuanto va,cuanto es,cuanto seria,cuanto sale todo
            cuanto suma,cuanto te debo,cuanto debo,cuanto es todo,cual es el total,el total,total,ver carrito,ver mi carrito
            ver pedido,ver mi pedido,muestrame mi,ensename mi,muestra mi,dime que llevo,resumen,mi carrito,como va,como vamos
            repiteme el pedido,repite el pedido,en total
            """
        ),
        (
            .checkout,
            """
            es todo,eso es todo,seria todo,eso seria todo,ya es todo,con eso es todo,seria todo por ahora,es todo por ahora
            nada mas,es lo unico,eso es lo unico,asi esta bien,con eso,con eso esta bien,cierra el pedido,cerrar pedido
            cerrar el pedido,cerrar mi pedido,cierra mi pedido,cerrar compra,cerrar la compra,finalizar,finalizar compra
            terminar compra,terminar pedido,terminar mi pedido,
            procede,proceder,listo eso es todo,hacer el pedido,haz el pedido,levanta el pedido,levantar pedido,cerramos
            ya quedo,ya estaria,cerrar trato,cierro,ya termine,ordenar
            """
        ),
        (
            .pay,
            """
            pagar~,pago,pagarlo,pagarlos,pagarte,quiero pagar,como pago,como te pago,como le pago,donde pago,como puedo pagar
            liga de pago,link de pago,liga,link,linea de pago,mandame la liga,mandame el link,pasame el link,pasame la liga
            pasame la cuenta,pagamos,pago con tarjeta,aceptan tarjeta,transferencia,deposito,oxxo,cobrame,cobrate,cobrar
            generar pago,metodo de pago,metodos de pago,formas de pago,forma de pago
            """
        ),
        (
            .paid,
            """
            ya pague,ya lo pague,ya te pague,ya hice el pago,ya realice el pago,ya deposite,ya transferi,ya hice la transferencia
            ya esta pagado,ya quedo pagado,te llego el pago,ya te llego el pago,llego mi pago,se hizo el pago,pague ya,acabo de pagar
            """
        ),
        (
            .discount,
            """
            descuento~,descuentos,rebaja,rebajame,rebajas,promocion,promo,promociones,oferta,mas barato todo,menos precio
            mejor precio,buen precio,ultimo precio,precio especial,precio de mayoreo,esta caro,muy caro,esta muy caro,carito
            es lo menos,lo menos,cuanto lo menos,me lo dejas,me los dejas,me lo dejas en,me lo deja,hazme un descuento
            una atencion,echame la mano,dejamelo,dejamelos,lo ultimo,bajale
            """
        ),
        (.coupon, "cupon,codigo,codigo de descuento,codigo promocional,cupon de descuento"),
        (
            .quote,
            """
            cotizacion~,cotisacion,cotizaciones,cotizar~,cotisar,cotiza,cotizame~,cotisame,cotizas,coticeme,coticen,presupuesto~
            presupuestame,proforma,hazme una cotizacion,una cotizacion,presupuestos
            """
        ),
        (.document, "pdf,documento,archivo,en pdf,mandame el pdf,por escrito,excel"),
        (
            .yes,
            """
            si,sip,sii,siii,simon,claro,claro que si,por supuesto,correcto,exacto,asi es,afirmativo,de acuerdo,adelante,dale
            sale,va,va que va,orale,ok,okay,oki,okey,vale,perfecto,esta bien,me parece bien
            me parece,listo,hecho,excelente,por favor si,si por favor,de una,genial,super
            bien,bueno,simon que si,si quiero,si porfa
            """
        ),
        (
            .confirm,
            """
            confirmo,confirmado,confirmar,confirma,acepto,aceptado,aceptar,acepto la cotizacion,si acepto,si confirmo
            confirmar pedido,confirma el pedido,confirmar mi pedido,confirmar compra,confirmo mi pedido,confirmo el pedido
            """
        ),
        (
            .no,
            "no,nop,nel,nel pastel,no gracias,para nada,negativo,todavia no,aun no,no por ahora,ahorita no,mejor no,nones,no acepto,cambiar algo,quiero cambiar algo"
        ),
        (
            .cancel,
            """
            cancelar~,cancela,cancelalo,cancelado,cancelo,cancelen,canselar,cansela,cancela todo,olvidalo,olvidalo mejor
            dejalo asi,ya no,ya no quiero nada,ya no gracias,no quiero nada,mejor ya no,dejemoslo,ya no lo quiero,ya no los quiero
            cancelar pedido,cancelar mi pedido,cancela mi pedido,cancela el pedido,cancelar todo,no lo quiero,no me interesa
            """
        ),
        (
            .resume,
            """
            seguimos,seguir,continuar~,continuamos,continua,sigamos,retomar,retomamos,donde nos quedamos,en que nos quedamos
            seguir con mi compra,seguir con mi pedido,sigo interesado,sigo interesada,mi pedido pendiente,seguir comprando
            """
        ),
        (
            .person,
            """
            hablar con una persona,con una persona,hablar con alguien,con alguien,un humano,una persona,asesor,un asesor
            agente humano,hablar con un asesor,persona real,un vendedor,vendedor,encargado,un encargado,gerente,ejecutivo
            """
        ),
        (
            .options,
            """
            mas opciones,otras opciones,otra opcion,otra marca,otras marcas,otro modelo,otros modelos,que mas tienes,que mas hay
            que mas tienen,ver mas,muestrame mas,muestrame otros,tienes otros,tienes otras,hay otros,hay otras,otro precio
            """
        ),
        (
            .greeting,
            "hola otra vez,hola de nuevo,buenas otra vez,hola,ola,holi,buenas,buenos dias,buen dia,buenas tardes,buenas noches,que tal,hey,saludos,que onda"
        ),
        (.thanks, "gracias,muchas gracias,mil gracias,te agradezco,agradecido,agradecida,graciass"),
        (
            .glue,
            """
            quiero saber,quisiera saber,me gustaria saber
            el,la,los,las,lo,un,una,unos,unas,de,del,al,a,en,con,para,por,y,o,u,e,que,me,te,se,le,les,mi,mis,tu,tus,su,sus,es,son
            por favor,porfa,porfas,porfis,porfavor,xfa,xfavor,plis,pls,please,favor,si es posible,amigo,amiga,joven,oye,oiga
            disculpa,disculpe,senor,senorita,jefe,aqui,ahi,alli,ya,pues,entonces,ahora,ahorita,luego,nada,algo,tienes,tienen
            tiene,tendras,tendran,tndran,hay,habra,busco,buscando,estoy buscando,ando buscando,puedes,puede,podrias,podria,puedo
            hacer,haz,hazme,haces,hace,haga,hagas,hagan,hagame,ver,vea,muestrame,ensename,dime,cual,cuales,cuanto,cuanta,cuantos,cuesta,cuestan,vale,valen,precio
            precios,venden,manejan,vendes,manejas,como,donde,gustaria,me gustaria,tal vez,tambien,pero,solo que,hasta,desde
            sera,seria,serian,esta,estan,quedar,quiere,voy,vamos,va a ser,fin,por fin,x,q,k,d,pa,comprado,favorcito,hoy
            cuantas,todavia,aun,porque,muy,poco,poquito,cada,uno de,una de,producto,productos,articulo,articulos,cosa,cosas
            """
        ),
    ])
}
