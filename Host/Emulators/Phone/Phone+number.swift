// Customers who are known by their telephone numbers.

internal import OrkestaModel

extension Phone {
    /// A phone of that number, in its dialled form, that nobody has used yet.
    init(number: String, name: String? = nil, language: String = "es") {
        self.init(
            id: number,
            name: name ?? "Cliente \(number.suffix(4))",
            address: WhatsAppIdentity.written(number),
            language: language
        )
    }

    /// A customer with the number that somebody wrote, or a new one where they wrote none.
    /// Throws naming `address`.
    init(name: String, written address: String?, language: String) throws(DocumentError) {
        let wanted = address.flatMap { $0.isEmpty ? nil : $0 } ?? "5255" + freshDigits(8)
        guard let number = WhatsAppIdentity.number(wanted) else {
            throw DocumentError(field: "address", reason: "a phone number with its country's code is expected")
        }
        self.init(number: number, name: name, language: language)
    }
}
