// Signatures of Stripe and Mercado Pago: the published vectors, and every way in
// which one may not be the provider's.

import HostPayments
import OrkestaModel
import Testing

struct StripeSignatureTests {
    private let body = Array(#"{"id":"evt_test_1","object":"event","type":"checkout.session.completed"}"#.utf8)
    private let sent = Timestamp(milliseconds: 1_700_000_000_000)
    private static let published = [
        ("whsec_test_secret", "ca796b857b81e24d595a4c37abf88d2fafb533a32ede6ce4cfc9b0e892a35b08"),
        ("whsec_old_secret", "cd5a81daad4d7fc9a7fc9a1f1f401712aec638d1b7710be9a431782bbb148f1b"),
    ]

    @Test("the vectors", arguments: published)
    func vectors(secret: String, code: String) {
        let signature = StripeSignature(secret: secret)
        #expect(signature.header(at: 1_700_000_000, body: body) == "t=1700000000,v1=\(code)")
        #expect(signature.verify(header: "t=1700000000,v1=\(code)", body: body, now: sent))
    }

    @Test("one of several signatures is enough; other schemes and blank parts are passed over")
    func rotation() {
        let (_, code) = Self.published[0]
        let (_, old) = Self.published[1]
        for header in ["t=1700000000,v1=\(old),v1=\(code)", "t=1700000000,v0=zz,,=,v1=\(code),v1"] {
            #expect(
                StripeSignature(secret: "whsec_test_secret").verify(header: header, body: body, now: sent),
                "\(header)"
            )
        }
    }

    @Test(
        "what is not Stripe's",
        arguments: [
            "", "t=1700000000", "v1=ca796b857b81e24d595a4c37abf88d2fafb533a32ede6ce4cfc9b0e892a35b08",
            "t=1700000001,v1=ca796b857b81e24d595a4c37abf88d2fafb533a32ede6ce4cfc9b0e892a35b08",
            "t=1700000000,v0=ca796b857b81e24d595a4c37abf88d2fafb533a32ede6ce4cfc9b0e892a35b08",
            "t=1700000000,v1=CA796B857B81E24D595A4C37ABF88D2FAFB533A32EDE6CE4CFC9B0E892A35B08",
            "t=9223372036854775807,v1=00", "t=-9223372036854775808,v1=00", "t=99999999999999999999,v1=00",
        ]
    )
    func wrong(header: String) {
        #expect(!StripeSignature(secret: "whsec_test_secret").verify(header: header, body: body, now: sent))
    }

    @Test("five minutes either way, and no more", arguments: [-301, -300, 0, 300, 301] as [Int64])
    func tolerance(seconds: Int64) {
        let signature = StripeSignature(secret: "whsec_test_secret")
        let header = signature.header(at: 1_700_000_000, body: body)
        let isTaken = signature.verify(header: header, body: body, now: sent.advanced(bySeconds: seconds))
        #expect(isTaken == (abs(seconds) <= 300))
    }

    @Test("a body that differs in one bit")
    func changed() {
        let signature = StripeSignature(secret: "whsec_test_secret")
        let header = signature.header(at: 1_700_000_000, body: body)
        for place in body.indices {
            var other = body
            other[place] ^= 1
            #expect(!signature.verify(header: header, body: other, now: sent))
        }
    }
}

struct MercadoPagoSignatureTests {
    private static let request = "2066ca19-c6f1-498a-be75-1923005edd06"

    @Test("the vectors, with the id as it came and in lower case")
    func vectors() {
        let first = MercadoPagoSignature(secret: "mp_test_secret")
        let code = "8c11554661d12849576decbad0f000d5aef1fc2e843b7bb77215a3c0c211c51e"
        #expect(
            first.header(dataID: "123456789", requestID: Self.request, time: "1704908010") == "ts=1704908010,v1=\(code)"
        )
        let second = MercadoPagoSignature(secret: "your_secret_key_here")
        let header = "ts=1742505638683,v1=633f91233312dd391ec75fa0bea539cfc2d6c4918873305b84a96cc1c58db71c"
        let sent = Timestamp(milliseconds: 1_742_505_638_683)
        for id in ["ord01jq4s4ky8hwq6na5pxb65b3d3", "ORD01JQ4S4KY8HWQ6NA5PXB65B3D3"] {
            #expect(second.verify(header: header, dataID: id, requestID: Self.request, now: sent) == .fresh, "\(id)")
        }
        // Signed as it came: the official libraries of 2026 do not change its case.
        let kept = second.header(dataID: "ORD01", requestID: Self.request, time: "1742505638683")
        #expect(second.verify(header: kept, dataID: "ORD01", requestID: Self.request, now: sent) == .fresh)
        #expect(second.verify(header: kept, dataID: "ord01", requestID: Self.request, now: sent) == .wrong)
    }

    @Test("time in seconds and in milliseconds; what is late is the provider's all the same")
    func times() {
        let signature = MercadoPagoSignature(secret: "secret")
        let now = Timestamp(milliseconds: 1_742_505_638_683)
        let cases: [(String, MercadoPagoSignature.Verdict)] = [
            ("1742505638", .fresh), ("1742505638683", .fresh), ("1742505938683", .fresh), ("1742505338683", .fresh),
            ("1742505939684", .stale), ("1742505338", .stale), ("0", .stale), ("soon", .stale),
            ("99999999999999999999", .stale),
        ]
        for (time, verdict) in cases {
            let header = signature.header(dataID: "1", requestID: nil, time: time)
            #expect(signature.verify(header: header, dataID: "1", requestID: nil, now: now) == verdict, "\(time)")
        }
    }

    @Test("blanks and capitals of the header; pairs without a value are not signed")
    func forms() {
        let signature = MercadoPagoSignature(secret: "secret")
        let now = Timestamp(milliseconds: 1_742_505_638_683)
        let header = signature.header(dataID: nil, requestID: nil, time: "1742505638")
        let spread = " TS = 1742505638 , V1 = \(header.suffix(64)) "
        #expect(signature.verify(header: spread, dataID: nil, requestID: nil, now: now) == .fresh)
        for wrong in ["", "ts=1742505638", "v1=\(header.suffix(64))", "ts=1742505638,v1=00"] {
            #expect(signature.verify(header: wrong, dataID: nil, requestID: nil, now: now) == .wrong, "\(wrong)")
        }
        #expect(signature.verify(header: header, dataID: "1", requestID: nil, now: now) == .wrong)
    }
}
