// Spanish training examples as Mexican and Latin American shops hear them.
// One message or pattern a line; see `ExamplePattern`.

extension ExampleBook {
    static let spanish = ExampleBook(
        language: .spanish,
        slots: [
            "product": entries(SpanishSlots.products),
            "supply": entries(SpanishSlots.supplies),
            "car": entries(SpanishSlots.cars),
            "amount": entries(SpanishSlots.amounts),
            "brand": entries(SpanishSlots.brands),
            "place": entries(
                "monterrey,queretaro,merida,tijuana,leon,toluca,veracruz,oaxaca,cdmx,mi colonia,bogota,lima,el centro"
            ),
            "day": entries("lunes,martes,miercoles,jueves,viernes,sabado,domingo,ayer,antier,la semana pasada"),
            "name": entries("pedro,maria,juan,ana,luis,rosa,jorge,carmen,beto,chuy,paty,memo,andrea"),
            "please": entries("por favor,porfa,porfis,x favor,xfa,plis,porfavor"),
        ],
        openings: entries(
            "hola,hola buenas,buenas,buenas tardes,buenos dias,buen dia,ola,hola buen dia,oye,disculpe,disculpa,"
                + "hola buenas tardes,oiga,amigo,hola que tal,buenas noches,hola disculpe,una pregunta"
        ),
        groups: [
            ExampleGroup(intent: .greeting, lines: SpanishExamples.greeting),
            ExampleGroup(intent: .productSearch, lines: SpanishExamples.productSearch),
            ExampleGroup(intent: .purchase, lines: SpanishExamples.purchase),
            ExampleGroup(intent: .quotation, lines: SpanishExamples.quotation),
            ExampleGroup(intent: .complaint, lines: SpanishExamples.complaint),
            ExampleGroup(intent: .support, lines: SpanishExamples.support),
            ExampleGroup(intent: .other, lines: SpanishExamples.other),
        ]
    )
}

private enum SpanishSlots {
    static let products = """
        balatas,balata delantera,filtro de aceite,filtro de aire,bujia,bujias,amortiguador,amortiguadores,bateria,acumulador
        clutch,kit de clutch,bomba de gasolina,bomba de agua,radiador,termostato,alternador,marcha,banda de distribucion
        banda,discos de freno,tambor,rotula,terminal de direccion,horquilla,balero,maza,espejo,faro,calavera,foco,cofre,defensa
        llanta,llantas,rin,limpiaparabrisas,aceite,anticongelante,liquido de frenos,cables de bujia,bobina,sensor,soporte de motor
        empaque,junta,manguera,inyector,escape,mofle,cremallera,flecha,cubrepolvo,tapetes,birlos,catalizador
        martillo,taladro,desarmador,pinzas,llave inglesa,serrucho,flexometro,nivel,cinta de aislar,cable,apagador,contacto,clavija
        cemento,varilla,arena,grava,block,ladrillo,mortero,yeso,cal,pintura,brocha,rodillo,impermeabilizante,thinner,sellador
        tornillos,clavos,pijas,taquetes,tuercas,rondanas,bisagras,candado,chapa,cerradura,tubo de cobre,tubo pvc,codo,llave de paso
        tinaco,calentador,boiler,lavabo,wc,mezcladora,regadera,coladera,malla,alambre,lamina,escalera,pala,carretilla,broca,lija
        esmeril,disco de corte,soldadora,electrodos,compresor,extension,focos led,lampara,guantes,casco,cuerda,silicon,pegamento
        arroz,frijol,azucar,sal,aceite de cocina,huevo,leche,pan,tortillas,queso,jamon,salchicha,atun,sardina,mayonesa,catsup,pasta
        sopa,harina,cafe,galletas,refresco,coca,agua,jugo,cerveza,papel de baño,jabon,detergente,cloro,suavizante,shampoo,pañales
        toallas femeninas,servilletas,croquetas,veladoras,pilas,jitomate,cebolla,papa,chile,aguacate,limon,platano,manzana,pollo
        carne molida,chorizo,crema,yogurt,mantequilla,cereal,avena,lentejas,garbanzo,maiz,chiles en lata,salsa,dulces,chocolate
        """
    static let supplies = """
        aceite,cemento,pintura,arena,arroz,frijol,azucar,cable,manguera,alambre,leche,jabon,cloro,agua,harina,cafe,queso,jamon
        huevo,clavos,tornillos,anticongelante,refresco,varilla,thinner,jitomate,papa,cebolla,carne,pollo,mortero,yeso,cal
        """
    static let cars = """
        tsuru,jetta,vocho,chevy,aveo,versa,sentra,march,pointer,corsa,spark,beat,lobo,ranger,silverado,tacoma,hilux,corolla,civic
        accord,fiesta,focus,ikon,platina,clio,estaquitas,np300,golf,bora,polo,gol,matiz,astra,tornado,crv,rav4,yaris,italika,f150
        """
    static let amounts = """
        1,2,3,4,5,6,8,10,12,20,50,100,un,una,dos,tres,cuatro,cinco,seis,diez,una docena de,media docena de,un kilo de,2 kilos de
        medio kilo de,un litro de,4 litros de,un galon de,una cubeta de,un bulto de,10 bultos de,una caja de,3 cajas de,un paquete de
        5 metros de,20 metros de,un rollo de,2 rollos de,una bolsa de,6 piezas de,un juego de,2 juegos de,un par de,cuarto de
        """
    static let brands = """
        bosch,truper,pretul,lth,ngk,castrol,mobil,akron,brembo,monroe,gates,comex,cemex,tolteca,rotoplas,urrea,makita,dewalt,lala
        bimbo,la costeña,herdez,nescafe,marlboro,coronado,great value,michelin,firestone,valeo,luk,champion,acdelco,motorcraft
        """
}

private enum SpanishExamples {
    static let greeting = """
        hola
        {hola|ola|holaa|holi|hla|jola}{| !|!!!| :)| 🙂| 👋| ...}
        {buenas|wenas|bnas|buenas buenas|muy buenas}{| tardes| noches| a todos| amigo| jefe| 🙂}
        {buenos dias|buen dia|bno dia|bns dias|bd|buenos días!|buen dia a todos}{| señor| señora| señorita| amigo| don}
        {muy buenas tardes|muy buenas noches|muy buenos dias}
        {que tal|q tal|ke tal|k tal}{| amigo| todo bien| como estas| como va todo|?}
        {que onda|q onda|qonda|ke onda|k onda}{| wey| compa| bro| viejo| mi buen| como andas}
        {como estas|como esta|como estan|como andas|como anda|como te va|como les va|komo tas|cmo stas|como andan}{|?| hoy| amigo| todos}
        hola {como estas|como esta usted|q tal|que onda|que tal tu dia|como te va|como andas|todo bien?|que cuentas|como sigues}
        hola {buenos dias|buenas tardes|buenas noches|buen dia|muy buenas|buena tarde}{| como esta?| espero este bien| a todos}
        hola {amigo|amiga|compa|señor|señora|joven|jefe|patron|doña|don <name>|<name>|bonita|guapo|carnal}
        hola {soy|me llamo|mi nombre es|habla|aqui} <name>{| mucho gusto}
        {soy <name>, hola|hola q tal soy <name>|buenas soy <name>|buenas tardes habla <name>}
        {hay alguien|hay alguien ahi|alguien ahi|estas ahi|estan ahi|sigues ahi|me oyes|me leen|hola? hay alguien}?
        {bueno|bueno?|alo|aló|hello|hey|ey|epa|ei|hi|hey hola|hey que onda|ea}
        {saludos|saludos!|un saludo|saludos cordiales|saludos desde <place>|reciba un cordial saludo|saludos a todos}
        {que hay|que hay de nuevo|que cuentas|que dice la vida|que pasa|q paso|que paso jefe|que rollo|que transa|que pues}
        {quiubo|quiubole|que hubo|kiubo}{| compa| pues| mi rey| como le va}
        {mucho gusto|un gusto|gusto en saludarte|gusto en conocerte|encantado|encantado de conocerte|un placer conocerte|es un placer}
        {como amanecio|como amaneciste|como amanecieron|que tal amanecio|como les amanecio}{|?| hoy}
        {espero que esten bien|espero se encuentre bien|espero que estes muy bien|deseo que tenga buen dia}
        {que has hecho|que has hecho de bueno|como has estado|como haz estado|como te ha ido|como te fue|q ha sido de ti}{|?| ultimamente}
        {tanto tiempo|cuanto tiempo sin saludarlos|hace mucho no escribia|aqui saludando|nomas paso a saludar|solo queria saludar}
        hola {bot|robot|asistente|chatbot|tienda|ferreteria|refaccionaria|abarrotes|negocio}
        {todo bien|todo tranqui|todo en orden|como va todo|como va el dia|como va la chamba|como va el negocio}{|?| por alla?| amigo}
        {como te sientes|como te encuentras|como se encuentra|como se siente hoy|que tal te va}{|?| hoy}
        {buenas, se puede|buenas, esta abierto el chat|buenas, me atienden|hola me atiendes}?
        {aqui andamos hola|ya llegue hola|hola otra vez|hola de nuevo|otra vez yo hola|volvi hola}
        {holaaa buenasss|holiiis|oliwis|holu|holap|olaaa|hola hola hola|hello hola}
        {buen inicio de semana|feliz lunes|bonito dia|excelente dia|lindo dia|feliz tarde|linda tarde}{| a todos| hola}
        {hola|buenas|buen dia|buenas tardes|que tal} {maestro|profe|ingeniero|licenciado|inge|paisano|chavos|muchachos|familia|equipo|amable gente|tio|primo|hermana|reina|corazon|mi estimada|caballeros|damas}{|!| como andan}
        {hola|buenas} {por aca|por aqui|les escribo de <place>|les saluda <name>|le escribe <name>|me recomendaron con ustedes|me pasaron su numero|es mi primera vez aqui|con quien hablo|quien atiende|quien me lee|alguien me puede leer}{|?}
        {como|y como} {sigue todo|va la mañana|pinta el dia|les trata el dia|va la familia|les fue ayer|pasaron el fin|amanecio el negocio|se la han pasado|le ha ido|estamos|estuvo tu dia|te la pasaste}{|?}
        {bien|muy bien|todo bien|aqui bien|pues bien|excelente} {y usted|y tu|y ustedes|gracias y usted|gracias a dios y tu|y a ti como te va}{|?}
        {que gusto|que alegria|que bueno|gusto en} {verte|leerte|leerlos|volver a escribirles|tenerlos por aqui|encontrarlos}{|!| otra vez}
        {muy|super} {buenos dias|buenas noches|buenas tardes} {caballero|señora|estimado|a usted|tengan ustedes|para todos|gente}
        {bonito|lindo|buen|feliz|excelente} {martes|miercoles|jueves|viernes|sabado|domingo|fin de semana|comienzo de semana} {| a todos|, como estan| hola}
        {hello|hey|hi|wazaa|wenas wenas|hooola|olaaa ke ase|holanda|holis bolis|aloha|saluditos|holi holi|ke pasa|ke pasion|que pachuca}{|!| jaja| amigos}
        {que milagrazo|que pez|que tranza|que pasion|que jais|que show|que rollo|que hubole} {|amigo|carnal|compa|jefe|a todos}
        {hola|buenas} {hermosa|guapo|bonita|linda|carnalito|hace mucho que no hablabamos|perdon por la hora|siguen despiertos|todavia atienden}{|?}
        """

    static let productSearch = """
        {tienes|tiene|tienen|tendras|tendran|tendra|ay|hay|manejas|manejan|vendes|venden|maneja|vende} <product>{|?}
        {tienes|tiene|tienen|tendras|tendran|hay|manejan|venden} <product> {para|pa|de|p} <car>{| 2005| 2010| 98| 2015}{|?}
        {tienes|tienen|tendran|hay|manejan} <product> <brand>{|?}
        {tienes|tienen|hay|tendran} <product> {de 1/2|de 3/4|de 2 pulgadas|del 12|grande|chico|blanco|negro|por metro|por pieza|por kilo|a granel|de 20 litros}{|?}
        {busco|ando buscando|estoy buscando|buscaba|ando en busca de|toy buscando|bsco} {un|una|unas|unos|} <product>{| para <car>| <brand>}
        {necesito|ocupo|nesesito|requiero|me urge|me hace falta|nececito|ocupaba} {un|una|unos|unas|} <product>{| para <car>| para mi carro| para mi casa| urgente}
        {necesito|ocupo|busco} <product>, {tienes|tendras|manejas|lo tienes|hay|si hay|cuentas con eso}?
        {de casualidad tienes|de casualidad tendran|no tendras|no tienes|no tendran|sera que tienes|sera que hay|sabes si hay|si tienes|si manejas} <product>{| para <car>}{|?}
        {que|q|cuales|k} {marcas|modelos|tipos|opciones|medidas|tamaños|colores|presentaciones|variedades} {de <product> |}{tienes|tienen|manejan|hay|manejas}
        {q|que} <product> {tienes|tienen|manejas|hay|me recomiendas|me recomienda|es mejor|es bueno|me sirve} {para <car>||para mi carro|para uso rudo}
        *<product>
        <product> <brand>
        <product> {para|de|pa} <car>
        <product> {<car> 2010|<car> 2014 motor 1.6|<car> 08|<car> 2002 estandar}
        <product> {tienes|tienen|hay|tendras|tendran|manejas|si tienen|si hay|disponible|en existencia|en stock|de cual tienes}?
        {quiero ver|quisiera ver|me gustaria ver|puedo ver|dejame ver|muestrame|enseñame|me enseñas|me muestras|ver} {los|las|sus|} {<product>|productos|catalogo|opciones|modelos|articulos}
        {catalogo|el catalogo|tu catalogo|su catalogo de productos|catalogo de refacciones|tienen catalogo|tienes catalogo|hay catalogo en linea|pasame el catalogo|mandame catalogo}{| <please>}
        {que|q} {productos|cosas|articulos|mercancia|refacciones|herramientas|materiales|abarrotes} {venden|tienen|manejan|vendes|ofrecen|hay}
        {que venden|q vendes|que vende|que es lo que venden|a que se dedican|que tienes|que manejas|que ofrecen|q tienen de bueno}{|?| ahi}
        {que tienes|que tienen|que manejan|que hay|que opciones hay} {en|de|para} {herramientas|pintura|plomeria|electrico|limpieza|abarrotes|frenos|suspension|motor|jardin|baño|lacteos|bebidas|botanas|carnes}
        {hay existencia|tienen existencia|hay en existencia|tienes en stock|esta disponible|siguen teniendo|aun tienen|todavia tienes|ya les llego} {de |}{el |la |los |}<product>{|?}
        {le queda|le sirve|sirve|queda|es compatible|le viene|es la misma|le acomoda} {a un|al|para|para mi|para un} <car>{| 2008| 2012| 1.6}{|?}
        {ese|esa|este|esta|ese <product>|esta <product>} {sirve para|le queda a|es para|funciona con|es compatible con} {<car>|mi carro|motor diesel|gasolina|exterior|madera|concreto|mi moto}{|?}
        {de que marca es|que marca es|de que material es|que medidas tiene|de cuanto es|de que color es|que capacidad tiene|cuantos litros trae|que voltaje es|de cuantas pulgadas es|que caracteristicas tiene|trae garantia de fabrica o es generico}{| el <product>|?}
        {cual es la diferencia|que diferencia hay|cual es mejor|cual conviene|cual dura mas} entre {<brand> y <brand>|el original y el generico|el chico y el grande|la sintetica y la mineral}
        {cual me recomiendas|que me recomiendas|cual me conviene|q me recomienda|que me sugieres|recomiendame algo} para {mi <car>|pintar una barda|impermeabilizar|soldar|una fuga de agua|limpiar piso|cortar madera|la humedad|desayunar|una fiesta}
        {algo para|algo pa|que tienes para|que sirve para|con que puedo} {quitar el sarro|pegar pvc|tapar una gotera|limpiar inyectores|quitar grasa|matar cucarachas|pegar madera|abrillantar llantas|aflojar tuercas|lavar ropa|perforar concreto}
        {me puedes|me podrias|puedes|podrias} {decir|confirmar|checar} si {tienes|hay|tienen|manejan} <product>{| para <car>| <brand>}{|?}
        {quiero saber si|quisiera saber si|queria saber si|pregunta,|oye|disculpe|una consulta} {tienen|manejan|hay|venden|tendran} <product>{| para <car>}
        {tienes|tienen|hay|lo tienes|la tienes|lo manejas|viene} {en otro color|en otra marca|en otra medida|en negro|en azul|en chico|en mas grande|en otra presentacion|original|generico|usado|nuevo}{|?}
        {otra marca|otro modelo|alguno mas grande|uno mas chico|mas opciones|otras opciones|algo similar|uno parecido|ver mas|muestrame mas|enseñame otros}{| que tengas| <please>}
        {alguna|algun|un|una} <product> {que tengas|que tengan|bueno|buena|barato|economico|de calidad}{| por ahi|?}
        {soy mecanico|soy albañil|soy plomero|soy electricista|tengo una tienda|tengo un taller} y {busco|necesito|ocupo|ando buscando} <product>
        {tengo un|traigo un} <car> {2010|2006|99|} y {necesito|busco|ocupo|le hace falta} {un|una|el|la|} <product>
        {mi carro|el carro|mi <car>} {necesita|ocupa|le falta} {un|una|} <product>{|, tienes?|, que me recomiendas}
        {hay|tienen|venden|llego} {fruta fresca|verdura|pan dulce|tortilla recien hecha|carne de res|pescado|hielo|queso oaxaca|crema acida}{|?| hoy}
        {numero de parte|codigo|clave} {ax1234|0242235666|54321|br998}{| lo tienes| tienes ese|?}
        {me buscas|buscame|checame|revisame|checa si hay|ve si tienes} {un|una|} <product>{| para <car>| <please>}
        {se acabo|ya no hay|ya no tienen|se les acabo} {el|la|los|} <product>{|?| o aun hay}
        {fotos|mandame foto|me mandas fotos|tienes foto|me enseñas una foto} {del|de la|de los|de} <product>{|?}
        {les llego|ya llego|les ha llegado|les va a llegar|cuando les llega} {el|la|mas|} <product>{|?}
        {vi|vi en su pagina|vi en facebook|vi un anuncio de} {un|una|el|la|} <product>{, aun lo tienen|, lo siguen manejando|, todavia hay|, esta disponible}{|?}
        {alguien sabe si|sabra si|sabran si|habra|abra|tendran por ahi|tendras por ahi|por ahi no tendras} {hay |}<product>{|?}
        {que medida|que numero|que grosor|que calibre|de que medida|que sabor|que talla|que color} {de <product> |}{tienes|tendran|manejan|hay|traes}{|?}
        {traes|traen|consigues|me consigues|puedes conseguir|saben donde consigo} {un |una |} <product>{|?| para <car>}
        {foco|lampara|taquete|broca|tornillo|cable|llave} {h7|de 1/4|de 5/16|t10|calibre 10|de cruz|9005}
        {tienen|hay|venden} {huevo|leche|pan|arroz|refresco} por {caja|pieza|kilo|paquete}{|?}
        """

    static let purchase = """
        {quiero|kiero|qiero|kero|qro} <amount> <supply>{| <please>}
        {dame|deme|me das|me da|ponme|pongame|echame|mandame|mandeme|enviame|apartame|aparteme|vendeme|anotame|traeme|regalame|me pones|me mandas|surteme|despachame} <amount> <product>{| <please>}
        {me llevo|me llevaria|nos llevamos|voy a llevar|llevo|m llevo|quiero llevar|me llevare} {<amount> <product>|los dos|las dos|todo|uno|una|ese|esa|ese mismo|el primero|el segundo|la <brand>|el <product>}
        {lo|la|los|las} {quiero|compro|llevo|tomo|pido|necesito, mandamelo|voy a querer}{| ya| entonces| todos}
        {si|ok|va|sale|sip|simon|orale|perfecto|de una|bueno|listo|esta bien}{,|} {lo compro|la compro|me lo llevo|lo quiero|dame uno|mandalo|apartalo|hazlo|pidelo|agregalo|los quiero|me los llevo|quiero ese|hagamos el pedido}
        {quiero|quisiera|me gustaria|necesito|deseo|voy a|queria|puedo} {hacer un pedido|hacer una compra|comprar|ordenar|pedir|hacer una orden|hacer mi pedido|levantar un pedido|encargar unas cosas|comprar algo}{| <please>| ahorita}
        {quiero|quisiera|deseo|voy a|me interesa|necesito} {comprar|adquirir|pedir|ordenar|encargar} {<amount> <product>|el <product>|la <product>|ese|ese producto|estos dos|eso|los tres|uno de esos}
        {agrega|agregame|añade|suma|sumame|ponle|pon|mete|meteme|incluye|anota|apunta|agregale} {<amount> <product>|otro|otra|uno mas|2 mas|tambien <product>|un <product> mas|tambien eso}{| al pedido| al carrito| a mi orden| <please>|}
        {quita|quitale|elimina|saca|borra|cambia|mejor quita|ya no quiero} {el|la|los|las} <product> {y pon|y agrega|por|y mejor dame} <amount> <product>
        {en vez de|en lugar de} {2|3|dos|tres|uno} {ponme|dame|que sean|mandame} {4|5|cuatro|cinco|uno|dos}
        {que sean|mejor que sean|mejor|serian|van a ser|son} {2|3|cuatro|5 cajas|diez|6 piezas|10 bultos}{| entonces| <please>| mejor}
        {agregar al carrito|al carrito|ponlo en mi carrito|agregalo a mi pedido|añadelo al carrito|lo agregas al carrito}{| <please>}
        {confirmo|confirmado|confirmar|confirma|te confirmo|ya confirme|si confirmo|le confirmo} {el pedido|mi pedido|la compra|la orden|mi compra|los <amount> <product>|}
        {finalizar|terminar|cerrar|completar|procesar|concluir} {compra|pedido|mi compra|la orden|el pedido}{| <please>}
        {procede|procedamos|adelante|dale|hazlo|cerramos|cerremos|levantalo|genera} {con la compra|con el pedido|el pedido|la orden|el trato|, mandalo|con esos}
        {apartame|aparteme|reservame|guardame|me apartas|me guardas|separame} {uno|una|<amount> <product>|el <product>|la <product>|ese|esos dos}{| paso mas tarde| voy por el| paso mañana|}
        {el|la} {primero|primera|segunda|segundo|ultimo|tercera|de 5 litros|mas barato|mas barata|grande|chica|azul|<brand>|original|generico} {<please>|quiero|me llevo|dame ese|mandame ese|esta bien, lo compro}
        {opcion|la opcion|el numero|numero|la} {1|2|3|uno|dos|a|b} {<please>|quiero|dame|me llevo|esa quiero|esa mero}
        {me quedo con|quedo con|escojo|elijo|prefiero|me decido por|vamos con|me voy con|voy por} {el <brand>|la <brand>|ese|esa|el primero|la segunda|el barato|el <product>|los dos|el grande}
        <amount> <product> <please>
        <amount> <product> {y|,|con|mas} <amount> <product>{| <please>| para llevar| a domicilio}
        {te encargo|le encargo|te pido|encargame|pideme|surteme|resurteme} {<amount> <product>|lo de siempre|lo mismo|mi pedido|la lista|un <product>}{| <please>}
        {lo de siempre|lo mismo de siempre|repite mi pedido|repetir pedido|el mismo pedido|igual que la otra vez|lo mismo que ayer|vuelve a pedir lo mismo}{| <please>}
        {donde|como} {lo compro|compro|hago mi pedido para llevarmelo|puedo comprarlo|lo puedo adquirir}{|?| ya}
        {mandame|pasame|dame|enviame} {el link|la liga|el enlace} {de compra|y lo compro|y te lo pago ahorita, lo quiero|para comprarlo|para cerrar la compra}
        {manda|mandalo|enviamelo|mandamelo|traelo|lo mandas|mandamelos|enviamelos|envialo} {a mi casa|a domicilio|a <place>|ya|hoy, lo compro|al taller|a la obra|<please>}
        {comprar|compra|pedido nuevo|nuevo pedido|ordenar|hacer pedido|compro|comprarlo|comprar ahora|lo ordeno}
        {dame|quiero|echame|ponme|regalame} {20|30|50|100|200} pesos de <supply>
        {para llevar|para mandar|para hoy} <amount> <product>{| y <amount> <product>}
        {ya me decidi|ya lo pense|me convenciste|me convence|trato hecho|hecho}{, lo quiero|, dame ese|, me lo llevo|, mandamelo|, quiero dos}
        {ese|esa|esos|esas|ese mero|ese mismo|el que dices|el que me enseñaste} {quiero|me llevo|dame|mandame|comprame|lo compro|<please>, lo quiero}
        {si|ok} {quiero|dame|mandame|me llevo} {el|la|ese|esa|los|un|una|<amount>} <product>{| <brand>| <please>|}
        {me vendes|me vende|me venderias|me surtes|me despacha} {<amount> <product>|un <product>|ese|dos}{|?| <please>}
        {otro|otra|otros 2|otras tres|uno mas|dos mas|lo doble} {<please>|igual|de esos|para mi pedido|y ya|y seria todo}
        {seria todo|es todo|nada mas eso|con eso|ya es todo}{, cierra el pedido|, hazme el pedido|, mandamelo|, finaliza mi compra|, confirmo}
        necesito {que me mandes|que me envies|que me surtas|me mandes|me apartes|que me vendas} <amount> <product>
        {ya|ahora si} {quiero comprar|compro|lo voy a llevar|lo voy a comprar|me lo llevo|dame los dos|pongo mi pedido}
        {ok|va|sale|entonces|pues|bueno|andale|perfecto|ya} {mandame|surteme|apartame|anotame|ponme|dame|vendeme|enviame|preparame} {el|la|los|las|ese|esos|dos|tres|uno|5|el grande|la negra|todo}{| por fa| mañana| para hoy|}
        {anotame|apuntame|cuentame|considerame} {con|para|por} {uno|dos|tres cajas|4 bultos|la promo}{|!}
        {quiero|quisiera|me gustaria} que me {mandes|apartes|surtas|lleves|anotes|vendas|prepares} {el|la|uno|dos|3|esos|el pedido|ese <product>|los <product>}
        {me aparta|me anota|me surte|me prepara|me aparte|me despache|me empaca|me envuelve} {el|la|un|una|dos|tres} <product>{| y ahorita paso| y voy por el| <please>|}
        {si|va} {me conviene|me gusto|me late|me agrada|esta bueno}{, lo compro|, apartamelo|, mandame dos|, me lo llevo|, va}
        {cierra|levanta|genera|prepara|registra|haga|hagame} {la venta|la compra|mi orden|el pedido completo|mi compra con esos datos}{| <please>|}
        {me quedo con|dame|mandame|agarro|escojo} {el mas economico|el mas barato de los dos|la de truper|la primera|ese|esa marca}
        """

    static let quotation = """
        {cuanto|quanto|cuant|kuanto|qto|cto|cuánto} {cuesta|vale|sale|es|cuestan|valen|salen|esta|estan|seria|cuezta|kuesta}{|?| <please>}
        {cuanto|kuanto|cuanto es que|y cuanto} {cuesta|vale|sale|cuestan|valen|esta|estan|anda|sale en} {el|la|los|las|un|una} <product>{|?| <brand>}
        {cuanto|kuanto} {cuesta|vale|sale|seria por|es por|me sale|por} <amount> <product>{|?}
        {en cuanto|a cuanto|a como|como|en q precio|a q precio|en que precio} {sale|sales|esta|estan|das|dan|vendes|tienes|tienen|anda|andan|dejas|me dejas|lo das} {el|la|los|las} <product>{|?}
        {precio|precios|presio|prcio|presios|costo|costos|valor} {de|del|de la|de los|d} <product>{| <brand>| para <car>|?| <please>}
        {precio|precio?|presio|precios|precio <please>|costo|costo?|valor|su precio|el precio|q precio|cual precio}
        {que|q|k|cual} {precio|costo|valor} {tiene|tienen|es|manejan|maneja|manejas|da} {el|la|los|las|un} <product>{|?}
        {cual es|me dices|dime|me das|me da|me pasas|pasame|pasa|mandame|me regala|me puede dar|quiero saber|quisiera saber|necesito saber|me podrias dar|me informa} {el precio|los precios|precio|costo|el costo|el valor|precios} {de|del|de la|de los} <product>{| <please>}
        {cotizame|cotizeme|me cotizas|me cotiza|cotiza|coticeme|me puedes cotizar|me podria cotizar|podrias cotizarme|me ayudas a cotizar|cotisame} {<amount> <product>|un <product>|<product> para <car>|esto|lo siguiente|unas cosas|esta lista|<product> y <product>}{| <please>|?}
        {cotizacion|una cotizacion|cotisacion|presupuesto|un presupuesto|cotiz} {de|para|por} {<amount> <product>|<product>|materiales|una obra|mi taller|una lista}{| <please>}
        {quiero|quisiera|necesito|ocupo|me haces|me hace|hazme|me das|me pueden hacer|requiero|me mandas|solicito} {una cotizacion|un presupuesto|cotizacion|presupuesto|cotizar|una cotisacion|un estimado}{| de <amount> <product>| de <product>| <please>| por escrito| formal| para mi empresa}
        {lista de precios|la lista de precios|tu lista de precios|lista de presios|tabla de precios|precios de mayoreo|precio mayoreo|precio al mayoreo|precio por mayoreo|precio de menudeo|precios para taller}{|?| <please>| me la mandas|}
        {hay|tienen|tienes|haces|hacen|me haces|me das|manejan|dan} {descuento|algun descuento|rebaja|precio especial|descuento por volumen|descuento de contado|algun descuentito|precio de mayoreo|un mejor precio|descuento para mecanicos}{|?| si llevo varios| por 10 piezas}
        {hay|tienen|tienes|que|cuales} {promociones|ofertas|promos|promocion|oferta|ofertas del dia}{| hay| tienen| en <product>| hoy|?}
        {esta|estan|sigue} {en oferta|en promocion|en descuento|de oferta}{| el <product>| los <product>|?}
        {cuanto|en cuanto|a cuanto} {es lo menos|lo menos|lo ultimo|me lo dejas|me los dejas|me lo das|si me llevo 5|si compro varios|si llevo <amount>}{|?}
        {el mas barato|el mas economico|lo mas barato|la mas barata} {en cuanto sale|cuanto cuesta|que precio tiene|cuanto vale|en cuanto anda}{|?}
        {y|oye y|ok y|pero} {ese|esa|el|la|el grande|el chico|la otra|el otro|los dos|el original|el <brand>} {cuanto|cuanto cuesta|en cuanto|en cuanto sale|que precio|cuanto vale}{|?}
        {precio|el precio|costo|ya|es} {con iva|sin iva|incluye iva|mas iva|ya con iva|incluye envio|con envio incluido|por pieza|por caja|por metro|por kilo|unitario|al publico|total}{|?}
        {cuanto|cuanto seria|cuanto es|cuanto sale|cuanto va a ser|cuanto queda|cual seria} {en total|el total|todo|por todo|con envio|ya con todo|con flete|los dos|el juego|el kilo|el litro|el metro|la caja|la pieza|el bulto|la docena|el par}{|?}
        {cuanto|cuanto me|en cuanto me} {cobras|cobran|cobra|sale|saldria|costaria} {por|la instalacion de|el cambio de|poner|cambiar|} {el|la|un|unas|} <product>{| para <car>|?}
        {me gustaria|quisiera|quiero|necesito} {saber cuanto cuesta|saber el costo|saber precios|saber cuanto sale|conocer precios|conocer el precio|preguntar el precio|informes de precios} {del|de la|de un|de} <product>{|?}
        <product> {cuanto|precio|precio?|cuanto cuesta|en cuanto|a como|que precio|costo|cuanto vale|cuanto sale}
        <amount> <product> {cuanto|cuanto es|cuanto seria|en cuanto sale|cuanto me sale|precio|cuanto me cobras}{|?}
        {muy caro|esta caro|ta caro|se me hace caro|esta muy caro|uy que caro}{, cuanto es lo menos|, no tienes descuento|, me haces descuento|, a cuanto lo dejas}
        {me lo dejas|me los dejas|dejamelo|lo dejas} {en 100|en 200|en 500|mas barato|a mitad|en 1000}{|?}
        {dime|dame|me dice|checame|revisame|verificame} {cuanto cuesta|el precio|cuanto es|cuanto sale|precio y existencia|el costo} {de un|del|de la|de} <product>{| <please>}
        {cuantos pesos|cuanta lana|cuanto dinero|cuanta plata|cuantos soles|cuantos dolares} {es|cuesta|vale|sale|son}{| el <product>| por todo|?}
        {valor|precio|cuanto cuesta|cuanto es} {del flete|del envio|del domicilio|de la mano de obra|de instalar}{|?| del <product>}
        {cotizar|quiero cotizar|para cotizar|ando cotizando|estoy cotizando|vengo a cotizar|necesito cotizar} {<amount> <product>|<product>|<product> para <car>|material|refacciones|una lista de materiales|unos materiales}
        {de a como|de a cuanto|a como tienes|a como dan|en cuanto das} {el|la|los} <supply>{|?| hoy}
        {precio a|precio para|cuanto a} {contado|credito|mayorista|distribuidor|constructores|clientes frecuentes}{|?}
        que {tan caro|tan caros|tan barato} {es|son|sale|esta} {el|la|los|} <product>{|?}
        {cuanto|a como|en que} {subio|bajo|quedo} {el|la} <supply>{|?}
        {sigue|siguen|todavia esta|aun estan} {al mismo precio|en el mismo precio|igual de precio|en 100|a 350|en oferta de 99}{|?| el <product>}
        {hazme|sacame|saca|haz|me sacas|echame|ayudame con} {la cuenta|cuentas|el total|la suma|numeros|el calculo}{| de todo| de <amount> <product>| <please>}
        {como andan|como estan|como anda|que tal} de {precio|precios}{| los <product>| el <product>|?}
        {que|q|cuanto} {me cobra|me cobrarian|cobras|pides|piden|pide} por {ese|el|la|todo|los dos|un|<amount>} {<product>|}{|?}
        {mejorame|bajale|rebajame|bajame|hazme rebaja|ajustame} {el precio|un poco|tantito|al total|algo}{|?| <please>}
        {lo menos|ultimo precio|precio final|precio neto|costo unitario|precio unitario|precio por docena|costo total|el costo aproximado|un aproximado|mas o menos cuanto}{|?| <please>}
        {$|$$|$$$|$ ?|cuanto $|pesos?|mxn?}
        {llevo|con 500 pesos|tengo 300 pesos} {cuanto|cuanto me alcanza|que me alcanza|cuantos kilos son}{|?}
        {oye|oiga|disculpe|} {y |}a {como|cuanto} {me sale|me dejas|sale|dan|esta} el {millar|saco|bulto|galon|metro|kilo} de <supply>
        {que|cuanto} {vale|cobras por|cobran por|me cobras por|me cobran por} {el|un|dos|4|10} {litro|galon|juego|saco|<product>}{|?}
        {hacen|hay|me haces|me hacen} {rebaja|descuentito|precio especial|mejor precio} {de contado|por pagar en efectivo|por volumen|si llevo varios}{|?}
        {dame|pasame|mandame} {numeros|el numero|costos|el costo} {de|por} <amount> <product>
        """

    static let complaint = """
        {me llego|llego|me llegaron|vino|venia|me entregaron|me lo dieron|salio|me salio|me mandaron el <product>} {roto|rota|quebrado|dañado|dañada|golpeado|incompleto|defectuoso|en mal estado|abierto|mojado|usado|rayado|chueco|echado a perder|vencido|caducado|sucio|equivocado}{|!| y quiero que me respondan| que hago}
        {el|la|los} <product> {llego roto|llego dañado|vino mal|no sirve|no funciona|no jala|no prende|salio defectuoso|salio malo|salio mala|esta roto|trae fuga|vino incompleto|se rompio|se descompuso|trono|no es el que pedi|no le quedo|estaba caducado|venia abierto|tira aceite|duro un dia|duro nada}
        {mi pedido|el pedido|mi paquete|mi orden|mi compra|la entrega|el envio} {no ha llegado|no llega|nunca llego|esta retrasado|va retrasado|llego tarde|lleva dias de retraso|no me llego|viene tarde|llego incompleto|llego mal|se tardo demasiado|esta atrasado|tiene mucho retraso|sigue sin llegar}{| y ya pague| ya van 3 dias|!| desde el <day>| y nadie responde}
        {me mandaron|me enviaron|me dieron|me entregaron|me surtieron|me vendieron} {otra cosa|otro producto|algo que no pedi|el equivocado|lo que no era|uno usado|una pieza mala|un producto caducado|otra marca|otro modelo|menos piezas|la mitad|algo diferente|producto pirata|<product> de otra medida}
        {quiero|quisiera|necesito|vengo a|puedo} {devolver|regresar} {esto|el producto|el <product>|la <product>|mi compra|lo que compre|este <product>}{|, no sirve|, salio malo|, no me quedo|, no me gusto}
        {quiero|exijo|necesito|pido} {un reembolso|mi reembolso|mi dinero|mi dinero de regreso|que me regresen mi dinero|que me devuelvan lo que pague|la devolucion de mi dinero|que me cambien el producto|una solucion|una explicacion|que me respondan|hablar de una devolucion}{| ya| inmediatamente|!}
        {devuelvanme|regresenme|reembolsenme|devuelveme} {mi dinero|mi lana|lo que pague|el dinero|mi pago}{| ya|!}
        {pesimo|malisimo|mal|terrible|horrible|pesima|fatal|que mal|muy mal} {servicio|atencion|trato|producto|calidad|experiencia}{|!| el de ustedes| la verdad| no lo recomiendo}
        {que mal servicio|que pesimo servicio|que mala calidad|muy mala atencion|mal servicio|muy mala calidad|no me gusto su servicio|que falta de respeto|que poca madre|que poca|que coraje|no se vale|es el colmo|que decepcion|es una burla}{|!| con ustedes| de verdad}
        {quiero|quisiera|necesito|deseo|voy a|como puedo|donde puedo} {poner una queja|levantar una queja|hacer una queja|presentar una queja|hacer un reclamo|reclamar|quejarme|poner un reclamo|hacer una reclamacion|levantar un reporte contra ustedes|meter una queja}{| del servicio| del repartidor| por mi pedido| contra la tienda|}
        {queja|reclamo|reclamacion|tengo una queja|tengo un reclamo|es una queja}{| de mi pedido| del producto| del repartidor| contra la tienda| por mala atencion}
        {me cobraron|me cobro|me estan cobrando|me hicieron un cargo} {de mas|doble|dos veces|mal|lo que no era|otro precio|mas de lo que decia|y no me entregaron|algo que no compre|el envio que era gratis}{|!| y quiero mi dinero}
        {esto es|es|parece|son} {una estafa|un robo|un fraude|una tranza|una falta de respeto|una burla|unos estafadores|unos ladrones|unos rateros|unos tranzas|puro cuento|inaceptable|una porqueria}{|!}
        {me estafaron|me robaron|me engañaron|me vieron la cara|me tranzaron|me timaron|me mintieron|me quieren estafar}{|!| ustedes| con el <product>}
        {llevo|tengo|ya llevo|ya tengo} {una hora|dos horas|3 dias|una semana|15 dias|un mes|mucho tiempo|todo el dia} {esperando|esperando mi pedido|esperando y nada|sin respuesta|sin que me contesten|esperando al repartidor}
        {ya paso|ya pasaron|van|ya van|hace} {una semana|3 dias|10 dias|un mes|dos semanas|dos horas} {y no llega|y nada|y no me entregan|y sigo esperando|que pedi y no llega|y no me resuelven|y mi pedido no aparece}
        {por que|xq|pq|porque} {tarda tanto|se tardan tanto|no ha llegado mi pedido|no me contestan|me cobraron mas|tanto retraso|no llego lo que pedi|esta tardando tanto mi pedido|siempre llegan tarde}{|?|!}
        {nadie|ninguno|no me} {me contesta|me responde|contestan|responden|da la cara|me resuelve|resuelven nada|me ayuda, que mal|atendieron bien}{| en la tienda|!| desde ayer}
        {quede|estoy|me siento|ando|sali} {muy inconforme|inconforme|decepcionado|decepcionada|molesto|molesta|enojado|enojada|insatisfecho|encabronado|harto|muy descontento} {con el servicio|con ustedes|con mi compra|con el producto|por el retraso|}
        {el repartidor|el chofer|el vendedor|la cajera|el empleado|la señorita|el encargado} {fue grosero|me trato mal|fue muy grosera|nunca llego|me grito|llego tarde|dejo mi pedido tirado|me atendio mal|me hizo mala cara|aventó la caja|no quiso bajar el material}
        {me falto|me faltaron|faltan|falto|faltaron|no venia|no me pusieron} {2 piezas|un producto|<amount> <product>|el <product>|la mitad|cosas|varios articulos|tres cajas}{| en mi pedido| en la entrega| y ya pague|}
        {no funciona|no sirve|no jala|no prende|no enciende|ya no sirve|dejo de funcionar|se descompuso|se rompio|se quemo|trono}{| el <product>| la <product>| lo que compre| y lo acabo de comprar| al segundo dia| y quiero garantia| lo que me vendieron}
        {no es lo que pedi|no era lo que pedi|no es el que compre|no es igual al de la foto|no es original|no coincide|eso no fue lo que ordene|no le queda a mi <car> y me dijeron que si}{|!|, que hacemos}
        {prometieron|dijeron|me dijeron|quedaron} {que llegaba|que entregaban|en entregar|que venian} {ayer|hoy|el <day>|en la mañana|temprano} y {nada|no llego|no vinieron|no cumplieron|no aparece nadie|sigo esperando}
        {nunca mas|jamas|no vuelvo a|no les vuelvo a|ya no les voy a} {comprar aqui|les compro|comprar|comprarles nada|recomiendo este lugar}{|!|, pesimos}
        {los voy a|te voy a|voy a} {demandar|denunciar|reportar|reportar con profeco|quemar en redes|poner mala reseña|acusar con profeco}{|!| por rateros}
        {la comida|la carne|la fruta|la verdura|el pollo|la crema|el queso|el pan} {estaba podrida|huele mal|estaba echada a perder|esta pasada|venia con gusanos|estaba caduca|estaba aguado|tenia hongos|estaba duro}
        {mi pedido|el pedido} {llego|vino|me lo entregaron} {mal|incompleto|equivocado|tarde|todo revuelto|con productos rotos|sin lo que pague|frio}{|!| otra vez}
        {otra vez|siempre|de nuevo} {lo mismo|llega tarde|me mandan mal|se equivocan|el mismo problema con ustedes|fallan|me quedan mal|quedan mal}{|!}
        {hagan valida|quiero hacer valida|quiero que me hagan valida|apliquen} {la garantia|mi garantia}{, salio malo|, no funciona|, el <product> se descompuso| porque esto no sirve}
        {la calidad|el producto|el material|la pintura|el <product>} {es muy mala|es malisimo|es de pesima calidad|es una basura|no corresponde|es pirata|es de mala calidad|no dura nada}{|!}
        {me dieron|me regresaron} {mal el cambio|menos cambio|mal mi cambio|mal la cuenta|menos dinero}
        {no respetaron|no me respetaron|no cumplieron|no me cumplieron|incumplieron} {el precio|la promocion|la oferta|con la entrega|la fecha de entrega|lo acordado|la garantia|el horario}
        {cancelen|cancela|cancelenme} todo{| ya}{, pesimo servicio|, ya me harte|, no cumplen|, quiero mi dinero}
        {el repartidor|el chofer|el muchacho|el del flete|el mensajero} {no llego|nunca aparecio|no aparece|tiro la mercancia|dejo todo en la calle|se equivoco de casa|perdio mi paquete|se robo mi pedido|venia borracho|me dejo plantado}
        {ya|otra vez|siempre} {me hicieron|me quedaron|me dejaron|me volvieron a} {esperando|mal|plantado|dar vueltas|mentir|quedar mal|fallar}{|!}
        {es la|va la|ya es la|ya van} {segunda vez|tercera vez|3 veces} {que me fallan|que pasa lo mismo|que viene mal|que se equivocan conmigo|que me mandan mal}
        {no estoy|no quede|no me siento} {satisfecho|satisfecha|a gusto|de acuerdo con el cobro|nada feliz|conforme}{| con ustedes| con el producto| con la compra|}
        {que|pura|vaya|puro} {porqueria|mentira|irresponsables|informales|abuso|descaro|engaño|transas|decepcion|asco de servicio|desorganizados|ineptos}{|!| son| ustedes}
        {son|ustedes son} {bien informales|muy irresponsables|unos incumplidos|lo peor|muy malos|unos groseros|muy tardados}{|!}
        {el sello|la caja|la bolsa|el envase|el empaque|la pieza|la pantalla|el vidrio} {venia roto|estaba abierta|llego violado|viene estrellada|esta golpeada|venia sin tapa|llego aplastada}
        {la bateria|el foco|la bomba|la marcha|la licuadora|el ventilador|el motor|la llave|el cargador} {no carga|truena|hace ruido y es nueva|se calienta mucho|echa humo|se apaga sola|ya no dio|no aguanto nada|se oxido luego luego|huele a quemado}
        {me subieron|me aumentaron|cambiaron|no me respetaron} {el precio|el precio en la entrega|el costo de ultima hora}{|!| que abuso}
        {cuanto mas|hasta cuando|que tanto mas} {voy a esperar|tengo que esperar|me van a resolver|van a solucionar esto|me van a tener esperando}{|?|!}
        {me urge|necesito|quiero|espero} {una solucion a este problema|que resuelvan esto|que me repongan la pieza|que me cambien lo que vino mal|que alguien se haga responsable}{|!| ya}
        {la verdad|sinceramente|neta} {que decepcion|muy mal todo|no esperaba esto|los creia mas serios|me quedaron mal|no se vale}
        {con mi pedido|con mi entrega|mi pedido} {que onda|ya se tardaron mucho|se tardaron un monton|ya se paso el dia y nada}
        {se descarapelo|se oxido|se decoloro|se rompio|se despego|se seco} {a la semana|en dos dias|al otro dia|luego luego}
        {el repartidor|el chofer|la entrega} {no aparece|nunca llego|ni sus luces|lleva horas}
        """

    static let support = """
        {quiero|quisiera|necesito|me gustaria|puedo|deseo|podria} {hablar con|comunicarme con|que me atienda|platicar con|contactar a} {una persona|alguien|un humano|un asesor|un agente|un vendedor|el encargado|el dueño|un ejecutivo|una persona real|servicio al cliente|el gerente|atencion a clientes|algun empleado}{| <please>|}
        {pasame|comunicame|paseme|me pasas|me comunicas|transfiereme|conectame} {con|a} {alguien|un asesor|una persona|el encargado|un humano|ventas|un ejecutivo|el dueño|atencion a clientes|soporte}{| <please>}
        {asesor|humano|agente|persona|operador|ejecutivo|asesor <please>|no quiero hablar con un bot|no quiero robot|eres un bot?|eres humano?|eres robot o persona|hay una persona real?}
        {como|cmo|komo|de que forma|donde|en donde} {pago|puedo pagar|hago el pago|se paga|les pago|deposito|realizo el pago|transfiero}{|?| mi pedido| en linea| con tarjeta}
        {aceptan|acepta|reciben|recibes|aceptas|se puede pagar con|puedo pagar con|puedo pagar en|cobran con|manejan} {tarjeta|tarjetas|transferencia|efectivo|mercado pago|paypal|tarjeta de credito|oxxo|amex|vales|dolares|codi|meses sin intereses|cheque|deposito}{|?}
        {que|cuales|q} {formas de pago|metodos de pago|opciones de pago|tarjetas|bancos} {tienen|aceptan|manejan|hay|son}{|?}
        {a que hora|a q hora|aq hora|desde que hora|hasta que hora|q hora} {abren|cierran|abre|cierra|atienden|estan|hay servicio|puedo ir|trabajan}{|?| hoy| mañana| el <day>}
        {horario|horarios|su horario|cual es el horario|que horario tienen|que horario manejan|horario de atencion|que dias abren|horario de hoy|horario de tienda}{|?| <please>| en sabado}
        {abren|trabajan|atienden|estan abiertos|esta abierto|hay servicio} {hoy|el domingo|los sabados|mañana|en dia festivo|ahorita|24 horas|en la noche|los lunes}{|?}
        {donde|en donde|por donde|dnd|adonde} {estan|estan ubicados|se ubican|queda la tienda|quedan|es la tienda|esta la sucursal|los encuentro|es su local|tienen sucursal}{|?}
        {cual es su|me das tu|me das la|pasame la|mandame la|me mandas la|dame su|quiero la} {direccion|ubicacion|ubicacion de la tienda|direccion de la sucursal|ubi}{|?| <please>}
        {direccion|ubicacion|ubicacion <please>|sucursales|tienen sucursales|tienen sucursal en <place>|telefono|su telefono|numero de telefono|me das un telefono|whatsapp de la tienda|a que numero llamo|correo de contacto|tienen facebook|pagina web}{|?}
        {necesito|quiero|me das|me haces|me pueden hacer|quisiera|requiero|me mandas|puedo pedir|solicito} {factura|mi factura|una factura|la factura|facturar|la factura de mi compra|factura electronica|el xml|nota de remision|el ticket}{|?| <please>| de mi pedido| a nombre de mi empresa}
        {facturan|dan factura|hacen factura|emiten factura|me facturas|como facturo|donde facturo|puedo facturar|se puede facturar|donde saco mi factura|que datos necesitan para facturar}{|?| <please>| mi compra}
        {mi rfc es|este es mi rfc|te paso mi rfc|mis datos fiscales son|uso de cfdi|cambiar rfc de|la factura salio con error en} {gomj800101abc|la factura|gastos en general|mi razon social|xexx010101000}
        {donde|dnd|donde mero|por donde} {esta|anda|va|viene|quedo|se encuentra} {mi pedido|mi paquete|mi compra|mi orden|mi envio|el repartidor|lo que pedi}{|?| <please>}
        {cuando|cuándo|qndo|a que hora|q dia|que dia} {llega|me llega|entregan|me entregan|sale|viene|pasan a dejar|llegaria|lo recibo} {mi pedido|mi paquete|mi compra|mi orden|el pedido|}{|?}
        {status|estatus|estado|estado actual|seguimiento|rastreo} {de mi pedido|del pedido|de mi orden|de mi compra|del envio|de la orden 1234}{|?| <please>}
        {quiero|puedo|como puedo|como|me ayudas a|necesito} {rastrear|ver|consultar|saber el estado de|dar seguimiento a|checar} {mi pedido|mi paquete|mi orden|mi compra|mi envio|el pedido 5567}{|?}
        {ya|ya mero|todavia no} {sale|salio|llega|viene|enviaron|mandaron|esta listo|va en camino|despacharon} {mi pedido|mi paquete|el pedido|mi orden}{|?}
        {numero de guia|guia de rastreo|el numero de rastreo|numero de seguimiento|cual es mi guia|me das la guia|codigo de rastreo}{| de mi pedido| <please>|?}
        {hacen|tienen|hay|manejan|cuentan con|dan} {envios|envio|entrega a domicilio|servicio a domicilio|entregas|reparto|envios foraneos|flete|entregas el mismo dia}{|?| a <place>| a todo el pais| gratis}
        {envian|mandan|entregan|llegan|llevan|reparten} {a <place>|a domicilio|hasta <place>|a toda la republica|a mi casa|en <place>|hoy mismo|los <day>}{|?}
        {cuanto tarda|cuanto se tarda|en cuanto tiempo llega|cuantos dias tarda|en cuantos dias llega|cuanto demora|que tanto tarda|cuanto tiempo tarda} {el envio|la entrega|en llegar|el pedido|a <place>|}{|?}
        {puedo|se puede|paso a|quiero} {recoger en tienda|pasar a recoger|pasar por el|recogerlo yo|ir a la tienda por mi pedido|pasar por mi pedido}{|?| hoy| mañana}
        {con que paqueteria|por que paqueteria|que paqueteria|por cual paqueteria} {envian|mandan|manejan|usan|llega}{|?}
        {quiero|necesito|puedo|como puedo|me ayudas a|se puede} {cambiar|modificar|corregir|actualizar} {la direccion|mi direccion|la direccion de entrega|la fecha de entrega|mis datos|mi telefono|el domicilio|la hora de entrega}{|?| de mi pedido}
        {quiero|necesito|puedo|como puedo|deseo|me ayudas a|como le hago para} {cancelar|anular} {mi pedido|el pedido|la orden|mi compra|mi orden 1234|lo que pedi}{|?| <please>}
        {no puedo|como puedo|no me deja|no logro} {entrar a mi cuenta|iniciar sesion|pagar|hacer el pago|registrarme|abrir el link|cambiar mi contraseña|recuperar mi contraseña|terminar el pago|ver mi pedido|subir mi comprobante}{|?| ayuda}
        {olvide|perdi|se me olvido|no recuerdo|quiero cambiar|quiero recuperar} {mi contraseña|mi clave|mi usuario|mi nip|mi password|la contraseña de mi cuenta}
        {el link|la liga|la pagina|el enlace|la app|el sitio} {no abre|no funciona|no me deja pagar|marca error|no carga|esta caida|me saca|expiro|no sirve, como pago}
        {error|problema|problemas|falla} {con el pago|al pagar|con mi tarjeta|con la transferencia|en la pagina|con mi cuenta|al registrarme}
        {mi pago|mi tarjeta|la transferencia|el deposito} {fue rechazado|no pasa|no se refleja|esta pendiente|ya se reflejo|fue declinada|no se aprobo}{|?}
        {ya pague|ya deposite|ya transferi|ya hice el pago|ya hice la transferencia|ya quedo el pago|ya realice el deposito}{|, que sigue|, te mando el comprobante|, ya lo viste?|, cuando me mandan|, me confirmas}
        {te mando|ahi va|adjunto|te envio|aqui esta|le mande|este es} {el comprobante|mi comprobante|el ticket de pago|la captura del pago|el voucher|la ficha de deposito}
        {me das|pasame|me pasas|mandame|dame|cual es} {el numero de cuenta|la clabe|los datos bancarios|los datos para transferir|la cuenta para depositar|el numero de tarjeta para depositar|los datos de pago|el link de pago}{| <please>|?}
        {tienen|tiene|dan|hay|que|cuanto tiempo de|como funciona la|cuanto dura la} garantia{|?| el <product>| sus productos| tienen| hay}
        {dan|manejan|tienen|hay|como saco|requisitos para} {credito|a credito|pagos en abonos|fiado|apartado|meses sin intereses|pagos a plazos}{|?}
        {cual es|hay|tienen|que} {su politica de devoluciones|politica de devolucion|politicas de cambio|minimo de compra|compra minima|pedido minimo|monto minimo para envio}{|?}
        {ayuda|ayudame|me ayudas|me puedes ayudar|necesito ayuda|necesito ayuda <please>|soporte|una duda|tengo una duda|me pueden orientar|me apoyas|necesito informacion|quiero informacion|informes|info}{|?| con algo| con mi pedido| con mi cuenta| con el pago}
        {como|cmo} {hago un pedido|se hace el pedido|funciona esto|funciona|le hago para pedir|se usa|compro por aqui|es el proceso|me registro|creo una cuenta|puedo hacer una compra por este medio}{|?}
        {me pueden|me podrian|me puede alguien|pueden|quiero que me|me} {llamar|marcar|contactar|marcar a mi cel|devolver la llamada|llaman|marcan}{|?| <please>| mas tarde| al 5512345678}
        {instalan|hacen instalacion|tienen servicio de instalacion|tienen taller|hacen el cambio ahi mismo|ustedes lo instalan|ponen las piezas|tienen estacionamiento|hay estacionamiento|cortan la madera|igualan pintura|cargan el material}{|?}
        {contra entrega|pago contra entrega|pagar al recibir|pago al recibir|puedo pagar cuando llegue|se paga al entregar|pago en efectivo al repartidor}{|?| se puede| aceptan}
        {con quien|quien} {me puede ayudar|puedo hablar|me atiende|trato lo de mi factura|me puede resolver una duda|me da informes|veo lo de un pago}{|?}
        {hay|habra|tienen} {alguna persona|alguien de ventas|algun encargado|alguien que me explique|gente real|un telefono donde hablar}{|?| ahi}
        {en que calle|por que rumbo|en que colonia|en que ciudad|a la altura de que|que tan lejos} {estan|queda|se encuentran|es|estan del centro}{|?}
        {estan|quedan} {cerca del|junto al|por el|lejos del} {metro|centro|mercado|walmart|hospital|zocalo}{|?}
        {cierran|descansan|hay alguien|trabajan} {a la hora de la comida|en semana santa|a mediodia|los puentes|el 25|en la tarde|temprano}{|?}
        {me aceptan|les puedo pagar con|les puedo mandar|puedo usar|puedo darles|se vale pagar con} {debito|spei|vales de despensa|tarjeta de debito|una transferencia|la mitad en efectivo|visa|mi tarjeta del banco}{|?}
        {a nombre de quien|a que banco|a que cuenta|a que numero} {deposito|transfiero|va la transferencia|hago el spei|les mando el pago}{|?}
        {vencio|ya vencio|caduco|me reenvias|me generas otra vez|otra vez manda} {el link de pago|la liga de pago|la referencia para pagar|la ficha de pago}{|?| <please>}
        {en que va|como va|que paso con|que hay de|hay noticias de|que novedad hay con|sabes algo de} {mi pedido|mi entrega|lo que encargue|mi envio|mi compra de ayer|mi tramite|mi factura}{|?}
        {a que hora|mas o menos a que hora|en cuanto rato} {pasa el repartidor|viene el flete|llega el chofer|me toca la entrega|pasan por aca}{|?}
        {llegan|llega el servicio|reparten|tienen ruta|entregan} {hasta aca|a mi domicilio|hasta <place>|fuera de la ciudad|a los pueblos|por mi rumbo|los fines de semana}{|?}
        {vivo en|soy de|estoy en} <place>{, me lo pueden mandar|, si entregan|, llegan hasta aqui|, hacen envios}{|?}
        {no me ha llegado|no encuentro|me falta|no recibi|donde descargo} {la factura|el correo de confirmacion|el xml|mi recibo|el codigo|el numero de guia}{| al correo|?}
        {si no me queda|si no me gusta|si sale mal|si no le sirve} {lo puedo cambiar|hay cambios|aceptan cambios|como hago el cambio|puedo regresarlo despues}{|?}
        {cuantos dias|cuanto tiempo} {tengo para cambiarlo|hay para hacer un cambio|dan de garantia|me apartan el producto|me guardan el pedido}{|?}
        {que necesito|que ocupo|que piden|que papeles piden|requisitos} {para sacar credito|para abrir cuenta|para facturar|para ser cliente|para ser distribuidor|para apartar}{|?}
        {me explicas|me explica|explicame|me dices|me puedes decir|no se|no entiendo} {como pedir por aqui|como funciona|como se paga|como entrar a mi cuenta|como registrarme|como comprar en linea|como usar el bot}{|?| <please>}
        {cambie de|ya cambie mi|tengo nuevo} {numero|domicilio|correo|telefono}{, como actualizo mis datos|, donde lo cambio|, me lo actualizas|}
        {ya no|mejor ya no} {quiero|voy a querer|necesito} {el pedido|la orden|la entrega}{, se puede cancelar|, cancelalo <please>|, como lo cancelo}{|?}
        {el|mi} {cfdi|xml|pdf de la factura} {salio con el rfc mal|no lo encuentro|como lo descargo|tiene mal la razon social}
        {en que va|como va|cuando llega|cuando me entregan} {mi compra|mi envio|lo que pedi|mi encargo}{|?}
        """

    static let other = """
        {jaja|jajaja|jeje|jiji|jajajajaja|ajajaj|jsjs|xd|xD|lol|jajaj}{| que risa| si| ay no| no inventes| 😂| oye| tu}
        {gracias|grax|grcs|mil gracias|muchas gracias|ty|grasias|muchisimas gracias|gracias amigo|gracias bendiciones|te agradezco|muy amable|muy amable gracias|se agradece}{|!| 🙏| por todo| jefe| por la info| igualmente}
        {ok|oki|okey|va|vale|sale|sale pues|bueno|esta bien|de acuerdo|entendido|enterado|perfecto|excelente|super|orale|listo|aja|si|no|sip|nop|mmm|ah ok|ya|ya vi|ya veo|claro|simon|nel|chido|padre|ntp|no pasa nada}{| gracias|.|!| 👍|}
        {adios|bye|byebye|hasta luego|hasta mañana|nos vemos|chao|chau|ahi nos vemos|nos vidrios|hasta pronto|cuidate|me voy|ya me voy|que tengas buen dia|que tenga linda tarde|buen fin|descansa}{|!| gracias| 👋| amigo}
        {👍|👌|😂|🤣|❤️|🙏|😊|😅|🔥|😘|👏|😭|🤔|😡|🎉}{|👍|😂😂|❤️|🙏🙏|}
        {cuentame|dime|contame|te sabes} {un chiste|una historia|un cuento|algo gracioso|algo de ti|un secreto|una adivinanza|un poema}
        {quien gano|quien va ganando|viste|a que hora es|como quedo} {el partido|el clasico|la pelea|el america|las elecciones|la final|la carrera|el mundial}{|?}
        {que opinas|que piensas|que sabes|hablame} {del gobierno|del presidente|de la vida|del amor|de politica|de mexico|de la religion|de los extraterrestres|de la luna|del futbol|de los autos electricos}{|?}
        {va a llover|hace frio|hace mucho calor|que clima hace|como esta el clima|que frio hace|esta lloviendo aqui|ya empezo a llover|que calor}{|?| hoy| en <place>}
        {te amo|te quiero|me gustas|estas soltera|tienes novio|quieres salir conmigo|eres bonita|casate conmigo|mandame un beso|te extraño|mi amor|estas casada|cuantos años tienes|donde vives|tienes hijos}{|?| bebe}
        {asdf|asdasd|qwerty|jkljkl|hgfhgf|dfghj|aaaaa|zzzz|lkj|sdfsdf|ñlkj|poiuy|xcvb|wasd|mnbv}{| asd| qwe|asd}
        {ayer|hoy|el <day>|en la mañana} {fui al cine|comi tacos|me levante tarde|vi una pelicula|sali con mis amigos|fue mi cumpleaños|jugue futbol|estuve enfermo|fui a misa|visite a mi mama|me dormi tarde|fui a correr}
        {mi perro|mi gato|mi hijo|mi esposa|mi mama|mi vecino|mi suegra|mi jefe} {se enfermo|se llama <name>|esta dormido|cumple años hoy|es muy gracioso|no me quiere|anda de viaje|cocina rico|ronca mucho|ya se fue}
        {cual es|sabes cual es|dime} {la capital de peru|la montaña mas alta|el sentido de la vida|tu color favorito|tu comida favorita|tu signo|el rio mas largo|el planeta mas grande|la raiz de 9}{|?}
        {que hora es|que hora son|que dia es hoy|que fecha es|en que año estamos|que se celebra hoy|cuantos dias faltan para navidad}{|?}
        {numero equivocado|perdon numero equivocado|me equivoque de numero|perdon era para otro chat|no era para ti|ups perdon|no es aqui perdon|se mando solo|perdon se me fue|ignora el mensaje|olvidalo|no nada|nada|nada olvidalo|ya no}
        {feliz navidad|feliz año|felices fiestas|feliz cumpleaños|felicidades|feliz dia de las madres|feliz viernes|buen provecho|provecho|salud|dios los bendiga|bendiciones|que dios te cuide|animo|suerte|buenas vibras}{|!| amigo| a todos| 🎉}
        {que descanses|dulces sueños|ya me voy a dormir|tengo sueño|tengo hambre|estoy aburrido|estoy triste|estoy feliz|ando crudo|estoy cansado|me siento solo|estoy comiendo|ando en la calle|voy manejando|estoy ocupado}{|.| jaja}
        {luego te digo|te marco al rato|te escribo mas tarde|al rato te hablo|ahorita no puedo|deja lo pienso|luego paso|lo voy a pensar|lo checo y te aviso|dejame ver con mi esposa|yo te aviso|despues veo|ahorita te digo}{| gracias|}
        {escribeme|hazme|redacta|traduce|resuelve|programa} {un poema|una cancion|mi tarea|un ensayo|esta ecuacion|esto al ingles|un codigo en python|una carta de amor}{|?}
        {cuanto es|cuantos son} {3 por 4|5 mas 7|10 entre 2|la raiz de 16|100 menos 1}{|?}
        {que es|que significa|quien invento|quien fue|quien es|sabes que es} {la inteligencia artificial|la fotosintesis|el internet|benito juarez|shakira|messi|el bitcoin|la gravedad|bad bunny|un agujero negro|la filosofia}{|?}
        {vas a ir|vienes|vamos|nos vemos|jalas} {a la fiesta|al antro|a la carne asada|al estadio|a la playa|en la escuela|en casa de <name>|a la boda}{|?| el <day>| hoy}
        {la junta es|la reunion es|recuerda la cita|hay junta|no hay clases|la tarea es|el examen es} {mañana|el <day>|a las 5|en la escuela|a las 10 am}
        {te gusta|te gustan|prefieres|odias} {el futbol|la pizza|el reggaeton|los perros|las peliculas|el chocolate o la vainilla|bailar|la musica}{|?}
        {arriba|vamos|viva} {el america|mexico|las chivas|pumas|tigres|el cruz azul|la seleccion}{|!}
        {solo|nomas|nada mas} {estoy viendo|estaba viendo|preguntaba|queria ver que salia|estoy probando|es una prueba|ando curioseando|miraba}{| gracias|}
        {prueba|test|probando|probando 123|1 2 3|123|.|..|...|?|??|???|!|-|x|k|h|a|1234567}
        {eres tonto|estas menso|que tonto eres|no entiendes nada|callate|no molestes|dejame en paz|ya no me escribas|no me mandes mensajes|estas loco|pinche bot|que aburrido eres}{|!| jaja}
        {mira este video|checa esto|https://youtu.be/abc|pasa la foto de la fiesta|comparte esta cadena|reenvia a 10 contactos|vota por mi|gana dinero desde casa|te ganaste un premio|invierte en cripto|hazte rico}{| jaja|}
        {perdon|disculpa|lo siento|una disculpa|perdona}{| por molestar| la tardanza| no te habia visto| me quede dormido| jaja}
        {que bueno|que padre|que chido|que lindo|que bonito|que triste|que horror|que raro|que flojera|no manches|no inventes|no me digas|ay dios|guau|wow|ala|chale|ni modo}{|!| jaja| amigo}
        {quieres|podemos} {ser mi amigo|jugar algo|platicar un rato|ser amigos|ser mi novia|tomar un cafe}{|?}
        {jaja|jeje|jajaja} {eres bien chistoso|no puede ser|que loco|me hiciste reir|ok|estas cañon|ya pues|buenisimo|te pasas|bromeas}
        {igualmente|a ti tambien|de nada|por nada|no hay de que|con gusto|no te preocupes|tranquilo|no hay problema|lo mismo digo|te lo agradezco|se lo agradezco|agradecido|agradecida|dios te lo pague}{|!| amigo| saludos}
        {ya|todo|listo} {quedo|entendi|me quedo claro|lo resolvi|ya lo encontre|gracias}{| gracias|, gracias por todo| muchas gracias}
        {descansa|descanse|que duerma bien|que le vaya bien|que tengas bonita noche|que pasen buen fin de semana|linda noche|buenas noches hasta mañana|nos vemos mañana|hasta la proxima|nos leemos|hablamos luego|luego platicamos|me despido|ahi estamos|sobres|arre}{|!| gracias| bendiciones}
        {siii|noo|sii|nel|simon|a poco|en serio|de veras|quien sabe|tal vez|puede ser|quizas|no se|no creo|como crees|da igual|equis|pues si|pues no|asi es|obvio|neta|nunca|tampoco|pos ya que}{|?|!| jaja}
        {que|cuanto|como} {comiste|cenaste|haces en tu tiempo libre|duermes|mides|pesas|soñaste|ves en la tele|se llama tu mama|naciste}{|?}
        {mi tia|mi hermano|mi prima|mi novio|mi papa|la vecina|mi compadre|mi abuelita} {se caso|tuvo un bebe|compro un perro|vive en <place>|se rompio el pie|anda enamorado|cocina delicioso|se fue de vacaciones|esta en el hospital}
        {hay mucho trafico|se fue la luz|tembló|se inundo la calle|hay luna llena|hubo un choque|se fue el internet|hay marcha|se cayo un arbol|hay mucha gente}{| en <place>| aqui| en mi casa|}
        {quien|en que año|donde} {descubrio el fuego|pinto la mona lisa|escribio el quijote|gano el oscar|invento el telefono|nacio napoleon|fue la revolucion|queda egipto|canta esa cancion}{|?}
        {cual es|cuanto es|cuantos} {la poblacion de china|el animal mas rapido|la tabla del 7|el resultado de 8x9|planetas hay|dias tiene un año bisiesto|el elemento mas pesado}{|?}
        {sabes|puedes|sabrias} {cantar|bailar|contar chistes|hablar ingles|jugar ajedrez|cocinar|hacer magia|sentir|soñar}{|?}
        {ponme|pon|reproduce} {una cancion|musica|una salsa|algo de rock|una cumbia|un video}{| de shakira| por favor|}
        {uuu|ooo|eee|iiii|brr|pff|tss|ñam|wiii|yupi|bah|uff|ash|ups|zzz|grr|muac}{|!| jaja}
        {fghj|vbnm|tyuiop|ghjk|bnmbn|rtyrty|kkjj|wqwq|opop|zxz}{| fgh| vbn|dfg| tyu}
        {que|qué} {serie|cancion|libro|equipo|restaurante} me {recomiendas|sugieres}{|?}
        {ya comi|ya desayune|ando comiendo|voy a cenar|me voy a dormir|me tengo que ir al trabajo|ya me voy a mi casa|voy manejando|ando en la oficina|luego te leo}{| jaja| ahorita|, bye}
        {que tengas|que tengan|que pases|les deseo} {bonito|buen|lindo|excelente} {dia|fin|domingo|sabado|descanso|jueves}{|, adios|, hasta luego|, cuidate| todos}
        {okey|okis doki|oki|sale y vale|va que va|esta bien|ta bueno|arre} {ok|va|sale|gracias|pues|}
        {cuantos anos tienes|cuanto es dos mas dos|cuantos dias tiene febrero|que hora es en japon|como se dice perro en ingles|quien es el presidente|que dia es hoy}{|?}
        {me hiciste reir|que risa me dio|jajaja que chistoso|que buena respuesta|que ocurrente} {|jaja|con eso|tu mensaje}
        {ni modo|asi es la vida|como ves|tu crees|no me digas|ya que|pues que le hacemos}{| pues| jaja|, luego hablamos}
        {mejor hablamos|platicamos|luego seguimos} {manana|otro rato|despues|al rato|el lunes}
        """
}
