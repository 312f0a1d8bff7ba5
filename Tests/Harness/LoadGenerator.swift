// Makes a load and measures it, in one thread with epoll, so cheaply that the
// server beside it on the same cores is what is measured.

import Glibc

/// Runs load plans.
public enum LoadGenerator {
    /// The plan cannot be run.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// Runs the plan on a thread of its own and waits for its end. Cancelling
    /// the task does not shorten it.
    /// - Throws: ``Failure`` for a URL it cannot use or a system without room.
    public static func run(_ plan: LoadPlan) async throws -> LoadReport {
        let address = try address(of: plan.baseURL)
        return try await withCheckedThrowingContinuation { continuation in
            let job = LoadJob(plan: plan, address: address, continuation: continuation)
            let context = Unmanaged.passRetained(job)
            var thread = pthread_t()
            let code = pthread_create(&thread, nil, runLoadJob, context.toOpaque())
            guard code == 0 else {
                context.release()
                continuation.resume(throwing: Failure(description: "pthread_create: \(code)"))
                return
            }
            pthread_detach(thread)
        }
    }

    private static func address(of baseURL: String) throws -> sockaddr_in {
        let parts = baseURL.split(separator: ":")
        guard parts.count == 3, parts[0] == "http", parts[1].hasPrefix("//"),
            let port = UInt16(parts[2].prefix { $0 != "/" })
        else { throw Failure(description: "\(baseURL) is not http://ADDRESS:PORT") }
        let host = parts[1] == "//localhost" ? "127.0.0.1" : String(parts[1].dropFirst(2))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            throw Failure(description: "\(host) is not an IPv4 address")
        }
        return address
    }
}

private final class LoadJob {
    let plan: LoadPlan
    let address: sockaddr_in
    let continuation: CheckedContinuation<LoadReport, any Error>

    init(plan: LoadPlan, address: sockaddr_in, continuation: CheckedContinuation<LoadReport, any Error>) {
        self.plan = plan
        self.address = address
        self.continuation = continuation
    }
}

private func runLoadJob(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    let job = Unmanaged<LoadJob>.fromOpaque(context).takeRetainedValue()
    do {
        var run = try LoadRun(job.plan, job.address)
        job.continuation.resume(returning: run.run())
    } catch {
        job.continuation.resume(throwing: error)
    }
    return nil
}
