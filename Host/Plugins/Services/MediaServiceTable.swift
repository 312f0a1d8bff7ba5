// ork.media/1: files of a tenant's conversations.

import HostCommerce
import HostConversations
import HostCore
import HostDocuments
import HostStorage
import HostTime
import OrkestaABI
import OrkestaModel

extension ServiceTables {
    static let media = ImmortalTable(
        ork_media_service(
            size: UInt32(MemoryLayout<ork_media_service>.size),
            reserved: 0,
            put: { handle, envelope, mime, name, bytes, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    try call.mustBeOutsideTurn("media.put")
                    let file = MediaFile.Draft(
                        mime: try String(checking: mime, "mime", limit: 100),
                        name: try String(checking: name, "name", limit: 200),
                        bytes: try [UInt8](checking: bytes, "bytes", limit: Limits.mediaBytesMax)
                    )
                    if let fault = file.fault { throw Refusal(status: ORK_E_INVALID, reason: "put: \(fault)") }
                    call.put(file)
                }
            },
            get: { handle, envelope, id, op in
                ServiceCall.start(handle, envelope, op) { call throws(Refusal) in
                    try call.mustBeOutsideTurn("media.get")
                    // As long as a URL may be: a document may lie anywhere.
                    let name = try String(checking: id, "id", limit: 8_192)
                    guard let address = call.sales.paperAddress(name) else { return call.get(call.key(name)) }
                    call.render(address)
                }
            }
        )
    )
}

extension ServiceCall {
    fileprivate func put(_ draft: MediaFile.Draft) {
        let (media, now, randomness) = (Media(instance.tenant), instance.now, instance.services.randomness)
        beginWrite()
        Task { [instance] in
            do {
                let id = try await instance.services.database.write { connection in
                    try media.put(draft, at: now, randomness: randomness, in: connection)
                }
                succeed(json: draft.description(id).description)
            } catch {
                fail(error)
            }
        }
    }

    fileprivate var sales: SaleDesk { instance.services.sales(instance.tenant) }

    /// A paper is made when it is asked for, and kept by whoever asked.
    fileprivate func render(_ address: SaleDesk.PaperAddress) {
        let (sales, now, services) = (sales, instance.now, instance.services)
        let printing = Task { [self] in
            do {
                let paper = try await services.database.read { try sales.paper(at: address, now: now, in: $0) }
                guard let paper else { return fail(ORK_E_NOT_FOUND, "there is no such paper") }
                let isPDF = address.format == .pdf
                let bytes = isPDF ? try await services.printer.pdf(paper) : try await services.printer.xlsx(paper)
                let file = MediaFile(
                    id: MediaID(""),
                    content: MediaFile.Draft(
                        mime: isPDF ? "application/pdf" : QuoteFormat.spreadsheetType,
                        name: "\(paper.number).\(address.format.rawValue)",
                        bytes: bytes
                    )
                )
                succeed(number: Int64(bytes.count)) { body in file.withABI(body) }
            } catch {
                fail(error)
            }
        }
        untilCancelled { printing.cancel() }
    }

    /// The key of a file that is named so: by itself, or by its address in the API.
    fileprivate func key(_ name: String) -> MediaID {
        let path = "/api/media/"
        for beginning in [instance.services.publicURL + path, path] where name.hasPrefix(beginning) {
            return MediaID(String(name.dropFirst(beginning.count).prefix { $0 != "?" && $0 != "#" }))
        }
        return MediaID(name)
    }

    fileprivate func get(_ id: MediaID) {
        let media = Media(instance.tenant)
        read {
            try media.find(id, in: $0)
        } then: { call, file in
            guard let file else { return call.fail(ORK_E_NOT_FOUND, "there is no such file") }
            call.succeed(number: Int64(file.content.bytes.count)) { body in file.withABI(body) }
        }
    }
}

extension MediaFile {
    /// Lends the file for the duration of `body`.
    fileprivate func withABI(_ body: (UnsafeRawPointer) -> Void) {
        withBorrowed([id.rawValue, content.name, content.mime, content.sha256]) { strings in
            withBorrowed(content.bytes) { bytes in
                var media = ork_media()
                media.size = UInt32(MemoryLayout<ork_media>.size)
                (media.id, media.name, media.mime, media.sha256) = (strings[0], strings[1], strings[2], strings[3])
                media.bytes = bytes
                withUnsafePointer(to: &media) { body(UnsafeRawPointer($0)) }
            }
        }
    }
}
