// The cars and pick-ups the demo refaccionaria sells parts for: engine and
// model years as Mexican price lists write them.

/// A vehicle that parts fit.
struct Vehicle {
    var label: String
    var code: String
    var make: String
    /// What customers call it, where that is not its name.
    var nicknames: [String]

    private init(_ label: String, _ code: String, _ make: String, _ nicknames: [String] = []) {
        self.label = label
        self.code = code
        self.make = make
        self.nicknames = nicknames
    }

    static let tsuru = Vehicle("Tsuru III 1.6 1992-2017", "TSU", "Nissan")
    static let sentra2013 = Vehicle("Sentra 1.8 2013-2019", "SEN18", "Nissan")
    static let versa = Vehicle("Versa 1.6 2012-2019", "VER", "Nissan")
    static let march = Vehicle("March 1.6 2012-2020", "MAR", "Nissan")
    static let tiida = Vehicle("Tiida 1.8 2007-2018", "TII", "Nissan")
    static let np300 = Vehicle("NP300 2.5 2016-2023", "NP3", "Nissan")
    static let pickUpD22 = Vehicle("Pick Up D22 2.4 1994-2015", "D22", "Nissan", ["estaquitas"])
    static let platina = Vehicle("Platina 1.6 2002-2010", "PLA", "Nissan")
    static let jettaA4 = Vehicle("Jetta A4 2.0 1999-2015", "JA4", "Volkswagen", ["jetta clásico"])
    static let jettaA6 = Vehicle("Jetta A6 2.0 2011-2018", "JA6", "Volkswagen")
    static let golfA4 = Vehicle("Golf A4 2.0 1999-2007", "GA4", "Volkswagen")
    static let pointer = Vehicle("Pointer 1.8 1998-2009", "POI", "Volkswagen")
    static let vento = Vehicle("Vento 1.6 2014-2021", "VEN", "Volkswagen")
    static let gol = Vehicle("Gol 1.6 2009-2021", "GOL", "Volkswagen")
    static let vocho = Vehicle("Sedán 1600 1974-2003", "VOC", "Volkswagen", ["vocho", "vochito"])
    static let chevy = Vehicle("Chevy 1.6 1994-2012", "CHE", "Chevrolet")
    static let corsa = Vehicle("Corsa 1.8 2002-2008", "COR", "Chevrolet")
    static let aveo = Vehicle("Aveo 1.6 2008-2017", "AVE", "Chevrolet")
    static let aveo2018 = Vehicle("Aveo 1.5 2018-2023", "AVE18", "Chevrolet")
    static let spark = Vehicle("Spark 1.2 2011-2017", "SPA", "Chevrolet")
    static let silverado = Vehicle("Silverado 5.3 1999-2013", "SIL", "Chevrolet")
    static let fiesta = Vehicle("Fiesta 1.6 2003-2010", "FIE", "Ford")
    static let ranger = Vehicle("Ranger 2.3 2001-2012", "RAN", "Ford")
    static let f150 = Vehicle("F-150 4.6 1997-2008", "F150", "Ford", ["lobo"])
    static let hilux = Vehicle("Hilux 2.7 2006-2015", "HIL", "Toyota")
    static let hilux2016 = Vehicle("Hilux 2.7 2016-2023", "HIL16", "Toyota")
    static let corolla = Vehicle("Corolla 1.8 2009-2013", "CRL", "Toyota")
    static let yaris = Vehicle("Yaris 1.5 2007-2016", "YAR", "Toyota")
    static let civic = Vehicle("Civic 1.8 2006-2011", "CIV", "Honda")
    static let crv = Vehicle("CR-V 2.4 2007-2011", "CRV", "Honda")
    static let mazda3 = Vehicle("Mazda 3 2.0 2010-2013", "MZ3", "Mazda")
    static let attitude = Vehicle("Attitude 1.4 2006-2011", "ATT", "Dodge")
    static let i10 = Vehicle("Grand i10 1.2 2014-2020", "I10", "Hyundai")
}

extension Variant {
    /// A part that fits one or more vehicles; `part` is its number where the trade has one.
    static func fit(_ vehicles: Vehicle..., part: String? = nil, price: Int64) -> Variant {
        let fits = vehicles.map(\.label)
        let number = part.map { [$0] } ?? []
        var attributes = ["fits": fits.joined(separator: "; ")]
        attributes["make"] = vehicles.first?.make
        attributes["part_number"] = part
        return Variant(
            (number + [fits.joined(separator: " / ")]).joined(separator: " "),
            price,
            code: part.map { String($0.filter { $0 != " " && $0 != "/" }) } ?? vehicles.map(\.code).joined(),
            aliases: vehicles.flatMap(\.nicknames),
            attributes: attributes,
        )
    }
}
