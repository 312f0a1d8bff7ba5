// Addresses: the many ways to write one phone number.

import HostConversations
import Testing

struct AddressTests {
    @Test(arguments: [
        "5512345678", "+525512345678", "525512345678", "5215512345678", "+5215512345678", "+52 1 55 1234 5678",
        "(55) 1234-5678", "0445512345678", "0455512345678", "015512345678", "005215512345678", "+52.55.1234.5678",
    ])
    func mexicanFormsAreOne(text: String) {
        #expect(Address.canonical(text) == "+525512345678")
    }

    @Test(arguments: [
        ("+14155552671", "+14155552671"), ("+1 (415) 555-2671", "+14155552671"), ("+5491112345678", "+541112345678"),
        ("+5511987654321", "+5511987654321"), ("+551132654321", "+551132654321"),
        ("MX.13491208655302741918", "MX.13491208655302741918"),
        ("visitor-7", "visitor-7"), ("ana@example.com", "ana@example.com"), ("123456789", "123456789"), ("", ""),
        ("+", "+"), ("+12", "+12"), ("12345678901234567890", "12345678901234567890"), ("0123456789", "0123456789"),
    ])
    func othersAreKept(text: String, canonical: String) {
        #expect(Address.canonical(text) == canonical)
        #expect(Address.canonical(canonical) == canonical)
    }

    /// WhatsApp leaves the ninth digit out of many.
    @Test(arguments: ["+5531988887777", "+553188887777", "+55 (31) 98888-7777", "00553188887777"])
    func brazilianFormsAreOne(text: String) {
        #expect(Address.canonical(text) == "+5531988887777")
    }

    @Test func tellsPhonesFromIds() {
        #expect(Address.isPhone("+525512345678"))
        for text in ["5512345678", "+", "+12a45678", "visitor", "+1234567890123456"] { #expect(!Address.isPhone(text)) }
    }
}
