// libcurl for Host/Net. curl_easy_setopt and curl_easy_getinfo are variadic in
// C, which Swift cannot call: each typed form used by Net is a function here.
#ifndef ORKESTA_CCURL_SHIM_H
#define ORKESTA_CCURL_SHIM_H

#include <curl/curl.h>
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
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

// Whether an IPv4 address, in host order, is one of the public internet: neither
// this machine, its networks, a cloud's metadata service, nor reserved (RFC 6890).
static inline int ork_is_public_ipv4(uint32_t address) {
    static const struct { uint32_t network; int bits; } reserved[] = {
        {0x00000000, 8}, {0x0A000000, 8}, {0x64400000, 10}, {0x7F000000, 8}, {0xA9FE0000, 16}, {0xAC100000, 12},
        {0xC0000000, 24}, {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xC6336400, 24},
        {0xCB007100, 24}, {0xE0000000, 4}, {0xF0000000, 4},
    };
    for (size_t place = 0; place < sizeof reserved / sizeof reserved[0]; place++)
        if ((address ^ reserved[place].network) >> (32 - reserved[place].bits) == 0) return 0;
    return 1;
}

// Of IPv6 only global unicast (2000::/3) is public, without the parts of it that
// are documentation or carry an IPv4 address: 2001:db8::/32, 2001::/32, 2002::/16.
static inline int ork_is_public_ipv6(const unsigned char bytes[16]) {
    if ((bytes[0] & 0xE0) != 0x20) return 0;
    if (bytes[0] == 0x20 && bytes[1] == 0x02) return 0;
    return !(bytes[0] == 0x20 && bytes[1] == 0x01
        && ((bytes[2] == 0x0D && bytes[3] == 0xB8) || (bytes[2] == 0 && bytes[3] == 0)));
}

// Called with the address that is about to be connected to, after the name was
// looked up: a name that leads to another address the second time gains nothing.
static inline curl_socket_t ork_curl_open_public_socket(
    void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    int is_public = 0;
    const int allows_loopback = context != NULL;
    if (address->family == AF_INET) {
        struct sockaddr_in ipv4;
        memcpy(&ipv4, &address->addr, sizeof ipv4);
        is_public = ork_is_public_ipv4(ntohl(ipv4.sin_addr.s_addr))
            || (allows_loopback && ntohl(ipv4.sin_addr.s_addr) >> 24 == 127);
    } else if (address->family == AF_INET6) {
        // Larger than the field that libcurl declares; it reserves the room behind it.
        struct sockaddr_in6 ipv6;
        memcpy(&ipv6, (const char *)&address->addr, sizeof ipv6);
        is_public = ork_is_public_ipv6(ipv6.sin6_addr.s6_addr)
            || (allows_loopback && IN6_IS_ADDR_LOOPBACK(&ipv6.sin6_addr));
    }
    return is_public ? ork_curl_open_socket(context, purpose, address) : CURL_SOCKET_BAD;
}

// The callback's context only says whether it is there: this machine's own
// addresses are then allowed.
static inline CURLcode ork_curl_public_sockets_only(CURL *handle, int allows_loopback) {
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

#endif
