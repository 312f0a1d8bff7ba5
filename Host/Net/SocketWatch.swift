// What the transfer thread sleeps on: libcurl's sockets and a bell that any thread
// rings, in one epoll. A thousand quiet sockets cost nothing; poll would look at
// each of them every time.

internal import CCurl
internal import Glibc

/// Tells which sockets are ready. Made, waited on and closed by one thread;
/// ``ring()`` is for all.
struct SocketWatch: Sendable {
    /// A socket, and what libcurl wants to know about it (`CURL_CSELECT_…`).
    typealias Ready = (socket: Int32, what: Int32)

    /// How many are told at once.
    private static let eventsMax = 256

    private let epoll: Int32
    /// An eventfd.
    private let bell: Int32

    /// Nil when the system has no room for two more descriptors.
    init?() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        bell = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: bell))
        guard epoll >= 0, bell >= 0, epoll_ctl(epoll, EPOLL_CTL_ADD, bell, &event) == 0 else {
            close()
            return nil
        }
    }

    /// Watches `socket` from now on for what libcurl says (`CURL_POLL_…`).
    func watch(_ socket: Int32, for what: Int32) {
        guard what != CURL_POLL_REMOVE else {
            epoll_ctl(epoll, EPOLL_CTL_DEL, socket, nil)
            return
        }
        let reads = what == CURL_POLL_IN || what == CURL_POLL_INOUT
        let writes = what == CURL_POLL_OUT || what == CURL_POLL_INOUT
        let events = (reads ? EPOLLIN.rawValue : 0) | (writes ? EPOLLOUT.rawValue : 0)
        var event = epoll_event(events: events, data: epoll_data_t(fd: socket))
        // A closed socket leaves by itself, and its number comes again.
        guard epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) != 0, errno == ENOENT else { return }
        epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event)
    }

    /// Ends the present ``wait(milliseconds:)``, or the next one at once.
    func ring() { _ = eventfd_write(bell, 1) }

    /// Sleeps until something is ready, the bell rings or the time is over.
    func wait(milliseconds: Int64) -> [Ready] {
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.eventsMax) { events in
            let limit = Int32(clamping: max(0, milliseconds))
            let count = epoll_wait(epoll, events.baseAddress, Int32(events.count), limit)
            return events.prefix(max(0, Int(count))).compactMap { event in
                guard event.data.fd != bell else {
                    var rings: eventfd_t = 0
                    _ = eventfd_read(bell, &rings)
                    return nil
                }
                return (event.data.fd, Self.meaning(of: event.events))
            }
        }
    }

    private static func meaning(of events: UInt32) -> Int32 {
        var what: Int32 = 0
        if events & (EPOLLIN.rawValue | EPOLLHUP.rawValue) != 0 { what |= CURL_CSELECT_IN }
        if events & EPOLLOUT.rawValue != 0 { what |= CURL_CSELECT_OUT }
        if events & EPOLLERR.rawValue != 0 { what |= CURL_CSELECT_ERR }
        return what
    }

    func close() {
        if epoll >= 0 { Glibc.close(epoll) }
        if bell >= 0 { Glibc.close(bell) }
    }
}
