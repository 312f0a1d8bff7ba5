// What each tenant has spent on models today, and whether a request still fits:
// in memory, so that asking costs nothing. What is kept of it, SpendingLedger says.

internal import HostCore
internal import OrkestaModel
internal import Synchronization

/// Tokens and money. Money is in billionths of the currency of the prices.
struct Spending: Sendable, Hashable {
    var tokens: Int64 = 0
    var nanos: Int64 = 0

    static func + (left: Spending, right: Spending) -> Spending {
        Spending(tokens: saturating(left.tokens, right.tokens), nanos: saturating(left.nanos, right.nanos))
    }

    static func - (left: Spending, right: Spending) -> Spending {
        Spending(tokens: max(0, left.tokens - right.tokens), nanos: max(0, left.nanos - right.nanos))
    }

    private static func saturating(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}

/// Where spending is booked: one row of what is kept.
struct SpendingAccount: Sendable, Hashable {
    let tenant: TenantID
    /// Days since the epoch, UTC.
    let day: Int64
    let provider: String
    let model: String
    /// Whether the tenant's budget counts it.
    let isMetered: Bool
}

/// What was booked to one account.
struct SpendingEntry: Sendable, Hashable {
    var requests: Int64 = 0
    var promptTokens: Int64 = 0
    var completionTokens: Int64 = 0
    var nanos: Int64 = 0

    var spending: Spending { Spending(tokens: promptTokens &+ completionTokens, nanos: nanos) }

    static func + (left: SpendingEntry, right: SpendingEntry) -> SpendingEntry {
        let sum = left.spending + right.spending
        return SpendingEntry(
            requests: left.requests &+ right.requests,
            promptTokens: left.promptTokens &+ right.promptTokens,
            completionTokens: left.completionTokens &+ right.completionTokens,
            nanos: sum.nanos
        )
    }
}

/// The spending of all tenants on one day.
final class SpendingBook: Sendable {
    private struct Page {
        /// What the database says, of all hosts.
        var known = Spending()
        /// Spent here and not yet in `known`.
        var unsaved = Spending()
        /// Of requests under way.
        var reserved = Spending()
    }

    private struct State {
        var day: Int64 = .min
        var pages: [TenantID: Page] = [:]
        var entries: [SpendingAccount: SpendingEntry] = [:]
    }

    private let state = Mutex(State())

    /// Sets `amount` aside for a request, unless the day's budget would be
    /// exceeded; ``release(_:of:at:)`` gives it back.
    func reserve(_ amount: Spending, for tenant: TenantID, within budget: Budget, at moment: Timestamp) -> Bool {
        state.withLock { state in
            Self.turn(&state, to: moment)
            var page = state.pages[tenant] ?? Page()
            let total = page.known + page.unsaved + page.reserved + amount
            guard total.tokens <= budget.tokensPerDay ?? .max, total.nanos <= budget.nanosPerDay ?? .max else {
                return false
            }
            page.reserved = page.reserved + amount
            state.pages[tenant] = page
            return true
        }
    }

    func release(_ reserved: Spending, of tenant: TenantID, at moment: Timestamp) {
        state.withLock { state in
            Self.turn(&state, to: moment)
            guard var page = state.pages[tenant] else { return }
            page.reserved = page.reserved - reserved
            state.pages[tenant] = page
        }
    }

    func book(_ entry: SpendingEntry, to account: SpendingAccount) {
        state.withLock { state in
            state.entries[account] = (state.entries[account] ?? SpendingEntry()) + entry
            guard account.isMetered, account.day == state.day else { return }
            var page = state.pages[account.tenant] ?? Page()
            page.unsaved = page.unsaved + entry.spending
            state.pages[account.tenant] = page
        }
    }

    /// What the tenant has spent today, requests under way left out.
    func spent(_ tenant: TenantID, at moment: Timestamp) -> Spending {
        state.withLock { state in
            Self.turn(&state, to: moment)
            return state.pages[tenant].map { $0.known + $0.unsaved } ?? Spending()
        }
    }

    // MARK: What is kept

    /// Takes out what is not yet kept; ``putBack(_:)`` when keeping it failed.
    func takeUnsaved() -> [SpendingAccount: SpendingEntry] {
        state.withLock { state in
            defer { state.entries = [:] }
            return state.entries
        }
    }

    func putBack(_ entries: [SpendingAccount: SpendingEntry]) {
        state.withLock { $0.entries.merge(entries) { $0 + $1 } }
    }

    /// Takes what all hosts together have kept of `day`; `saved` is this host's
    /// part that is in it now.
    func take(
        _ known: [TenantID: Spending],
        saved: [SpendingAccount: SpendingEntry],
        of day: Int64,
        at moment: Timestamp
    ) {
        state.withLock { state in
            Self.turn(&state, to: moment)
            guard state.day == day else { return }
            for (account, entry) in saved where account.isMetered && account.day == day {
                guard var page = state.pages[account.tenant] else { continue }
                page.unsaved = page.unsaved - entry.spending
                state.pages[account.tenant] = page
            }
            for (tenant, amount) in known { state.pages[tenant, default: Page()].known = amount }
        }
    }

    /// The day of a moment: days since the epoch, UTC.
    static func day(of moment: Timestamp) -> Int64 {
        let day = moment.milliseconds / 86_400_000
        return moment.milliseconds % 86_400_000 < 0 ? day - 1 : day
    }

    /// A new day begins with nothing spent; requests under way stay set aside.
    private static func turn(_ state: inout State, to moment: Timestamp) {
        let day = day(of: moment)
        guard day > state.day else { return }
        state.day = day
        state.pages = state.pages.compactMapValues { page in
            page.reserved == Spending() ? nil : Page(reserved: page.reserved)
        }
    }
}
