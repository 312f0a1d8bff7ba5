// How cells look: one format a role, made once a workbook.

import CXLSXWriter
import OrkestaModel

/// The role of a cell.
enum Format: CaseIterable {
    case name
    case title
    case strong
    case small
    case smallTrailing
    case head
    case headTrailing
    case headIndented
    case text
    case textTrailing
    case indented
    case wrapped
    /// Excel shows "24." for a whole number under a format with optional digits.
    case wholeQuantity
    case quantity
    case amount
    case wholePercent
    case percent
    case sumLabel
    case totalLabel
    case total
}

/// The workbook's formats, owned by it.
struct Formats {
    private let formats: [Format: UnsafeMutablePointer<lxw_format>]

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>, currency: String, brand: Brand) {
        let digits = Money.fractionDigits(currency)
        let amount = "\"$\"#,##0" + (digits == 0 ? "" : "." + String(repeating: "0", count: digits))
        var formats: [Format: UnsafeMutablePointer<lxw_format>] = [:]
        for role in Format.allCases {
            guard let format = workbook_add_format(workbook) else { continue }
            format_set_font_name(format, "Calibri")
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            Self.style(format, as: role, amount: amount, currency: currency, brand: brand)
            formats[role] = format
        }
        self.formats = formats
    }

    subscript(_ format: Format) -> UnsafeMutablePointer<lxw_format>? { formats[format] }

    private static func style(
        _ format: UnsafeMutablePointer<lxw_format>,
        as role: Format,
        amount: String,
        currency: String,
        brand: Brand
    ) {
        if [.title, .smallTrailing, .headTrailing, .textTrailing, .sumLabel, .totalLabel].contains(role) {
            format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        }
        if [.name, .title, .strong, .head, .headTrailing, .headIndented, .totalLabel, .total].contains(role) {
            format_set_bold(format)
        }
        if [.indented, .headIndented].contains(role) { format_set_indent(format, 1) }
        switch role {
        case .name:
            format_set_font_size(format, 16)
            format_set_font_color(format, brand.color.asInk.number)
        case .title: format_set_font_size(format, 14)
        case .small, .smallTrailing, .sumLabel: format_set_font_color(format, Color.faint.number)
        case .head, .headTrailing, .headIndented:
            format_set_bg_color(format, brand.color.number)
            format_set_font_color(format, brand.color.contrast.number)
            format_set_text_wrap(format)
        case .wrapped: format_set_text_wrap(format)
        case .wholeQuantity: format_set_num_format(format, "#,##0")
        case .quantity: format_set_num_format(format, "#,##0.0##")
        case .amount: format_set_num_format(format, amount)
        case .wholePercent: format_set_num_format(format, "0%")
        case .percent: format_set_num_format(format, "0.0#%")
        case .total:
            format_set_num_format(format, amount + " \"\(currency)\"")
            format_set_top(format, UInt8(LXW_BORDER_MEDIUM.rawValue))
        case .totalLabel: format_set_top(format, UInt8(LXW_BORDER_MEDIUM.rawValue))
        case .strong, .text, .textTrailing, .indented: break
        }
    }
}
