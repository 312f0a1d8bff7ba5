// A paper of a sale as a value: everything that its PDF and its spreadsheet
// show, already in the reader's words. The printers compute no amount.

public import OrkestaModel

/// A quote, an order or an invoice, ready to be printed.
public struct BusinessDocument: Sendable, Equatable {
    /// What it is, in the reader's language: "Cotización".
    public var title: String
    /// What people call it: "COT-42".
    public var number: String
    /// Small facts beside the number: date, validity, version.
    public var facts: [Fact]
    public var issuer: Party
    public var recipient: Party?
    public var lines: [Line]
    /// Subtotal, discounts, taxes, total; the last one is what is to be paid.
    public var sums: [Sum]
    /// The total in words, where custom asks for it.
    public var amountInWords: String?
    public var notes: [Note]
    /// Where it can be seen, accepted or paid; shown also as a QR code.
    public var link: Link?
    public var brand: Brand
    public var paper: Paper
    public var labels: Labels
    /// In the file's properties. The same document gives the same bytes.
    public var createdAt: Timestamp

    public init(
        title: String,
        number: String,
        facts: [Fact] = [],
        issuer: Party,
        recipient: Party? = nil,
        lines: [Line],
        sums: [Sum],
        amountInWords: String? = nil,
        notes: [Note] = [],
        link: Link? = nil,
        brand: Brand = Brand(),
        paper: Paper = .letter,
        labels: Labels,
        createdAt: Timestamp
    ) {
        self.title = title
        self.number = number
        self.facts = facts
        self.issuer = issuer
        self.recipient = recipient
        self.lines = lines
        self.sums = sums
        self.amountInWords = amountInWords
        self.notes = notes
        self.link = link
        self.brand = brand
        self.paper = paper
        self.labels = labels
        self.createdAt = createdAt
    }

    /// A label and its value.
    public struct Fact: Sendable, Equatable {
        public var label: String
        public var value: String

        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    /// A business or a customer: a name, and lines of details below it.
    public struct Party: Sendable, Equatable {
        public var name: String
        public var details: [String]

        public init(name: String, details: [String] = []) {
            self.name = name
            self.details = details
        }
    }

    /// One thing sold.
    public struct Line: Sendable, Equatable {
        public var sku: String
        public var description: String
        /// Thousandths of a unit: 1500 is one and a half.
        public var quantityThousandths: Int64
        public var unit: String
        /// Of one unit, as the tenant shows prices: see `taxIncluded`.
        public var unitPrice: Money
        /// Every discount that falls on this line, positive.
        public var discount: Money
        /// Hundredths of a percent (1600 is 16 %); nil when exempt.
        public var taxRateBasisPoints: Int64?
        /// Whether `unitPrice` contains the tax.
        public var taxIncluded: Bool
        /// After discounts, without tax.
        public var base: Money
        public var tax: Money
        /// What the line costs: `base` + `tax`.
        public var total: Money

        public init(
            sku: String,
            description: String,
            quantityThousandths: Int64,
            unit: String,
            unitPrice: Money,
            discount: Money,
            taxRateBasisPoints: Int64?,
            taxIncluded: Bool,
            base: Money,
            tax: Money,
            total: Money
        ) {
            self.sku = sku
            self.description = description
            self.quantityThousandths = quantityThousandths
            self.unit = unit
            self.unitPrice = unitPrice
            self.discount = discount
            self.taxRateBasisPoints = taxRateBasisPoints
            self.taxIncluded = taxIncluded
            self.base = base
            self.tax = tax
            self.total = total
        }
    }

    /// One row under the table.
    public struct Sum: Sendable, Equatable {
        public var label: String
        public var amount: Money
        public var kind: Kind

        public init(_ label: String, _ amount: Money, _ kind: Kind) {
            self.label = label
            self.amount = amount
            self.kind = kind
        }

        /// Which columns of the lines it adds up, for the spreadsheet's formulas.
        public enum Kind: Sendable, Equatable {
            case bases
            case discounts
            case taxes
            case total
        }
    }

    /// A paragraph at the end: terms, how to pay.
    public struct Note: Sendable, Equatable {
        public var title: String
        public var text: String

        public init(title: String, text: String) {
            self.title = title
            self.text = text
        }
    }

    /// An address on the web, and what one does there.
    public struct Link: Sendable, Equatable {
        public var label: String
        public var url: String

        public init(label: String, url: String) {
            self.label = label
            self.url = url
        }
    }

    /// The fixed words, in the reader's language.
    public struct Labels: Sendable, Equatable {
        public var recipient: String
        public var sku: String
        public var description: String
        public var quantity: String
        public var unit: String
        public var unitPrice: String
        public var discount: String
        public var base: String
        public var taxRate: String
        public var tax: String
        public var total: String
        public var exempt: String
        /// With `{page}` and `{pages}`: "Página {page} de {pages}".
        public var page: String

        public init(
            recipient: String,
            sku: String,
            description: String,
            quantity: String,
            unit: String,
            unitPrice: String,
            discount: String,
            base: String,
            taxRate: String,
            tax: String,
            total: String,
            exempt: String,
            page: String
        ) {
            self.recipient = recipient
            self.sku = sku
            self.description = description
            self.quantity = quantity
            self.unit = unit
            self.unitPrice = unitPrice
            self.discount = discount
            self.base = base
            self.taxRate = taxRate
            self.tax = tax
            self.total = total
            self.exempt = exempt
            self.page = page
        }
    }
}
