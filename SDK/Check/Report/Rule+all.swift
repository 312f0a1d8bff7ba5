// Every rule, for look-up and for `--list`.

extension Rule {
    static let all: [Rule] = [
        .oneExport, .noExecutableStack, .swiftRuntime, .resolvesAtOnce, .quietLoading, .scanIsPure, .scanIsFast,
        .loads, .staysInTheProcess, .manifestInSection, .manifestDocument, .entryTable, .unknownFactories,
        .descriptors, .extensions, .tableSizes, .creates, .starts, .activates, .drains, .destroys,
        .silentAfterDestroy, .tenantsApart, .finishOnce, .finishes, .refusedIsOver, .cancels, .unknownKinds,
        .eventsAreRead, .unknownEvents, .toolTable, .lentTurns,
        .answerOnce, .answers, .responds, .verifiesRequests, .sends, .doubtsAreTold, .ownHandles, .onTheLane,
        .neverWaits, .borrowedUntilReturn, .lengthsAreKept, .tablesAreSized, .missingServices, .newerHosts,
        .unknownStatus, .failuresAreAnswered, .neverRetriesBlindly, .soundCalls, .callEnvelope, .secretsStay,
        .repeatable,
    ]

    static func named(_ id: String) -> Rule? { all.first { $0.id == id } }
}
