// What logs and events keep of a quote.

public import OrkestaModel

extension Quote {
    /// The document without its token and address: whoever has one of them sees
    /// the quote, and accepts it.
    public var record: JSON { json.merging(["token": .null, "url": .null]) }
}
