// The one way in which tests wait for what comes by itself: they ask again and again, and
// count how often. Time that passes while the machine stands still is nobody's, so a limit
// in looks holds where one on the clock would not.

/// Looks every so many milliseconds until there is something; nil after five minutes' worth
/// of looks.
public func eventual<Value>(
    every milliseconds: Int64 = 20,
    _ find: () async throws -> Value?
) async rethrows -> Value? {
    for _ in 0..<(300_000 / milliseconds) {
        if let found = try await find() { return found }
        // Cancelled: whoever waited has gone.
        guard (try? await Task.sleep(for: .milliseconds(milliseconds))) != nil else { return nil }
    }
    return try await find()
}

/// Looks every so many milliseconds until it is so; false after five minutes' worth of looks.
public func eventually(
    every milliseconds: Int64 = 20,
    _ isSo: () async throws -> Bool
) async rethrows -> Bool {
    try await eventual(every: milliseconds) { try await isSo() ? true : nil } ?? false
}
