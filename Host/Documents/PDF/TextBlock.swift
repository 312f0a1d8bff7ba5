// Text laid out by Pango: shaped, wrapped, measured, ready to be drawn.

import CPango

/// How text looks.
struct TextStyle {
    var points: Double
    var weight: Weight = .regular
    var color: Color = .ink
    var alignment: Alignment = .leading
    /// Extra space between letters, in points.
    var tracking: Double = 0
    /// Set smaller until it fits in one line: a broken figure is a wrong figure.
    var isFigure = false

    enum Weight {
        case regular
        case semibold
    }

    enum Alignment {
        case leading
        case trailing
    }

    static let body = TextStyle(points: 9)
    static let small = TextStyle(points: 8, color: .faint)
    static let amount = TextStyle(points: 9, alignment: .trailing, isFigure: true)
    static let amountSmall = TextStyle(points: 8, color: .faint, alignment: .trailing, isFigure: true)
}

/// A paragraph of one style within a width.
final class TextBlock {
    let color: Color
    /// In points.
    let width: Double
    let height: Double
    private let layout: OpaquePointer

    /// Lays `text` out, wrapped at `width` points.
    init(_ text: String, _ style: TextStyle, width: Double, in context: TextContext) {
        color = style.color
        self.width = width
        layout = pango_layout_new(context.pointer)
        Self.setFont(of: layout, style, points: style.points)
        pango_layout_set_attributes(layout, Self.attributes(style))
        // Pango reads up to a NUL at the latest.
        pango_layout_set_text(layout, text, -1)
        if style.isFigure {
            let natural = Self.size(of: layout).width
            if natural > width { Self.setFont(of: layout, style, points: style.points * width / natural * 0.99) }
        }
        pango_layout_set_width(layout, ork_pango_units(width))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_alignment(layout, style.alignment == .trailing ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT)
        pango_layout_set_line_spacing(layout, 1.2)
        (inkWidth, height) = Self.size(of: layout)
    }

    deinit { ork_release(UnsafeMutableRawPointer(layout)) }

    /// What the text itself takes of `width`.
    let inkWidth: Double

    /// Draws the block with its upper left corner at the point.
    func draw(on cairo: OpaquePointer, x: Double, y: Double) {
        cairo.use(color)
        cairo_move_to(cairo, x, y)
        pango_cairo_show_layout(cairo, layout)
    }

    private static func setFont(of layout: OpaquePointer, _ style: TextStyle, points: Double) {
        let font = pango_font_description_from_string("Inter, Open Sans, DejaVu Sans, sans-serif")
        pango_font_description_set_absolute_size(font, Double(ork_pango_units(points)))
        pango_font_description_set_weight(
            font,
            style.weight == .semibold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL
        )
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
    }

    /// In points.
    private static func size(of layout: OpaquePointer) -> (width: Double, height: Double) {
        var (width, height): (CInt, CInt) = (0, 0)
        pango_layout_get_size(layout, &width, &height)
        return (ork_points(width), ork_points(height))
    }

    /// Digits of one width, so that columns of amounts line up. Released by the layout.
    private static func attributes(_ style: TextStyle) -> OpaquePointer? {
        let attributes = pango_attr_list_new()
        pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"))
        if style.tracking != 0 {
            pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(ork_pango_units(style.tracking)))
        }
        return attributes
    }
}

extension OpaquePointer {
    /// Draws with `color` from now on; `self` is a cairo_t.
    func use(_ color: Color) {
        cairo_set_source_rgb(self, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
    }

    /// Fills a rectangle; `self` is a cairo_t.
    func fill(_ color: Color, x: Double, y: Double, width: Double, height: Double) {
        use(color)
        cairo_rectangle(self, x, y, width, height)
        cairo_fill(self)
    }
}
