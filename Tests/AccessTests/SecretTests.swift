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
