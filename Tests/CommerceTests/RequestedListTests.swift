// Lists that customers send as files, as agents get them.

import HostCommerce
import Testing

struct RequestedListTests {
    private func read(_ text: String, isTable: Bool = true) -> String? {
        RequestedList(Array(text.utf8), isTable: isTable)?.text
    }

    @Test(arguments: [
        (
            "Cantidad,Unidad,Descripción\r\n3,pza,Martillo de Uña\r\n\"2,5\",kg,\"Clavo, 2\"\"\"\r\n",
            "3 pza Martillo de Uña\n2.5 kg Clavo  2\""
        ),
        // A name that begins with a number is not read together with the amount.
        ("clave;producto;cant.;precio\nT-1;1/2 codo;4;12.50\n;Taladro;;\n;;9;", "4 pzas 1/2 codo\nTaladro"),
        ("SKU\tQty\nMAR-16\t2\n", "2 MAR-16"), ("producto,precio\nMartillo,189", "Martillo"),
        ("martillo,3\ntaladro,1\nlija\n", "3 martillo\n1 taladro\nlija"), ("3\tmartillo\n", "3 martillo"),
        ("martillo\ntaladro\n", "martillo\ntaladro"), ("cantidad,producto\nunos,clavos\n", "clavos"),
    ])
    func tablesBecomeLines(_ table: String, _ lines: String) {
        #expect(read(table) == lines)
    }

    /// Of which nobody can tell what is what: a wrong amount is worse than none.
    @Test(arguments: [
        "martillo,3,189\n", "MAR-16,Martillo,3\n", "1,2\n", "a,b\nc,d\n", "", "cantidad,producto\n", "x,\"y\n",
        "%PDF-1.4", "PK\u{3}\u{4}",
    ])
    func whatIsNotClearIsNotRead(_ table: String) {
        #expect(read(table) == nil)
    }

    @Test func linesStayAsTheyWereWritten() {
        #expect(read(" 3 martillos, de uña\r\n1 taladro \n", isTable: false) == "3 martillos, de uña\r\n1 taladro")
        #expect(read(" \n", isTable: false) == nil)
        // As Windows writes it.
        #expect(RequestedList([0x75, 0xF1, 0x61], isTable: false)?.text == "uña")
    }
}
