// The nights of a simulated tenant in which collections have something to learn, for the
// time machine.

import HostCore
public import HostStorage
public import HostTime
public import OrkestaModel

/// A tenant's nightly learning. A night before which no invoice became due, and no
/// reminder of a test of hours was sent, would teach nothing and is left out: years pass
/// as quickly as they are empty.
public struct LearningSource: DueSource {
    private static let dayMilliseconds: Int64 = 86_400_000
    /// An invoice is late when its day is over: a day later at most, and an hour of
    /// daylight saving.
    private static let lateMilliseconds = dayMilliseconds + 3_600_000
    /// What a reminder did is known after its days.
    private static let successMilliseconds = (Limits.reminderSuccessDays + 1) * dayMilliseconds

    private let database: any Database

    public init(_ database: any Database) { self.database = database }

    public var kind: String { "learning" }

    public func first(
        of tenant: TenantHandle,
        by moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueThing? {
        let row = try connection.row(
            """
            SELECT COALESCE(late_payment_models.trained_at, 0), tenants.simulated_now FROM tenants
            LEFT JOIN late_payment_models ON late_payment_models.tenant_id = tenants.id
            WHERE tenants.id = ? AND tenants.dunning_enabled = 1
            """,
            tenant.id
        )
        guard let row, let present = row.optionalTimestamp(1) else { return nil }
        let trainedAt = try row.timestamp(0)
        guard Self.night(after: trainedAt) <= moment,
            let news = try news(of: tenant, since: trainedAt, in: connection)
        else { return nil }
        let due = max(Self.night(after: max(trainedAt, news)), present)
        return due <= moment ? DueThing(id: tenant.id.rawValue, due: due, name: "nightly") : nil
    }

    public func take(
        _ thing: DueThing,
        of tenant: SandboxTenant,
        at moment: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> DueFinish? {
        { [database] in
            let words = try await NightlyLearning.learn(tenant.handle, at: moment, on: database)
            return DueResult(agent: nil, conversationID: nil, result: words.joined(separator: ", "))
        }
    }

    /// The first moment of which there was not everything to learn at `trainedAt`.
    private func news(
        of tenant: TenantHandle,
        since trainedAt: Timestamp,
        in connection: any DatabaseConnection
    ) throws -> Timestamp? {
        let invoice = try connection.row(
            "SELECT MIN(due_at) FROM invoices WHERE tenant_id = ? AND due_at > ? AND amount_minor > 0",
            tenant.id,
            trainedAt.advanced(byMilliseconds: -Self.lateMilliseconds)
        )
        let reminder = try connection.row(
            """
            SELECT MIN(created_at) FROM reminders WHERE tenant_id = ? AND created_at > ?
                AND EXISTS (SELECT 1 FROM hour_experiments WHERE tenant_id = ? AND state = 'running')
            """,
            tenant.id,
            trainedAt.advanced(byMilliseconds: -Self.successMilliseconds),
            tenant.id
        )
        return [invoice?.optionalTimestamp(0), reminder?.optionalTimestamp(0)].compactMap(\.self).min()
    }

    /// The next night's hour after `moment`.
    private static func night(after moment: Timestamp) -> Timestamp {
        let shift = Limits.lateModelHour * 3_600_000
        let days = (moment.milliseconds - shift) / dayMilliseconds
        return Timestamp(milliseconds: (days + 1) * dayMilliseconds + shift)
    }
}
