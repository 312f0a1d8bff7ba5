// What the commands that start emulators have in common.

import ArgumentParser
import Foundation
import HostCore
import HostEmulators
import OrkestaModel

/// The weather between an emulated provider and the host.
struct WeatherOptions: ParsableArguments {
    @Option(help: "Of a hundred webhooks, so many come twice.") var duplicates = 0
    @Option(help: "Of a hundred webhooks, so many are overtaken by later ones.") var late = 0
    @Option(help: "How late those are, at most, in milliseconds.") var lateMs: Int64 = 1_000
    @Option(help: "How long every webhook takes, in milliseconds.") var delayMs: Int64 = 0
    @Option(help: "The seed of the weather.") var seed: UInt64 = 1

    var weather: DeliveryWeather {
        DeliveryWeather(
            duplicatePercent: duplicates,
            latePercent: late,
            lateMilliseconds: lateMs,
            delayMilliseconds: delayMs,
            seed: seed
        )
    }

    func validate() throws {
        for (name, value) in [("--duplicates", duplicates), ("--late", late)] where !(0...100).contains(value) {
            throw ValidationError("\(name): a percentage from 0 to 100 is expected")
        }
    }
}

/// Says where an emulator listens. Not print: whoever reads it through a pipe waits for it.
func announceEmulator(_ text: String) {
    FileHandle.standardOutput.write(Data("\(text) (Ctrl-C ends)\n".utf8))
}

/// Reads `LINE=PLAN`, as often as it was given.
func readFaultPlans<Fault: EmulatedFault>(
    _ texts: [String],
    example: String,
    help: String
) throws(Problem) -> [String: FaultPlan<Fault>] {
    var plans: [String: FaultPlan<Fault>] = [:]
    for text in texts {
        let (line, plan) = try splitPair(text, option: "--fault", example: example)
        do throws(DocumentError) {
            plans[line] = try FaultPlan(parsing: plan)
        } catch {
            throw Problem(
                .invalid,
                error.description,
                field: "--fault",
                remedy: "See orkesta emulate \(help) --help"
            )
        }
    }
    return plans
}

/// The two sides of `NAME=VALUE`.
func splitPair(_ text: String, option: String, example: String) throws(Problem) -> (String, String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
        throw Problem(
            .invalid,
            "\(text) is no NAME=VALUE",
            field: option,
            remedy: "Write it as in \(option) \(example)"
        )
    }
    return (parts[0], parts[1])
}
