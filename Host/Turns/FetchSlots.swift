// How many files are fetched at once, and whose.

import HostConversations
import HostCore

/// Slots for files: so many of everybody's, of one channel's and of one tenant's. A provider that
/// takes its time, or a tenant with thousands of files, leaves the others room. Pure.
struct FetchSlots {
    private var channels: [PluginID: Int] = [:]
    private var tenants: [TenantID: Int] = [:]
    private var takenCount = 0

    /// Whether there is room for anybody.
    var isFull: Bool { takenCount >= Limits.attachmentsAtOnceMax }

    /// Whose files have no room now.
    var fullTenants: Set<TenantID> { Set(tenants.filter { $0.value >= Limits.attachmentsPerTenantMax }.keys) }
    var fullChannels: Set<PluginID> { Set(channels.filter { $0.value >= Limits.attachmentsPerChannelMax }.keys) }

    /// Takes a slot for each that has room, in their order, and returns those.
    mutating func take(_ jobs: [AttachmentJob]) -> [AttachmentJob] {
        jobs.filter { job in
            let (channel, tenant) = (channels[job.channel] ?? 0, tenants[job.tenant] ?? 0)
            guard !isFull, channel < Limits.attachmentsPerChannelMax, tenant < Limits.attachmentsPerTenantMax else {
                return false
            }
            takenCount += 1
            channels[job.channel] = channel + 1
            tenants[job.tenant] = tenant + 1
            return true
        }
    }

    /// Lets a slot go that was taken for this file.
    mutating func leave(_ job: AttachmentJob) {
        takenCount -= 1
        let (channel, tenant) = ((channels[job.channel] ?? 1) - 1, (tenants[job.tenant] ?? 1) - 1)
        channels[job.channel] = channel > 0 ? channel : nil
        tenants[job.tenant] = tenant > 0 ? tenant : nil
    }
}
