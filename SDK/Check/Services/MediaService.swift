// ork.media/1: files in memory.

import OrkestaABI
import OrkestaModel

extension FakeService {
    static let media = FakeService(
        ORK_MEDIA_1,
        firstSize: firstSize(\ork_media_service.get),
        ork_media_service(
            size: 0,
            reserved: 0,
            put: { handle, call, mime, name, bytes, op in
                FakeInstance.serve(handle, call, op, "media.put", isWrite: true) { arguments throws(Refused) in
                    let mime = try arguments.text(mime, "mime", in: 3...100)
                    let name = try arguments.text(name, "name", in: 0...200)
                    guard (1...16 << 20).contains(bytes.len), bytes.ptr != nil else {
                        throw arguments.refuse("media.put: bytes are 1 byte to 16 MiB")
                    }
                    arguments.number(bytes.len, "bytes")
                    let copy = Array(UnsafeRawBufferPointer(start: bytes.ptr, count: bytes.len))
                    return { store in
                        let id = "0198f3c2-0000-7000-8000-00000000\(4096 + store.media.count)"
                        store.media[id] = FakeStore.Media(mime: mime, name: name, bytes: copy)
                        let answer: JSON = [
                            "id": .string(id), "name": .string(name), "mime": .string(mime),
                            "bytes": .integer(Int64(copy.count)), "sha256": .string(noDigest),
                        ]
                        return ServiceAnswer(json: answer.description)
                    }
                }
            },
            get: { handle, call, id, op in
                FakeInstance.serve(handle, call, op, "media.get") { arguments throws(Refused) in
                    let id = try arguments.text(id, "id", in: 1...8_192)
                    return { store in
                        guard let file = store.media[id] else { return .failure(ORK_E_NOT_FOUND) }
                        var answer = ServiceAnswer(number: Int64(file.bytes.count))
                        answer.data = { loans in
                            var media = ork_media()
                            media.id = loans.text(id, "id")
                            media.name = loans.text(file.name, "name")
                            media.mime = loans.text(file.mime, "mime")
                            media.sha256 = loans.text(noDigest, "sha256")
                            media.bytes = loans.bytes(file.bytes, "bytes")
                            let lent = loans.structure(media, firstSize: firstSize(\ork_media.bytes), "media")
                            return lent.map { UnsafeRawPointer($0) }
                        }
                        return answer
                    }
                }
            }
        )
    )
}

/// This host computes none.
private let noDigest = String(repeating: "0", count: 64)
