// Data: what mechanics write to a parts dealer, in their shorthand and their
// haste, and what they mean (DemoWorkloads says how it is read).

extension DemoQueries {
    static let parts = """
        bal del jetta a6 > balatas del. + jetta a6
        balat tras civic > balatas tras. + civic
        BAL DELT TSURU WAGNER > balatas del. + tsuru + wagner
        blts del aveo 2012 > balatas del. + aveo
        disc fren del chevy > disco de freno del. chevy
        dsco freno np300 > disco de freno del. np300
        cil mtro tsuru > cilindro maestro tsuru
        cil. maestro d22 > cilindro maestro pick up d22
        fil ac gp287 > filtro aceite gp-287
        filt aceit corolla > filtro aceite + corolla
        flt aire versa interfil > filtro aire versa + interfil
        f. gasolina platina > filtro gasolina platina
        filt gas ranger > filtro gasolina ranger
        fil cab vento > filtro cabina vento
        buj bkr5e > bujia bkr5e
        bjia ngk iridium civic > bujia izfr6k
        bujs fr7dc > bujia fr7dc
        cbl bujia pointer > cables de bujia pointer
        cables buj tsuru bosch > cables de bujia tsuru + bosch
        bob enc platina > bobina de encendido platina
        sens oxig aveo > sensor de oxigeno aveo
        sen tps tsuru > sensor tps tsuru
        sensor temp tsuru > sensor temperatura tsuru
        bba gasol chevy > bomba de gasolina chevy
        bmba agua tsuru > bomba de agua tsuru
        bba d agua corsa > bomba de agua + corsa
        ac mot 15w40 cubeta > aceite motor 15w40 + cubeta
        aceite mtr 5w30 sint castrol > aceite motor 5w30 sintetico castrol
        ac trans dexron iii > aceite transmision + dexron iii
        anticong prestone 50/50 > anticongelante prestone 50/50
        liq frenos dot4 > liquido para frenos dot 4
        liq direc hid 946 > liquido para direccion hidraulica 946
        amort del tsuru gabriel > amortiguador del. gas tsuru + gabriel
        amort tras np300 > amortiguador tras. gas np300
        amrtgdor del hilux > amortiguador del. gas hilux
        base amort versa > base amortiguador + versa
        term dir ext silverado > terminal direccion ext. silverado
        rot inf ranger > rotula inf. ranger
        rtula inf np300 > rotula inf. np300
        bal rda del chevy > balero rueda del. chevy
        balero rued aveo > balero rueda del. aveo
        bda acces corolla > banda accesorios + corolla
        bnd 6pk1255 > banda accesorios 6pk1255
        kit distr platina > kit de distribucion platina
        termost f150 > termostato f-150
        trmstato chevy > termostato chevy
        bat lth 35 > bateria lth l-35
        batria l47 america > bateria america l-47
        acum lth 42 > bateria lth l-42
        foc halog h4 osram > foco halogeno h4 + osram
        foco h11 led > kit focos led h11
        fus uña 15a > fusible tipo una 15 a
        alt tsuru bosch > alternador tsuru
        mcha valeo np300 > marcha np300
        sop mtr der aveo > soporte motor der. aveo
        pluma limp 22 > pluma limpiaparabrisas + 22"
        plum limpia bosch 26 > pluma limpiaparabrisas plana aerofit 26"
        zap freno tras ranger > zapatas de freno tras. ranger
        zpta hilux > zapatas + hilux
        gato hid bot > gato hidraulico de botella
        limp inyect > limpiador de inyectores
        silic gris alta temp > silicon gris alta temperatura
        aflojatdo wd40 > aflojatodo
        """
}
