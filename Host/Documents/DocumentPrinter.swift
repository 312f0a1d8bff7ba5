// The door of this module: a document goes in, the bytes of a file come out.
// Printing computes for milliseconds and asks fontconfig for files, so it runs
// on a queue of its own and never on a thread of Swift's concurrency.

import CPango
import Dispatch
import HostCore
import OrkestaModel

/// Prints documents, one at a time.
///
/// Safe: `fonts` is touched on `queue` only.
public final class DocumentPrinter: @unchecked Sendable {
    private let queue = DispatchQueue(label: "orkesta.documents")
    /// Loaded fonts are kept: the first document pays for them.
    private let fonts: FontMap

    public init() { fonts = FontMap() }

    /// A PDF 1.5 file with embedded fonts. Throws `PrintingError`.
    public func pdf(_ document: BusinessDocument) async throws -> [UInt8] {
        try document.check()
        return try await onQueue { fonts in try DocumentPDF(document, fonts: fonts).bytes() }
    }

    /// An Office Open XML workbook whose sums are formulas. Throws `PrintingError`.
    public func xlsx(_ document: BusinessDocument) async throws -> [UInt8] {
        try document.check()
        return try await onQueue { _ in try DocumentXLSX(document).bytes() }
    }

    /// Reads a logo as printing will, so that a bad one is refused before papers
    /// need it. Throws `PrintingError.unreadableLogo`.
    public func check(logo: [UInt8]) async throws {
        try await onQueue { _ in _ = try Picture(png: logo) }
    }

    private func onQueue<Value: Sendable>(
        _ body: @escaping @Sendable (FontMap) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try body(self.fonts) }) }
        }
    }
}

extension BusinessDocument {
    /// What neither printer could show whole is refused before either begins.
    fileprivate func check() throws(PrintingError) {
        guard lines.count <= Limits.documentLinesMax else { throw .tooLarge("\(lines.count) lines") }
        let longest = notes.map(\.text.utf8.count).max() ?? 0
        guard longest <= Limits.documentNoteBytesMax else { throw .tooLarge("a note of \(longest) bytes") }
        let amounts = lines.flatMap { [$0.unitPrice, $0.discount, $0.base, $0.tax, $0.total] } + sums.map(\.amount)
        guard let currency = amounts.first?.currency else { return }
        for amount in amounts {
            guard amount.currency == currency else { throw .unprintableAmount("two currencies in one document") }
            guard amount.minor.magnitude <= Limits.documentAmountMinorMax else {
                throw .unprintableAmount("an amount beyond what a spreadsheet holds exactly")
            }
        }
    }
}

/// Pango's fonts for Cairo, at 72 dots an inch, so that its units are points.
final class FontMap {
    private let map: UnsafeMutablePointer<PangoFontMap>?

    init() { map = ork_font_map_new(72) }

    deinit { ork_release(map) }

    /// A context whose text does not depend on the machine's screen settings.
    func makeContext() -> TextContext { TextContext(pango_font_map_create_context(map)) }
}

/// What text is laid out in; lives as long as one document.
final class TextContext {
    let pointer: OpaquePointer

    fileprivate init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        pango_cairo_context_set_font_options(pointer, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(pointer, 0)
    }

    deinit { ork_release(UnsafeMutableRawPointer(pointer)) }
}
