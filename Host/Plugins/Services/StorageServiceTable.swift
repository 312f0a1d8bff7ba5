// ork.storage/1: the plugin's documents. In a turn, writes are staged and reads
// see them; outside, they apply at once.

import HostCore
import HostStorage
import HostTurns
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let storage = ImmortalTable(
        ork_storage_service(
            size: UInt32(MemoryLayout<ork_storage_service>.size),
            reserved: 0,
            get: { handle, envelope, key, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    call.getDocument(try documentKey(key))
                }
            },
            put: { handle, envelope, key, value, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    let (key, value) = (try documentKey(key), try documentValue(value))
                    try call.write(.putDocument(plugin: call.instance.plugin, key: key, value: value))
                }
            },
            compare_and_set: { handle, envelope, key, expected, value, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    let (key, value) = (try documentKey(key), try documentValue(value))
                    let plugin = call.instance.plugin
                    try call.write(.compareAndSetDocument(plugin: plugin, key: key, expected: expected, value: value))
                }
            },
            remove: { handle, envelope, key, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    let key = try documentKey(key)
                    try call.write(.removeDocument(plugin: call.instance.plugin, key: key))
                }
            },
            scan: { handle, envelope, prefix, after, limit, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    let prefix = try String(checking: prefix, "prefix", limit: Limits.documentKeyBytesMax)
                    let after = try String(checking: after, "after", limit: Limits.documentKeyBytesMax)
                    call.scanDocuments(prefix: prefix, after: after, limit: min(Int(limit), Limits.scanBatchMax))
                }
            }
        )
    )
}

extension ServiceCall {
    private var documents: PluginDocuments { PluginDocuments(instance.tenant, plugin: instance.plugin) }

    fileprivate func getDocument(_ key: String) {
        if let staged = stagedDocuments()[key] {
            guard let value = staged else { return fail(ORK_E_NOT_FOUND, "there is no such document") }
            return succeed(json: value.description, number: 0)
        }
        let documents = documents
        read {
            try documents.get(key, in: $0)
        } then: { call, document in
            guard let document else { return call.fail(ORK_E_NOT_FOUND, "there is no such document") }
            call.succeed(json: document.value, number: document.revision)
        }
    }

    fileprivate func scanDocuments(prefix: String, after: String, limit: Int) {
        let (documents, staged) = (documents, stagedDocuments())
        read {
            // As many more as this turn may have removed.
            try documents.scan(prefix: prefix, after: after, limit: limit + staged.count, in: $0)
        } then: { call, stored in
            var found: [String: (String, Int64)] = [:]
            for document in stored { found[document.key] = (document.value, document.revision) }
            for (key, value) in staged where key.hasPrefix(prefix) && key > after {
                found[key] = value.map { ($0.description, 0) }
            }
            let sorted = found.sorted { $0.key < $1.key }.prefix(limit)
            call.stream(number: Int64(sorted.count)) { send in
                for (key, value) in sorted { lend(key, value.0, value.1, send) }
            }
        }
    }

    /// In a turn, staged; outside, applied at once.
    fileprivate func write(_ write: StagedWrite) throws(Refusal) {
        if turn != nil { return try stage(write) }
        let (documents, now) = (documents, instance.now)
        beginWrite()
        Task { [instance] in
            do {
                let isConflict = try await instance.services.database.write { connection in
                    try documents.apply(write, at: now, in: connection)
                }
                isConflict ? fail(ORK_E_CONFLICT, "the document has another revision") : succeed()
            } catch {
                fail(error)
            }
        }
    }

    /// What this turn staged: the value, or nil for a removal.
    private func stagedDocuments() -> [String: JSON?] {
        var found: [String: JSON?] = [:]
        for write in turn?.stagedWrites ?? [] {
            switch write {
            case .putDocument(instance.plugin, let key, let value),
                .compareAndSetDocument(instance.plugin, let key, _, let value):
                found[key] = .some(value)
            case .removeDocument(instance.plugin, let key): found[key] = .some(nil)
            default: break
            }
        }
        return found
    }
}

extension PluginDocuments {
    /// True on a conflict of revisions.
    fileprivate func apply(
        _ write: StagedWrite,
        at now: Timestamp,
        in connection: any DatabaseConnection
    ) throws
        -> Bool
    {
        switch write {
        case .putDocument(_, let key, let value):
            try put(key, value.description, at: now, in: connection)
        case .compareAndSetDocument(_, let key, let expected, let value):
            return try compareAndSet(key, value.description, expecting: expected, at: now, in: connection) == nil
        case .removeDocument(_, let key):
            try delete(key, in: connection)
        case .scheduleTimer, .cancelTimer, .openCase, .sale, .payLink, .effect: break
        }
        return false
    }
}

private func documentKey(_ borrowed: ork_str) throws(Refusal) -> String {
    let key = try String(checking: borrowed, "key", limit: Limits.documentKeyBytesMax)
    guard !key.isEmpty else { throw Refusal(status: ORK_E_INVALID, reason: "key is empty") }
    return key
}

private func documentValue(_ borrowed: ork_str) throws(Refusal) -> JSON {
    guard let value = try JSON.checking(borrowed, "value_json", limit: Limits.documentBytesMax) else {
        throw Refusal(status: ORK_E_INVALID, reason: "value_json is empty")
    }
    return value
}

private func lend(_ key: String, _ value: String, _ revision: Int64, _ send: (UnsafeRawPointer) -> Void) {
    withBorrowed([key, value]) { strings in
        var document = ork_document()
        document.size = UInt32(MemoryLayout<ork_document>.size)
        (document.key, document.value_json, document.revision) = (strings[0], strings[1], revision)
        withUnsafePointer(to: &document) { send(UnsafeRawPointer($0)) }
    }
}
