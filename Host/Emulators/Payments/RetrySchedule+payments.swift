// How payment providers come back with a webhook that was not taken: real ones for
// days; an emulator, which somebody waits for, for a minute.

extension RetrySchedule {
    static let ofPaymentProviders = RetrySchedule(
        firstMilliseconds: 1_000,
        longestMilliseconds: 60_000,
        attemptsMax: 8,
        retryAfterMillisecondsMax: 0
    )
}
