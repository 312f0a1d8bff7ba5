// Data: words about money, stock and delivery in Spanish, Portuguese and English,
// in lower case and without accents.

extension FigureLexicon {
    static let roleWords: [(WordRoles, String)] = [
        (.cents, "centavo centavos centimo centimos cent cents ctv ctvs cvs"),
        (.multiplier, "k"),
        (.indefinite, "un una uno um uma a an one"),
        (.joiner, "y e and con com with"),
        (
            .price,
            """
            precio precios cuesta cuestan costo costos costaria costarian costara cuestas vale valen valia importe monto \
            total totales subtotal saldo adeudo adeudas debes anticipo abono abonos pagar pagarias cobro cobramos cobra cobran oferta promocion promo flete tarifa cuota deposito sale salen saldria \
            saldrian quedaria quedarian price prices priced cost costs costing amount balance fee deposit charge \
            charges charged worth owe owes preco precos custa custam custo custos custaria valor valores taxa frete sinal \
            pagamento pagara cobramos sai saem sairia ficaria ficam fica
            """
        ),
        (
            .bargain,
            """
            queda quedan quedo dejo dejamos deja dejaria vendo vendemos venden vende doy damos llevatelo llevalo llevas \
            lleva llevan llevate llevar llevarlo comprar compra compras consigue consiguelo tenemos tengo esta estan sell \
            sells sold get gets buy take have leva levar leve vendido vendida deixo deixamos temos tenho esta estao \
            encuentras encuentra pagas paga pagan pague pay pays ofrezco ofrecemos regular ahora antes
            """
        ),
        (.copula, "son es seria serian sera seran fue eran is are its be was were sao e eh sera seria seriam era eram"),
        (.preposition, "a en por de desde for at from by in em por de to solo al"),
        (
            .filler,
            """
            solo solamente unicamente apenas unos unas aproximadamente aprox casi como nada mas tan just only about around \
            approximately almost so somente uns umas cerca de
            """
        ),
        (.each, "cada cu each per apiece ea cadauno"),
        (.article, "el la los las o os as the"),
        (
            .continuation,
            """
            cada cu el la los las por con mas y o pero ya incluye incluyen incluido incluida neto netos total en each per \
            plus and or including included the a os as com mais e ja no na nos nas al mensual mensuales diario diarios cash \
            iva vat tax todo todos todas everything tudo final contado efectivo mn but with before after antes despues \
            aproximadamente aprox apiece nada para for pelo pela pelos pelas
            """
        ),
        (
            [.unit, .goods],
            """
            piezas pza pzas pzs pz unidades unidad uds und unds articulos pieces pcs units items unidades itens pecas cajas \
            bolsas paquetes botes latas rollos juegos pares boxes bags packs bottles cans rolls sets pairs caixas sacos \
            pacotes latas rolos jogos bultos cubetas tramos hojas galones sheets buckets
            """
        ),
        (
            .unit,
            """
            productos opciones resultados categorias personas clientes estrellas puntos meses semanas anos veces pulgadas \
            milimetros centimetros metros kilos kilogramos gramos toneladas litros mililitros mm cm mts mt km kg kgs kilos gr grs g \
            lt lts l ml cc oz lb lbs gal hp kw kwh w watts watt v volts voltios voltaje amperes amperios amp amps rpm psi \
            bar grados mah gb mb tb mp px dpi dientes puertas cilindros products options results categories people customers \
            stars points months weeks years times inches feet meters metres kilos grams tons liters litres gallons pounds \
            ounces degrees teeth doors produtos opcoes resultados categorias pessoas clientes estrelas pontos meses semanas \
            anos vezes polegadas metros quilos gramas toneladas litros graus porciento percent porcento pulg pulgada ft in am \
            pm hrs h horas hora dias dia minutos minuto min mins hours hour days day minutes minute modelo modelos msi \
            mensualidades meses parcelas
            """
        ),
        (
            .single,
            """
            pieza unidad unidade peca unit piece item articulo litro kilo kilogramo gramo metro caja bolsa paquete bote lata rollo juego \
            par box bag pack bottle can roll set pair liter litre gallon pound meter metre caixa saco pacote rolo jogo quilo \
            galon cubeta tramo hoja sheet bucket docena dozen duzia millar
            """
        ),
        (
            .stockAfter,
            "disponible disponibles existencia existencias stock left available remaining estoque disponivel disponiveis "
                + "inventario almacen restantes restante bodega"
        ),
        (
            .stockBefore,
            """
            quedan queda quedarian restan resta stock existencia existencias disponible disponibles inventario remaining \
            available estoque disponivel disponiveis restam sobran sobram
            """
        ),
        (.holding, "hay tenemos tengo contamos have has there ha temos tenho contam"),
        (
            .delivery,
            """
            entrega entregas entregamos entregaremos entregar entregarlo entregado llega llegan llegara llegaran llegaria \
            recibes recibe recibiras recibirlo recibelo envio envios enviamos enviaremos mandamos surtimos surtido tienes \
            delivery deliver delivers delivered arrives arrive arriving ships ship shipped shipping receive ready entregue \
            entregamos chega chegam chegara chegarao recebe recebera receber enviamos envio listo lista pronto pronta
            """
        ),
        (
            .day,
            """
            hoy manana pasado lunes martes miercoles jueves viernes sabado domingo today tomorrow tonight monday tuesday \
            wednesday thursday friday saturday sunday hoje amanha segunda terca quarta quinta sexta
            """
        ),
        (
            .month,
            """
            enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre january \
            february march april may june july august september october november december janeiro fevereiro marco maio \
            junho julho setembro outubro novembro dezembro
            """
        ),
        (
            .span,
            "dia dias hora horas hrs h hr semana semanas day days hour hours week weeks minutos minutes business habiles uteis"
        ),
        (.range, "a y e hasta to and until ate o or al"),
    ]

    static let numberWords: [(words: String, value: Int64, roles: WordRoles)] = [
        ("cero zero", 0, .number), ("un una uno um uma one", 1, []), ("dos dois duas two", 2, .number),
        ("tres three", 3, .number), ("cuatro quatro four", 4, .number), ("cinco five", 5, .number),
        ("seis six", 6, .number), ("siete sete seven", 7, .number), ("ocho oito eight", 8, .number),
        ("nueve nove nine", 9, .number), ("diez dez ten", 10, .number), ("once onze eleven", 11, .number),
        ("doce doze twelve", 12, .number), ("trece treze thirteen", 13, .number),
        ("catorce quatorze catorze fourteen", 14, .number), ("quince quinze fifteen", 15, .number),
        ("dieciseis dezesseis sixteen", 16, .number), ("diecisiete dezessete seventeen", 17, .number),
        ("dieciocho dezoito eighteen", 18, .number), ("diecinueve dezenove nineteen", 19, .number),
        ("veinte vinte twenty", 20, .number), ("veintiuno veintiun veintiuna", 21, .number), ("veintidos", 22, .number),
        ("veintitres", 23, .number), ("veinticuatro", 24, .number), ("veinticinco", 25, .number),
        ("veintiseis", 26, .number), ("veintisiete", 27, .number), ("veintiocho", 28, .number),
        ("veintinueve", 29, .number), ("treinta trinta thirty", 30, .number), ("cuarenta quarenta forty", 40, .number),
        ("cincuenta cinquenta fifty", 50, .number), ("sesenta sessenta sixty", 60, .number),
        ("setenta seventy", 70, .number), ("ochenta oitenta eighty", 80, .number),
        ("noventa ninety", 90, .number), ("cien ciento cem cento", 100, .number),
        ("doscientos doscientas duzentos duzentas", 200, .number),
        ("trescientos trescientas trezentos trezentas", 300, .number),
        ("cuatrocientos cuatrocientas quatrocentos quatrocentas", 400, .number),
        ("quinientos quinientas quinhentos quinhentas", 500, .number),
        ("seiscientos seiscientas seiscentos seiscentas", 600, .number),
        ("setecientos setecientas setecentos setecentas", 700, .number),
        ("ochocientos ochocientas oitocentos oitocentas", 800, .number),
        ("novecientos novecientas novecentos novecentas", 900, .number), ("hundred hundreds", 100, .multiplier),
        ("mil thousand thousands k", 1_000, .multiplier),
        ("millon millones million millions milhao milhoes", 1_000_000, .multiplier),
    ]

    static let currencyWords: [(words: String, currency: CurrencyHint)] = [
        ("peso pesos pesito pesitos varo varos baro baros mn", .pesos),
        ("dolar dolares dollar dollars dlls dls buck bucks", .dollars), ("real reais reales", .brazilian),
        ("euro euros", .european), ("sol soles", .peruvian), ("quetzal quetzales", .guatemalan),
        ("mxn mxp", .mexican), ("usd", .american), ("brl", .brazilian), ("eur", .european), ("pen", .peruvian),
        ("gtq", .guatemalan), ("gbp", .british), ("ars", .argentine), ("clp", .chilean), ("cop", .colombian),
        ("uyu", .uruguayan), ("dop", .dominican), ("crc", .costaRican), ("bob", .bolivian), ("pyg", .paraguayan),
        ("hnl", .honduran), ("cad", .canadian),
    ]
}
