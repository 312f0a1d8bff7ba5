// What every verb takes: the data folder, and how its answer is written.

import ArgumentParser

/// `--data DIR`.
struct DataOptions: ParsableArguments {
    @Option(name: .customLong("data"), help: ArgumentHelp("The data folder.", valueName: "dir"))
    var folder = "var"

    @Option(name: .customLong("plugins"), help: ArgumentHelp("The plugins.d folder.", valueName: "dir"))
    var plugins: String?

    @Option(
        name: .customLong("database-url"),
        help: ArgumentHelp(
            "PostgreSQL instead of SQLite in the data folder; with a password use DATABASE_URL.",
            valueName: "postgresql://..."
        )
    )
    var databaseURL: String?

    /// What of this the host's settings take.
    var settings: HostSettings.Arguments {
        HostSettings.Arguments(plugins: plugins, databaseURL: databaseURL)
    }
}

/// `--json`.
struct OutputOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Write the answer as JSON.")
    var isJSON = false
}
