// The pictures of a document: a tenant's logo and the code of a link.

import CPango
import CQREncode
import HostCore

/// A PNG picture, decoded.
final class Picture {
    let width: Double
    let height: Double
    private let surface: OpaquePointer

    /// Throws when the bytes are no PNG picture, or one of more pixels than
    /// `Limits.logoPixelsMax`.
    init(png: [UInt8]) throws(PrintingError) {
        guard let pixels = pixelCount(ofPNG: png), (1...Limits.logoPixelsMax).contains(pixels) else {
            throw .unreadableLogo
        }
        let decoded: OpaquePointer? = png.withUnsafeBytes { bytes in
            withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer.self, capacity: 1) { rest in
                rest.initialize(repeating: bytes)
                return cairo_image_surface_create_from_png_stream(readBytes, rest.baseAddress)
            }
        }
        // Before any property is set: an initializer that throws after all are runs deinit too.
        guard let surface = decoded, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else {
            cairo_surface_destroy(decoded)
            throw .unreadableLogo
        }
        self.surface = surface
        width = Double(cairo_image_surface_get_width(surface))
        height = Double(cairo_image_surface_get_height(surface))
    }

    deinit { cairo_surface_destroy(surface) }

    /// How large it is drawn when it must fit into a box.
    func size(within box: (width: Double, height: Double)) -> (width: Double, height: Double) {
        let scale = min(box.width / width, box.height / height)
        return (width * scale, height * scale)
    }

    func draw(on cairo: OpaquePointer, x: Double, y: Double, width: Double) {
        cairo_save(cairo)
        cairo_translate(cairo, x, y)
        cairo_scale(cairo, width / self.width, width / self.width)
        cairo_set_source_surface(cairo, surface, 0, 0)
        cairo_paint(cairo)
        cairo_restore(cairo)
    }
}

/// How many pixels a PNG file unpacks to, from the header that it begins with
/// (PNG, sections 5.2 and 11.2.1): a small file can hold gigabytes of one colour.
/// Nil when it begins otherwise.
private func pixelCount(ofPNG bytes: [UInt8]) -> Int? {
    let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    guard bytes.count >= start.count + 8, bytes.starts(with: start) else { return nil }
    func number(at offset: Int) -> Int {
        bytes[(start.count + offset)..<(start.count + offset + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    let (pixels, overflow) = number(at: 0).multipliedReportingOverflow(by: number(at: 4))
    return overflow ? nil : pixels
}

/// Gives Cairo the next bytes of a buffer, and takes them off it.
private func readBytes(
    _ context: UnsafeMutableRawPointer?,
    _ target: UnsafeMutablePointer<UInt8>?,
    _ count: UInt32
) -> cairo_status_t {
    guard let rest = context?.assumingMemoryBound(to: UnsafeRawBufferPointer.self), let target,
        rest.pointee.count >= Int(count), let start = rest.pointee.baseAddress
    else { return CAIRO_STATUS_READ_ERROR }
    UnsafeMutableRawPointer(target).copyMemory(from: start, byteCount: Int(count))
    rest.pointee = UnsafeRawBufferPointer(rebasing: rest.pointee.dropFirst(Int(count)))
    return CAIRO_STATUS_SUCCESS
}

/// A QR code, as rows of dark and light modules.
struct QRCode {
    /// Modules a side, without the quiet zone.
    let side: Int
    private let isDark: [Bool]

    /// Nil when the text is too long for any code.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        isDark = (0..<side * side).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// Draws the code `size` points wide. Runs of modules are one rectangle,
    /// so that no hairlines show between them.
    func draw(on cairo: OpaquePointer, x: Double, y: Double, size: Double) {
        let module = size / Double(side)
        cairo.use(.ink)
        for row in 0..<side {
            var column = 0
            while column < side {
                let run = isDark[(row * side + column)..<(row * side + side)].prefix { $0 }.count
                cairo_rectangle(
                    cairo,
                    x + Double(column) * module,
                    y + Double(row) * module,
                    Double(run) * module,
                    module
                )
                column += max(run, 1)
            }
        }
        cairo_fill(cairo)
    }
}
