// Where the database is: `postgresql://user@host/name?option=value`, with
// everything that libpq takes in it.

import CPostgres
import HostCore
import HostStorage

/// A checked connection string. It may hold a password: nothing prints it.
struct PostgresTarget: Sendable {
    /// Goes to libpq only.
    private let url: String

    /// Throws when the text is no PostgreSQL URL that libpq can read. The error
    /// does not repeat the text.
    init(url: String) throws(DatabaseError) {
        guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") else {
            throw .failed("the database URL does not begin with postgresql://")
        }
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &message) else {
            // libpq's message may quote a part of the URL, and that may be the password.
            if let message { PQfreemem(message) }
            throw .failed(
                "the database URL cannot be read; percent-encode what is not a letter or a digit in user and password"
            )
        }
        PQconninfoFree(options)
        self.url = url
    }

    /// Begins to connect; nil when memory is short. What the URL does not say
    /// is filled in: the name under which the server lists us, and keep-alives
    /// that find a dead network in about fifteen seconds.
    func beginConnecting() -> OpaquePointer? {
        let settings = [
            ("fallback_application_name", "orkesta"), ("client_encoding", "UTF8"),
            ("keepalives_idle", "5"), ("keepalives_interval", "3"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "15000"),
            // Last, because a later value wins and this one is expanded.
            ("dbname", url),
        ]
        return withCStrings(settings.map(\.0)) { names in
            withCStrings(settings.map(\.1)) { values in PQconnectStartParams(names, values, 1) }
        }
    }

    /// A NULL-terminated array of C strings during `body`.
    private func withCStrings<Result>(
        _ texts: [String],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        let bytes = texts.map { Array($0.utf8CString) }
        let joined = bytes.flatMap(\.self)
        return joined.withUnsafeBufferPointer { buffer in
            var pointers: [UnsafePointer<CChar>?] = []
            var offset = 0
            for text in bytes {
                pointers.append(buffer.baseAddress.map { $0 + offset })
                offset += text.count
            }
            pointers.append(nil)
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
