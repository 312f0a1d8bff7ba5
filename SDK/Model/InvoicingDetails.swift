// What an electronic invoice (CFDI 4.0) needs to know of the buyer, kept so that
// an invoicing provider can be attached.

/// The buyer as the tax authority knows him. The host checks the forms.
public struct InvoicingDetails: Sendable, Hashable {
    /// Registro Federal de Contribuyentes, 12 or 13 characters.
    public var rfc: String
    public var legalName: String
    /// Key of `c_RegimenFiscal`, three digits: 601, 612, 616.
    public var taxRegime: String
    /// Key of `c_UsoCFDI`: G01, G03, S01.
    public var cfdiUse: String
    /// Five digits.
    public var postalCode: String

    public init(rfc: String, legalName: String, taxRegime: String, cfdiUse: String, postalCode: String) {
        self.rfc = rfc
        self.legalName = legalName
        self.taxRegime = taxRegime
        self.cfdiUse = cfdiUse
        self.postalCode = postalCode
    }

    public var json: JSON {
        [
            "rfc": .string(rfc), "legal_name": .string(legalName), "tax_regime": .string(taxRegime),
            "cfdi_use": .string(cfdiUse), "postal_code": .string(postalCode),
        ]
    }

    /// Reads the form that ``json`` writes, without checking the forms.
    public init(json: JSON) throws(DocumentError) {
        self.init(
            rfc: try json.requiredText("rfc"),
            legalName: try json.requiredText("legal_name"),
            taxRegime: try json.requiredText("tax_regime"),
            cfdiUse: try json.requiredText("cfdi_use"),
            postalCode: try json.requiredText("postal_code")
        )
    }
}

extension JSON {
    /// The member `invoicing`; nil when absent or null.
    func invoicing() throws(DocumentError) -> InvoicingDetails? {
        guard let value = present("invoicing") else { return nil }
        do throws(DocumentError) {
            return try InvoicingDetails(json: value)
        } catch {
            throw error.inside("invoicing")
        }
    }
}
