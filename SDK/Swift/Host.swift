// The host as a plugin's instance sees it: the services that its manifest names.

import OrkestaABI

/// The services of one instance. Available from `activate` on; a service that
/// the host does not have throws `ORK_E_UNSUPPORTED` when used.
public struct Host: Sendable {
    public let storage: StorageService
    public let catalog: CatalogService
    public let log: LogService
    public let metrics: MetricsService
    public let http: HTTPService
    public let mail: MailService
    public let crypto: CryptoService
    public let media: MediaService
    let conversation: ServiceTable<ork_conversation_service>
    let clock: ServiceTable<ork_clock_service>
    let payments: ServiceTable<ork_payments_service>
    let dunning: ServiceTable<ork_dunning_service>
    let llm: ServiceTable<ork_llm_service>
    let templates: ServiceTable<ork_templates_service>
    let turn: ServiceTable<ork_turn_service>
    let quotes: ServiceTable<ork_quotes_service>
    let orders: ServiceTable<ork_orders_service>
    let stock: ServiceTable<ork_stock_service>
    let channelHost: ServiceTable<ork_channel_host_service>
    let instance: ork_inst

    /// Of a clock that only goes forward, as long as the process runs: for measuring. 0 where
    /// the host has no ork.clock/1.
    public var monotonicMilliseconds: Int64 { ork_clock_mono_ms(clock.pointer, instance) }

    init(table: HostTable, instance: ork_inst) {
        self.instance = instance
        storage = StorageService(table: ServiceTable(table, instance, ORK_STORAGE_1), instance: instance, turn: 0)
        catalog = CatalogService(table: ServiceTable(table, instance, ORK_CATALOG_1), instance: instance, turn: 0)
        log = LogService(table: ServiceTable(table, instance, ORK_LOG_1), instance: instance)
        metrics = MetricsService(table: ServiceTable(table, instance, ORK_METRICS_1), instance: instance)
        http = HTTPService(table: ServiceTable(table, instance, ORK_HTTP_1), instance: instance)
        mail = MailService(table: ServiceTable(table, instance, ORK_MAIL_1), instance: instance)
        crypto = CryptoService(table: ServiceTable(table, instance, ORK_CRYPTO_1), instance: instance)
        media = MediaService(table: ServiceTable(table, instance, ORK_MEDIA_1), instance: instance)
        conversation = ServiceTable(table, instance, ORK_CONVERSATION_1)
        clock = ServiceTable(table, instance, ORK_CLOCK_1)
        payments = ServiceTable(table, instance, ORK_PAYMENTS_1)
        dunning = ServiceTable(table, instance, ORK_DUNNING_1)
        llm = ServiceTable(table, instance, ORK_LLM_1)
        templates = ServiceTable(table, instance, ORK_TEMPLATES_1)
        turn = ServiceTable(table, instance, ORK_TURN_1)
        quotes = ServiceTable(table, instance, ORK_QUOTES_1)
        orders = ServiceTable(table, instance, ORK_ORDERS_1)
        stock = ServiceTable(table, instance, ORK_STOCK_1)
        channelHost = ServiceTable(table, instance, ORK_CHANNEL_HOST_1)
    }
}

/// A service's function table, or nil when the host does not have the service.
///
/// Safe: the ABI promises that tables are immutable and immortal.
struct ServiceTable<Table>: @unchecked Sendable {
    let pointer: UnsafePointer<Table>?

    init(_ host: HostTable, _ instance: ork_inst, _ id: String) {
        let found = withBorrowed(id) { host.pointer.pointee.get_service(instance, $0) }
        pointer = found?.assumingMemoryBound(to: Table.self)
    }
}
