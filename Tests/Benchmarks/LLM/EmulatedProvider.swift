// A provider of language models in a process of its own, so that its work is not
// the chain's.

import FoundationEssentials
import Glibc
import TestHarness

/// `orkesta emulate llm` on a free port, killed when the last reference goes.
final class EmulatedProvider: Sendable {
    let baseURL: String
    private let process: ChildProcess

    /// Why it did not start.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    init(firstPieceMilliseconds: Int64) async throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw SystemCallError(call: "pipe", code: errno) }
        defer { close(ends[0]) }
        process = try ChildProcess(
            BuildFolder.orkesta,
            ["emulate", "llm", "--port", "0", "--first-piece-ms", "\(firstPieceMilliseconds)"],
            environment: inheritedEnvironment(),
            streams: ChildProcess.Streams(input: 0, output: ends[1], error: 2)
        )
        close(ends[1])
        // Its first line says where it listens.
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(ends[0], &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard let url = words.first(where: { $0.hasPrefix("http://") }) else {
            throw Failure(description: "the emulator did not say where it listens")
        }
        baseURL = "\(url)/openai/v1"
    }
}
