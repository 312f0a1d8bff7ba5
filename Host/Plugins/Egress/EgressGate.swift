// The one way out for plugins: every request is checked against its plugin's
// allow-list and the kill switches, and is known here until it has ended.

import HostCore
public import HostNet
import HostOutbox
public import HostStorage
import Synchronization

/// Sends plugins' requests to the servers of providers.
public final class EgressGate: Sendable {
    /// Why a request did not go out, or has no answer.
    enum Failure: Error {
        /// The address is not the plugin's to reach.
        case address
        /// http outside the sandbox.
        case unencrypted
        case killSwitch
        case tooMany
        case database
        case net(NetError)
        case mail(MailError)
    }

    private struct Flight {
        let tenant: TenantID
        let plugin: PluginID
        /// Nil while it is looked up.
        var environment: Tenant.Environment?
        /// Brings something in: kill switches leave it alone.
        let isInbound: Bool
        /// A kill switch came meanwhile; it holds real traffic.
        var isStopped = false
        var cancel: (@Sendable () -> Void)?
    }

    /// Who has requests under way.
    private struct Sender: Hashable {
        let tenant: TenantID
        let plugin: PluginID
    }

    private struct State {
        var flights: [Int: Flight] = [:]
        var counts: [Sender: Int] = [:]
        var lastFlight = 0

        mutating func end(_ number: Int) {
            guard let flight = flights.removeValue(forKey: number) else { return }
            let sender = Sender(tenant: flight.tenant, plugin: flight.plugin)
            let count = (counts[sender] ?? 1) - 1
            counts[sender] = count > 0 ? count : nil
        }
    }

    private let permits: EgressPermits
    /// The clients of one kind of tenants.
    private struct Clients {
        let http: HTTPClient
        let mail: MailClient

        /// Real mail is encrypted, or not sent at all.
        init(_ reach: NetReach) throws(NetError) {
            http = try HTTPClient(reach: reach)
            mail = try MailClient(reach: reach, mustEncrypt: reach != .anywhere)
        }
    }

    /// For sandbox tenants, whose provider is an emulator on this machine.
    private let anywhere: Clients
    private let outside: Clients
    private let state = Mutex(State())

    /// `reach` is where real tenants' requests may go.
    /// - Throws: ``NetError/failed`` when the system has no room for the clients' threads.
    public init(database: any Database, reach: NetReach = .publicAddresses) throws(NetError) {
        permits = EgressPermits(database)
        anywhere = try Clients(.anywhere)
        outside = try Clients(reach)
    }

    /// Who asks to reach somebody, and whom it may.
    struct Caller: Sendable {
        let plugin: PluginID
        let tenant: TenantID
        let rules: EgressRules
    }

    /// Sends `request` for a tenant's plugin, and reads the whole answer; `isInbound`
    /// when it only fetches. Cancelling the task cancels it.
    func exchange(
        _ request: HTTPRequest,
        for caller: Caller,
        isInbound: Bool = false
    ) async throws(Failure) -> HTTPResponse {
        guard let address = ServerAddress(request.url), [.https, .http].contains(address.scheme) else {
            throw .net(.badURL(request.url))
        }
        return try await pass(to: address, for: caller, isInbound: isInbound) { clients, environment throws(Failure) in
            guard environment == .sandbox || address.scheme == .https else { throw .unencrypted }
            do throws(NetError) {
                return try await clients.http.send(request)
            } catch {
                throw .net(error)
            }
        }
    }

    /// A server of mail as a plugin names it.
    struct MailAddress: Sendable {
        let url: String
        let login: MailLogin?
        let timeoutMilliseconds: Int64
    }

    /// Hands a message over for a tenant's plugin. Cancelling the task cancels it.
    func submit(
        _ message: [UInt8],
        from sender: String,
        to recipient: String,
        over mail: MailAddress,
        for caller: Caller
    ) async throws(Failure) {
        let address = try self.address(mail, [.smtps, .smtp])
        try await pass(to: address, for: caller) { clients, _ throws(Failure) in
            let server = MailServer(mail, at: address)
            do throws(MailError) {
                try await clients.mail.submit(message, from: sender, to: recipient, over: server)
            } catch {
                throw .mail(error)
            }
        }
    }

    /// Reads a mailbox for a tenant's plugin once. Cancelling the task cancels it.
    func read(
        _ mailbox: String,
        after cursor: MailboxCursor?,
        countMax: Int,
        at mail: MailAddress,
        for caller: Caller
    ) async throws(Failure) -> MailboxReading {
        let address = try self.address(mail, [.imaps, .imap])
        return try await pass(to: address, for: caller, isInbound: true) { clients, _ throws(Failure) in
            do throws(MailError) {
                return try await clients.mail.read(
                    mailbox,
                    at: MailServer(mail, at: address),
                    after: cursor,
                    countMax: countMax,
                    bytesMax: Limits.mailReadingBytesMax
                )
            } catch {
                throw .mail(error)
            }
        }
    }

    private func address(_ mail: MailAddress, _ schemes: [ServerAddress.Scheme]) throws(Failure) -> ServerAddress {
        guard let address = ServerAddress(mail.url), schemes.contains(address.scheme) else {
            throw .net(.badURL(mail.url))
        }
        return address
    }

    /// Does `work` with the clients that the tenant may use, known here until it ended.
    private func pass<Value: Sendable>(
        to address: ServerAddress,
        for caller: Caller,
        isInbound: Bool = false,
        _ work: @escaping @Sendable (Clients, Tenant.Environment) async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard caller.rules.permit(address) else { throw .address }
        guard let flight = begin(caller, isInbound: isInbound) else { throw .tooMany }
        defer { state.withLock { $0.end(flight) } }
        let environment = try await permitted(flight, caller, isInbound: isInbound)
        let clients = environment == .sandbox ? anywhere : outside
        let sending = Task { () async -> Result<Value, Failure> in
            do throws(Failure) {
                return .success(try await work(clients, environment))
            } catch {
                return .failure(error)
            }
        }
        letCancel(flight) { sending.cancel() }
        let result = await withTaskCancellationHandler {
            await sending.value
        } onCancel: {
            sending.cancel()
        }
        return try result.get()
    }

    /// Obeys a kill switch whose row is committed: real requests of the plugins
    /// that `covers` names are cancelled, and those that are about to begin don't.
    func stop(where covers: (TenantID, PluginID) -> Bool) {
        let cancels = state.withLock { state -> [@Sendable () -> Void] in
            var cancels: [@Sendable () -> Void] = []
            for (number, flight) in state.flights where !flight.isInbound && covers(flight.tenant, flight.plugin) {
                state.flights[number]?.isStopped = true
                if flight.environment == .production, let cancel = flight.cancel { cancels.append(cancel) }
            }
            return cancels
        }
        for cancel in cancels { cancel() }
    }

    /// Known before the switches are read, so that one which is set meanwhile finds it.
    private func begin(_ caller: Caller, isInbound: Bool) -> Int? {
        state.withLock { state in
            let sender = Sender(tenant: caller.tenant, plugin: caller.plugin)
            guard state.counts[sender, default: 0] < Limits.egressPerPluginMax else { return nil }
            state.counts[sender, default: 0] += 1
            state.lastFlight += 1
            state.flights[state.lastFlight] = Flight(
                tenant: caller.tenant,
                plugin: caller.plugin,
                isInbound: isInbound
            )
            return state.lastFlight
        }
    }

    private func permitted(
        _ flight: Int,
        _ caller: Caller,
        isInbound: Bool
    ) async throws(Failure) -> Tenant.Environment {
        guard let found = await permits.permit(caller.plugin, of: caller.tenant) else { throw .database }
        let isStopped = state.withLock { state in
            state.flights[flight]?.environment = found.environment
            return state.flights[flight]?.isStopped ?? true
        }
        if found.environment == .production, !isInbound, found.isHeld || isStopped { throw .killSwitch }
        return found.environment
    }

    /// Cancels at once when a kill switch came before there was something to cancel.
    private func letCancel(_ flight: Int, _ cancel: @escaping @Sendable () -> Void) {
        let isTooLate = state.withLock { state in
            state.flights[flight]?.cancel = cancel
            return state.flights[flight].map { $0.isStopped && $0.environment == .production } ?? true
        }
        if isTooLate { cancel() }
    }
}

extension MailServer {
    fileprivate init(_ mail: EgressGate.MailAddress, at address: ServerAddress) {
        self.init(
            scheme: address.scheme.rawValue,
            host: address.host,
            port: address.port,
            login: mail.login,
            timeoutMilliseconds: mail.timeoutMilliseconds
        )
    }
}
