// Data: one thing a line, in the Spanish of several countries, English and
// Portuguese, for auto parts, hardware and groceries.

extension Synonyms {
    static let groups = [autoParts, hardware, groceries, qualities, electronics]

    private static let autoParts = """
        balata, pastilla de freno, pastilla, brake pad, pastilha de freio, pastilha, forro de freno
        zapata, zapata de freno, brake shoe, sapata de freio
        disco de freno, rotor, brake disc, brake rotor, disco de freio
        freno, brake, freio
        llanta, neumatico, goma, cubierta, caucho, tire, tyre, pneu
        bujia, spark plug, vela de ignicao, candela
        cable de bujia, spark plug wire, cabo de vela
        bateria, acumulador, car battery, battery
        aceite de motor, engine oil, motor oil, oleo de motor, oleo motor
        aceite, oil, oleo
        filtro de aceite, oil filter, filtro de oleo
        filtro de aire, air filter, filtro de ar
        gasolina, nafta, bencina, combustible, gasoline, petrol, combustivel
        filtro de gasolina, filtro de combustible, fuel filter, filtro de combustivel
        filtro de cabina, cabin filter, filtro de polen, filtro de ar condicionado
        filtro, filter
        amortiguador, shock absorber, shock, amortecedor, strut
        anticongelante, refrigerante, coolant, antifreeze, aditivo de radiador
        radiador, radiator
        bomba de agua, water pump, bomba de agua
        bomba de gasolina, bomba de combustible, fuel pump, bomba de combustivel
        banda, correa, belt, correia
        banda de tiempo, banda de distribucion, correa de distribucion, timing belt, correia dentada
        clutch, embrague, embreagem, cloche
        limpiaparabrisas, plumilla, pluma limpiadora, limpiador, escobilla, wiper, wiper blade, palheta
        faro, optica, headlight, headlamp, farol, foco delantero
        calavera, stop, faro trasero, taillight, tail light, lanterna traseira, mica trasera
        espejo, mirror, retrovisor, espelho
        marcha, motor de arranque, burro de arranque, arrancador, starter, starter motor, motor de partida
        alternador, alternator
        rotula, ball joint, pivo
        terminal de direccion, extremo de direccion, tie rod end, terminal de direcao
        transmision, caja de cambios, caja de velocidades, transmission, gearbox, cambio
        aceite de transmision, aceite de caja, transmission fluid, oleo de cambio
        flecha, semieje, palier, cv axle, semieixo
        claxon, bocina, corneta, horn, buzina
        cables pasa corriente, puentes, cables de arranque, jumper cables, cabos de bateria
        balero, rodamiento, bearing, rolamento, cojinete, ruleman, balinera
        maza, wheel hub, cubo de roda, bocin
        junta, empaque, empaquetadura, gasket
        junta de culata, empaque de cabeza, junta de cabeza, head gasket, junta do cabecote
        cilindro maestro, bomba de freno, bomba de frenos, master cylinder, cilindro mestre
        horquilla, brazo de suspension, brazo inferior, control arm, bandeja
        base de motor, soporte de motor, engine mount, coxim do motor
        tambor de freno, tambor, brake drum
        carburador, carburetor
        mofle, silenciador, muffler, escape, silencioso
        cruceta, universal joint, cruzeta
        tolva, guardapolvo, cubrepolvo, splash shield
        manguera, hose, mangueira
        liquido de frenos, brake fluid, fluido de freio
        fusible, fuse, fusivel
        cofre, capo, hood, bonnet
        defensa, parachoques, bumper, para choque
        cajuela, maletero, baul, trunk
        delantero, delantera, front, dianteiro, dianteira
        trasero, trasera, rear, traseiro, traseira
        tapete, floor mat, alfombra
        cadena, chain, corrente
        termostato, thermostat
        bobina, ignition coil, coil, bobina de ignicao
        sensor de oxigeno, oxygen sensor, sonda lambda
        gato hidraulico, gata hidraulica, crique, criquet, hydraulic jack, macaco hidraulico
        """

    private static let hardware = """
        clavo, nail, prego, puntilla, punta
        tornillo, screw, parafuso, bolt
        pija, self tapping screw, parafuso auto atarraxante, tirafondo, tornillo autorroscante
        tuerca, nut, porca
        rondana, arandela, washer, arruela
        taquete, tarugo, wall plug, wall anchor, bucha, ramplug, chazo, taco fisher, fisher
        martillo, hammer, martelo
        desarmador, destornillador, screwdriver, chave de fenda
        pinza, pinzas, alicate, pliers
        perico, llave ajustable, llave inglesa, llave francesa, adjustable wrench, chave inglesa
        llave, wrench, spanner, chave
        llave stilson, pipe wrench
        serrucho, handsaw, serrote
        segueta, arco de segueta, hacksaw, serra
        taladro, drill, furadeira, rotomartillo
        esmeriladora, amoladora, esmeril angular, esmeril, pulidora, angle grinder, esmerilhadeira
        tablaroca, drywall, durlock, pladur, volcanita, panel de yeso
        concreto, hormigon, concrete
        broca, drill bit, mecha
        cinta metrica, flexometro, tape measure, trena, wincha, huincha
        nivel, spirit level
        pala, shovel
        pico, pickaxe, picareta
        carretilla, wheelbarrow, carrinho de mao
        foco, bombilla, bombillo, ampolleta, bombita, lamparita, lampara, lampada, light bulb, bulb
        apagador, interruptor, switch, light switch
        contacto, enchufe, tomacorriente, toma corriente, outlet, power outlet, tomada
        clavija, plug, enchufe macho
        cable, alambre electrico, wire, electric wire, fio
        extension, extension electrica, extension cord, extensao, alargador, alargue, prolongador
        multicontacto, regleta, zapatilla, power strip, regua de tomadas
        cinta de aislar, cinta aislante, electrical tape, fita isolante
        cinta masking, cinta de enmascarar, cinta de papel, masking tape, fita crepe
        cinta, tape, fita
        pastilla termica, breaker, circuit breaker, disyuntor, disjuntor
        chapa, cerradura, lock, door lock, fechadura, combo de puerta
        candado, padlock, cadeado
        bisagra, hinge, dobradica
        jaladera, tirador, handle, pull handle, puxador
        tubo, tuberia, cano, pipe, tube
        codo, elbow, cotovelo, joelho
        cople, coupling, luva
        tee, te
        llave de agua, grifo, canilla, faucet, tap, torneira, mezcladora
        llave de nariz, llave de jardin, garden tap, torneira de jardim
        llave combinada, llave mixta, combination wrench, chave combinada
        valvula, valve, registro
        valvula de esfera, llave de esfera, llave de paso, ball valve, registro de esfera
        regadera, ducha, shower, shower head, chuveiro
        desague, cespol, sifon, drain trap, sifao
        taza, inodoro, sanitario, wc, excusado, toilet, vaso sanitario
        lavabo, lavamanos, wash basin, sink, pia
        tinaco, tanque de agua, water tank, caixa d agua
        pintura, paint, tinta
        brocha, pincel, paint brush, brush, pinceleta
        rodillo, paint roller, roller, rolo de pintura
        esmalte, enamel
        thinner, adelgazador, diluyente, solvente
        impermeabilizante, waterproofing, roof sealant
        lija, sandpaper, lixa
        silicon, silicona, silicone, sealant
        pegamento, adhesivo, glue, adhesive, cola, pegante, resistol, pega
        cemento, cement, cimento
        mortero, mortar, argamassa
        yeso, plaster, gesso
        arena, sand, areia
        ladrillo, tabique, brick, tijolo
        varilla, rebar, vergalhao
        alambre, wire, arame
        malla, mesh, tela de alambre
        madera, wood, madeira
        soga, cuerda, mecate, reata, rope, corda
        guantes, guante, gloves, luvas
        lentes de seguridad, gafas de seguridad, anteojos de seguridad, safety glasses, goggles, oculos de protecao
        mascarilla, cubrebocas, tapabocas, barbijo, respirador, face mask, mascara
        escalera, ladder, escada
        manguera de jardin, garden hose
        bote, cubeta, balde, bucket
        impermeable, waterproof
        cinta teflon, teflon, thread seal tape, veda rosca
        cutter, navaja, estilete, utility knife
        pegazulejo, adhesivo para azulejo, tile adhesive
        azulejo, tile, ceramica
        abrazadera, hose clamp, clamp, abracadeira
        """

    private static let groceries = """
        popote, pajita, pajilla, pitillo, sorbete, canita, calimete, carrizo, bombilla para beber, canudo, drinking straw, straw
        leche, milk, leite
        deslactosada, sin lactosa, lactose free, sem lactose
        huevo, huevos, egg, eggs, ovo, blanquillo
        queso, cheese, queijo
        crema, cream, creme de leite, nata
        mantequilla, butter, manteiga
        margarina, margarine
        yogur, yogurt, yoghurt, iogurte
        pan, bread, pao
        pan de caja, pan de molde, sliced bread, pao de forma
        tortilla, tortillas
        arroz, rice
        frijol, poroto, alubia, judia, habichuela, caraota, beans, bean, feijao
        lenteja, lentil, lentilha
        garbanzo, chickpea, grao de bico
        azucar, sugar, acucar
        sal, salt
        harina, flour, farinha
        pasta, fideo, fideos, spaghetti, noodles, macarrao, massa
        sopa, soup
        atun, tuna, atum
        sardina, sardine, sardinha
        pollo, chicken, frango
        res, carne de res, beef, carne bovina
        cerdo, puerco, pork, porco
        jamon, ham, presunto
        salchicha, sausage, hot dog, salsicha
        tocino, bacon
        pescado, fish, peixe
        camaron, camarones, shrimp, camarao
        jitomate, tomate, tomato
        cebolla, onion, cebola
        ajo, garlic, alho
        papa, patata, potato, batata
        papas fritas, papitas, patatas fritas, chips, potato chips, batata frita
        zanahoria, carrot, cenoura
        elote, maiz, choclo, jojoto, mazorca, corn, sweet corn, milho
        chicharo, chicharos, guisante, arveja, peas, ervilha
        aguacate, palta, avocado, abacate
        chile, aji, chili, pimenta
        champinon, champinones, mushroom, mushrooms, cogumelo
        aceituna, olive, azeitona
        aceite de oliva, olive oil, azeite, azeite de oliva
        aceite vegetal, aceite de cocina, vegetable oil, cooking oil, oleo de soja
        vinagre, vinegar
        mayonesa, mayonnaise, maionese
        mostaza, mustard, mostarda
        salsa, sauce, molho
        catsup, ketchup, salsa catsup
        mermelada, jam, geleia
        miel, honey, mel
        cacahuate, mani, cacahuete, peanut, amendoim
        palomitas, pochoclo, canchita, cabritas, cotufas, crispetas, popcorn, pipoca
        crema de cacahuate, mantequilla de mani, peanut butter, pasta de amendoim
        nuez, walnut, nuts, noz
        almendra, almond, amendoa
        manzana, apple, maca
        naranja, orange, laranja
        limon, lime, lemon, limao
        fresa, frutilla, strawberry, morango
        platano, banana, banano, guineo
        pina, ananas, pineapple, abacaxi
        durazno, melocoton, peach, pessego
        betabel, remolacha, beetroot, beet, beterraba
        calabacita, calabacin, zapallito, zucchini, abobrinha
        ejote, judia verde, vainita, chaucha, poroto verde, green beans, vagem
        camote, batata dulce, boniato, sweet potato, batata doce
        toronja, pomelo, grapefruit
        maracuya, parcha, passion fruit, maracuja
        papaya, lechosa, fruta bomba, mamao
        cilantro, culantro, coriander, coentro
        col, repollo, cabbage, repolho
        uva, grape
        mango, manga
        coco, coconut
        sandia, watermelon, melancia
        refresco, soda, gaseosa, soft drink, refrigerante, bebida gaseosa, refri, chesco
        jugo, zumo, juice, suco
        agua, water
        agua mineral, mineral water, sparkling water, agua com gas
        cerveza, beer, cerveja, chela
        vino, wine, vinho
        cafe, coffee
        te, tea, cha
        chocolate, chocolat
        cocoa, cacao, cacau
        galleta, galletas, cookie, cookies, biscuit, cracker, biscoito, bolacha
        dulce, caramelo, candy, sweets, golosina, bala, doce
        paleta, lollipop, pirulito
        chicle, chewing gum, gum, chiclete, goma de mascar
        helado, nieve, ice cream, sorvete
        pastel, torta, cake, bolo, bizcocho, ponque
        cereal, cereales
        avena, oatmeal, oats, aveia
        vainilla, vanilla, baunilha
        canela, cinnamon
        jabon, soap, sabao, sabonete
        detergente, detergent, laundry detergent
        cloro, blanqueador, lejia, bleach, agua sanitaria, lavandina
        suavizante, suavitel, fabric softener, amaciante
        papel higienico, papel de bano, papel sanitario, confort, toilet paper
        servilleta, napkin, guardanapo
        toalla de papel, paper towel, papel toalha
        panal, diaper, nappy, fralda
        toalla femenina, toalla sanitaria, toalla higienica, compresa, sanitary pad, absorvente
        shampoo, champu, xampu
        acondicionador, conditioner, condicionador
        pasta de dientes, pasta dental, dentifrico, toothpaste, creme dental
        cepillo de dientes, cepillo dental, toothbrush, escova de dente
        desodorante, deodorant
        escoba, broom, vassoura
        trapeador, fregona, mopa, lampazo, mechudo, mop, esfregao
        encendedor, mechero, isqueiro, lighter
        aromatizante, ambientador, desodorante de ambiente, air freshener
        lavatrastes, lavavajillas, lavaloza, lavaplatos, dish soap, detergente de louca
        rastrillo, rasuradora, maquina de afeitar, razor, barbeador
        panuelo, tissue, lenco
        pelicula adherente, papel film, film plastico, film, cling film, papel filme
        esponja, sponge
        bolsa de basura, bolsa de residuos, garbage bag, trash bag, saco de lixo
        pila, bateria aa, battery, pilha
        veladora, vela, candle
        cerillo, cerillos, fosforos, matches
        hot cakes, panqueques, pancakes, panquecas
        croquetas, alimento para perro, dog food, racao
        vaso desechable, disposable cup, copo descartavel
        plato desechable, disposable plate, prato descartavel
        """

    private static let qualities = """
        blanco, white, branco
        negro, black, preto
        rojo, red, vermelho
        azul, blue
        verde, green
        amarillo, yellow, amarelo
        gris, gray, grey, cinza
        cafe, marron, brown, marrom
        galvanizado, galvanized
        inoxidable, acero inoxidable, stainless, stainless steel, inox
        cobre, copper
        laton, brass
        acero, steel, aco
        madera, wood
        plastico, plastic
        grande, large, big
        chico, pequeno, small
        light, ligero, ligera
        sin azucar, zero, sugar free, sem acucar
        integral, whole wheat, whole grain
        natural, plain
        picante, spicy, hot
        dulce, sweet
        salado, salted
        congelado, frozen
        """

    private static let electronics = """
        laptop, notebook, portatil, computadora portatil, notebook computer
        tv, television, televisor, televisao
        phone, smartphone, cell phone, mobile phone, telefono, celular, movil, telefone
        headphones, headset, audifonos, auriculares, fone de ouvido
        earbuds, earphones, ear buds, in ear
        charger, cargador, carregador
        printer, impresora, impressora
        mouse, raton
        keyboard, teclado
        monitor, display, pantalla
        playstation 4, ps4
        playstation 3, ps3
        hard drive, hdd, hard disk, disco duro, hard disk drive
        ssd, solid state drive, disco solido
        ink, ink cartridge, tinta
        webcam, web camera, camara web
        router, wireless router, enrutador, roteador
        computer, desktop computer, desktop, pc, computadora, computador
        ram, memory module
        watch, smartwatch, reloj, relogio
        projector, proyector, projetor
        dryer, hair dryer, secadora
        fridge, refrigerator, refrigerador, heladera, nevera, geladeira
        vacuum, vacuum cleaner, aspiradora, aspirador
        washing machine, washer, lavadora, lavarropas
        usb stick, usb flash drive, flash drive, memoria usb, pendrive
        power bank, external battery
        case, funda, cover, sleeve
        speaker, bocina, altavoz, parlante
        """
}
