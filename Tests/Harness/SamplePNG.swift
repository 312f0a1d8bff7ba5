// Pictures for tests of logos.

/// PNG files of white dots, one bit each, in base64.
public enum SamplePNG {
    /// 8 by 8.
    public static let small =
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAIAQAAAADsdIMmAAAAC0lEQVR42mNgQAUAABAAAaoZ+IIAAAAASUVORK5CYII="

    /// 2,048 by 2,049, one row beyond what a logo may have: 590 bytes that unpack
    /// to 16 MiB.
    public static let huge =
        "iVBORw0KGgoAAAANSUhEUgAACAAAAAgBAQAAAABRgD04AAACFUlEQVR42u3BMQEAAADCoPVP7W0Ho"
        + String(repeating: "A", count: 680) + "DgDCXkAAcTuKaYAAAAASUVORK5CYII="
}
