// The forms of what an electronic invoice needs, checked once, here.

public import OrkestaModel

extension InvoicingDetails {
    /// These details in the forms of the tax authority (Anexo 20, CFDI 4.0), the
    /// RFC in its canonical one. Throws the field at fault.
    public func checked() throws(DocumentError) -> InvoicingDetails {
        guard let canonical = TaxpayerID.canonical(rfc) else {
            throw DocumentError(
                field: "rfc",
                reason: "an RFC is expected: 12 or 13 characters, such as \(TaxpayerID.generic)"
            )
        }
        guard (1...300).contains(legalName.count), !legalName.allSatisfy(\.isWhitespace) else {
            throw DocumentError(field: "legal_name", reason: "1 to 300 characters are expected")
        }
        guard Self.isDigits(taxRegime, 3) else {
            throw DocumentError(field: "tax_regime", reason: "three digits are expected, such as 601 or 616")
        }
        guard Self.isCFDIUse(cfdiUse) else {
            throw DocumentError(field: "cfdi_use", reason: "a key is expected, such as G03, S01 or CP01")
        }
        guard Self.isDigits(postalCode, 5) else {
            throw DocumentError(field: "postal_code", reason: "five digits are expected")
        }
        var details = self
        details.rfc = canonical
        return details
    }

    private static func isDigits(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }

    /// One or two capital letters and two digits.
    private static func isCFDIUse(_ text: String) -> Bool {
        let letters = text.utf8.prefix { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }.count
        return (1...2).contains(letters) && isDigits(String(text.dropFirst(letters)), 2)
    }
}
