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
    private let courier: EndpointCourier
    private let reconciler: Reconciler
    private let sweep: PaymentSweep

    init(
        _ database: any Database,
        _ clocks: TenantClocks,
        _ masterKey: MasterKey,
        _ publicURL: String,
        _ settings: HostSettings,
        work: any DueWork,
        _ metrics: MetricsRegistry,
        _ log: Logger
    ) throws {
        let ground = Ground(
            database: database,
            clocks: clocks,
            masterKey: masterKey,
            publicURL: publicURL,
            metrics: metrics,
            log: log
        )
        let sandbox = SandboxProvider(database: database, masterKey: masterKey)
        let providers = try ground.providers(settings.paymentAccounts, and: sandbox)
        let (processorWakeUp, refundsWakeUp, courierWakeUp) = (WakeUp(), WakeUp(), WakeUp())
        let tokens = PublicTokens(masterKey)
        reconciler = Reconciler(database: database, providers: providers, clocks: clocks, work: work, log: log)
        gateway = PaymentServices(
            checkout: ground.checkout(providers),
            intake: ground.intake(providers, wakeUp: processorWakeUp),
            sandbox: sandbox,
            providers: providers,
            refundsWakeUp: refundsWakeUp,
            processorWakeUp: processorWakeUp,
            courierWakeUp: courierWakeUp,
            reconciler: reconciler,
            secretBox: SecretBox(masterKey),
            desk: { PaymentDesk($0, tokens: tokens, publicURL: publicURL) }
        )
        processor = ground.processor(providers, work, wakeUp: processorWakeUp)
        refunds = ground.refundSender(providers, work, wakeUp: refundsWakeUp)
        courier = try ground.courier(wakeUp: courierWakeUp)
        sweep = PaymentSweep(database: database, providers: providers, clocks: clocks, work: work, log: log)
    }

    /// What of payments waits for its moment.
    var dueSources: [any DueSource] { [PaymentSource(sweep), DeliverySource(courier)] }

    /// What runs until the host stops.
    var services: [any Service] { [processor, refunds, courier, reconciler, sweep] }
}

/// What the parts stand on.
private struct Ground {
    let database: any Database
    let clocks: TenantClocks
    let masterKey: MasterKey
    let publicURL: String
    let metrics: MetricsRegistry
    let log: Logger

    private var clock: any Clock { DatabaseClock(database) }

    private static let isStopped: Checkout.Stop = { try KillSwitches.isSet(for: $0, channel: $1, in: $2) }

    func providers(_ platform: PlatformAccounts, and sandbox: SandboxProvider) throws -> PaymentProviders {
        let (box, http) = (SecretBox(masterKey), ProviderHTTP(try HTTPClient()))
        return PaymentProviders([
            StripeProvider(database: database, box: box, platform: platform.stripe, http: http),
            MercadoPagoProvider(
                database: database,
                box: box,
                platform: platform.mercadoPago,
                http: http,
                publicURL: publicURL,
                clock: clock
            ),
            // Serves whoever has no account, as long as no money moves.
            sandbox,
        ])
    }

    func checkout(_ providers: PaymentProviders) -> Checkout {
        Checkout(
            database: database,
            providers: providers,
            clocks: clocks,
            publicURL: publicURL,
            log: log,
            isStopped: Self.isStopped
        )
    }

    func intake(_ providers: PaymentProviders, wakeUp: WakeUp) -> WebhookIntake {
        let counters = intakeCounters()
        return WebhookIntake(
            database: database,
            providers: providers,
            clock: clock,
            randomness: SystemRandomness(),
            wakeUp: wakeUp,
            count: { provider, ending in counters[provider]?[ending]?.add() }
        )
    }

    /// Made ahead: a webhook only counts.
    private func intakeCounters() -> [PluginID: [WebhookIntake.Ending: Counter]] {
        var counters: [PluginID: [WebhookIntake.Ending: Counter]] = [:]
        for provider in [PluginID.stripe, .mercadoPago, .sandbox] {
            for ending in WebhookIntake.Ending.allCases {
                counters[provider, default: [:]][ending] = metrics.counter(
                    "orkesta_payment_webhooks_total",
                    help: "Webhooks of payment providers by how they were taken.",
                    labels: ["provider": provider.rawValue, "ending": ending.rawValue]
                )
            }
        }
        return counters
    }

    func processor(_ providers: PaymentProviders, _ work: any DueWork, wakeUp: WakeUp) -> WebhookProcessor {
        WebhookProcessor(
            database: database,
            providers: providers,
            clocks: clocks,
            clock: clock,
            work: work,
            wakeUp: wakeUp,
            log: log
        )
    }

    func refundSender(_ providers: PaymentProviders, _ work: any DueWork, wakeUp: WakeUp) -> RefundSender {
        RefundSender(
            database: database,
            providers: providers,
            clocks: clocks,
            clock: clock,
            work: work,
            wakeUp: wakeUp,
            log: log,
            isStopped: Self.isStopped
        )
    }

    func courier(wakeUp: WakeUp) throws -> EndpointCourier {
        EndpointCourier(
            database: database,
            box: SecretBox(masterKey),
            clients: try EndpointCourier.Clients(),
            clocks: clocks,
            clock: clock,
            wakeUp: wakeUp,
            log: log,
            isStopped: Self.isStopped,
            count: { [metrics] state in
                metrics.counter(
                    "orkesta_webhook_attempts_total",
                    help: "Attempts at webhooks to the tenants' systems by how they ended; pending is tried again.",
                    labels: ["state": state.rawValue]
                ).add()
            }
        )
    }
}
