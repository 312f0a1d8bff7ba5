// litellm's proxy beside us: the other gateway that people put in front of
// language models, with the same two providers and the same fallback.

import FoundationEssentials
import Glibc
import HostNet
import TestHarness

/// A running `litellm` with a worker for each processor. Gone with its last reference.
final class LiteLLM {
    /// `http://127.0.0.1:PORT`.
    let url: String
    let headers: [(name: String, value: String)]
    var pid: Int64 { Int64(process.pid) }
    private let process: ChildProcess
    private let folder: TemporaryFolder

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    // It would leave its workers behind.
    deinit { for pid in ProcessUsage.descendants(of: pid) { kill(pid_t(pid), SIGKILL) } }

    /// In front of `provider`. The first time the packages are fetched from PyPI.
    /// - Throws: ``Failure`` with the end of its log when it does not start.
    init(before provider: EmulatedProvider) async throws {
        let environment = try await PythonEnvironment("litellm", packages: ["litellm[proxy]==1.108.7"])
        folder = try TemporaryFolder(prefix: "orkesta-litellm")
        let port = try Self.freePort()
        url = "http://127.0.0.1:\(port)"
        // It refuses to start without one; nobody else knows it.
        let key = "sk-" + (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
        headers = [("Content-Type", "application/json"), ("Authorization", "Bearer \(key)")]
        let configuration = Self.configuration(provider, key)
        try Data(configuration.utf8).write(to: URL(filePath: folder.file("config.yaml")))
        let log = open(folder.file("log"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else { throw SystemCallError(call: "open the log of litellm", code: errno) }
        defer { close(log) }
        let workers = String(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        process = try ChildProcess(
            environment.program("litellm"),
            [
                "--config", folder.file("config.yaml"), "--host", "127.0.0.1", "--port", "\(port)",
                "--num_workers", workers,
                // Its workers take long to start, and are killed for it otherwise.
                "--timeout_worker_healthcheck", "600",
            ],
            environment: inheritedEnvironment().merging([
                // Nothing of it is looked up in the network.
                "LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_LOG": "ERROR",
            ]) { $1 },
            streams: .init(input: STDIN_FILENO, output: log, error: log)
        )
        try await waitUntilReady()
    }

    /// The fallback of our chain: when the first provider fails, the second is asked.
    private static func configuration(_ provider: EmulatedProvider, _ key: String) -> String {
        let models = [("model", "groq"), ("other", "other")].map { name, line in
            """
              - model_name: \(name)
                litellm_params: {model: openai/\(name), api_base: "\(provider.url)/as/\(line)/openai/v1", api_key: any}
            """
        }
        return """
            model_list:
            \(models.joined(separator: "\n"))
            litellm_settings: {telemetry: false, fallbacks: [{"model": ["other"]}]}
            router_settings: {num_retries: 0}
            general_settings: {master_key: \(key)}
            """
    }

    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 ? getsockname(descriptor, generic, &length) : -1
            }
        }
        guard code == 0 else { throw SystemCallError(call: "bind", code: errno) }
        return UInt16(bigEndian: address.sin_port)
    }

    private func waitUntilReady() async throws {
        let client = try HTTPClient()
        let request = HTTPRequest(url: "\(url)/health/liveliness", headers: headers, timeoutMilliseconds: 5_000)
        for _ in 0..<600 where process.endingIfAny == nil {
            if let response = try? await client.send(request), response.status == 200 { return }
            try await Task.sleep(for: .milliseconds(500))
        }
        let log = (try? String(contentsOfFile: folder.file("log"), encoding: .utf8)) ?? ""
        throw Failure(description: "litellm does not start:\n\(log.suffix(2_000))")
    }
}
