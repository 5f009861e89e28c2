// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import HTTPCore

extension TransferReport.Request {
    init(_ request: HTTPClient.Request) {
        method = request.method
        origin = request.url.origin
        path = String(request.url.target.prefix { $0 != "?" })
    }
}

extension Exchange {
    /// What curl has measured, once it is over.
    func report(_ error: HTTPClientError?) -> TransferReport {
        // curl's times count from the start of the transfer, each to the end of its step.
        let dns = easy.time(CURLINFO_NAMELOOKUP_TIME_T)
        let connect = max(dns, easy.time(CURLINFO_CONNECT_TIME_T))
        let tls = max(connect, easy.time(CURLINFO_APPCONNECT_TIME_T))
        let sent = easy.time(CURLINFO_PRETRANSFER_TIME_T)
        return TransferReport(
            request: TransferReport.Request(request),
            phases: TransferReport.Phases(
                dns: dns,
                connect: connect - dns,
                tls: tls - connect,
                firstByte: max(.zero, easy.time(CURLINFO_STARTTRANSFER_TIME_T) - sent),
                total: started.duration(to: .now)
            ),
            status: head?.status,
            error: error,
            bytesSent: easy.count(CURLINFO_SIZE_UPLOAD_T),
            bytesReceived: easy.count(CURLINFO_SIZE_DOWNLOAD_T),
            isConnectionReused: head != nil && easy.integer(CURLINFO_NUM_CONNECTS) == 0,
            version: head == nil ? nil : version
        )
    }

    private var version: TransferReport.Version? {
        switch easy.integer(CURLINFO_HTTP_VERSION) {
        case Int(CURL_HTTP_VERSION_1_0): .http10
        case Int(CURL_HTTP_VERSION_1_1): .http11
        case Int(CURL_HTTP_VERSION_2_0): .http2
        default: nil
        }
    }
}
