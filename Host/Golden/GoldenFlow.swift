// A golden flow as a value: a shop, its customers, and what happens step by step.
// Its file reads like the story that it is (Host/Golden/Flows).

import OrkestaModel

/// A story that the product must be able to live through, always.
public struct GoldenFlow: Sendable {
    /// Of its file, such as `partial-payment`; `own` for one that somebody wrote for
    /// themselves.
    public let name: String
    /// What people know its file by: `partial-payment.yaml`, or the path that was given.
    public let file: String
    /// Its place in the list; 0 for one that somebody wrote for themselves.
    public let number: Int
    public let title: String
    let shop: Shop
    /// In the order in which the file names them.
    let customers: [Customer]
    let steps: [Step]
    let limits: [TimeLimit]
    /// The 95th percentile of what passes between a payment provider's webhook and its
    /// booking, at most, in milliseconds; nil: nobody asks.
    let webhookMilliseconds: Int64?

    /// The tenant that is made for the flow.
    struct Shop: Sendable {
        /// A demo tenant whose products it has; nil: those of `goods` alone.
        var demo: String?
        /// A price list as CSV.
        var goods: String?
        var plugins: [String] = ["orchestrator", "catalog", "sales", "quotation"]
        /// Whether its agents may ask language models.
        var asksModels = false
        /// Of the webhooks of its payment provider.
        var duplicatePercent = 0
        var latePercent = 0
        /// As `PUT /api/tenants/{tenant_id}/sales-settings` takes them.
        var salesSettings: JSON?
    }

    struct Customer: Sendable {
        let name: String
        /// `chat`: POST /api/chat; else a channel's plugin, on an emulated phone.
        let channel: String
        /// As people write it: +525512345678.
        let phone: String
    }

    /// One thing that happens.
    struct Step: Sendable {
        /// Of the file, from 1.
        let line: Int
        /// As the file writes it.
        let text: String
        /// For `limits`; nil: nobody measures from or to here.
        let label: String?
        let act: Act
    }

    enum Act: Sendable {
        case say(Customer, String, hears: [String], isMetWithSilence: Bool)
        case hear(Customer, [String])
        case pay(Customer, Payment)
        case personTakes(Customer)
        case personSays(String, to: Customer)
        case personGivesBack(Customer, note: String?)
        /// `runs`: what must be among the names of what fell due, or what came of it.
        case pass(milliseconds: Int64, runs: [String])
        /// The tenant's clock is set forward, for a story that needs a day of the week. The
        /// provider's stays.
        case arrive(Timestamp)
        /// A fault plan of an emulator, whose line is a channel, `stripe`, or a provider of
        /// language models; empty: all goes well again.
        case fail(String, plan: String)
        case call(Call)
    }

    /// How a customer pays on the provider's page.
    struct Payment: Sendable {
        enum Means: String, Sendable, CaseIterable {
            case card
            /// A card without funds.
            case declined
            /// A voucher is taken; nothing is paid yet.
            case oxxo
            /// The voucher that was taken is paid.
            case till
        }
        let means: Means
        /// As typed; nil: all that is asked for.
        var part: String?
    }

    /// A request to the Control Tower, as the platform.
    struct Call: Sendable {
        let method: String
        /// With `{name}` for what was kept.
        let path: String
        let body: JSON?
        /// By the answer's path, such as `items.0.status`: what stands there.
        let gives: [(path: String, value: JSON)]
        /// By name: the answer's path of what is kept for later steps.
        let keeps: [(name: String, path: String)]
        /// Whether it is asked again until the answer is as expected.
        let isAwaited: Bool
    }

    /// How long it may take from one step to another: what passed of the tenant's time
    /// and of ours.
    struct TimeLimit: Sendable {
        let title: String
        let from: String
        let to: String
        let milliseconds: Int64
    }
}
