// Data: what contractors write to a hardware shop, in the shorthand of its
// price list, and what they mean (DemoWorkloads says how it is read).

extension DemoQueries {
    static let hardware = """
        torn hex 1/2x2 > tornillo hex. g5 1/2 x 2"
        tor hex g5 3/8 x 3 > tornillo hex. g5 3/8 x 3"
        trn maq cab pl 3/16x2 > tornillo maquina cab. plana 3/16 x 2"
        pij fij 8x1 > pija cab. fijadora #8 x 1"
        pija tblroca 6x1 > pija tablaroca punta fina #6 x 1"
        pij aglom 8 x 2 > pija aglomerado dorada #8 x 2"
        tca hex 5/16 > tuerca hex. 5/16
        rond pl 3/8 > rondana plana 3/8
        rdna plna 1/4 > rondana plana 1/4
        clv c/cab 2 1/2 > clavo estandar c/cabeza 2 1/2
        clavo conc 3 > clavo para concreto 3"
        taq plast 1/4 > taquete plastico 1/4
        tqte expans 3/8 > taquete expansivo 3/8
        var rosc 1/2 > varilla roscada 1/2
        tub cpvc 3/4 > tubo cpvc 3/4
        tbo pvc sanit 4 > tubo pvc sanitario 4"
        tubo galv 1 > tubo galvanizado c-40 1"
        tubo cob tipo m 1/2 > tubo cobre tipo m 1/2
        cod cpvc 90 3/4 > codo cpvc 90° 3/4
        codo galv 1/2 > codo galvanizado 90° 1/2
        cpl cpvc 1 > cople cpvc 1"
        tee san 3 > tee pvc sanitaria 3"
        nip galv 1/2x4 > niple galvanizado 1/2 x 4"
        valv esf 3/4 urrea > valvula esfera bronce 3/4" urrea
        vlv esfera bce 1 foset > valvula esfera bronce 1" foset
        llav angul > llave angular
        mang flex wc > manguera flexible wc
        mngra jard 1/2 15m > manguera jardin 1/2" 15 m
        cta teflon > cinta teflon
        peg pvc foset > pegamento pvc
        flot tinaco > flotador para tinaco
        tin rotop 1100 > tinaco tricapa 1100
        bba perif 1/2hp truper > bomba periferica 1/2 hp truper
        cbl thw 12 iusa > cable thw + cal. 12 iusa
        cable thw rll cal 10 condumex > cable thw rollo 100 m cal. 10 condumex
        cable uso rdo 3x12 > cable uso rudo 3 x 12
        foc led 12w volt > foco led a19 12w + volteck
        refl led 50w > reflector led 50w
        apag senc leviton > apagador sencillo leviton
        cont dplx volteck > contacto duplex polarizado volteck
        past qo 1p 20a > pastilla qo 1 polo 20 a
        polid nja 3/4 > poliducto naranja + 3/4
        chalupa galv > chalupa galvanizada
        cta aisl super 33 > cinta de aislar super 33
        ext uso rdo > extension uso rudo
        pint vin bca 19l comex > pintura vinilica comex vinimex blanco 19 l
        pint vnl berel 4lt > pintura vinilica berel kalos blanco 4 l
        esm comex rjo > esmalte alquidalico comex 100 rojo
        aero ngo mate > pintura en aerosol aerocomex negro mate
        imperm 5 a rojo fester > impermeabilizante acrilico 5 anos rojo 19 l fester
        thin std 1l > thinner estandar 1 l
        broch 4 byp > brocha cerda natural 4" byp
        rod felpa 9 > rodillo completo felpa 9"
        lija agua 220 > lija de agua grano 220
        lij mad 80 > lija para madera grano 80
        silic transp > silicon transparente
        cem gris cruz azul > cemento gris + cruz azul
        cmto tolteca 25 > cemento + tolteca 25 kg | cemento + 25 kg tolteca
        varilla corr 1/2 > varilla corrugada g42 1/2
        alamb rec cal 16 > alambre recocido
        lam galv r72 > lamina galvanizada
        carret truper > carretilla + truper
        mart una 20oz > martillo una curva 20 oz
        desarm cruz 2 stanley > desarmador cruz #2 + stanley
        dsarm pl 1/4 truper > desarmador plano 1/4 + truper
        pinz pres surtek > pinza de presion 10" surtek
        lve ajust 10 urrea > llave ajustable 10" urrea
        llave comb 13mm > llave combinada 13 mm
        brc conc 5/16 > broca para concreto 5/16
        brca met 1/8 > broca para metal hss 1/8
        dsco cte metal 14 > disco corte metal 14"
        esmeril 4 1/2 dewalt > esmeriladora 4 1/2" 850w dewalt
        cand 40 phillips > candado gancho corto 40 mm phillips
        bisag lat 3 > bisagra cuadrada latonada 3"
        abraz s/fin 1 > abrazadera sin fin 1"
        """
}
