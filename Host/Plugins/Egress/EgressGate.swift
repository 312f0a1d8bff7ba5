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
    }

    private struct Flight {
        let tenant: TenantID
        let plugin: PluginID
        /// Nil while it is looked up.
        var environment: Tenant.Environment?
        /// A kill switch came meanwhile; it holds real traffic.
        var isStopped = false
        var cancel: (@Sendable () -> Void)?
    }

    private struct State {
        var flights: [Int: Flight] = [:]
        var lastFlight = 0
    }

    private let database: any Database
    /// For sandbox tenants, whose provider is an emulator on this machine.
    private let anywhere: HTTPClient
    private let outside: HTTPClient
    private let state = Mutex(State())

    /// - Throws: ``NetError/failed`` when the system has no room for the clients' threads.
    public init(database: any Database) throws(NetError) {
        self.database = database
        anywhere = try HTTPClient()
        outside = try HTTPClient(reach: .publicAddresses)
    }

    /// Sends `request` for a tenant's plugin, and reads the whole answer.
    /// Cancelling the task cancels it.
    func exchange(
        _ request: HTTPRequest,
        of plugin: PluginID,
        for tenant: TenantID,
        _ rules: EgressRules
    ) async throws(Failure) -> HTTPResponse {
        guard let address = WebAddress(request.url) else { throw .net(.badURL(request.url)) }
        guard rules.permit(address) else { throw .address }
        guard let flight = begin(tenant, plugin) else { throw .tooMany }
        defer { state.withLock { $0.flights[flight] = nil } }
        let environment = try await permitted(flight, tenant, plugin)
        guard environment == .sandbox || address.isEncrypted else { throw .unencrypted }
        let client = environment == .sandbox ? anywhere : outside
        let sending = Task { () async -> Result<HTTPResponse, NetError> in
            do throws(NetError) {
                return .success(try await client.send(request))
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
        switch result {
        case .success(let response): return response
        case .failure(let error): throw .net(error)
        }
    }

    /// Obeys a kill switch whose row is committed: real requests of the plugins
    /// that `covers` names are cancelled, and those that are about to begin don't.
    func stop(where covers: (TenantID, PluginID) -> Bool) {
        let cancels = state.withLock { state -> [@Sendable () -> Void] in
            var cancels: [@Sendable () -> Void] = []
            for (number, flight) in state.flights where covers(flight.tenant, flight.plugin) {
                state.flights[number]?.isStopped = true
                if flight.environment == .production, let cancel = flight.cancel { cancels.append(cancel) }
            }
            return cancels
        }
        for cancel in cancels { cancel() }
    }

    /// Known before the switches are read, so that one which is set meanwhile finds it.
    private func begin(_ tenant: TenantID, _ plugin: PluginID) -> Int? {
        state.withLock { state in
            let ofPlugin = state.flights.values.count(where: { $0.tenant == tenant && $0.plugin == plugin })
            guard ofPlugin < Limits.egressPerPluginMax else { return nil }
            state.lastFlight += 1
            state.flights[state.lastFlight] = Flight(tenant: tenant, plugin: plugin)
            return state.lastFlight
        }
    }

    private func permitted(
        _ flight: Int,
        _ tenant: TenantID,
        _ plugin: PluginID
    ) async throws(Failure) -> Tenant.Environment {
        let found: (environment: Tenant.Environment, isHeld: Bool)?
        do {
            found = try await database.read { connection in
                guard let known = try TenantDirectory().find(tenant, in: connection)?.tenant else { return nil }
                return (known.environment, try KillSwitches.isSet(for: tenant, channel: plugin, in: connection))
            }
        } catch {
            throw .database
        }
        guard let found else { throw .database }
        let isStopped = state.withLock { state in
            state.flights[flight]?.environment = found.environment
            return state.flights[flight]?.isStopped ?? true
        }
        if found.environment == .production, found.isHeld || isStopped { throw .killSwitch }
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
