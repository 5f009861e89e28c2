// SPDX-License-Identifier: Apache-2.0
// One function for each type of argument that curl's variadic functions take.

#ifndef PORTOLAN_CURL_SHIMS_H
#define PORTOLAN_CURL_SHIMS_H

#include <curl/curl.h>
#include "SocketShims.h"

CURLcode cshim_curl_easy_setopt_long(CURL *easy, CURLoption option, long value);
CURLcode cshim_curl_easy_setopt_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode cshim_curl_easy_setopt_text(CURL *easy, CURLoption option, const char *value);
CURLcode cshim_curl_easy_setopt_pointer(CURL *easy, CURLoption option, void *value);
CURLcode cshim_curl_easy_setopt_list(CURL *easy, CURLoption option, struct curl_slist *value);
CURLcode cshim_curl_easy_setopt_blob(CURL *easy, CURLoption option, const void *bytes, size_t count);
CURLcode cshim_curl_easy_setopt_transfer(CURL *easy, CURLoption option, curl_write_callback callback);
CURLcode cshim_curl_easy_setopt_seek(CURL *easy, curl_seek_callback callback);
CURLcode cshim_curl_easy_setopt_prerequest(CURL *easy, curl_prereq_callback callback);
CURLcode cshim_curl_easy_setopt_open_socket(CURL *easy, curl_opensocket_callback callback);
CURLcode cshim_curl_easy_setopt_ssl_context(CURL *easy, curl_ssl_ctx_callback callback);

CURLcode cshim_curl_easy_getinfo_long(CURL *easy, CURLINFO info, long *value);
CURLcode cshim_curl_easy_getinfo_offset(CURL *easy, CURLINFO info, curl_off_t *value);
CURLcode cshim_curl_easy_getinfo_text(CURL *easy, CURLINFO info, char **value);

CURLMcode cshim_curl_multi_setopt_long(CURLM *multi, CURLMoption option, long value);
CURLMcode cshim_curl_multi_setopt_pointer(CURLM *multi, CURLMoption option, void *value);
CURLMcode cshim_curl_multi_setopt_socket(CURLM *multi, curl_socket_callback callback);
CURLMcode cshim_curl_multi_setopt_timer(CURLM *multi, curl_multi_timer_callback callback);

/// Where curl is about to connect to; false when it is no address of IPv4 or IPv6.
bool cshim_curl_address(const struct curl_sockaddr *target, struct cshim_address *address);

#endif
