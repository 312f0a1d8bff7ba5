// Whom a provider's request means: names of senders and accounts as whole words of it.

import HostCore
import HostInbox
import HostStorage
import HostTime
import Testing

@Suite struct ChannelRegisterTests {
    /// One tenant under each name. The requests are as Meta, Twilio and a mail server write them.
    @Test func aSenderIsFoundInEveryForm() async throws {
        try await withDatabase { _, tenant in
            let bodies = [
                ("106540352242922", #"{"value":{"metadata":{"phone_number_id":"106540352242922"}}}"#),
                ("+12025550100", "From=%2B525511112222&To=%2B12025550100&Body=hola"),
                ("MG0123456789abcdef", "MessagingServiceSid=MG0123456789abcdef"),
                ("Ventas@Example.mx", "To: Tienda <ventas@example.mx>\r\n\r\nhola"),
                ("ventas@example.mx", "to=Tienda%20%3Cventas%40example.mx%3E&text=100%"),
                ("ventas@example.mx", "Escriba a Ventas@example.mx."),
            ]
            for (name, body) in bodies {
                var register = ChannelRegister()
                register.add(tenant, sender: name, account: nil, isPulled: false)
                #expect(register.tenants(namedIn: Array(body.utf8)) == [tenant], "\(name)")
            }
        }
    }

    @Test(arguments: ["", "1065403522429220", "x106540352242922", "10654035224292 2", "%", "%1", "106540352242922%39"])
    func whatOnlyLooksLikeItIsNobodys(_ body: String) async throws {
        try await withDatabase { _, tenant in
            var register = ChannelRegister()
            register.add(tenant, sender: "106540352242922", account: nil, isPulled: false)
            #expect(register.tenants(namedIn: Array(body.utf8)).isEmpty)
        }
    }

    /// What concerns a whole account names no sender; all else names the account too.
    @Test func anAccountIsAskedWhereNoSenderIsNamed() async throws {
        try await withDatabase { database, tenant in
            let id = try #require(TenantID("other"))
            let other = try await database.write { connection in
                let made = Tenant(id: id, displayName: "Other", randomSeed: 1, createdAt: SystemClock().now())
                return try TenantDirectory().create(made, in: connection)
            }
            var register = ChannelRegister()
            register.add(tenant, sender: "first-number", account: "the-account", isPulled: true)
            register.add(other, sender: "other-number", account: "the-account", isPulled: false)
            let found = ["the-account", "the-account other-number", "other-number first-number other-number"].map {
                register.tenants(namedIn: Array($0.utf8))
            }
            #expect(found == [[tenant, other], [other], [other, tenant]])
            #expect(register.tenants == [tenant, other] && register.pulled == [tenant])
        }
    }
}
