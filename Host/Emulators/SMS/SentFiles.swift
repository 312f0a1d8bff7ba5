// The files that customers send with a text message, as Twilio keeps them: below the
// message, opened by the account's credentials alone.

internal import OrkestaModel
internal import Synchronization

/// Where a file lies in the API, behind `…/Accounts/SID/Messages/`.
struct SentFile: Sendable, Hashable {
    let account: String
    let message: String
    /// `ME` and 32 digits.
    let id: String

    var path: String { "/2010-04-01/Accounts/\(account)/Messages/\(message)/Media/\(id)" }
}

/// Which file of the shelf each is.
final class SentFiles: Sendable {
    private struct State {
        var items = RecentValues<SentFile, String>(EmulatorLimits.sentFilesMax)
        var address = "https://api.twilio.com"
    }

    private let state = Mutex(State())

    /// Where the API is, for businesses that say nothing else.
    var address: String {
        get { state.withLock { $0.address } }
        set { state.withLock { $0.address = newValue } }
    }

    func put(_ item: MediaShelf.Item, with message: String, for account: String) -> SentFile {
        let file = SentFile(account: account, message: message, id: "ME" + freshDigits(32))
        state.withLock { $0.items[file] = item.id }
        return file
    }

    /// Its id on the shelf; nil when there is none.
    func item(_ file: SentFile) -> String? { state.withLock { $0.items[file] } }
}
