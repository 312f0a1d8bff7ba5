// The master key, sealed secrets, visitors' tokens, digests.

import HostAccess
import HostCore
import HostStorage
import OrkestaModel
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

@Suite struct SecretTests {
    private static let hexKey = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    private static let base64Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    @Test func theKeyFileIsMadeOnceAndPrivate() async throws {
        try await withFolder { folder in
            let tenant = try #require(TenantID("acme"))
            let first = try MasterKey.load(fromEnvironment: nil, directory: folder)
            let sealed = try SecretBox(first).seal("s", tenant: tenant, name: "n")
            let second = try MasterKey.load(fromEnvironment: "", directory: folder)
            #expect(try SecretBox(second).open(sealed, tenant: tenant, name: "n") == "s")
            #expect(files(in: folder) == ["master.key"])
            var status = stat()
            #expect(stat(folder + "/master.key", &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
            #expect(chmod(folder + "/master.key", 0o644) == 0)
            #expect(throws: Problem.self) { try MasterKey.load(fromEnvironment: nil, directory: folder) }
        }
    }

    @Test func startsAtOnceAgreeOnOneKey() async throws {
        try await withFolder { folder in
            let tenant = try #require(TenantID("acme"))
            let boxes = try await withThrowingTaskGroup(of: SecretBox.self) { group in
                for _ in 0..<16 {
                    group.addTask { SecretBox(try MasterKey.load(fromEnvironment: nil, directory: folder)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let sealed = try #require(boxes.first).seal("s", tenant: tenant, name: "n")
            for box in boxes { #expect(try box.open(sealed, tenant: tenant, name: "n") == "s") }
            #expect(files(in: folder) == ["master.key"])
        }
    }

    @Test("another master key opens every secret, also when the change was broken off after the database")
    func rotation() async throws {
        try await withFolder { folder in
            try await Fixture.with { fixture in
                let old = SecretBox(try MasterKey.load(fromEnvironment: nil, directory: folder))
                try await fixture.database.write { connection in
                    for tenant in [fixture.acme, fixture.other] {
                        try Secrets(tenant, box: old).set("key", to: "of \(tenant.id)", at: moment, in: connection)
                    }
                }
                // As if the process died before the file was put in its place.
                for _ in 0..<2 {
                    let (present, next) = try MasterKey.withSuccessor(in: folder)
                    let rotation = MasterKeyRotation(from: present, to: next)
                    #expect(try await fixture.database.write { try rotation.reseal(in: $0) } == 2)
                    let problem = #expect(throws: Problem.self) {
                        try MasterKey.load(fromEnvironment: nil, directory: folder)
                    }
                    #expect(problem?.kind == .conflict)
                }
                try MasterKey.adoptSuccessor(in: folder)
                let box = SecretBox(try MasterKey.load(fromEnvironment: nil, directory: folder))
                for tenant in [fixture.acme, fixture.other] {
                    let secret = try await fixture.database.read { try Secrets(tenant, box: box).open("key", in: $0) }
                    #expect(secret == "of \(tenant.id)")
                    await #expect(throws: Problem.self) {
                        try await fixture.database.read { try Secrets(tenant, box: old).open("key", in: $0) }
                    }
                }
                #expect(files(in: folder) == ["master.key"])
            }
        }
    }

    @Test("a secret that neither key opens stops the change, and nothing is changed")
    func rotationOfDamage() async throws {
        try await Fixture.with { fixture in
            let keys = try [Self.hexKey, String(Self.hexKey.reversed()), String(repeating: "ab", count: 32)].map {
                try MasterKey.load(fromEnvironment: $0, directory: "/nonexistent")
            }
            try await fixture.database.write { connection in
                let secrets = (
                    Secrets(fixture.acme, box: SecretBox(keys[0])), Secrets(fixture.other, box: SecretBox(keys[2]))
                )
                try secrets.0.set("key", to: "good", at: moment, in: connection)
                try secrets.1.set("key", to: "lost", at: moment, in: connection)
            }
            let rotation = MasterKeyRotation(from: keys[0], to: keys[1])
            await #expect(throws: Problem.self) { try await fixture.database.write { try rotation.reseal(in: $0) } }
            let secret = try await fixture.database.read {
                try Secrets(fixture.acme, box: SecretBox(keys[0])).open("key", in: $0)
            }
            #expect(secret == "good")
        }
    }

    @Test func theEnvironmentsKeyIsTakenOrRefused() throws {
        let tenant = try #require(TenantID("acme"))
        let boxes = try [Self.hexKey, Self.base64Key, Self.hexKey.uppercased() + "\n"].map {
            SecretBox(try MasterKey.load(fromEnvironment: $0, directory: "/nonexistent"))
        }
        let sealed = try boxes[0].seal("s", tenant: tenant, name: "n")
        for box in boxes { #expect(try box.open(sealed, tenant: tenant, name: "n") == "s") }
        for wrong in ["wrong-key", String(Self.hexKey.dropLast(2)), String(repeating: "g", count: 64), "AAEC"] {
            let problem = #expect(throws: Problem.self) {
                try MasterKey.load(fromEnvironment: wrong, directory: "/nonexistent")
            }
            #expect(problem?.description.contains(wrong) == false)
        }
    }

    @Test func aSealedSecretOpensOnlyInItsPlace() throws {
        let box = SecretBox(try #require(MasterKey(Self.hexKey)))
        let (acme, other) = (try #require(TenantID("acme")), try #require(TenantID("other")))
        let sealed = try box.seal("contraseña", tenant: acme, name: "token")
        #expect(try box.open(sealed, tenant: acme, name: "token") == "contraseña")
        #expect(try box.seal("contraseña", tenant: acme, name: "token") != sealed)
        #expect(throws: Problem.self) { try box.open(sealed, tenant: other, name: "token") }
        #expect(throws: Problem.self) { try box.open(sealed, tenant: acme, name: "other") }
        for index in sealed.indices {
            var damaged = sealed
            damaged[index] ^= 1
            #expect(throws: Problem.self) { try box.open(damaged, tenant: acme, name: "token") }
        }
        for length in 0..<sealed.count {
            #expect(throws: Problem.self) { try box.open(Array(sealed.prefix(length)), tenant: acme, name: "token") }
        }
    }

    @Test func secretsAreOfOneTenantAndSealedAtRest() async throws {
        try await Fixture.with { fixture in
            let box = SecretBox(try #require(MasterKey(Self.hexKey)))
            let (acme, other) = (Secrets(fixture.acme, box: box), Secrets(fixture.other, box: box))
            let database = fixture.database
            try await database.write { connection in
                try acme.set("stripe", to: "old", at: moment, in: connection)
                try acme.set("stripe", to: "very-secret", at: moment, in: connection)
                try acme.set("mail", to: "", at: moment, in: connection)
            }
            let (opened, empty, foreign, names) = try await database.read { connection in
                (
                    try acme.open("stripe", in: connection), try acme.open("mail", in: connection),
                    try other.open("stripe", in: connection), try acme.names(in: connection)
                )
            }
            #expect(opened == "very-secret" && empty == "" && foreign == nil)
            #expect(names == ["mail", "stripe"])
            let rows = try await database.read { try $0.rows("SELECT sealed FROM secrets").map { try $0.blob(0) } }
            for row in rows { #expect(!String(decoding: row, as: UTF8.self).contains("very-secret")) }
            let deleted = try await database.write { connection in
                [
                    try other.delete("stripe", in: connection), try acme.delete("stripe", in: connection),
                    try acme.delete("stripe", in: connection),
                ]
            }
            #expect(deleted == [false, true, false])
        }
    }

    @Test func aVisitorsTokenHoldsForItsTenantAndTime() throws {
        let tokens = VisitorTokens(try #require(MasterKey(Self.hexKey)))
        let strangers = VisitorTokens(try #require(MasterKey(String(Self.hexKey.reversed()))))
        let (acme, other) = (try #require(TenantID("acme")), try #require(TenantID("other")))
        let token = try #require(VisitorToken(tenant: acme, visitor: "v-1_A", issuedAt: moment))
        let text = tokens.sign(token)
        let later = moment.advanced(byMilliseconds: 1000)
        #expect(tokens.verify(text, tenant: acme, at: later, maximumAge: 1000) == token)
        #expect(tokens.verify(text, tenant: acme, at: later, maximumAge: 999) == nil)
        #expect(tokens.verify(text, tenant: other, at: later, maximumAge: 1000) == nil)
        #expect(tokens.verify(text, tenant: acme, at: moment.advanced(byMilliseconds: -1), maximumAge: 1000) == nil)
        #expect(strangers.verify(text, tenant: acme, at: later, maximumAge: 1000) == nil)
        for index in text.indices {
            var forged = text
            forged.replaceSubrange(index...index, with: text[index] == "0" ? "1" : "0")
            #expect(tokens.verify(forged, tenant: acme, at: later, maximumAge: 1000) == nil)
        }
        for wrong in ["", ".", "1.acme.v.1.", "....", String(repeating: "a.", count: 5000)] {
            #expect(tokens.verify(wrong, tenant: acme, at: later, maximumAge: 1000) == nil)
        }
        for visitor in ["", "a.b", "a b", "ñ", String(repeating: "v", count: 65)] {
            #expect(VisitorToken(tenant: acme, visitor: visitor, issuedAt: moment) == nil)
        }
    }

    @Test func digestsAreSHA256() {
        #expect(Digests.sha256Hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digests.areEqual("same", "same"))
        #expect(!Digests.areEqual("same", "sane"))
        #expect(!Digests.areEqual("same", "sam"))
    }
}

@Suite struct WebhookSecretTests {
    /// The vector of Standard Webhooks 1.0.0.
    private static let text = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
    private static let sentAt = Timestamp(milliseconds: 1_614_265_330_000)
    private static let body = Array(#"{"test": 2432232314}"#.utf8)
    private static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    @Test func theStandardsVectorHolds() throws {
        let secret = try #require(WebhookSecret(Self.text))
        #expect(secret.signature(id: Self.id, at: Self.sentAt, body: Self.body) == Self.signature)
    }

    @Test(
        "one of several signatures, in time, over these very bytes",
        arguments: [
            ("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330", 0, true),
            ("v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330", 299, true),
            ("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330", 301, false),
            ("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330", -301, false),
            ("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265331", 0, false),
            ("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", "1614265330", 0, false),
            ("v1,AAAA", "1614265330", 0, false), ("", "1614265330", 0, false), ("v1,", "soon", 0, false),
        ] as [(String, String, Int64, Bool)]
    )
    func verification(header: String, timestamp: String, secondsLater: Int64, isValid: Bool) throws {
        let secret = try #require(WebhookSecret(Self.text))
        let now = Self.sentAt.advanced(bySeconds: secondsLater)
        let body = Self.body
        #expect(secret.verify(id: Self.id, timestamp: timestamp, header: header, body: body, now: now) == isValid)
        #expect(!secret.verify(id: Self.id, timestamp: timestamp, header: header, body: body + [0x20], now: now))
        #expect(!secret.verify(id: "msg_2", timestamp: timestamp, header: header, body: body, now: now))
    }

    @Test func secretsThatAreNoneAreRefused() {
        for text in ["", "whsec_", "whsec_AAAA", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!!!!"] {
            #expect(WebhookSecret(text) == nil, "\(text)")
        }
    }

    @Test func publicTokensAreTheSameForTheSameThingOnly() throws {
        let tokens = PublicTokens(try #require(MasterKey(String(repeating: "0123456789abcdef", count: 4))))
        let token = tokens.token(for: "pay", "INV-1")
        #expect(token == tokens.token(for: "pay", "INV-1"))
        #expect(token != tokens.token(for: "quote", "INV-1") && token != tokens.token(for: "pay", "INV-2"))
        #expect(token.utf8.count == 22 && token.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
        let other = PublicTokens(try #require(MasterKey(String(repeating: "fedcba9876543210", count: 4))))
        #expect(token != other.token(for: "pay", "INV-1"))
    }
}
