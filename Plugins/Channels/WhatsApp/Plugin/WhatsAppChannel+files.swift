// The files of the WhatsApp channel: the house's own go up to Meta, customers' are fetched.

import OrkestaABI
import OrkestaModel
import OrkestaSDK
import WhatsAppWire

/// A file that Meta has.
struct UploadedFile {
    let id: String
    let sha256: String
    /// It went up for an earlier send.
    let isOfBefore: Bool
}

/// A file with which a message goes out.
private struct OutgoingFile {
    /// What Meta shows as a picture.
    private static let pictures: Set = ["image/jpeg", "image/png"]

    let url: String
    private let isPicture: Bool

    /// Nil for a message without one.
    init?(of message: OutboundMessage) {
        if let template = message.template {
            guard let header = template.header else { return nil }
            (url, isPicture) = (header.link, header.kind == .image)
            return
        }
        switch message.reply {
        case .document(let url, _, _): (self.url, isPicture) = (url, false)
        case .image(let url, _): (self.url, isPicture) = (url, true)
        case .text, .buttons, .list, .link: return nil
        }
    }

    /// Whether Meta takes a file of this type for it.
    func mayBe(_ mime: String) -> Bool { !isPicture || Self.pictures.contains(mime) }
}

extension WhatsAppChannel {
    /// Meta's code for a file that it could not keep.
    private static let uploadFailed: Int32 = 131_053

    var uploads: UploadedFiles { UploadedFiles(host.storage, of: settings.phoneNumberID) }

    /// A paper or picture of the house goes up to Meta, which need not reach this host for it,
    /// unless Meta has it already. Nil for a message without one: what lies elsewhere is linked
    /// to.
    func uploadedFile(of message: OutboundMessage) async throws -> UploadedFile? {
        guard let outgoing = OutgoingFile(of: message), let file = try await host.media.get(outgoing.url),
            outgoing.mayBe(file.mime)
        else { return nil }
        if let id = await uploads.id(of: file.sha256) {
            return UploadedFile(id: id, sha256: file.sha256, isOfBefore: true)
        }
        do {
            let id = try await upload(file, message.attempt)
            await uploads.keep(id, of: file.sha256)
            return UploadedFile(id: id, sha256: file.sha256, isOfBefore: false)
        } catch let error as PluginError where error.status == ORK_E_UNKNOWN_OUTCOME {
            // A file that may be there twice was said to nobody: the send may begin anew.
            throw PluginError(ORK_E_UNAVAILABLE, error.message, isRetryable: true)
        } catch let error as PluginError where error.providerCode == Self.uploadFailed && message.attempt > 1 {
            host.log(
                .warning,
                "A file could not be uploaded: it is linked to",
                ["code": .integer(Int64(error.providerCode))]
            )
            return nil
        }
    }

    private func upload(_ file: MediaFile, _ attempt: Int) async throws -> String {
        let upload = MultipartUpload(boundarySeed: UInt64(file.sha256.prefix(16), radix: 16) ?? 0)
        let request = HTTPRequest(
            method: "POST",
            url: "\(settings.apiURL)/\(settings.phoneNumberID)/media",
            headers: settings.authorization + [("Content-Type", upload.contentType)],
            body: upload.body(
                fields: [("messaging_product", "whatsapp"), ("type", file.mime)],
                file: (name: "file", type: file.mime, bytes: file.bytes)
            )
        )
        let response = try await host.http.exchange(request)
        guard response.status == 200, let id = response.json?["id"]?.stringValue else {
            throw GraphFailure.error(response.json, status: response.status, attempt: attempt)
        }
        return id
    }

    func fetchMedia(_ reference: String) async throws -> String {
        guard reference.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            throw PluginError(ORK_E_INVALID, "the reference is no media id")
        }
        let told = try await host.http.exchange(
            HTTPRequest(url: "\(settings.apiURL)/\(reference)", headers: settings.authorization)
        )
        guard told.status == 200, let url = told.json?["url"]?.stringValue else {
            throw GraphFailure.error(told.json, status: told.status, attempt: 1)
        }
        let file = try await host.http.exchange(
            HTTPRequest(url: url, headers: settings.authorization),
            timeoutMilliseconds: 60_000
        )
        guard file.status == 200 else {
            throw GraphFailure.error(file.json, status: file.status, attempt: 1)
        }
        let type = told.json?["mime_type"]?.stringValue ?? "application/octet-stream"
        return try await host.media.put(file.body, mime: String(type.prefix { $0 != ";" }))
    }
}

extension DeliveryReceipt {
    /// Whether it tells of a failure to use the file of a message.
    var tellsOfAFile: Bool {
        guard case .failed(let error) = kind else { return false }
        return GraphFailure.unusableFiles.contains(error.providerCode)
    }
}
