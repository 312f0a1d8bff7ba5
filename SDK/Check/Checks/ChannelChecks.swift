// The group `channel`: who is believed, and what any request gets.

import OrkestaABI

extension Check {
    static let channel = [
        Check(.channel, "strangers", "nobody is believed who proves nothing", crash: .verifiesRequests) {
            subject,
            report in try checkStrangers(subject, report)
        },
        Check(.channel, "fuzz", "every request is responded to, whatever it holds", crash: .responds) {
            subject,
            report in
            let instance = try launchChannel(subject, report)
            var fuzzer = RequestFuzzer(messages: messages, tenant: instance.tenant, seed: subject.seed)
            for _ in 0..<fuzzCount { try instance.run(.request(fuzzer.next())) }
            try instance.end()
        },
        Check(.channel, "provider", "whatever its provider says, it tells how a message ended", crash: .sends) {
            subject,
            report in
            for provider in ProviderScript.allCases { try checkSends(subject, report, at: provider) }
        },
    ]
}

/// Requests of one run.
private let fuzzCount = 1_000

private func launchChannel(_ subject: Subject, _ report: CheckReport) throws -> FakeInstance {
    let library = try Library(subject, report)
    guard library.manifest.interfaces.contains(ORK_CHANNEL_1) else { throw Skip(reason: "it is no channel") }
    return try FakeInstance.launch(library)
}

/// Messages in the forms of several providers, without a signature, a secret or a
/// visitor: not one of them may be delivered.
private func checkStrangers(_ subject: Subject, _ report: CheckReport) throws {
    let instance = try launchChannel(subject, report)
    for body in messages {
        let delivered = instance.called["channel.deliver"] ?? 0
        try instance.run(.request(Work.Request(method: "POST", body: Array(body.utf8), isFromVisitor: false)))
        guard instance.called["channel.deliver"] ?? 0 > delivered else { continue }
        report.find(.verifiesRequests, "a message was delivered out of a request that nobody vouched for: \(body)")
        break
    }
    try instance.end()
}

/// Everything that goes to the provider is ended, and what may have arrived is not sent again.
private func checkSends(_ subject: Subject, _ report: CheckReport, at provider: ProviderScript) throws {
    let library = try Library(subject, report)
    guard library.manifest.interfaces.contains(ORK_CHANNEL_1) else { throw Skip(reason: "it is no channel") }
    let behaviour = Behaviour(provider: provider, circumstances: "its provider \(provider.what)")
    let instance = try FakeInstance.create(library, behaviour)
    // It may well not come up; that it says so is enough.
    guard try instance.start() == ORK_OK, try instance.activate() == ORK_OK else { return try instance.destroy() }
    let isIdempotent = try instance.onLane("caps") { instance in
        let caps = instance.tables.channel?.caps?(instance.tables.instance.impl)
        let features = sized(caps, firstSize: firstSize(\ork_channel_caps.session_window_ms))?.features ?? 0
        return features & idempotentBit != 0
    }
    for work in Work.outward(of: instance) {
        let asked = instance.called["http.exchange"] ?? 0
        let ticket = try instance.run(work)
        guard provider.provesNothing, !isIdempotent, instance.called["http.exchange"] ?? 0 > asked,
            instance.withState({ $0.operations[ticket.handle]?.isTriedAgain }) == true
        else { continue }
        report.find(
            .doubtsAreTold,
            "when its provider \(provider.what), a \(work.what) ends so that the host sends the message again"
        )
        break
    }
    try instance.end()
}

/// ORK_CAP_IDEMPOTENT.
private let idempotentBit: UInt32 = 1 << 6

/// One message from Ana, as several providers write it.
private let messages = [
    #"{"message_id":"m-1","from":"ana","text":"hola"}"#,
    #"{"update_id":7,"message":{"message_id":5,"from":{"id":1,"is_bot":false,"first_name":"Ana"},"#
        + #""chat":{"id":1,"type":"private"},"date":1700000000,"text":"hola"}}"#,
    #"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"#
        + #""messaging_product":"whatsapp","metadata":{"phone_number_id":"106540352242922"},"#
        + #""contacts":[{"wa_id":"5215512345678","profile":{"name":"Ana"}}],"messages":[{"from":"5215512345678","#
        + #""id":"wamid.1","timestamp":"1700000000","type":"text","text":{"body":"hola"}}]}}]}]}"#,
    "MessageSid=SM1&From=%2B525512345678&To=%2B12025550100&Body=hola&NumMedia=0",
]
