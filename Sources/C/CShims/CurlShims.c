// SPDX-License-Identifier: Apache-2.0

#include "CurlShims.h"

CURLcode cshim_curl_easy_setopt_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}
