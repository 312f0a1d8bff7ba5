// What every verb takes: the data folder, and how its answer is written.

import ArgumentParser

/// `--data DIR`.
struct DataOptions: ParsableArguments {
    @Option(name: .customLong("data"), help: ArgumentHelp("The data folder.", valueName: "dir"))
    var folder = "var"

    @Option(name: .customLong("plugins"), help: ArgumentHelp("The plugins.d folder.", valueName: "dir"))
    var plugins: String?
}

/// `--json`.
struct OutputOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Write the answer as JSON.")
    var isJSON = false
}
