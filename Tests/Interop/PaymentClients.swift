// The official Python clients of Stripe and Mercado Pago as programs of their own
// (stripe_client.py, mercadopago_client.py).

import FoundationEssentials
import OrkestaModel
import TestHarness

/// A client, and how it is run.
struct PaymentClient: Sendable {
    static let stripe = PaymentClient("stripe", package: "stripe==16.1.0")
    static let mercadoPago = PaymentClient("mercadopago", package: "mercadopago==3.6.0")

    private let name: String
    private let environment: Task<PythonEnvironment, any Error>

    private init(_ name: String, package: String) {
        self.name = name
        environment = Task { try await PythonEnvironment(name, packages: [package]) }
    }

    /// Whether the client can be had. Why not, is said at the end of `make test`.
    var isThere: Bool {
        get async {
            switch await environment.result {
            case .success: return true
            case .failure(let error):
                SkippedTests.note("InteropTests with \(name)_client.py", because: error)
                return false
            }
        }
    }

    /// Runs the cases one after the other against the emulator at `url`, and
    /// returns what the client saw of each.
    func run(_ cases: [String], at url: String, secret: String = "") async throws -> JSON {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "\(name)_client.py").path
        let run = try await CommandLineRun.program(
            environment.value.program("python3"),
            [script] + cases,
            environment: ["BASE_URL": url, "SECRET": secret],
            timeoutMilliseconds: 500_000
        )
        guard run.exitCode == 0 else { throw Failure(description: run.standardError) }
        return try JSON(parsing: run.standardOutput)
    }

    /// The script itself failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
