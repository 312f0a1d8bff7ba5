// Why a document could not be printed.

/// A failure of printing. Nothing was made.
public enum PrintingError: Error, Sendable, Equatable {
    /// The logo is not a PNG picture that can be read, or has more pixels than
    /// `Limits.logoPixelsMax`.
    case unreadableLogo
    /// More lines, or a longer note, than a document may have.
    case tooLarge(String)
    /// An amount beyond what a spreadsheet holds exactly, or not in the document's one currency.
    case unprintableAmount(String)
    /// The library refused; `reason` is its word, without content of the document.
    case failed(reason: String)
}
