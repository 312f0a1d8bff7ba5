// Permissions and API keys.

import HostAccess
import HostCore
import HostStorage
import OrkestaModel
import StorageHarness
import Testing

@Suite struct KeyTests {
    @Test func permissionsReadBackAsTheyArePrinted() {
        for permission in Set<Permission>.platform { #expect(Permission(permission.description) == permission) }
        #expect(Permission("catalog:write") == Permission(.catalog, .write))
        for text in ["", "catalog", "catalog:", "catalog:fly", "moon:read", "catalog:read:write", "Catalog:read"] {
            #expect(Permission(text) == nil, "\(text)")
        }
        #expect(Set<Permission>(parsing: Set<Permission>.tenant.text) == .tenant)
        #expect(Set<Permission>(parsing: "chat:read moon:write") == [Permission(.chat, .read)])
    }

    @Test func aTenantsKeyIsNoPlatformKey() {
        #expect(Set<Permission>.tenant.isStrictSubset(of: .platform))
        #expect(Set<Permission>.tenantReadOnly.isStrictSubset(of: .tenant))
        for barred in [Permission(.keys, .read), Permission(.system, .operate), Permission(.tenants, .write)] {
            #expect(!Set<Permission>.tenant.contains(barred))
        }
    }

    @Test func aKeyOpensUntilItIsRevoked() async throws {
        try await Fixture.with { fixture in
            let (database, keys) = (fixture.database, APIKeys())
            let permissions: Set = [Permission(.chat, .write)]
            let acme = fixture.acme
            let (key, text) = try await database.write { connection in
                try keys.issue(
                    to: .tenant(acme, .sandbox),
                    name: "shop",
                    permissions: permissions,
                    id: APIKeyID("k1"),
                    at: moment,
                    in: connection
                )
            }
            #expect(text.hasPrefix("ork_test_") && text.utf8.count == 9 + 64)
            let caller = try await database.read { try keys.caller(presenting: text, in: $0) }
            #expect(caller == Caller(tenant: acme.id, keyID: key.id, permissions: permissions))
            #expect(caller?.may(Permission(.chat, .write)) == true)
            #expect(caller?.may(Permission(.chat, .read)) == false)
            let other = fixture.other
            let revoked = try await database.write { connection in
                [
                    try keys.revoke(key.id, of: other, at: moment, in: connection),
                    try keys.revoke(key.id, of: acme, at: moment, in: connection),
                    try keys.revoke(key.id, of: nil, at: moment, in: connection),
                ]
            }
            #expect(revoked == [false, true, false])
            #expect(try await database.read { try keys.caller(presenting: text, in: $0) } == nil)
        }
    }

    @Test func onlyTheWholeKeyOpensAndItIsNotStored() async throws {
        try await Fixture.with { fixture in
            let (database, keys) = (fixture.database, APIKeys())
            let text = try await database.write { connection in
                try keys.issue(
                    to: .platform,
                    name: "root",
                    permissions: .platform,
                    id: APIKeyID("k1"),
                    at: moment,
                    in: connection
                ).text
            }
            let wrong = ["", "ork_", String(text.dropLast()), text + "0", text.uppercased(), "%", "' OR 1=1 --"]
            for attempt in wrong + [String(repeating: "ork_", count: 10_000)] {
                #expect(try await database.read { try keys.caller(presenting: attempt, in: $0) } == nil)
            }
            let stored = try await database.read { try required($0.row("SELECT hash FROM api_keys")).text(0) }
            #expect(stored == Digests.sha256Hex(text))
            #expect(try await database.read { try keys.caller(presenting: text, in: $0) }?.tenant == nil)
        }
    }

    @Test func aTenantListsItsOwnKeys() async throws {
        try await Fixture.with { fixture in
            let (database, keys, acme, other) = (fixture.database, APIKeys(), fixture.acme, fixture.other)
            try await database.write { connection in
                let owners: [APIKeys.Owner] = [.platform, .tenant(acme, .production), .tenant(other, .sandbox)]
                for (number, owner) in owners.enumerated() {
                    let id = APIKeyID("k\(number)")
                    _ = try keys.issue(to: owner, name: "n", permissions: .tenant, id: id, at: moment, in: connection)
                }
            }
            let lists = try await database.read { connection in
                [try keys.list(of: nil, in: connection), try keys.list(of: acme, in: connection)]
            }
            #expect(lists.map { $0.map(\.id.rawValue) } == [["k0", "k1", "k2"], ["k1"]])
            #expect(lists[1].first?.permissions == .tenant)
        }
    }
}
