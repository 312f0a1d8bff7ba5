// A PDF file as Cairo writes it, gathered in memory.

import CPango
import OrkestaModel

/// A PDF that is being drawn.
///
/// Cairo keeps a pointer to `bytes` until the surface is finished, which
/// `finish` and `deinit` both do before the object goes.
final class PDFFile {
    let cairo: OpaquePointer
    private let surface: OpaquePointer
    private let bytes: UnsafeMutablePointer<[UInt8]>

    /// An empty file of sheets of `paper`.
    init(_ paper: Paper, title: String, author: String, createdAt: Timestamp) throws(PrintingError) {
        bytes = .allocate(capacity: 1)
        bytes.initialize(to: [])
        surface = cairo_pdf_surface_create_for_stream(
            { context, data, count in
                guard let context, let data else { return CAIRO_STATUS_WRITE_ERROR }
                context.assumingMemoryBound(to: [UInt8].self).pointee
                    .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            },
            bytes,
            paper.width,
            paper.height
        )
        cairo = cairo_create(surface)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, author)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Orkesta")
        // Without it Cairo writes the time of day, and no two files would be the same.
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, createdAt.description)
        try check()
    }

    deinit {
        cairo_destroy(cairo)
        cairo_surface_finish(surface)
        cairo_surface_destroy(surface)
        bytes.deinitialize(count: 1)
        bytes.deallocate()
    }

    /// Ends the sheet and begins the next.
    func nextPage() { cairo_show_page(cairo) }

    /// Makes what `draw` draws a link to `url`.
    func link(to url: String, _ draw: () -> Void) {
        // A quote or backslash would end the attribute's text.
        let safe = url.unicodeScalars.allSatisfy { $0 != "'" && $0 != "\\" && $0.value > 0x20 }
        if safe { cairo_tag_begin(cairo, CAIRO_TAG_LINK, "uri='\(url)'") }
        draw()
        if safe { cairo_tag_end(cairo, CAIRO_TAG_LINK) }
    }

    /// The whole file. Nothing can be drawn afterwards.
    func finish() throws(PrintingError) -> [UInt8] {
        try check()
        cairo_surface_finish(surface)
        try check(cairo_surface_status(surface))
        return bytes.pointee
    }

    private func check() throws(PrintingError) { try check(cairo_status(cairo)) }

    private func check(_ status: cairo_status_t) throws(PrintingError) {
        guard status == CAIRO_STATUS_SUCCESS else {
            throw .failed(reason: String(cString: cairo_status_to_string(status)))
        }
    }
}
