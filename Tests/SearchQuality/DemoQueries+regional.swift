// Data: what a customer from another country calls things that Mexican shops
// sell, and what is meant (DemoWorkloads says how it is read).

extension DemoQueries {
    static let regional = [regionalParts, regionalHardware, regionalGroceries].joined(separator: "\n")

    private static let regionalParts = """
        pastillas de freno tsuru > balatas del. + tsuru
        pastillas de freno traseras civic > balatas tras. + civic
        brillo para cubiertas > abrillantador de llantas
        abrillantador de neumaticos > abrillantador de llantas
        correa de distribucion chevy > kit de distribucion chevy
        correa de accesorios jetta > banda accesorios + jetta
        acumulador lth > bateria lth
        burro de arranque tsuru > marcha tsuru
        motor de arranque chevy > marcha chevy
        escobillas limpiaparabrisas 20 > pluma limpiaparabrisas + 20"
        plumillas 18 > pluma limpiaparabrisas + 18"
        candela ngk chevy > bujia bpr6es
        velas de ignicao jetta > bujia + jetta a4
        rodamiento delantero corolla > balero rueda del. corolla
        ruleman de rueda tsuru > balero rueda del. tsuru
        sonda lambda aveo > sensor de oxigeno aveo
        refrigerante prestone > anticongelante prestone
        bombillo h7 > foco halogeno h7 | kit focos led h7
        ampolleta h4 > foco halogeno h4 | kit focos led h4
        lampara h11 > foco halogeno h11 | kit focos led h11
        gata hidraulica > gato hidraulico
        criquet botella > gato hidraulico de botella
        amortecedor dianteiro hilux > amortiguador del. gas hilux
        filtro de combustivel tsuru > filtro gasolina tsuru
        filtro de oleo civic > filtro aceite + civic
        pastilhas de freio dianteiras corolla > balatas del. + corolla
        aceite de caja automatica dexron vi > aceite transmision automatica dexron vi
        puentes para bateria > cables pasa corriente
        bomba de nafta chevy > bomba de gasolina chevy
        filtro de nafta ranger > filtro gasolina ranger
        filtro de bencina pointer > filtro gasolina pointer
        extremo de direccion aveo > terminal direccion ext. aveo
        """

    private static let regionalHardware = """
        destornillador plano truper > desarmador plano + truper
        chave de fenda > desarmador
        bombilla led 9w > foco led a19 9w
        ampolleta led 12w > foco led a19 12w
        bombillo led 15w > foco led a19 15w
        lamparita led 9w > foco led a19 9w
        cerradura para bano > chapa de pomo bano
        cerradura de pomo entrada > chapa de pomo entrada
        chapa 525 derecha > cerradura 525 sobreponer derecha
        arandela plana 1/2 > rondana plana 1/2
        tarugo plastico 3/8 > taquete plastico 3/8
        chazo 1/4 > taquete plastico 1/4 | taquete expansivo 1/4
        puntillas 2 > clavo estandar c/cabeza 2" | clavo para concreto 2"
        tirafondo para madera 10 > pija aglomerado dorada #10
        grifo para lavabo > monomando para lavabo
        canilla para manguera > llave manguera
        ducha con brazo > regadera cromada con brazo
        sifon para lavamanos > cespol para lavabo
        tomacorriente duplex leviton > contacto duplex polarizado leviton
        enchufe doble polarizado > contacto duplex polarizado
        interruptor sencillo volteck > apagador sencillo volteck
        alargue 10 m > extension uso rudo 10 m
        alargador 3 m > extension domestica 3 m
        zapatilla electrica 6 entradas > multicontacto
        regleta 6 entradas > multicontacto
        tanque de agua 1100 > tinaco tricapa 1100
        pincel 3 pulgadas > brocha cerda natural 3"
        rolo de pintura > rodillo completo | mini rodillo
        cinta de enmascarar 3/4 > cinta masking 3/4
        amoladora dewalt > esmeriladora + dewalt
        esmeril angular pretul > esmeriladora + pretul
        alicate de electricista klein > pinza electricista + klein
        llave francesa 10 > llave ajustable 10"
        llave inglesa 8 > llave ajustable 8"
        huincha de medir 5 m > flexometro 5 m
        wincha 3m > flexometro 3 m
        drywall 1/2 > panel tablaroca
        durlock > panel tablaroca
        clavo para hormigon 2 > clavo para concreto 2"
        escalera de tijera 6 pasos > escalera tijera aluminio 6
        mecate 3/8 > cuerda polipropileno 3/8
        soga 1/2 > cuerda polipropileno 1/2
        cadeado 40mm > candado gancho corto 40
        carrinho de mao > carretilla
        furadeira > taladro | rotomartillo
        nivel de burbuja > nivel de aluminio
        gafas de seguridad > lentes de seguridad
        barbijo n95 > respirador 8210 n95
        """

    private static let regionalGroceries = """
        gaseosa coca cola 600 > coca-cola 600 | coca-cola sin azucar 600 | coca-cola light 600
        choclo > elote
        arvejas con zanahoria > chicharos con zanahoria
        porotos negros > frijol + negro
        caraotas negras > frijol + negro
        judias pintas > frijol + pinto
        ananas en almibar > pina en almibar
        melocotones en almibar > duraznos en almibar
        mani japones > cacahuates + japoneses
        mantequilla de mani > crema de cacahuate
        pochoclo > palomitas
        cotufas > palomitas
        zumo de naranja > jugo del valle naranja
        suco de manga > jugo + mango
        lavandina > cloro
        lejia 2 litros > cloro cloralex 2 l
        confort 4 rollos > papel higienico 4 rollos
        papel toalla > toalla de cocina
        vassoura > escoba
        lampazo > trapeador
        pañales etapa 3 > huggies panal
        fosforos > cerillos
        mechero bic > encendedor
        pilas doble a duracell > pilas duracell aa 4
        comida para perro cachorro > croquetas perro pedigree cachorro
        dentifrico colgate > colgate pasta dental
        champu sedal > shampoo sedal
        cepillo de dientes > cepillo dental
        crema dental crest > crest pasta dental
        espagueti barilla > barilla spaghetti
        ketchup > catsup
        bolsa de residuos > bolsa para basura
        papel film > pelicula adherente
        agua con gas > penafiel mineral
        leche sin lactosa alpura > leche alpura deslactosada
        lavaloza limon > lavatrastes + limon
        ambientador lavanda > aromatizante lavanda
        toallas higienicas > toallas femeninas
        compresas femeninas > toallas femeninas
        harina para panqueques > hot cakes
        """
}
