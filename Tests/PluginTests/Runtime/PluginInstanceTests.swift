// One instance from launch to its end, with plugins that are slow, late or wrong.

import HostCore
import HostInbox
import HostNet
import HostTurns
import OrkestaABI
import Synchronization
import TestHarness
import Testing

@testable import HostPlugins

@Suite("Plugin instance", .timeLimit(.minutes(10)))
struct PluginInstanceTests {
    @Test("lives from create to destroy, and its handle is stale afterwards")
    func wholeLife() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onDrain = { plugin, op in
            plugin.note("drain")
            return plugin.complete(op)
        }
        let instance = try await plugin.launch(host)
        #expect(try await host.turn(instance) == .finished(AgentResult()))
        await instance.shutDown(withinMilliseconds: 300_000)
        #expect(plugin.events.withLock { $0 } == ["drain", "deactivate", "destroy"])
        #expect(instance.lifecycle == .ended)
        #expect(ServiceTables.host.pointer.pointee.post(plugin.instance, 1) == ORK_E_STALE)
        #expect(instance.violations.count == 0, "\(instance.violations)")
    }

    @Test("two who end it at once end it once")
    func endedTwice() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        let instance = try await plugin.launch(host)
        async let first: Void = instance.shutDown(withinMilliseconds: 300_000)
        async let second: Void = instance.shutDown(withinMilliseconds: 300_000)
        _ = await (first, second)
        #expect(plugin.count("deactivate") == 1)
        #expect(plugin.count("destroy") == 1)
    }

    @Test("an instance that is shut down while it activates is never handed out")
    func endedDuringActivation() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onActivate = { plugin, op in
            plugin.pending.withLock { $0 = op }
            return ORK_OK
        }
        let launched = Task { try await plugin.launch(host) }
        #expect(await eventually { plugin.pending.withLock { $0 } != 0 })
        let instance = try #require(InstanceRegistry.shared.find(plugin.instance))
        async let ended: Void = instance.shutDown(withinMilliseconds: 300_000)
        #expect(await eventually { instance.lifecycle == .draining })
        #expect(plugin.complete(plugin.pending.withLock { $0 }) == ORK_OK)
        await #expect(throws: Problem.self) { _ = try await launched.value }
        await ended
        #expect(plugin.events.withLock { $0 } == ["deactivate", "destroy"])
    }

    @Test("what hangs in create is condemned, and whoever waits is told")
    func hangsInCreate() async throws {
        let (host, plugin, gate) = (try FakeHost(), FakePlugin(), ThreadGate())
        plugin.onCreate = { _ in
            gate.wait()
            return ORK_OK
        }
        let launched = Task { try await plugin.launch(host) }
        #expect(await eventually { plugin.instance != 0 })
        let instance = try #require(InstanceRegistry.shared.find(plugin.instance))
        instance.condemn("it hangs")
        await #expect(throws: Problem.self) { _ = try await launched.value }
        gate.open()
        try await Task.sleep(for: .milliseconds(50))
        #expect(plugin.events.withLock { $0 } == [], "a condemned instance was called")
        #expect(InstanceRegistry.shared.find(plugin.instance) == nil)
    }

    @Test("a call that is under way at the end is answered before destroy")
    func callsAreAnsweredBeforeTheEnd() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onStartTurn = { plugin, turn in
            let status = plugin.readDocument()
            return status == ORK_OK ? plugin.finish(turn) : status
        }
        let instance = try await plugin.launch(host)
        _ = try await host.turn(instance)
        #expect(await eventually { host.database.waitingReads == 1 })
        await instance.shutDown(withinMilliseconds: 10)
        #expect(plugin.events.withLock { $0 } == ["done \(ORK_E_CANCELLED)", "deactivate", "destroy"])
        // The read comes back when the instance is gone: it must find nothing to call.
        host.database.open()
        try await Task.sleep(for: .milliseconds(50))
        #expect(plugin.events.withLock { $0.count } == 3)
    }

    @Test("a call that the host does not answer in time is told so, once")
    func callsTimeOut() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onStartTurn = { plugin, turn in
            let status = plugin.readDocument()
            return status == ORK_OK ? plugin.finish(turn) : status
        }
        let instance = try await plugin.launch(host)
        _ = try await host.turn(instance)
        let late = monotonicMilliseconds() + Limits.turnDeadlineMilliseconds + 1000
        instance.expireOperations(at: late)
        instance.expireOperations(at: late)
        #expect(await eventually { plugin.count("done \(ORK_E_TIMEOUT)") == 1 })
        #expect(await eventually { host.database.waitingReads == 1 })
        host.database.open()
        await instance.shutDown(withinMilliseconds: 300_000)
        #expect(plugin.events.withLock { $0 } == ["done \(ORK_E_TIMEOUT)", "deactivate", "destroy"])
    }

    @Test("a turn whose task is cancelled is cancelled in the plugin, and given up soon")
    func cancelledTurn() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onStartTurn = { _, _ in ORK_OK }
        plugin.onCancelTurn = { plugin, turn in
            plugin.note("cancel")
            _ = plugin.finish(turn)
        }
        let instance = try await plugin.launch(host)
        let running = Task { try await host.turn(instance) }
        #expect(await eventually { instance.state.withLock { $0.turns.count } == 1 })
        running.cancel()
        #expect(try await running.value == .finished(AgentResult()))
        #expect(plugin.count("cancel") == 1)
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    @Test("services are refused before activate")
    func servicesBeforeActivate() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onCreate = { plugin in
            plugin.note("\(plugin.readDocument())")
            return ORK_OK
        }
        let instance = try await plugin.launch(host)
        #expect(plugin.count("\(ORK_E_WRONG_STATE)") == 1)
        #expect(instance.violations.count == 1)
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    @Test("capabilities are asked once, on the lane, and lengths are checked in a response")
    func channel() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onIngest = { plugin, op in
            let table = ServiceTables.channelHost.pointer.pointee
            let body = ork_str(ptr: nil, len: -1)
            plugin.note("respond \(table.respond(plugin.instance, op, 200, nil, -1, body))")
            return ORK_OK
        }
        let instance = try await plugin.launch(host, isChannel: true)
        let channel = try #require(PluginChannel(instance))
        #expect(PluginChannel(instance) != nil)
        #expect(plugin.count("caps") == 1)
        let request = ChannelRequest(method: "POST", path: "/", query: "", headers: [], body: [], verifiedSender: nil)
        await #expect(throws: Problem.self) { _ = try await channel.ingest(request) }
        // Whoever waits is told within the call, before the plugin has its status.
        #expect(await eventually { plugin.count("respond \(ORK_E_INVALID)") == 1 })
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    /// What a plugin may pass, and what becomes of it; nothing may trap.
    @Test("wrong texts and sizes are refused and counted")
    func wrongArguments() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onStartTurn = { plugin, turn in
            var letter: CChar = 120
            withUnsafePointer(to: &letter) { pointer in
                let texts = [(nil, 5), (pointer, -1), (pointer, Int.max)] as [(UnsafePointer<CChar>?, Int)]
                for (start, length) in texts {
                    plugin.note("\(plugin.say(turn, ork_str(ptr: start, len: length)))")
                }
                for size in [0, 1, 7] { plugin.note("\(plugin.say(turn, ork_str(ptr: pointer, len: 1), size: size))") }
            }
            plugin.note("\(ServiceTables.turn.pointer.pointee.emit(plugin.instance, turn, nil))")
            return plugin.finish(turn)
        }
        let instance = try await plugin.launch(host)
        #expect(try await host.turn(instance) == .finished(AgentResult()))
        #expect(plugin.count("\(ORK_E_INVALID)") == 7, "\(plugin.events.withLock { $0 })")
        #expect(instance.violations.count == 7)
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    @Test("one bad call is one occasion; a hundred of them condemn")
    func strikes() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onStartTurn = { plugin, turn in
            for _ in 0..<500 { _ = plugin.finish(turn &+ 1) }
            return plugin.finish(turn)
        }
        let instance = try await plugin.launch(host)
        for _ in 1..<Limits.violationsMax { #expect(try await host.turn(instance) == .finished(AgentResult())) }
        #expect(instance.lifecycle == .active)
        guard case .failed = try await host.turn(instance) else {
            Issue.record("the instance was not condemned")
            return
        }
        #expect(!instance.lifecycle.mayBeCalled)
    }
}

extension PluginInstanceTests {
    /// What a channel may ask of its provider for one send, and what sends may ask of a row.
    @Test("a slow provider's answer comes in time")
    func deadlinesOfSends() {
        let longest = Limits.egressMillisecondsMax + 2 * NetLimits.timeoutMilliseconds
        #expect(Limits.outboxSendDeadlineMilliseconds > longest)
        #expect(Limits.outboxSendDeadlineMilliseconds > NetLimits.mailMilliseconds)
        #expect(min(Limits.pullMilliseconds, Limits.fetchMilliseconds) > longest - NetLimits.timeoutMilliseconds)
        let last = Limits.leaseMilliseconds + Limits.outboxSendDeadlineMilliseconds
        #expect(Limits.outboxSendLeaseMilliseconds > last + Limits.outboxLeaseMarginMilliseconds)
    }

    /// A slow provider, as the host sees it: a call of the plugin that is not answered yet.
    @Test("a send that waits for a service breaks no rule when it is given up, nor does its late answer")
    func slowSend() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onSend = { plugin, op in
            plugin.pending.withLock { $0 = op }
            return plugin.readDocument()
        }
        let instance = try await plugin.launch(host, isChannel: true)
        let channel = try #require(PluginChannel(instance))
        async let sent = channel.send(ChannelHouse.text("hola", to: "7"))
        #expect(await eventually { host.database.waitingReads == 1 })
        instance.expireOperations(at: monotonicMilliseconds() + Limits.outboxSendDeadlineMilliseconds + 1_000)
        let outcome = await sent
        guard case .unknown = outcome else {
            Issue.record("\(outcome)")
            return
        }
        for _ in 0..<2 {
            instance.onLane { _, _ in plugin.note("late \(plugin.completeSend(plugin.pending.withLock { $0 }))") }
        }
        #expect(await eventually { plugin.count("late \(ORK_E_STALE)") == 2 })
        #expect(instance.violations.count == 0, "\(instance.violations)")
        host.database.open()
        await instance.shutDown(withinMilliseconds: 300_000)
    }

    @Test("a send that is not answered, and waits for nobody, breaks a rule")
    func forgottenSend() async throws {
        let (host, plugin) = (try FakeHost(), FakePlugin())
        plugin.onSend = { plugin, op in
            plugin.pending.withLock { $0 = op }
            return ORK_OK
        }
        let instance = try await plugin.launch(host, isChannel: true)
        let channel = try #require(PluginChannel(instance))
        async let sent = channel.send(ChannelHouse.text("hola", to: "7"))
        #expect(await eventually { plugin.pending.withLock { $0 } != 0 })
        instance.expireOperations(at: monotonicMilliseconds() + Limits.outboxSendDeadlineMilliseconds - 10_000)
        #expect(instance.isOpen(plugin.pending.withLock { $0 }))
        instance.expireOperations(at: monotonicMilliseconds() + Limits.outboxSendDeadlineMilliseconds + 1_000)
        _ = await sent
        #expect(instance.violations.count == 1)
        await instance.shutDown(withinMilliseconds: 300_000)
    }
}
