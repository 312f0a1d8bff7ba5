// The group `compatibility`: older and newer hosts, services that are not there,
// and values that no header knows yet.

import OrkestaABI

extension Check {
    static let compatibility = [
        Check(.compatibility, "older-host", "it works on a host of version 1.0", crash: .tablesAreSized) {
            subject,
            report in
            try liveADay(subject, report, Behaviour(edition: .first, circumstances: "a host of version 1.0"))
        },
        Check(.compatibility, "newer-host", "it works on a host that knows more", crash: .newerHosts) {
            subject,
            report in
            let behaviour = Behaviour(edition: .later, circumstances: "a newer host", crashRule: .newerHosts)
            let library = try Library(subject, report)
            // What does not start at all is the group lifecycle's finding.
            try FakeInstance.launch(library).end()
            let instance = try FakeInstance.create(library, behaviour)
            let started = try instance.start()
            let activated = started == ORK_OK ? try instance.activate() : started
            guard activated == ORK_OK else {
                report.find(.newerHosts, "on a host with larger tables it does not start: \(StatusName(activated))")
                throw Stop()
            }
            try instance.runDay()
            try instance.end()
        },
        Check(.compatibility, "missing-services", "services may be NULL", crash: .missingServices) { subject, report in
            try checkMissingServices(subject, report)
        },
        Check(.compatibility, "short-tables", "functions may be missing", crash: .tablesAreSized) { subject, report in
            try checkShortTables(subject, report)
        },
        Check(.compatibility, "unknown-kinds", "a turn of an unknown kind is refused", crash: .unknownKinds) {
            subject,
            report in try checkUnknownKinds(subject, report)
        },
        Check(.compatibility, "unknown-events", "an unknown event is passed over in silence", crash: .unknownEvents) {
            subject,
            report in try checkUnknownEvents(subject, report)
        },
    ]
}

private func liveADay(_ subject: Subject, _ report: CheckReport, _ behaviour: Behaviour) throws {
    let instance = try FakeInstance.launch(try Library(subject, report), behaviour)
    try instance.runDay()
    try instance.end()
}

/// Without a required service it may fail to start; without an optional one not.
private func checkMissingServices(_ subject: Subject, _ report: CheckReport) throws {
    let library = try Library(subject, report)
    try FakeInstance.launch(library).end()
    for service in FakeService.all.map(\.id) {
        let behaviour = Behaviour(
            missingService: service,
            circumstances: "\(service) is NULL",
            crashRule: .missingServices
        )
        let isRequired = library.manifest.requiredServices.contains(service)
        let instance = try FakeInstance.create(library, behaviour)
        let started = try instance.start()
        let activated = started == ORK_OK ? try instance.activate() : started
        if activated == ORK_OK {
            // Without its way to answer, it cannot be asked for an answer.
            let canAnswer = service != ORK_TURN_1 && service != ORK_CHANNEL_HOST_1
            try instance.liveDay { work in
                let ticket = try instance.give(work)
                if canAnswer { try instance.settle(ticket) }
            }
            if canAnswer { try instance.end() } else { try instance.abandon() }
        } else {
            if !isRequired {
                report.find(
                    .missingServices,
                    "it does not start without \(service), which is not among its required services"
                )
            }
            try instance.destroy()
        }
    }
}

/// Tables that end before the functions that the plugin wants.
private func checkShortTables(_ subject: Subject, _ report: CheckReport) throws {
    let library = try Library(subject, report)
    let header = firstSize(\ork_storage_service.reserved)
    var cuts = FakeService.all.map { Behaviour.Cut(service: $0.id, size: header) }
        .filter { $0.service != ORK_TURN_1 && $0.service != ORK_CHANNEL_HOST_1 }
    cuts.append(Behaviour.Cut(service: ORK_TURN_1, size: firstSize(\ork_turn_service.finish)))
    for cut in cuts {
        let behaviour = Behaviour(
            cut: cut,
            circumstances: "the table of \(cut.service) has \(cut.size) bytes",
            crashRule: .tablesAreSized
        )
        let instance = try FakeInstance.create(library, behaviour)
        if try instance.start() == ORK_OK, try instance.activate() == ORK_OK {
            try instance.runDay()
            try instance.end()
        } else {
            try instance.destroy()
        }
    }
}

private func checkUnknownKinds(_ subject: Subject, _ report: CheckReport) throws {
    let library = try Library(subject, report)
    guard library.manifest.interfaces.contains(ORK_AGENT_1) else { throw Skip(reason: "it is no agent") }
    let instance = try FakeInstance.launch(library)
    let hasWake = instance.tables.agent?.wake != nil
    for throughWake in hasWake ? [false, true] : [false] {
        let ticket = try instance.run(.unknownTurn(throughWake: throughWake))
        if let status = instance.status(of: ticket), status == ORK_OK {
            report.find(.unknownKinds, "\(ticket.work.what) (4711) was finished with ORK_OK")
        }
    }
    try instance.run(.message("¿sigue ahí?"))
    try instance.end()
}

private func checkUnknownEvents(_ subject: Subject, _ report: CheckReport) throws {
    let instance = try FakeInstance.launch(try Library(subject, report))
    guard instance.tables.agent?.wake != nil else { throw Skip(reason: "it has no wake") }
    let event = Work.event(name: "checker.never-heard-of", document: #"{"payment":1}"#)
    try instance.run(event)
    if instance.called["turn.emit"] != nil { report.find(.unknownEvents, "\(event.what) got a reply") }
    try instance.end()
}

extension FakeInstance {
    /// Ends an instance whose turns cannot be finished.
    fileprivate func abandon() throws {
        try drain()
        cancelOpenCalls()
        wait(200) { state in state.calls.values.allSatisfy(\.isDone) }
        try destroy()
    }
}
