// libcurl for Host/Net, and the epoll on which its thread sleeps. curl_easy_setopt
// and curl_easy_getinfo are variadic in C, which Swift cannot call: each typed form
// used by Net is a function here.
#ifndef ORKESTA_CCURL_SHIM_H
#define ORKESTA_CCURL_SHIM_H

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

static inline CURLcode ork_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ork_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ork_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ork_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*ork_curl_data_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode ork_curl_set_callback(CURL *handle, CURLoption option, ork_curl_data_callback callback) {
    return curl_easy_setopt(handle, option, callback);
}

typedef int (*ork_curl_seek_callback)(void *context, curl_off_t offset, int origin);

static inline CURLcode ork_curl_set_seek_callback(CURL *handle, ork_curl_seek_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, callback);
}

// Asked before each time that a request goes out: 0 lets it.
typedef int (*ork_curl_before_request)(void *context, char *to, char *from, int to_port, int from_port);

static inline CURLcode ork_curl_set_before_request(CURL *handle, ork_curl_before_request callback, void *context) {
    const CURLcode code = curl_easy_setopt(handle, CURLOPT_PREREQDATA, context);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, callback) : code;
}

// libcurl's own sockets are inherited by child processes, which would keep a
// connection open that libcurl has closed. Linux's SOCK_CLOEXEC is O_CLOEXEC.
static inline curl_socket_t ork_curl_open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    (void)context;
    (void)purpose;
    return socket(address->family, address->socktype | O_CLOEXEC, address->protocol);
}

static inline CURLcode ork_curl_close_sockets_on_exec(CURL *handle) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, ork_curl_open_socket);
}

// Whether an IPv4 address, in host order, is somebody's on the public Internet: not
// of those that RFC 6890 sets apart, nor multicast.
static inline int ork_is_public_ipv4(uint32_t address) {
    static const struct { uint32_t prefix; int bits; } apart[] = {
        {0x00000000, 8}, {0x0A000000, 8}, {0x64400000, 10}, {0x7F000000, 8}, {0xA9FE0000, 16}, {0xAC100000, 12},
        {0xC0000000, 24}, {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24},
        {0xCB007100, 24}, {0xE0000000, 3},
    };
    for (size_t index = 0; index < sizeof(apart) / sizeof(apart[0]); index++)
        if ((address ^ apart[index].prefix) >> (32 - apart[index].bits) == 0) return 0;
    return 1;
}

// As above. Only 2000::/3 is given out, less what carries an IPv4 address in it
// (6to4, Teredo), and documentation. An IPv4 address behind NAT64 is judged itself.
static inline int ork_is_public_ipv6(const struct in6_addr *address) {
    static const uint8_t nat64[12] = {0x00, 0x64, 0xFF, 0x9B};
    const uint8_t *bytes = address->s6_addr;
    if (memcmp(bytes, nat64, sizeof(nat64)) == 0)
        return ork_is_public_ipv4((uint32_t)bytes[12] << 24 | (uint32_t)bytes[13] << 16 | (uint32_t)bytes[14] << 8 | bytes[15]);
    if ((bytes[0] & 0xE0) != 0x20) return 0;
    if (bytes[0] == 0x20 && bytes[1] == 0x02) return 0;
    if (bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] < 2 || (bytes[2] == 0x0D && bytes[3] == 0xB8))) return 0;
    return 1;
}

static inline int ork_is_public_address(const struct sockaddr *address, int allows_loopback) {
    if (address->sa_family == AF_INET) {
        struct sockaddr_in v4;
        memcpy(&v4, address, sizeof(v4));
        const uint32_t host_order = ntohl(v4.sin_addr.s_addr);
        return ork_is_public_ipv4(host_order) || (allows_loopback && host_order >> 24 == 127);
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 v6;
        memcpy(&v6, address, sizeof(v6));
        return ork_is_public_ipv6(&v6.sin6_addr) || (allows_loopback && IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr));
    }
    return 0;
}

// Judged when it connects, after the name was looked up: a name that means
// something else by then has no effect. The context only says by being there that
// this machine's own addresses are reached too.
static inline curl_socket_t ork_curl_open_public_socket(
    void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    if (!ork_is_public_address(&address->addr, context != NULL)) return CURL_SOCKET_BAD;
    return ork_curl_open_socket(context, purpose, address);
}

static inline CURLcode ork_curl_reach_public_addresses_only(CURL *handle, int allows_loopback) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, allows_loopback ? (void *)handle : NULL);
    return code == CURLE_OK
        ? curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, ork_curl_open_public_socket) : code;
}

static inline CURLcode ork_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode ork_curl_get_pointer(CURL *handle, CURLINFO info, void **value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLMcode ork_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode ork_curl_multi_set_callbacks(CURLM *multi, curl_socket_callback on_socket,
                                                     curl_multi_timer_callback on_timer, void *context) {
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
    return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
}

// A cast in C, which Swift cannot read.
static const curl_socket_t ork_curl_no_socket = CURL_SOCKET_TIMEOUT;

#endif
