// ork.search/1 on the host's side: one question, one document.

import HostCore
import OrkestaABI

/// The questions of ork.search/1.
enum SearchFunction: Sendable {
    case search, normalize, recommend
}

extension PluginInstance {
    /// Asks the search plugin; `completion` runs exactly once.
    func search(
        _ function: SearchFunction,
        _ json: String,
        catalogRevision: Int64,
        completion: @escaping @Sendable (Result<String, Problem>) -> Void
    ) {
        guard let op = openWork(.given(completion), withinMilliseconds: Limits.turnDeadlineMilliseconds) else {
            return completion(.failure(changingOver))
        }
        onLane { [self] impl, tables in
            let status = withBorrowed([json]) { strings in
                var request = ork_search_request()
                request.size = UInt32(MemoryLayout<ork_search_request>.size)
                request.json = strings[0]
                request.catalog_revision = catalogRevision
                return call(function, tables.search, impl, op, &request)
            }
            guard status != ORK_OK else { return }
            close(op)?.fail(pluginProblem("it refused the search with status \(status)"))
        } refused: { [self] in
            close(op)?.fail(changingOver)
        }
    }

    private func call(
        _ function: SearchFunction,
        _ table: UnsafePointer<ork_search>?,
        _ impl: UnsafeMutableRawPointer?,
        _ op: ork_op,
        _ request: UnsafePointer<ork_search_request>
    ) -> ork_status {
        guard let table else { return ORK_E_UNSUPPORTED }
        switch function {
        case .search: return table.pointee.search?(impl, op, request) ?? ORK_E_UNSUPPORTED
        case .normalize: return table.pointee.normalize?(impl, op, request) ?? ORK_E_UNSUPPORTED
        case .recommend: return table.pointee.recommend?(impl, op, request) ?? ORK_E_UNSUPPORTED
        }
    }
}
