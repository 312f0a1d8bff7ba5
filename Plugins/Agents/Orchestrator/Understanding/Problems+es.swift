// Spanish training examples of things that leak, creak or stick: said by whoever
// wants what mends them, and said of a thing that this shop sold. One message or
// pattern a line; see `ExamplePattern`.

extension ExampleBook {
    static let spanishProblems = ExampleBook(
        language: .spanish,
        slots: spanish.slots.merging([
            "leaky": entries(SpanishProblems.leaky), "creaky": entries(SpanishProblems.creaky),
            "stuck": entries(SpanishProblems.stuck), "cracked": entries(SpanishProblems.cracked),
            "room": entries(SpanishProblems.room), "fix": entries(SpanishProblems.fix),
            "sold": entries(SpanishProblems.sold),
        ]) { $1 },
        openings: spanish.openings,
        groups: [
            ExampleGroup(intent: .productSearch, lines: SpanishProblems.productSearch),
            ExampleGroup(intent: .complaint, lines: SpanishProblems.complaint),
            ExampleGroup(intent: .support, lines: SpanishProblems.support),
        ]
    )
}

private enum SpanishProblems {
    static let leaky = """
        la llave,la llave del agua,la llave del baño,la llave de la cocina,la regadera,el tubo,la tuberia,el tinaco,la taza,el excusado
        el wc,el lavabo,el fregadero,la tarja,el boiler,el techo,la azotea,el radiador,la manguera,el cespol,la cisterna,el lavadero
        """
    static let creaky = """
        la puerta,el porton,la bisagra,la cama,la silla,la ventana,el cancel,la mecedora,la escalera,el ventilador,la reja,la litera
        """
    static let stuck = """
        el cajon,la chapa,la cerradura,la ventana,la puerta,el candado,la tuerca,el tornillo,el cierre,la cortina,el porton,la llave
        """
    static let cracked = """
        la pared,el piso,la barda,el vidrio,el espejo,el tinaco,la loseta,el azulejo,la banqueta,la maceta,la losa,el plafon,el muro
        """
    static let room = """
        la sala,la cocina,el baño,el cuarto,la recamara,la cochera,el taller,el patio,la bodega,el pasillo,mi casa,la oficina,el zaguan
        """
    static let fix = """
        que le pongo,con que se arregla,que necesito,que me recomiendas,que pieza es,que compro,que ocupo,tienes algo,que sirve para eso
        que me das,hay algo para eso,con que lo arreglo,que le echo
        """
    static let sold = """
        que compre aqui,que les compre,que me vendieron,que me vendiste,que me lleve ayer,que compre con ustedes,que me mandaron
        de mi pedido,que me entregaron,que traje de su tienda,que me surtieron,que me dieron,nuevo de ustedes
        """

    static let productSearch = """
        *<leaky> {gotea|esta goteando|tira agua|chorrea|tiene fuga|trae una fuga|no cierra bien|no para de gotear|escurre|se esta tirando}{| desde ayer| mucho| de noche|, <fix>|, <fix>}{|?}
        mi {llave|fregadero|lavabo|tarja|regadera|techo|tinaco|boiler|baño} {gotea|esta goteando|tira agua|se sale|tiene gotera|chorrea|no cierra}{| mucho| diario|, <fix>|, <fix>}
        se me {sale|esta saliendo|tira|riega|esta tirando|filtra} el agua {de|por|en} <leaky>{|, <fix>}
        {se esta|se me esta|me esta} {goteando|tirando|chorreando|llenando de agua|filtrando} <leaky>{|, <fix>|, <fix>}
        {tengo|hay|encontre|salio} {una fuga|una gotera|humedad|una filtracion|salitre|moho|goteras} en {<room>|<leaky>|la pared|el techo|el piso}{|, <fix>}
        {se tapo|se me tapo|tengo tapado|esta tapado|se atasco} {el caño|el drenaje|la coladera|el fregadero|el wc|la taza|el lavabo|la tuberia}{|, <fix>| de <room>}
        {el caño|el fregadero|el lavabo|la coladera|la regadera|el drenaje} {no baja|no desagua|se regresa|no se va el agua|huele feo|se inunda}{|, <fix>}
        *<creaky> {rechina|hace ruido|truena|cruje|esta floja|esta dura|se atora|suena feo|chilla}{| mucho| al abrir| de noche|, <fix>|, <fix>}
        mi {puerta|cama|silla|porton|ventilador|lavadora|bici|reja} {rechina|truena|hace mucho ruido|se mueve mucho|esta floja|chilla}{|, <fix>}
        {esta|esta muy|quedo|se ve muy} {oscuro|oscura|obscuro} <room>{|, <fix>}
        {no hay|no tengo|falta|nos quedamos sin|me quede sin} {luz|foco|iluminacion|corriente} en <room>{|, <fix>}
        {ando|estoy|estamos} {a oscuras|sin luz|a obscuras} en <room>{|, <fix>}
        {se atoro|se me trabo|se trabo|se endurecio|se me barrio|esta atorado|esta trabada} <stuck>{|, <fix>| de <room>}
        {no puedo|no logro|como le hago para|quiero} {abrir|aflojar|sacar|cerrar|destrabar} <stuck>{|, <fix>| de <room>}
        {se me cuarteo|se cuarteo|se me estrello|se agrieto|se rajo|se esta partiendo|tiene grietas} <cracked>{| de <room>|, <fix>}
        {se despego|se me despego|se zafo|se solto|se esta cayendo|se aflojo} {la suela del zapato|un azulejo|la pata de la silla|el tapiz|la repisa|la manija|el zoclo|el mango|el tacon|la perilla}{|, <fix>}
        {hay|tengo|salieron|me invadieron las|ya no aguanto las} {cucarachas|hormigas|ratas|mosquitos|moscas|polillas|termitas|arañas} {en <room>|por toda la casa|}{|, <fix>}
        {entra|se mete|se cuela} {aire|frio|agua|polvo|la lluvia|mucho ruido} por {la ventana|la puerta|el techo|la rendija|el tragaluz}{|, <fix>}
        {mi|el} {carro|<car>|coche|troca} {rechina al frenar|se calienta|no arranca|tira aceite|jala para un lado|gasta mucha gasolina|vibra|no prende|se apaga|suena raro|echa humo}{|, <fix>}
        {se me oxido|se oxido|se despinto|se esta pelando|se descascaro|se mancho|esta oxidado} {el porton|la reja|la pared|la fachada|el cofre|la silla|el barandal|la puerta}{|, <fix>}
        *{mi|nuestra|la|el} {ventana|puerta|refri|tarja|bici|moto|lavadora|ventilador|estufa|regadera|taza} {no cierra|no abre bien|no enfria|no calienta|no gira|no aprieta|no jala agua|sale muy floja|vibra mucho|cruje|esta dura|se zafa|se suelta a cada rato}{| ya| nada|, <fix>}
        {cuando|siempre que|cada vez que} {llueve|abro la puerta|freno|lo prendo|me baño|me acuesto} {gotea|se moja todo|truena|rechina|hace ruido|chilla|se inunda la casa}{| mucho|, <fix>}
        {los moscos|las cucarachas|los ratones|las hormigas|las polillas} {no dan tregua|invadieron <room>|se comen todo|me tienen harto|se metieron a la casa}{|, <fix>}
        {tengo|hay} {un tornillo|un clavo|un tubo|una teja|una llave|un azulejo} {barrido|chueco|picado|quebrado|suelto|gastado} {en <room>|}{|, <fix>}
        {se quebro|se zafo|se cayo|se me rompio} {la pata|la rueda|la tapa|la jaladera|el asa} {de mi mesa|de la silla|del ropero|de la maleta|de la olla}{|, <fix>}
        {mi bota|mi zapato|mi tenis|mi mochila|mi pantalon} {se despego|se pico|se rompio|se abrio de la costura}{|, <fix>}
        {con que|como|que sirve para|algo para} {quito el sarro|tapo una grieta|destapo el caño|quito la humedad|mato las hormigas|pego un azulejo|arreglo una gotera|quito el rechinido|sello una ventana|arreglo una fuga|alumbro <room>}{|?}
        """

    static let complaint = """
        *{el|la} <product> <sold> {gotea|ya gotea|tira agua|rechina|no sirve|se rompio|no prende|se despego|se cuarteo|se atora|trae fuga|ya no jala|hace ruido|se oxido|tiene fuga|se esta botando}{|, quiero cambio|, y ahora que|, que hago|!}
        {compre|les compre|me lleve|pedi} {aqui|con ustedes|ayer|la semana pasada} {un|una} <product> y {ya gotea|no sirve|se fundio|se quebro|rechina|tira agua|se oxido|se despego|dejo de funcionar}
        {instale|puse|acabo de instalar|apenas puse} {el|la} <product> {<sold>|de ustedes|de su tienda} y {gotea|tira agua|rechina|no prende|se cae|tiene fuga|se despego}
        {el|la} <product> {llego|venia|me llego} {estrellado|cuarteada|con fuga|picado|trabado|oxidada|sin una pata|tirando agua}{|, cambienmelo|, que mal}
        """

    static let support = """
        {la garantia|su garantia} {cubre|aplica|vale} si {gotea|se rompe|se oxida|truena|falla} {el|la} <product>{|?}
        {mandan|tienen|me mandan|conocen} {a alguien|un plomero|un electricista|quien} {que instale|para instalar|que ponga|para poner} {el|la} <product>{|?}
        {puedo cambiar|me cambian|se puede cambiar} {el|la} <product> por {otro modelo|otra medida|otro color|uno mas grande}{|?}
        {a que hora|cuando|que dia} {me traen|pasan con|llega|me entregan} {el|la|mi} <product>{| que pedi| que compre|?}
        """
}
