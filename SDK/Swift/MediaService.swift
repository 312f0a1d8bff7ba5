// ork.media/1: files of a tenant's conversations.

import OrkestaABI
import OrkestaModel

/// Keeps files under ids, for at least 30 days.
public struct MediaService: Sendable {
    let table: ServiceTable<ork_media_service>
    let instance: ork_inst

    /// Keeps a file of up to 16 MiB and returns its id. `mime` has no parameters.
    public func put(_ bytes: [UInt8], mime: String, name: String = "") async throws -> String {
        let answer = try await serviceCall { call, op in
            withBorrowed([mime, name]) { strings in
                withBorrowed(bytes) { ork_media_put(table.pointer, instance, call, strings[0], strings[1], $0, op) }
            }
        }
        guard let id = try parsed(answer.json)["id"]?.stringValue else {
            throw PluginError(ORK_E_CORRUPT, "the host's answer holds no id")
        }
        return id
    }

    /// The file, or nil when there is none of that id. Its address in the host's API stands
    /// for a file, and the URL of a paper of the tenant's, as a document reply has it, for the
    /// paper, printed anew. What lies elsewhere is not found.
    public func get(_ id: String) async throws -> MediaFile? {
        let found = Collected<MediaFile>()
        do {
            _ = try await serviceCall(
                onDone: { completion in
                    guard let lent = completion.data?.assumingMemoryBound(to: ork_media.self) else { return }
                    found.append(MediaFile(sized(lent)))
                },
                { call, op in withBorrowed(id) { ork_media_get(table.pointer, instance, call, $0, op) } }
            )
        } catch let error as PluginError where error.status == ORK_E_NOT_FOUND {
            return nil
        }
        return found.all().first
    }
}

/// A file of a conversation.
public struct MediaFile: Sendable {
    public let id: String
    /// Nil when nobody named it.
    public let name: String?
    public let mime: String
    /// 64 lower-case hexadecimal digits.
    public let sha256: String
    public let bytes: [UInt8]

    fileprivate init(_ media: ork_media) {
        id = String(media.id)
        name = String.unlessEmpty(media.name)
        mime = String(media.mime)
        sha256 = String(media.sha256)
        bytes = Array(UnsafeRawBufferPointer(start: media.bytes.ptr, count: media.bytes.len))
    }
}
