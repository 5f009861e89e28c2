// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Events, as their own group has them.
    static let events = #"""
        kind Event: A report of something that happened to an object, kept for a while.
          2  eventTime!               microTime       = null
          3  series                   EventSeries?
          4  reportingController      string
          5  reportingInstance        string
          6  action                   string
          7  reason                   string
          8  regarding                ObjectReference = {}
          9  related                  ObjectReference?
          10 note                     string
          11 type                     string
          12 deprecatedSource         EventSource     = {}
          13 deprecatedFirstTimestamp time            = null
          14 deprecatedLastTimestamp  time            = null
          15 deprecatedCount          int32

        type EventSeries
          1 count!            int32     = 0
          2 lastObservedTime! microTime = null
        """#
}
