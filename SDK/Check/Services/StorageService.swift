// ork.storage/1: documents in memory.

import OrkestaABI

extension FakeService {
    static let storage = FakeService(
        ORK_STORAGE_1,
        firstSize: firstSize(\ork_storage_service.scan),
        ork_storage_service(
            size: 0,
            reserved: 0,
            get: { handle, call, key, op in
                FakeInstance.serve(handle, call, op, "storage.get") { arguments throws(Refused) in
                    let key = try arguments.text(key, "key", in: keyLengths)
                    return { store in
                        guard let document = store.documents[key] else { return .failure(ORK_E_NOT_FOUND) }
                        return ServiceAnswer(json: document.value, number: document.revision)
                    }
                }
            },
            put: { handle, call, key, value, op in
                FakeInstance.serve(handle, call, op, "storage.put", isWrite: true) { arguments throws(Refused) in
                    let key = try arguments.text(key, "key", in: keyLengths)
                    let value = try arguments.json(value, "value_json", limit: valueBytesMax, mayBeEmpty: false)
                    return { store in
                        store.put(key, value)
                        return ServiceAnswer()
                    }
                }
            },
            compare_and_set: { handle, call, key, expected, value, op in
                FakeInstance.serve(handle, call, op, "storage.compare_and_set", isWrite: true) {
                    arguments throws(Refused) in
                    let key = try arguments.text(key, "key", in: keyLengths)
                    arguments.number(expected, "expected")
                    let value = try arguments.json(value, "value_json", limit: valueBytesMax, mayBeEmpty: false)
                    return { store in
                        guard (store.documents[key]?.revision ?? 0) == expected else { return .failure(ORK_E_CONFLICT) }
                        store.put(key, value)
                        return ServiceAnswer()
                    }
                }
            },
            remove: { handle, call, key, op in
                FakeInstance.serve(handle, call, op, "storage.remove", isWrite: true) { arguments throws(Refused) in
                    let key = try arguments.text(key, "key", in: keyLengths)
                    return { store in
                        store.documents[key] = nil
                        return ServiceAnswer()
                    }
                }
            },
            scan: { handle, call, prefix, after, limit, op in
                FakeInstance.serve(handle, call, op, "storage.scan") { arguments throws(Refused) in
                    let prefix = try arguments.text(prefix, "prefix", in: 0...keyLengths.upperBound)
                    let after = try arguments.text(after, "after", in: 0...keyLengths.upperBound)
                    arguments.number(limit, "limit")
                    return { $0.scan(prefix: prefix, after: after, limit: Int(min(limit, 512))) }
                }
            }
        )
    )
}

private let keyLengths = 1...200
private let valueBytesMax = 256 << 10

extension FakeStore {
    fileprivate func scan(prefix: String, after: String, limit: Int) -> ServiceAnswer {
        let found = documents.filter { $0.key.hasPrefix(prefix) && $0.key > after }
            .sorted { $0.key < $1.key }.prefix(limit)
        let events = found.map { key, document -> @Sendable (Loans) -> UnsafeRawPointer? in
            { loans in
                var lent = ork_document()
                lent.key = loans.text(key, "key")
                lent.value_json = loans.text(document.value, "value_json")
                lent.revision = document.revision
                let place = loans.structure(lent, firstSize: firstSize(\ork_document.revision), "document")
                return place.map { UnsafeRawPointer($0) }
            }
        }
        return ServiceAnswer(number: Int64(found.count), events: events)
    }
}
