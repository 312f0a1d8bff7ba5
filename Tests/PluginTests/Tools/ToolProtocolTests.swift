// Both ends of tool_protocol.h against bytes that nobody meant: they refuse them,
// and read nothing that is not theirs.

import Glibc
import HostCore
import NativeCall
import OrkestaModel
import TestHarness
import Testing

@testable import HostPlugins

@Suite("Tool protocol", .timeLimit(.minutes(10)))
struct ToolProtocolTests {
    private static func validCall() throws -> [UInt8] {
        let signature = try ToolSignature(parsing: "strfree(free) f(i32 a, i64 b, f64 c, bool d, str e, out(99) g)")
        let values: [ToolValue] = [.i32(-3), .i64(.max), .f64(2.5), .bool(true), .text(Array("hola".utf8)), .out(99)]
        return ToolFrame.call(signature, values, timeoutMilliseconds: 2_000)
    }

    @Test("a call reads back as it was written")
    func roundTrip() throws {
        let frame = try Self.validCall()
        #expect(
            frame.count - 4 == Int(UInt32(littleEndian: frame.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }))
        )
        try GuardedBytes(Array(frame.dropFirst(5))).lend { bytes, count in
            var request = tool_request()
            #expect(tool_request_read(bytes, count, &request) == nil)
            #expect(request.cpu_seconds == 3 && String(cString: request.symbol) == "f")
            #expect(String(cString: request.release) == "free")
            #expect(request.signature.count == 6 && request.arguments.0.integer == -3)
            #expect(request.arguments.1.integer == .max && request.arguments.2.number == 2.5)
            #expect(String(cString: request.arguments.4.text) == "hola" && request.signature.capacities.5 == 99)
        }
    }

    /// The bytes end at a page that may not be read: a step beyond them would end
    /// the test process.
    @Test("the worker's reader bears any bytes", arguments: [UInt64(5), 4_711, 20_261_126])
    func fuzzReader(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let valid = Array(try Self.validCall().dropFirst(5))
        var accepted = 0
        for round in 0..<20_000 {
            let bytes = mutated(valid, round, &generator)
            try GuardedBytes(bytes).lend { pointer, count in
                var request = tool_request()
                guard tool_request_read(pointer, count, &request) == nil else { return }
                accepted += 1
                #expect(request.signature.count <= UInt8(NATIVE_PARAMETERS_MAX), "seed \(seed), round \(round)")
                #expect(strlen(request.symbol) < count, "seed \(seed), round \(round)")
            }
        }
        #expect(accepted > 0 && accepted < 20_000, "seed \(seed): \(accepted) were accepted")
    }

    private func mutated(_ valid: [UInt8], _ round: Int, _ generator: inout SplitMix64) -> [UInt8] {
        guard round % 4 != 0 else {
            return (0..<Int.random(in: 0...64, using: &generator)).map { _ in .random(in: 0...255, using: &generator) }
        }
        var bytes = valid
        for _ in 0...Int.random(in: 0...3, using: &generator) {
            guard let place = bytes.indices.randomElement(using: &generator) else { break }
            bytes[place] = .random(in: 0...255, using: &generator)
        }
        if round % 4 == 1 { bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator)) }
        if round % 4 == 2 { bytes.append(contentsOf: [1, 2, 3].prefix(Int.random(in: 0...3, using: &generator))) }
        return bytes
    }

    @Test("the host's reader bears any bytes", arguments: [UInt64(6), 1_917])
    func fuzzFrames(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let signature = try ToolSignature(parsing: "str f(out(8) a, out(8) b)")
        let valid: [UInt8] = [24, 0, 0, 0, 5, 0, 2, 0, 0, 0, 104, 105, 0, 1, 0, 0, 0, 120, 0, 2, 0, 0, 0, 121, 122, 0]
        var answers = 0
        for round in 0..<20_000 {
            var received = round == 0 ? valid : mutated(valid, round, &generator)
            do throws(ToolFailure) {
                while let frame = try ToolFrame.take(from: &received) {
                    _ = try ToolFrame.output(frame, of: signature)
                    answers += 1
                }
            } catch {
                #expect(
                    ["garbled", "result", "unusable"].contains(error.label),
                    "seed \(seed), round \(round): \(error)"
                )
            }
        }
        #expect(answers > 0, "seed \(seed)")
    }

    /// A worker that is sent no frame of the protocol ends by itself, in order.
    @Test(
        "a worker that does not understand its host exits",
        arguments: [
            [0, 0, 0, 0], [255, 255, 255, 255], [1, 0, 0, 0, 9], [1, 0, 0, 0, 3], [5, 0, 0, 0, 3, 0, 0, 0, 0],
            [9, 0, 0, 0, 3, 0, 0, 0, 0, 255, 255, 255, 255],
        ] as [[UInt8]]
    )
    func confusedWorker(bytes: [UInt8]) async throws {
        let library = try await ToolLibrary()
        let call = ToolWorkerCall(
            kind: ToolWorkerKind(
                library: library.folder.file(ToolLibrary.name),
                libraryState: "",
                memoryBytes: 64 << 20
            ),
            frame: bytes,
            timeoutMilliseconds: 300_000
        )
        do throws(ToolFailure) {
            let answer = try await library.pool.perform(call)
            Issue.record("it answered \(answer)")
        } catch {
            #expect(error == .exited(code: TOOL_WORKER_CONFUSED), "\(error)")
        }
    }

    @Test("the limits of Swift and C are the same")
    func limits() {
        #expect(Limits.toolParametersMax == Int(NATIVE_PARAMETERS_MAX))
        #expect(Limits.toolOutBytesMax == Int(NATIVE_OUT_BYTES_MAX))
        #expect(Limits.toolResultBytesMax == Int(NATIVE_TEXT_BYTES_MAX))
        // The longest call and the longest answer fit into a frame.
        #expect(
            Limits.toolParametersMax * Limits.toolOutBytesMax + Limits.toolResultBytesMax < Int(TOOL_FRAME_BYTES_MAX)
        )
        #expect(Limits.toolArgumentsBytesMax + 4_096 < Int(TOOL_FRAME_BYTES_MAX) / 2)
        #expect(Limits.toolTimeoutMillisecondsMax < Limits.turnDeadlineMilliseconds)
    }
}

/// Bytes that end where the readable memory ends.
private struct GuardedBytes {
    private struct NoMemory: Error {}

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func lend(_ body: (UnsafePointer<UInt8>, Int) -> Void) throws {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let block = mmap(nil, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let block, block != MAP_FAILED, bytes.count <= page else { throw NoMemory() }
        defer { munmap(block, 2 * page) }
        guard mprotect(block + page, page, PROT_NONE) == 0 else { throw NoMemory() }
        let start = block + page - bytes.count
        bytes.withUnsafeBytes {
            start.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(block), byteCount: bytes.count)
        }
        body(UnsafePointer(start.assumingMemoryBound(to: UInt8.self)), bytes.count)
    }
}
