// The words with which people name days.

/// What a word or phrase says of a day.
enum DayWord: Sendable, Hashable {
    case today, tomorrow, dayAfterTomorrow
    /// "al rato", "en la tarde": today, unless a day is named besides.
    case soon
    /// ISO 8601: 1 for Monday.
    case weekday(Int64)
    /// 1 to 12.
    case month(Int64)
    /// The 15th and the last of a month, when wages are paid in Mexico.
    case payday
    case endOfMonth, firstOfMonth
    /// "principios de mes": its first days.
    case startOfMonth
    case weekend
    case thisWeek, nextWeek, thisMonth, nextMonth
    /// "de hoy en ocho": so many days from today.
    case daysFromToday(Int64)
    /// "en", "dentro de": a number of days, weeks or months comes next.
    case within
    case days, weeks, months
    /// "un par de".
    case couple
    /// "el", "el día": a number behind it may be a day of the month.
    case marker
    /// "de": between a day and its month.
    case of
    /// "en la mañana": the next one, unless a day is named besides.
    case morning
    /// "a las": a number behind it is an hour.
    case clock
    /// "primero" as a day: "el primero de diciembre".
    case first
    /// "o": the later of two days is the one that holds.
    case or

    static func table(_ language: Language) -> PhraseTable<DayWord> {
        switch language {
        case .spanish: spanish
        case .english: english
        case .portuguese: portuguese
        }
    }

    private static let spanish = PhraseTable<DayWord>([
        (.today, "hoy,hoy mismo,el dia de hoy"),
        (
            .soon,
            """
            al rato,ahorita,ahorita mismo,ahora mismo,en un rato,mas tarde,en la tarde,en la noche,por la tarde,por la noche
            esta tarde,esta noche,horita
            """
        ),
        (.tomorrow, "manana,manana mismo,manana temprano,el dia de manana,mnn"), (.dayAfterTomorrow, "pasado manana"),
        (.morning, "en la manana,por la manana,de la manana"),
        (.clock, "a las,como a las,a eso de las,antes de las"),
        (.weekday(1), "lunes"), (.weekday(2), "martes"), (.weekday(3), "miercoles~"), (.weekday(4), "jueves~"),
        (.weekday(5), "viernes~,bierne,biernes"), (.weekday(6), "sabado~"), (.weekday(7), "domingo~"),
        (.month(1), "enero,ene"), (.month(2), "febrero,feb"), (.month(3), "marzo,mar"), (.month(4), "abril,abr"),
        (.month(5), "mayo,may"), (.month(6), "junio,jun"), (.month(7), "julio,jul"), (.month(8), "agosto,ago"),
        (.month(9), "septiembre,setiembre,sept,sep"), (.month(10), "octubre,oct"), (.month(11), "noviembre,nov"),
        (.month(12), "diciembre,dic"),
        (
            .payday,
            """
            quincena,la quincena,en quincena,esta quincena,proxima quincena,la proxima quincena,quinsena,la qna,qna,dia de pago
            dia de paga,fin de quincena,cuando me paguen,que me paguen,cuando cobre,dia de raya,el dia que me pagan
            cuando me depositen
            """
        ),
        (
            .endOfMonth,
            """
            fin de mes,a fin de mes,final de mes,finales de mes,el ultimo de mes,fin del mes,ultimo dia del mes
            el ultimo del mes
            """
        ),
        (
            .firstOfMonth,
            "primero de mes,primero del mes,el primero del mes,primero del proximo mes,el dia primero,dia primero"
        ),
        (.startOfMonth, "principios de mes,principio de mes,inicios de mes,inicio de mes,principios del mes"),
        (.weekend, "fin de semana,el fin de semana,este fin,este fin de semana,el finde,finde"),
        (.thisWeek, "esta semana,esta misma semana,en la semana,entre semana"),
        (
            .nextWeek,
            """
            la proxima semana,proxima semana,la semana que viene,semana que viene,la otra semana,otra semana
            la semana que entra,semana que entra,la siguiente semana,la semana proxima,semana siguiente
            """
        ),
        (.thisMonth, "de este mes,este mes,del mes,del presente"),
        (
            .nextMonth,
            """
            del proximo mes,el proximo mes,proximo mes,del otro mes,el mes que viene,del mes que viene,del mes que entra
            el mes que entra,el otro mes,del siguiente mes
            """
        ),
        (.daysFromToday(7), "de hoy en ocho,hoy en ocho,en una semana,dentro de una semana"),
        (.daysFromToday(15), "de hoy en quince,hoy en quince"),
        (.daysFromToday(30), "en un mes,dentro de un mes"),
        (.within, "en,dentro de,dame,deme,denme,me das"),
        (.days, "dias,dias mas,dias habiles"), (.weeks, "semanas,semana,semanitas"), (.months, "meses"),
        (.couple, "un par de,par de"),
        (.marker, "el,el dia,dia,del,al,para el,hasta el,antes del,a mas tardar el,este"),
        (.of, "de,d"),
        (.first, "primero,1ro,1o,uno"),
        (.or, "o,u,o el,o si no el,o a mas tardar el"),
    ])

    private static let english = PhraseTable<DayWord>([
        (.today, "today,later today,later on today"),
        (.soon, "tonight,this afternoon,this evening,right now,in a bit,in a while,in the afternoon,in the evening"),
        (.tomorrow, "tomorrow~,tmrw,tomorow,tmr,tomorrow morning"),
        (.dayAfterTomorrow, "day after tomorrow,the day after tomorrow"),
        (.morning, "in the morning"), (.clock, "at,around"),
        (.weekday(1), "monday,mon"), (.weekday(2), "tuesday~,tues,tue"), (.weekday(3), "wednesday~,wed,weds"),
        (.weekday(4), "thursday~,thurs,thur,thu"), (.weekday(5), "friday,fri"), (.weekday(6), "saturday~,sat"),
        (.weekday(7), "sunday,sun"),
        (.month(1), "january,jan"), (.month(2), "february,feb"), (.month(3), "march"), (.month(4), "april,apr"),
        (.month(5), "may"), (.month(6), "june,jun"), (.month(7), "july,jul"), (.month(8), "august,aug"),
        (.month(9), "september,sept,sep"), (.month(10), "october,oct"), (.month(11), "november,nov"),
        (.month(12), "december,dec"),
        (.payday, "payday,pay day,i get paid,my paycheck,my next paycheck,when i get paid,next payday"),
        (.endOfMonth, "end of the month,end of month,the end of the month,month end,last day of the month"),
        (.firstOfMonth, "first of the month,the first of the month,first of next month"),
        (.startOfMonth, "beginning of the month,start of the month,beginning of next month,early next month"),
        (.weekend, "weekend,the weekend,this weekend"), (.thisWeek, "this week,later this week"),
        (.nextWeek, "next week"), (.thisMonth, "of this month,this month"), (.nextMonth, "of next month,next month"),
        (.daysFromToday(7), "in a week,a week from today,a week from now"), (.daysFromToday(30), "in a month"),
        (.within, "in,within,give me,another"), (.days, "days,day,more days,business days"), (.weeks, "weeks,week"),
        (.months, "months"), (.couple, "a couple of,couple of,a couple"), (.marker, "the,on the,by the,until the"),
        (.of, "of"), (.first, "first,1st"), (.or, "or,or on"),
    ])

    private static let portuguese = PhraseTable<DayWord>([
        (.today, "hoje,hoje mesmo,hoje a noite,hoje de tarde,hj"),
        (.soon, "mais tarde,agora,agora mesmo,daqui a pouco,a tarde,a noite"),
        (.tomorrow, "amanha,amanha cedo,amanha mesmo"), (.dayAfterTomorrow, "depois de amanha"),
        (.morning, "de manha,pela manha"), (.clock, "as,la pelas,antes das"),
        (.weekday(1), "segunda,segunda feira"), (.weekday(2), "terca,terca feira"),
        (.weekday(3), "quarta,quarta feira"), (.weekday(4), "quinta,quinta feira"),
        (.weekday(5), "sexta,sexta feira"), (.weekday(6), "sabado~"), (.weekday(7), "domingo~"),
        (.month(1), "janeiro,jan"), (.month(2), "fevereiro,fev"), (.month(3), "marco,mar"), (.month(4), "abril,abr"),
        (.month(5), "maio,mai"), (.month(6), "junho,jun"), (.month(7), "julho,jul"), (.month(8), "agosto,ago"),
        (.month(9), "setembro,set"), (.month(10), "outubro,out"), (.month(11), "novembro,nov"),
        (.month(12), "dezembro,dez"),
        (
            .payday,
            "quinzena,a quinzena,dia de pagamento,dia do pagamento,quando eu receber,quando receber,quando cair o salario"
        ),
        (.endOfMonth, "fim do mes,final do mes,ultimo dia do mes,fim de mes"),
        (.firstOfMonth, "primeiro do mes,dia primeiro,primeiro dia do mes"),
        (.startOfMonth, "comeco do mes,inicio do mes,comeco do mes que vem"),
        (.weekend, "fim de semana,final de semana,o fim de semana"),
        (.thisWeek, "esta semana,essa semana,nesta semana"),
        (
            .nextWeek,
            """
            semana que vem,a semana que vem,da semana que vem,na semana que vem,proxima semana,da proxima semana
            na proxima semana
            """
        ),
        (.thisMonth, "deste mes,desse mes,este mes"),
        (.nextMonth, "do mes que vem,mes que vem,do proximo mes,no proximo mes"),
        (.daysFromToday(7), "em uma semana,daqui a uma semana,daqui uma semana"),
        (.daysFromToday(30), "em um mes,daqui a um mes"),
        (.within, "em,dentro de,daqui a,daqui,me da,mais"), (.days, "dias,dias uteis"),
        (.weeks, "semanas,semana"), (.months, "meses"), (.couple, "um par de,uns dois"),
        (.marker, "dia,no dia,o dia,ate o dia,ate dia,para o dia"), (.of, "de"), (.first, "primeiro,1o"),
        (.or, "ou,ou na,ou no"),
    ])
}
