// What the process has open: how a library's loading is seen to be quiet.

import Glibc

/// Threads and descriptors of this process, counted.
struct ProcessState: Equatable {
    let threads: Int
    let descriptors: Int

    static func now() -> ProcessState {
        ProcessState(threads: entries(of: "/proc/self/task"), descriptors: entries(of: "/proc/self/fd"))
    }

    private static func entries(of folder: String) -> Int {
        guard let directory = opendir(folder) else { return 0 }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        return count
    }
}
