// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Events, as their own group has them.
    static let events = #"""
        kind Event: A report of something that happened to an object, kept for a while.
          eventTime!               microTime
          series                   EventSeries
          reportingController      string
          reportingInstance        string
          action                   string
          reason                   string
          regarding                ObjectReference = {}
          related                  ObjectReference
          note                     string
          type                     string
          deprecatedSource         EventSource     = {}
          deprecatedFirstTimestamp time
          deprecatedLastTimestamp  time
          deprecatedCount          int32

        type EventSeries
          count!            int32 = 0
          lastObservedTime! microTime
        """#
}
