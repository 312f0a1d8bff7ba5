// Files of a tenant's conversations: what customers sent, what is sent to them.
// The same bytes are kept once.

import HostAccess
public import HostCore
public import HostStorage
public import OrkestaModel

/// Tags the keys of files.
public enum MediaKind {}

public typealias MediaID = Identifier<MediaKind>

/// A stored file.
public struct MediaFile: Sendable, Hashable {
    public let id: MediaID
    public let content: Draft

    public init(id: MediaID, content: Draft) {
        self.id = id
        self.content = content
    }

    /// A file that is to be stored.
    public struct Draft: Sendable, Hashable {
        /// `application/pdf`, without parameters.
        public let mime: String
        /// `lista.pdf`; or empty.
        public let name: String
        public let bytes: [UInt8]
        /// 64 lower-case hexadecimal digits.
        public let sha256: String

        public init(mime: String, name: String, bytes: [UInt8]) {
            self.mime = mime
            self.name = name
            self.bytes = bytes
            sha256 = Digests.sha256Hex(bytes)
        }

        /// What is wrong with it; nil: nothing.
        public var fault: String? {
            let halves = mime.split(separator: "/", omittingEmptySubsequences: false)
            let isToken = mime.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\",;()<>@".utf8.contains($0) }
            if halves.count != 2 || halves.contains("") || !isToken { return "mime is no media type" }
            if bytes.isEmpty { return "the file is empty" }
            if name.unicodeScalars.contains(where: { $0 == "/" || $0.value < 0x20 }) {
                return "name is no plain file name"
            }
            return nil
        }

        /// `{"id", "name", "mime", "bytes", "sha256"}`.
        public func description(_ id: MediaID) -> JSON {
            [
                "id": .string(id.rawValue), "name": .string(name), "mime": .string(mime),
                "bytes": .integer(Int64(bytes.count)), "sha256": .string(sha256),
            ]
        }
    }
}

/// The files of one tenant.
public struct Media: Sendable {
    private let tenant: TenantHandle

    public init(_ tenant: TenantHandle) { self.tenant = tenant }

    /// Keeps a file; the key of the one with these bytes, type and name when it is
    /// there already, which then counts as new.
    public func put(
        _ draft: MediaFile.Draft,
        at moment: Timestamp,
        randomness: any Randomness,
        in connection: any DatabaseConnection
    ) throws -> MediaID {
        let row = try connection.row(
            """
            INSERT INTO media (id, tenant_id, sha256, mime, name, bytes, used_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, sha256, mime, name) DO UPDATE SET used_at = excluded.used_at RETURNING id
            """,
            MediaID(at: moment, randomness: randomness),
            tenant.id,
            draft.sha256,
            draft.mime,
            draft.name,
            draft.bytes,
            moment
        )
        guard let row else { throw DatabaseError.failed("a file was not stored") }
        return try row.identifier(0)
    }

    /// The file with this key; nil when there is none.
    public func find(_ id: MediaID, in connection: any DatabaseConnection) throws(DatabaseError) -> MediaFile? {
        let row = try connection.row(
            "SELECT id, mime, name, bytes FROM media WHERE tenant_id = ? AND id = ?",
            tenant.id,
            id
        )
        guard let row else { return nil }
        return MediaFile(
            id: try row.identifier(0),
            content: MediaFile.Draft(mime: try row.text(1), name: try row.text(2), bytes: try row.blob(3))
        )
    }
}
