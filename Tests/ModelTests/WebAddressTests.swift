// Addresses made out of others, and bytes as they are written.

import OrkestaModel
import Testing

@Suite("Addresses of the web")
struct WebAddressTests {
    /// Most of RFC 3986's own examples that have no dots, and what servers write.
    @Test(arguments: [
        ("https://cdn.example/f", "https://cdn.example/f"), ("//cdn.example/f?a=1", "https://cdn.example/f?a=1"),
        ("/f", "https://a.mx:8443/f"), ("f", "https://a.mx:8443/b/c/f"), ("f/g?y", "https://a.mx:8443/b/c/f/g?y"),
        ("?y", "https://a.mx:8443/b/c/d?y"), ("", "https://a.mx:8443/b/c/d"), ("urn:x", "urn:x"),
        ("f:g/h", "f:g/h"), ("f/g:h", "https://a.mx:8443/b/c/f/g:h"),
    ])
    func referencesLeadSomewhere(_ reference: String, _ address: String) {
        #expect(WebAddress.following(reference, at: "https://a.mx:8443/b/c/d?q=x/y#z") == address)
    }

    @Test func aPathIsWhereThereIsNone() {
        #expect(WebAddress.following("f", at: "http://a.mx") == "http://a.mx/f")
        #expect(WebAddress.following("f", at: "http://a.mx?q") == "http://a.mx/f")
    }

    @Test func fieldsGoBehindThoseThatAreThere() {
        let fields = FormFields([("k", "a/b"), ("t", "1")])
        #expect(WebAddress.adding(fields, to: "https://a.mx/c") == "https://a.mx/c?k=a%2Fb&t=1")
        #expect(WebAddress.adding(fields, to: "https://a.mx/c?x=1") == "https://a.mx/c?x=1&k=a%2Fb&t=1")
        #expect(WebAddress.withoutQuery("https://a.mx/c?x=1") == "https://a.mx/c")
        #expect(WebAddress.base("https://a.mx/c/") == "https://a.mx/c" && WebAddress.base("http://a") == "http://a")
    }

    @Test func everyByteHasTwoDigits() {
        #expect(([0x00, 0x0F, 0xA0, 0xFF] as [UInt8]).hexadecimal == "000fa0ff")
        #expect(([1, 2, 3] as [UInt8]).dropFirst().hexadecimal == "0203")
    }
}
