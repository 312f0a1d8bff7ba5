// The program `orkesta-check`: reads its arguments and either runs the checks,
// each in a process of its own, or is one of those processes.

import Glibc
import OrkestaModel
import OrkestaProbes

@main
enum OrkestaCheck {
    static func main() {
        do throws(UsageError) {
            switch try Options(CommandLine.arguments.dropFirst()) {
            case .help: say(Options.usage)
            case .list(let isJSON): say(isJSON ? Listing.json.description : Listing.text)
            case .one(let name, let subject): runOne(name, subject)
            case .all(let plan): runAll(plan)
            }
        } catch {
            complain("\(error.problem)\nSee orkesta-check --help.")
            exit(ExitCode.cannotCheck)
        }
    }

    private static func runAll(_ plan: Plan) {
        do throws(CannotCheck) {
            let result = try CheckRun(plan, progress: plan.isJSON ? nil : Progress()).run()
            if plan.isJSON {
                say(result.json.description)
            } else {
                say(TextReport(result: result, hasColour: isatty(STDOUT_FILENO) == 1).text)
            }
            exit(result.conforms ? ExitCode.conforms : ExitCode.findings)
        } catch {
            complain(error.reason)
            exit(ExitCode.cannotCheck)
        }
    }

    /// This process is one check: see ``CheckReport`` for what it writes where.
    private static func runOne(_ name: String, _ subject: Subject) {
        probe_die_with_parent()
        // What a plugin starts must not keep the report open.
        _ = fcntl(PROBE_REPORT, F_SETFD, FD_CLOEXEC)
        guard let check = Check.all.first(where: { $0.name == name }) else { exit(ExitCode.cannotCheck) }
        CheckReport.run(check, subject)
    }

    private static func say(_ text: String) { print(text) }

    private static func complain(_ text: String) { writeToStandardError("orkesta-check: \(text)\n") }
}

/// What the program's exit status means.
enum ExitCode {
    static let conforms: Int32 = 0
    static let findings: Int32 = 1
    /// Wrong arguments, no such file, or a file that is no library at all.
    static let cannotCheck: Int32 = 2
}
