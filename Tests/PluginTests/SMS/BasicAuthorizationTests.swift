// The header by which Twilio knows an account.

import Testing

@testable import SMSWire

struct BasicAuthorizationTests {
    /// RFC 4648, section 10, and the digits that no ASCII text has.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("ÿÿ>?", "w7/Dvz4/"), ("\u{FE}\u{10FFFF}", "w770j7+/"),
    ])
    func bytesAreWrittenInBase64(_ text: String, _ written: String) {
        #expect(BasicAuthorization.base64(Array(text.utf8)) == written)
    }

    /// The example of RFC 7617, section 2.
    @Test func aUserAndAPasswordAreOneWord() {
        #expect(
            BasicAuthorization.header(user: "Aladdin", password: "open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        )
    }
}
