// ork.storage/1: this plugin's documents for this tenant.

import OrkestaABI
public import OrkestaModel

/// Documents of this plugin for this tenant. Obtained from a turn, writes are
/// staged and become real with the turn's commit; obtained from the host, they
/// apply at once. Keys are 1 to 200 bytes, values up to 256 KiB.
public struct StorageService: Sendable {
    let table: ServiceTable<ork_storage_service>
    let instance: ork_inst
    let turn: ork_turn

    /// A document and its revision.
    public struct Document: Sendable, Equatable {
        public let key: String
        public let value: JSON
        public let revision: Int64
    }

    /// The document, or nil when there is none.
    public func get(_ key: String) async throws -> Document? {
        do {
            let answer = try await serviceCall(turn: turn) { call, op in
                withBorrowed(key) { ork_storage_get(table.pointer, instance, call, $0, op) }
            }
            return Document(key: key, value: try parsed(answer.json), revision: answer.number)
        } catch let error as PluginError where error.status == ORK_E_NOT_FOUND {
            return nil
        }
    }

    public func put(_ key: String, _ value: JSON) async throws {
        _ = try await serviceCall(turn: turn) { call, op in
            withBorrowed([key, value.description]) {
                ork_storage_put(table.pointer, instance, call, $0[0], $0[1], op)
            }
        }
    }

    /// Writes only when the revision is still `expected` (0: only when absent).
    /// Throws `ORK_E_CONFLICT` otherwise; in a turn, possibly at its commit.
    public func compareAndSet(_ key: String, expected: Int64, _ value: JSON) async throws {
        _ = try await serviceCall(turn: turn) { call, op in
            withBorrowed([key, value.description]) {
                ork_storage_compare_and_set(table.pointer, instance, call, $0[0], expected, $0[1], op)
            }
        }
    }

    public func remove(_ key: String) async throws {
        _ = try await serviceCall(turn: turn) { call, op in
            withBorrowed(key) { ork_storage_remove(table.pointer, instance, call, $0, op) }
        }
    }

    /// Documents whose key starts with `prefix` and sorts after `after`, at most
    /// 512 of them.
    public func scan(prefix: String, after: String = "", limit: Int = 512) async throws -> [Document] {
        let found = Collected<(String, String, Int64)>()
        _ = try await serviceCall(
            turn: turn,
            onEvent: { completion in
                guard let lent = completion.data?.assumingMemoryBound(to: ork_document.self) else { return }
                let document = sized(lent)
                found.append((String(document.key), String(document.value_json), document.revision))
            },
            { call, op in
                withBorrowed([prefix, after]) {
                    ork_storage_scan(
                        table.pointer,
                        instance,
                        call,
                        $0[0],
                        $0[1],
                        UInt32(clamping: limit),
                        op
                    )
                }
            }
        )
        return try found.all().map { Document(key: $0.0, value: try parsed($0.1), revision: $0.2) }
    }
}

/// A document of the host; damage is the host's failure, not the plugin's.
func parsed(_ text: String) throws -> JSON {
    do {
        return try JSON(parsing: text)
    } catch {
        throw PluginError(ORK_E_CORRUPT, "the host's document is not JSON: \(error)")
    }
}
