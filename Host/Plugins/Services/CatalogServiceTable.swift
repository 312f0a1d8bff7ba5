// ork.catalog/1: the tenant's products in typed batches, and the search that the
// tenant's search plugin provides.

import HostCommerce
import HostCore
import HostStorage
import HostTurns
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let catalog = ImmortalTable(
        ork_catalog_service(
            size: UInt32(MemoryLayout<ork_catalog_service>.size),
            reserved: 0,
            scan: { handle, envelope, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in call.scanCatalog() }
            },
            changes: { handle, envelope, since, max, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    call.readChanges(since: since, limit: min(Int(max), Limits.scanBatchMax))
                }
            },
            get: { handle, envelope, sku, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    call.readItem(try String(checking: sku, "sku", limit: 400))
                }
            },
            search: { routed($0, $1, $2, $3, .search) },
            normalize: { routed($0, $1, $2, $3, .normalize) },
            recommend: { routed($0, $1, $2, $3, .recommend) }
        )
    )
}

private func routed(
    _ handle: ork_inst,
    _ envelope: UnsafePointer<ork_call>?,
    _ json: ork_str,
    _ op: UnsafeMutablePointer<ork_op>?,
    _ function: SearchFunction
) -> ork_status {
    ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
        call.route(function, try String(checking: json, "json", limit: Limits.requestBodyBytesMax))
    }
}

extension ServiceCall {
    /// One read transaction, so that the batches and the revision fit together.
    fileprivate func scanCatalog() {
        let items = CatalogItems(instance.tenant)
        read { connection -> ([CatalogItem], Int64) in
            var all: [CatalogItem] = []
            while true {
                let batch = try items.scan(after: all.last?.sku, in: connection)
                all += batch
                if batch.count < Limits.scanBatchMax { break }
            }
            return (all, try items.revision(in: connection))
        } then: { call, found in
            call.stream(found.0, number: found.1)
        }
    }

    fileprivate func readChanges(since revision: Int64, limit: Int) {
        let items = CatalogItems(instance.tenant)
        read { connection -> ([CatalogItem], Int64) in
            try items.changes(since: revision, limit: limit, in: connection)
        } then: { call, found in
            call.stream(found.0, number: found.1)
        }
    }

    fileprivate func readItem(_ sku: String) {
        let items = CatalogItems(instance.tenant)
        read {
            try items.get(sku, in: $0)
        } then: { call, item in
            guard let item, item.active else { return call.fail(ORK_E_NOT_FOUND, "there is no such product") }
            call.turn?.learn(fact: item.json.description)
            call.stream([item], number: item.revision)
        }
    }

    /// Asks the tenant's search plugin, lane to lane.
    fileprivate func route(_ function: SearchFunction, _ json: String) {
        let items = CatalogItems(instance.tenant)
        Task { [instance] in
            do {
                let search = try await instance.services.instances.launchedSearch(of: instance.tenant)
                let revision = try await instance.services.database.read { try items.revision(in: $0) }
                search.search(function, json, catalogRevision: revision) { result in
                    switch result {
                    case .success(let answer): succeed(json: answer)
                    case .failure(let problem): fail(problem)
                    }
                }
            } catch let problem as Problem where problem.kind == .conflict {
                fail(ORK_E_UNAVAILABLE, problem.detail)
            } catch {
                fail(error)
            }
        }
    }

    private func stream(_ items: [CatalogItem], number: Int64) {
        stream(number: number) { send in
            var start = 0
            while start < items.count {
                let end = min(start + Limits.scanBatchMax, items.count)
                lend(items[start..<end], send)
                start = end
            }
        }
    }
}

/// Lends a batch of products in the ABI's form.
private func lend(_ items: ArraySlice<CatalogItem>, _ send: (UnsafeRawPointer) -> Void) {
    let strings = items.flatMap { item in
        [
            item.sku, item.name, item.category ?? "", item.unit, document(item.aliases), document(item.tags),
            item.attributes.isEmpty ? "" : JSON.object(item.attributes.mapValues(JSON.string)).description,
        ]
    }
    withBorrowed(strings) { strings in
        let batchItems = items.enumerated().map { index, item in
            abiItem(item, Array(strings[index * 7..<index * 7 + 7]))
        }
        batchItems.withUnsafeBufferPointer { buffer in
            var batch = ork_catalog_batch()
            batch.size = UInt32(MemoryLayout<ork_catalog_batch>.size)
            batch.count = UInt32(buffer.count)
            batch.items = buffer.baseAddress
            batch.stride = MemoryLayout<ork_catalog_item>.stride
            withUnsafePointer(to: &batch) { send(UnsafeRawPointer($0)) }
        }
    }
}

private func document(_ texts: [String]) -> String { texts.isEmpty ? "" : JSON(texts).description }

/// `strings` in the order in which `lend` lists them.
private func abiItem(_ item: CatalogItem, _ strings: [ork_str]) -> ork_catalog_item {
    var abi = ork_catalog_item()
    abi.size = UInt32(MemoryLayout<ork_catalog_item>.size)
    abi.active = item.active ? 1 : 0
    (abi.sku, abi.name, abi.category, abi.unit) = (strings[0], strings[1], strings[2], strings[3])
    (abi.aliases_json, abi.tags_json, abi.attributes_json) = (strings[4], strings[5], strings[6])
    abi.price.minor = item.price.minor
    withUnsafeMutableBytes(of: &abi.price.currency) { buffer in
        for (index, byte) in item.price.currency.utf8.prefix(3).enumerated() { buffer[index] = byte }
    }
    abi.stock = item.stock ?? .min
    abi.revision = item.revision
    return abi
}
