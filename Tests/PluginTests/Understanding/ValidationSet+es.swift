// Data: Spanish validation messages, written before and apart from the training
// examples, and never added to them. One message a line.

import OrchestratorUnderstanding

extension ValidationSet {
    static let spanish: [LabelledLines] = [
        LabelledLines(
            .greeting,
            """
            holaaaa
            holis
            que onda carnal
            buenos dias joven
            hola buenas tardes señorita
            bns tardes
            ey que paso
            hola alguien?
            saludos desde puebla
            hola amiga como andas
            como le va jefe
            aloo
            alo buenas
            encantada de saludarte
            hola soy lupita
            hola me llamo ernesto
            hola q hace
            buen dia tenga usted
            que hubo parcero
            que milagro
            buenas, me escuchan?
            holaa buenass
            muy buenos dias a todos
            hola vecino
            que pex
            buenas tardes, espero esten muy bien
            hola vengo a saludar
            hola como les ha ido con el negocio
            buenas noches, todavia despiertos?
            Holaaaa muy buenos díaaas
            hola hola que tal todo
            hola que tal el domingo
            hola estimados
            estimados buenas tardes
            buenos dias gente bonita
            muy buenos dias tenga
            buenas tardes caballero
            hola que hace rato no platicabamos
            hola doctor digo jefe jaja
            hola hola buen diaaa
            que onda banda
            que tranza carnalito
            que rollo mi estimado
            quihubo como estamos
            como te trata la vida
            como ha estado usted
            y tu como estas
            y ustedes que tal
            bien gracias a dios y usted como esta
            hola preciosa
            hola mi estimado como le ha ido
            hola a todos los de la tienda
            hola aqui reportandome
            aqui ando otra vez, como estan
            buenas, con quien tengo el gusto
            hola me escribe alguien?
            hola me contestan
            hola nuevamente buenas tardes
            un abrazo desde colombia hola
            hola vecina como amanecio la familia
            hola disculpe la hora
            que gusto saludarlos
            buen lunes
            hola hermano
            hola compadre que dice
            hola, primera vez que escribo
            holiwis como va la cosa
            hola hola se puede pasar?
            buenas tardes don chuy
            muy buenas noches tengan todos
            hola oigan como les va
            que onda chavo como andamos
            hola otra vez por aca
            aqui saludando al compita
            hey que cuentan
            """
        ),
        LabelledLines(
            .productSearch,
            """
            tienes balatas para tsuru 2012?
            busco un filtro de gasolina para jetta a4
            manejan llantas rin 14
            hay leche deslactosada
            ando buscando una llave stillson
            tiene bujias iridium
            venden pintura vinilica?
            me muestras los martillos que tengas
            taquete de 3/8
            clutch para chevy 2008
            foco h4
            bomba de agua nissan versa
            hay existencia de tinaco de 1100 lts?
            tienen huevo por cartera
            frijol negro en bolsa hay?
            necesito un alternador para una ram 1500
            me urge una banda de tiempo para aveo
            cuentan con pañales etapa 4
            manejas sensores de oxigeno?
            oye tendras tubo pvc de 4 pulgadas
            que opciones de taladro tienen inalambrico
            tiene amortiguadores traseros pa vocho
            me pasas tu catalogo
            que tienes de herramienta electrica
            hay croquetas para gato
            aceite sintetico 5w30
            tornillo pija punta de broca
            anticongelante rosa tienes?
            estoy buscando chapas para puerta principal
            vendes sosa caustica
            le queda la balata de sentra al tsuru?
            este filtro sirve para motor 1.6?
            de que medidas manejan la lamina
            tienes en color rojo?
            de que tamaño tienes las brocas
            q diferencia hay entre el 10w40 y el 20w50
            cual bateria me recomiendas para un spark
            algo para quitar el oxido
            tienes algo para destapar caños
            hay tortillas de harina
            tendra de casualidad el empaque de la tapa de punterias
            jabon zote
            buenas tardes tendra espejo lateral de corsa
            necesito saber si manejan solera de 1 pulgada
            quisiera ver las opciones de regaderas
            que refacciones tienes para italika
            hay de la marca truper?
            no tendras un desarmador de cruz
            atun en agua
            q sabores de jugo tienen
            bsco manguera para jardin
            tiens pilas doble aa?
            se te acabo el arroz o todavia hay
            alguna pinza de presion que tengas
            soy mecanico y ando buscando rotulas para una lobo
            tienen disponible el limpiaparabrisas de 22
            en ferreteria que medida de broca para concreto tendran
            tendran por ahi lija del 200
            me checas si les llego el aceite 20w50
            vi en su facebook un rotomartillo, sigue disponible
            habra chiles jalapeños de lata grande
            traen valvulas pcv?
            ocupo una pija de 2 pulgadas pero galvanizada
            tendra papel aluminio
            me interesa ver taladros de banco
            que me sirve para limpiar carburador
            """
        ),
        LabelledLines(
            .purchase,
            """
            me llevo dos
            quiero 3 litros de aceite
            mandame 5 bultos de cemento
            apartame uno porfa
            agregalo al carrito
            ponme media docena de huevos
            ok dame los dos
            quiero comprarlo
            me das un galon de pintura blanca
            quiero pedir 10 tubos
            hazme el pedido
            si, confirmado
            listo cerramos el pedido
            agrega otros 2 porfa
            ponle tambien una caja de clavos
            sumale 3 latas de atun
            quiero el primero
            me quedo con el mas barato
            me vendes 6 rollos
            apunta 12 refrescos de 600
            kiero 2 d esos
            m llevo el d 5 litros
            regaleme una libra de arroz
            mejor mandame tres
            necesito q me envies 20 piezas
            si ese mandamelo
            voy a querer 8 metros de cable
            pasame el link para pagar y lo compro
            ya quiero finalizar la compra
            procede con la orden
            si quiero esa bomba
            metele 2 mas al pedido
            quita la leche y pon 3 jugos
            ok comprar
            haceme el pedido de siempre
            lo mismo de la semana pasada porfa
            apartame las balatas paso por ellas a las 5
            me las llevo todas
            dos de esas
            dame 1 caja
            2 cocas y unos gansitos porfa
            sale, hazlo, lo pido
            manda 3 a mi domicilio
            de acuerdo, levanta el pedido
            me gustaria adquirir dos de estos
            para llevar 2 kilos de tortilla
            ya vi, dame el azul de 20
            entonces si, que sean los cuatro
            que se vengan esos dos
            perfecto mandamelos todos
            va que va, surtemelo
            quiero que me mandes la bomba
            anotame con 3 bolsas
            apuntame 5 para mañana
            le entro con dos cajas
            jalo con la de 75 amperes
            aventame 2 six de cerveza
            regaleme dos panelas y una leche
            me aparta la llanta y ahorita voy
            hagale, mandeme una docena
            deme tambien 1 de cloro
            cierrame la venta
            haga el pedido con esos datos
            levantame la orden de las 6 llantas
            lo voy a adquirir
            mandame el que cuesta 350 plis
            ponme aparte 2 galones y un rodillo
            si dale, quiero la de 13 placas
            me surte 8 rollos de papel
            que sean 3 de las grandes
            """
        ),
        LabelledLines(
            .quotation,
            """
            cotizame 10 bultos
            me cotizas por favor
            a como el kilo de jitomate
            cuanto por 3 piezas
            qnto cuesta la bomba
            que costo tiene el envio del tinaco
            hay descuento por mayoreo
            precio de mayoreo?
            si me llevo 10 en cuanto me los dejas
            me das precio de la marcha de un jetta
            mandame tu lista de precios
            cuanto me sale cambiar las 4 llantas
            en cuanto anda el litro de anticongelante
            cual es el mas economico y cuanto vale
            pasame precio de balatas delanteras
            me puede cotizar lo siguiente
            cotizacion x favor de 5 amortiguadores
            es precio con iva o sin iva
            cuanto con todo y envio
            que tan caro sale el juego de clutch
            hay alguna oferta en pintura
            cuánto sería lo menos
            precio por caja porfa
            oye y cuanto me cobras por 2
            cuanto me cobran
            valor del filtro
            que valor tiene
            cuanto sale el metro de manguera
            me das un precio mejor?
            cual es el precio de lista del alternador
            cotizar 100 blocks y 2 toneladas de cemento
            precios de las varillas de 3/8
            q cuestan los pañales
            cuanto estan los tenis de seguridad
            precio especial a mecanicos
            disculpa el precio de la lampara
            me podria decir el costo de la puerta
            haz una cotizacion a nombre de constructora lopez
            oiga y a como me sale el millar de tabique
            cuanto me sale todo eso junto
            sacame la cuenta de 4 litros y un filtro
            dame numeros de 30 varillas
            q tal de precio las llantas
            como estan de precio los tinacos
            me haces la cuenta de cuanto seria
            sumame cuanto es de todo
            por mayoreo a como me lo pones
            en cuanto sale por docena
            que vale el galon
            qué me cobrarias por 8 amortiguadores
            aprox cuanto cuesta armar el clutch
            cuanto llevo hasta ahorita
            pasame costos
            me urge saber cuanto vale el radiador
            hacen rebaja pagando de contado?
            es muy caro el flete?
            cuanto le subieron al cemento
            sigue en 250 el saco?
            a que precio me dejan la cubeta
            cual trae descuento
            cuanto pagaria yo por 3 cajas
            me das el costo unitario
            oye el de 20 litros q tal de precio
            y ya instalado cuanto quedaria
            necesito saber costos de puertas de tambor
            me das chance con el precio?
            a cuanto el saco si compro una tonelada
            dime cuanto por las dos balatas
            """
        ),
        LabelledLines(
            .complaint,
            """
            mi pedido no ha llegado y ya van 5 dias
            quiero devolver esta pieza
            ya me cansé de esperar
            el producto vino caducado
            salio defectuosa la bateria
            exijo que me devuelvan mi dinero
            quiero mi dinero de vuelta
            la caja venia abierta
            no me gusto el trato del repartidor
            nadie me contesta, que mal
            la pieza no le quedo a mi carro y la quiero regresar
            trae fuga la bomba que me vendieron
            me vendieron una refaccion pirata
            prometieron entregar ayer y nada
            q onda con mi pedido ya se tardaron un chorro
            el chofer fue muy grosero
            me llego en mal estado la fruta
            la leche estaba echada a perder
            los huevos venian quebrados
            me enviaron la talla equivocada
            que mala atencion tienen
            nunca me volvieron a llamar, que poca seriedad
            voy a ir a profeco
            nunca llego el paquete
            mi pedido esta super retrasado
            es una vergüenza su servicio
            estoy muy molesto
            muy molesta con ustedes
            me salio mala la llanta
            se descompuso al dia siguiente
            ya no enciende el taladro y lo compre ayer
            la pintura llego derramada
            hagan valida la garantia que esto no jala
            me quieren ver la cara
            tengo una queja con el envio
            vino golpeado el refri
            me entregaron tarde y mal
            siempre lo mismo con ustedes, puro retraso
            fatal el servicio no vuelvo a comprar
            el cemento venia mojado
            cancelenme y devuelvanme lo que pague, no sirve
            llevo horas y el chofer ni sus luces
            quedaron de traerlo en la mañana y ya es de noche
            oigan esto viene todo maltratado
            me dieron gato por liebre
            la pila que me dieron no carga
            ya es la segunda vez que se equivocan
            estoy que me lleva con ustedes
            no vuelvo a pedirles nada
            que falta de seriedad
            me hicieron dar la vuelta en balde
            me vendieron leche agria
            la garantia no me la quisieron respetar
            el empaque venia violado
            me bajaron dos cajas menos
            abusivos me subieron el precio al entregar
            no estoy conforme con lo que recibi
            no estoy nada contento
            su repartidor tiro mis huevos
            la lampara tiene un golpe y no la quiero
            me urge que solucionen, ya me canse
            no manchen cuanto mas voy a esperar
            el taladro saca humo
            se despinto a los dos dias
            quiero que me repongan la pieza mala
            llevo toda la tarde sin que me traigan mi pedido
            la cubeta venia a la mitad
            no me entregaron lo que pague
            puras excusas con ustedes
            el aceite que me dieron es pirata
            quiero que me regresen lo del flete
            """
        ),
        LabelledLines(
            .support,
            """
            cual es su horario
            me factura por favor
            hacen envios a guadalajara
            me das los datos de la cuenta
            numero de cuenta para depositar
            tienen msi
            abren los domingos
            cual es tu direccion
            me mandas ubicacion
            telefono de la tienda
            como cancelo
            no me deja pagar la pagina
            me marca error el link de pago
            ya hice el deposito te mando comprobante
            les mande el comprobante ya lo vieron?
            tienen garantia los productos
            puedo pasar a recoger a la tienda
            mi rfc es XAXX010101000 para la factura
            me equivoque en el rfc de la factura
            en que status va mi compra
            me pasas mi numero de guia porfa
            un humano por favor
            comuniqueme con el gerente
            eres un robot? quiero un asesor
            ayuda porfa no se como hacer el pedido
            instalan ustedes?
            q paqueteria usan
            cual es el minimo de compra para envio
            se puede pagar contra entrega
            con quien puedo tratar un asunto
            hay alguien real ahi que me atienda
            no me entiende el robot, alguien mas?
            en donde queda su negocio
            por que calle estan
            cierran a medio dia?
            mañana trabajan normal?
            hasta cuando abren
            puedo darles mi tarjeta de debito
            les puedo hacer spei
            a nombre de quien hago el deposito
            cual es la clabe interbancaria
            me reenvias la liga de pago porfa ya vencio
            en que va lo mio
            cuando me va a llegar lo que compre
            ya viene mi pedido en camino?
            a que hora pasa el muchacho con mi entrega
            me pueden cambiar la hora de la entrega
            vivo en zapopan, llegan hasta aca?
            reparten los domingos tambien?
            tardan mucho en entregar?
            pueden facturarme a mi empresa
            me falto pedir factura aun se puede
            no me ha llegado mi factura al correo
            el xml no me llego
            que ocupan para darme credito
            cuantos dias tengo para un cambio
            me ayudas a entrar a mi cuenta porfa
            ya no voy a querer el pedido, lo puedo cancelar?
            me explicas como comprar por aqui
            mi pedido ya esta listo para pasar por el?
            tienen tienda fisica o solo en linea
            puedo pedir que me llame un vendedor
            no me aparece la opcion de pagar
            se puede pagar una parte hoy y otra el viernes
            el cfdi me salio con otro nombre
            a que hora puedo pasar hoy
            me cambian la fecha de entrega al sabado?
            """
        ),
        LabelledLines(
            .other,
            """
            jajajaja no manches
            mil gracias bendiciones
            va a llover mañana?
            eres casado?
            asdfghj
            xddd
            jsjsjs
            ayer fui al cine con mi novia
            mi perro se llama firulais
            cual es la capital de francia
            perdon me equivoque de chat
            feliz cumpleaños compadre
            dios te bendiga
            ya cene
            estoy en el trabajo ahorita
            luego te marco
            orale pues
            que calor hace
            lkjlkj qwe
            cuanto es 2 mas 2
            manda la tarea de mate
            recuerda que mañana hay junta en la escuela
            pasame el pack
            jaja si verdad
            nada solo estaba viendo
            jajaja estas bien loco
            no manches jajaja
            jejeje okis
            ahhh ya entiendo
            muchas gracias que amable es usted
            se lo agradezco mucho
            que pase bonito fin de semana
            nos estamos viendo
            vale nos vemos luego
            ahi la vemos
            🥳
            okis
            nooo
            como cree
            no le hace
            ni idea
            me dio risa tu respuesta
            vamos al cine o que
            que comiste hoy
            mi hermana tuvo bebe
            hay mucho trafico en periferico
            quien es tu papa
            te gustan los tacos al pastor
            ponme una cancion de luis miguel
            quien descubrio america
            cual es la raiz cuadrada de 81
            cuantos habitantes tiene mexico
            gfdgfd
            uuuuuu
            zxc vbn
            mejor platicamos otro dia
            estaba probando el chat
            ese mensaje no era para ustedes
            jajajaja ay no puedo
            ok ok ok
            me voy a comer
            que pelicula me recomiendas
            que tengan todos una bonita semana, adios
            mi jefa no me deja salir
            🥲🥲
            bueno pues ni modo
            esta chistoso tu nombre
            ya me tengo que ir
            """
        ),
    ]
}
