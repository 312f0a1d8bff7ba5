// What leaves for a provider and what stays: personal data behind placeholders,
// prices, years, sizes and codes of products as they are.

import HostLLM
import OrkestaModel
import Testing

@Suite struct PersonalDataTests {
    @Test(
        arguments: [
            ("mi cel es 5512345678", "mi cel es [PHONE_1]"),
            ("al +52 1 55 1234 5678 por favor", "al [PHONE_1] por favor"),
            ("(55) 1234-5678 o 33 1234 5678", "[PHONE_1] o [PHONE_2]"),
            ("meu zap: +55 11 98765-4321", "meu zap: [PHONE_1]"),
            ("55 1234 5678 20 piezas", "[PHONE_1] 20 piezas"),
            ("Juan.Perez+ventas@correo.com.mx.", "[EMAIL_1]."),
            ("de a@b.mx a A@B.MX y a@b.mx", "de [EMAIL_1] a [EMAIL_2] y [EMAIL_1]"),
            ("tarjeta 4111 1111 1111 1111 vence 12/27", "tarjeta [CARD_1] vence 12/27"),
            ("amex 378282246310005", "amex [CARD_1]"),
            ("CLABE 032180000118359719", "CLABE [ACCOUNT_1]"),
            ("RFC: PELJ850101AB1, factura", "RFC: [TAX_ID_1], factura"),
            ("curp PELJ850101HDFRRN09", "curp [TAX_ID_1]"),
            ("CPF 529.982.247-25", "CPF [TAX_ID_1]"), ("cpf 52998224725", "cpf [TAX_ID_1]"),
            ("CNPJ 11.222.333/0001-81", "CNPJ [TAX_ID_1]"),
            ("mándalo a Av. Insurgentes Sur 1234, CDMX", "mándalo a [ADDRESS_1], CDMX"),
            ("vivo en calle 5 de Mayo #12 y trabajo lejos", "vivo en [ADDRESS_1] y trabajo lejos"),
            ("Calle Benito Juárez No. 45", "[ADDRESS_1]"), ("C.P. 06600", "[ADDRESS_1]"),
            ("Rua das Flores, 120 - CEP 01310-100", "[ADDRESS_1] - [ADDRESS_2]"),
            ("742 Evergreen Street, please", "[ADDRESS_1], please"),
        ]
    )
    func hides(text: String, hidden: String) {
        var mask = PersonalDataMask(customerName: nil)
        #expect(mask.masked(text) == hidden)
        #expect(mask.restored(hidden) == text, "what was hidden comes back")
    }

    @Test(
        arguments: [
            "cuesta $1,029.00 MXN, o $1029.00", "$ 5512345678", "5512345678 pesos", "R$ 1.029.000.000,50",
            "1,234,567,890.00", "Jetta 2011-2018 20 piezas", "2011 2012 2013", "2026-11-26 10:30", "26/11/2026",
            "7501055300075", "balero 6203-2RS y D1324-8437-001", "BOS-0986494123", "tubo 1/2 x 3/4 x 100",
            "quiero 10, 20 y 30", "INV-1001 y COT-42", "01a20a47-1c2d-7000-8000-000000000001", "llanta 205/55 R16",
            "4 martillos y 12 cajas de 1000", "4111 1111 1111 1112", "529.982.247-26", "SKU ABCD123456",
            "ABC991399XY1", "en la calle hay 20 personas", "tornillo 100 000 000", "[PHONE_1]",
        ]
    )
    func leaves(text: String) {
        var mask = PersonalDataMask(customerName: nil)
        #expect(mask.masked(text, isSaid: true) == text)
    }

    @Test func theCustomersNameIsHidden() {
        var mask = PersonalDataMask(customerName: "Rosa Luz Pérez")
        #expect(mask.masked("soy rosa luz pérez, Rosa", isSaid: true) == "soy [NAME_1], [NAME_2]")
        #expect(mask.masked("Pintura Rosa, foco luz de día") == "Pintura Rosa, foco luz de día")
        #expect(mask.restored("Gracias, [NAME_2]") == "Gracias, Rosa")
        #expect(mask.counts == ["name": 2])
    }

    @Test func documentsAreHiddenAndRestoredInside() {
        var mask = PersonalDataMask(customerName: nil)
        let document: JSON = ["note": "tel 5512345678", "lines": [["price": "1029.00", "to": "a@b.mx"]], "count": 3]
        let hidden = mask.masked(document)
        #expect(hidden == ["note": "tel [PHONE_1]", "lines": [["price": "1029.00", "to": "[EMAIL_1]"]], "count": 3])
        #expect(mask.restored(hidden) == document)
        #expect(mask.restored("[PHONE_9] [algo] [PHONE_1") == "[PHONE_9] [algo] [PHONE_1")
    }
}
