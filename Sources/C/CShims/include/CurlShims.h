// SPDX-License-Identifier: Apache-2.0

#ifndef PORTOLAN_CURL_SHIMS_H
#define PORTOLAN_CURL_SHIMS_H

#include <curl/curl.h>

CURLcode cshim_curl_easy_setopt_long(CURL *easy, CURLoption option, long value);

#endif
