// How payments are put together: which providers there are, what begins a
// payment, and what works off their news.

import HostAccess
import HostCore
import HostGateway
import HostNet
import HostOperations
import HostOutbox
import HostPayments
import HostStorage
import HostTime
import Logging
import OrkestaModel
import ServiceLifecycle

/// The parts that take payments.
struct PaymentAssembly: Sendable {
    /// For the routes.
    let gateway: PaymentServices
    private let processor: WebhookProcessor
    private let refunds: RefundSender
    private let courier: WebhookCourier
    private let reconciler: Reconciler
    private let sweep: PaymentSweep

    init(
        _ database: any Database,
        _ clocks: TenantClocks,
        _ clock: any Clock,
        _ masterKey: MasterKey,
        _ publicURL: String,
        platform: PlatformAccounts,
        work: any DueWork,
        _ metrics: MetricsRegistry,
        log: Logger
    ) throws {
        let sandbox = SandboxProvider(database: database, masterKey: masterKey)
        let secretBox = SecretBox(masterKey)
        let http = ProviderHTTP(try HTTPClient())
        let providers = PaymentProviders([
            StripeProvider(database: database, box: secretBox, platform: platform.stripe, http: http),
            MercadoPagoProvider(
                database: database,
                box: secretBox,
                platform: platform.mercadoPago,
                http: http,
                publicURL: publicURL,
                clock: clock
            ),
            // Serves whoever has no account, as long as no money moves.
            sandbox,
        ])
        let wakeUp = WakeUp()
        let (refundsWakeUp, courierWakeUp) = (WakeUp(), WakeUp())
        reconciler = Reconciler(database: database, providers: providers, clocks: clocks, work: work, log: log)
        let tokens = PublicTokens(masterKey)
        gateway = PaymentServices(
            checkout: Checkout(
                database: database,
                providers: providers,
                clocks: clocks,
                publicURL: publicURL,
                log: log,
                isStopped: { try KillSwitches.isSet(for: $0, channel: $1, in: $2) }
            ),
            intake: WebhookIntake(
                database: database,
                providers: providers,
                clock: clock,
                randomness: SystemRandomness(),
                wakeUp: wakeUp,
                count: { provider, ending in
                    metrics.counter(
                        "orkesta_payment_webhooks_total",
                        help: "Webhooks of payment providers by how they were taken.",
                        labels: ["provider": provider.rawValue, "ending": ending.rawValue]
                    ).add()
                }
            ),
            sandbox: sandbox,
            providers: providers,
            refundsWakeUp: refundsWakeUp,
            processorWakeUp: wakeUp,
            courierWakeUp: courierWakeUp,
            reconciler: reconciler,
            secretBox: secretBox,
            desk: { PaymentDesk($0, tokens: tokens, publicURL: publicURL) }
        )
        processor = WebhookProcessor(
            database: database,
            providers: providers,
            clocks: clocks,
            clock: clock,
            work: work,
            wakeUp: wakeUp,
            log: log
        )
        refunds = RefundSender(
            database: database,
            providers: providers,
            clocks: clocks,
            clock: clock,
            work: work,
            wakeUp: refundsWakeUp,
            log: log,
            isStopped: { try KillSwitches.isSet(for: $0, channel: $1, in: $2) }
        )
        courier = WebhookCourier(
            database: database,
            box: secretBox,
            clients: try WebhookCourier.Clients(),
            clocks: clocks,
            clock: clock,
            wakeUp: courierWakeUp,
            log: log,
            isStopped: { try KillSwitches.isSet(for: $0, channel: $1, in: $2) },
            count: { state in
                metrics.counter(
                    "orkesta_webhook_attempts_total",
                    help: "Attempts at webhooks to the tenants' systems by how they ended; pending is tried again.",
                    labels: ["state": state.rawValue]
                ).add()
            }
        )
        sweep = PaymentSweep(database: database, providers: providers, clocks: clocks, work: work, log: log)
    }

    /// What runs until the host stops.
    var services: [any Service] { [processor, refunds, courier, reconciler, sweep] }
}
