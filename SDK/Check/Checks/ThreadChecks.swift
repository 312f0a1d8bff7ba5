// The groups `threads` and `memory`: whose thread runs what, and whose memory is
// whose. The fake host watches both all the time; here the plugin is given the
// occasions.

import Glibc
import OrkestaABI

extension Check {
    static let threads = [
        Check(.threads, "lane", "the lane is neither left nor blocked", crash: .neverWaits) { subject, report in
            let library = try Library(subject, report)
            let instance = try FakeInstance.launch(library)
            let before = ProcessState.now()
            try instance.runDay()
            let after = ProcessState.now()
            let isSwift = ElfFile(path: subject.path)?.isSwift ?? false
            if isSwift, after.threads > before.threads {
                report.find(
                    .onTheLane,
                    "\(after.threads - before.threads) threads appeared while it worked: unstructured tasks, or sleep"
                )
            }
            usleep(50_000)
            try instance.end()
        }
    ]

    static let memory = [
        Check(.memory, "borrowed", "borrowed memory is not touched after its call", crash: .borrowedUntilReturn) {
            subject,
            report in
            let library = try Library(subject, report)
            let behaviour = Behaviour(timing: .late(5), circumstances: "loans end at once")
            let instance = try FakeInstance.launch(library, behaviour)
            try instance.runDay()
            usleep(50_000)
            try instance.runDay()
            try instance.end()
        }
    ]
}
