// libcurl for Host/Net. curl_easy_setopt and curl_easy_getinfo are variadic in
// C, which Swift cannot call: each typed form used by Net is a function here.
#ifndef ORKESTA_CCURL_SHIM_H
#define ORKESTA_CCURL_SHIM_H

#include <curl/curl.h>
#include <fcntl.h>
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
