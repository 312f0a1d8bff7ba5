// Which database the host works on: the file in its data folder, or a
// PostgreSQL server that several hosts share. Nothing else in the house knows.

import HostCore
import HostStorage
import HostStoragePostgres
import HostStorageSQLite

/// The engine, and where its data are.
enum DatabaseChoice: Sendable {
    /// A file of this host's own.
    case sqlite(path: String)
    /// A connection string, which may hold a password: nothing prints it.
    case postgres(url: String)

    /// The first that is said: `argument` (`--database-url`), `DATABASE_URL`,
    /// the settings file; else SQLite at `path`. Throws for a URL of another
    /// kind, and for a password on the command line, which everyone can read.
    init(argument: String?, variable: String?, file: String?, path: String) throws(Problem) {
        if let argument, argument.holdsPassword {
            throw Problem(
                .invalid,
                "a password on the command line can be read by every user of this machine",
                field: "--database-url",
                remedy: "Put the URL into the environment as DATABASE_URL, or leave the password to PGPASSFILE."
            )
        }
        guard let url = [argument, variable, file].compactMap(\.self).first(where: { !$0.isEmpty }) else {
            self = .sqlite(path: path)
            return
        }
        guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") else {
            throw Problem(
                .invalid,
                "the database URL is not of PostgreSQL",
                field: argument != nil ? "--database-url" : "DATABASE_URL",
                remedy: "Give postgresql://user:password@host/name, or nothing for SQLite in the data folder."
            )
        }
        self = .postgres(url: url)
    }

    /// Opens it. Throws a problem that says what the operator can do.
    func open() async throws -> any Database {
        switch self {
        case .sqlite(let path): return try SQLiteDatabase(path: path)
        case .postgres(let url):
            do {
                return try await PostgresDatabase.open(url)
            } catch let error as DatabaseError {
                throw Problem(
                    .unavailable,
                    error.reason,
                    field: "DATABASE_URL",
                    remedy: "Check the URL, and that the server runs and lets this role in."
                )
            }
        }
    }
}

extension DatabaseError {
    /// The words of whichever case.
    var reason: String {
        switch self {
        case .constraint(let reason), .unavailable(let reason), .failed(let reason): reason
        }
    }
}

extension String {
    /// Whether a connection string has a password in it.
    fileprivate var holdsPassword: Bool {
        let authority = split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
        let user = authority.contains("@") ? authority.prefix { $0 != "@" } : ""
        return user.contains(":") || contains("password=")
    }
}
