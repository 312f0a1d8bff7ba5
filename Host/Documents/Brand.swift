// How a tenant's papers look: colours, logo, size of the sheet.

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A tenant's look.
public struct Brand: Sendable, Equatable {
    public var color: Color
    /// A PNG picture; nil shows the name in its place.
    public var logo: [UInt8]?

    public init(color: Color = Color(red: 0x1F, green: 0x4E, blue: 0x79), logo: [UInt8]? = nil) {
        self.color = color
        self.logo = logo
    }
}

/// A colour of the screen's kind, 0 to 255 a part.
public struct Color: Sendable, Equatable {
    public let red: UInt8
    public let green: UInt8
    public let blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Reads `#1F4E79`; nil for anything else.
    public init?(hex text: String) {
        guard text.utf8.count == 7, text.utf8.first == UInt8(ascii: "#"),
            text.dropFirst().allSatisfy(\.isHexDigit), let value = UInt32(text.dropFirst(), radix: 16)
        else { return nil }
        self.init(
            red: UInt8(value >> 16 & 0xFF),
            green: UInt8(value >> 8 & 0xFF),
            blue: UInt8(value & 0xFF)
        )
    }

    /// `0x1F4E79`.
    var number: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

    /// Whether dark text is read better on it than white text (WCAG's relative luminance).
    var isLight: Bool {
        func linear(_ part: UInt8) -> Double {
            let value = Double(part) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) > 0.36
    }

    static let ink = Color(red: 0x1B, green: 0x1F, blue: 0x24)
    static let faint = Color(red: 0x6A, green: 0x72, blue: 0x7C)
    static let rule = Color(red: 0xD9, green: 0xDD, blue: 0xE2)
    static let panel = Color(red: 0xF5, green: 0xF6, blue: 0xF8)
    static let white = Color(red: 0xFF, green: 0xFF, blue: 0xFF)
}

/// A size of sheet, in points (1/72 inch).
public enum Paper: String, Sendable, CaseIterable {
    case letter
    case a4

    var width: Double { self == .letter ? 612 : 595.276 }
    var height: Double { self == .letter ? 792 : 841.89 }
}
