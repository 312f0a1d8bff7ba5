// The numbers that people see (CUST-7, CASE-3) beside the keys of rows.

/// A way to name a row: by its number or by its key.
public enum RowName: Sendable, Hashable {
    case number(Int64)
    case key(String)

    /// `text` is `PREFIX-7` in either case, or else a key.
    public init(_ text: String, prefix: String) {
        let head = "\(prefix)-"
        if text.uppercased().hasPrefix(head), let number = Int64(text.dropFirst(head.utf8.count)), number > 0 {
            self = .number(number)
        } else {
            self = .key(text)
        }
    }
}
