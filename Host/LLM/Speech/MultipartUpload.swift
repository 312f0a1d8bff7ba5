// A form with a file in it (RFC 7578), as uploads of recordings are sent.

/// Writes one form.
struct MultipartUpload {
    private let boundary: String

    /// A boundary that no recording holds by accident.
    init(boundarySeed: UInt64) { boundary = "orkesta-\(String(boundarySeed, radix: 36))-form" }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// Names must hold no quotes and no line ends.
    func body(fields: [(name: String, value: String)], file: (name: String, bytes: [UInt8])) -> [UInt8] {
        var body: [UInt8] = []
        for field in fields {
            body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n".utf8
            body += "\(field.value)\r\n".utf8
        }
        body += "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n".utf8
        body += "Content-Type: application/octet-stream\r\n\r\n".utf8
        body += file.bytes
        body += "\r\n--\(boundary)--\r\n".utf8
        return body
    }
}
